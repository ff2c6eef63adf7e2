/** Drawings as inline SVG, hidden from screen readers: the word beside them, or the control's name, says what they mean. */
import type { StatusKind } from '../../core/model';
import { type Drawing, statusDrawings } from './status';
import { mirrored, type UiIcon, uiDrawings } from './ui';

export const StatusIcon = ({ kind, size = 16 }: { kind: StatusKind; size?: 12 | 14 | 16 | 20 }) => {
  const { d, stroke, dash }: Drawing = statusDrawings[kind];
  return (
    <svg class={`is-ic is-ic-${size}`} viewBox="0 0 16 16" aria-hidden="true">
      {stroke === 0 ? (
        <path fill="currentColor" fill-rule="evenodd" d={d} />
      ) : (
        <path
          fill="none"
          stroke="currentColor"
          stroke-width={stroke}
          stroke-linejoin="round"
          stroke-linecap={dash ? 'butt' : 'round'}
          stroke-dasharray={dash}
          d={d}
        />
      )}
    </svg>
  );
};

export const Icon = ({ name, size = 16 }: { name: UiIcon; size?: 12 | 14 | 16 | 20 }) => (
  <svg class={`is-ic is-ic-${size}${mirrored.includes(name) ? ' is-mirror' : ''}`} viewBox="0 0 16 16" aria-hidden="true">
    <path fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" d={uiDrawings[name]} />
  </svg>
);

/** The mark of the product. */
export const Logo = () => (
  <svg class="is-logo" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="#17607e" />
    <path fill="none" stroke-linecap="round" stroke-width="4.5" stroke="#fff" d="M9.5 24 13.5 14" />
    <path fill="none" stroke-linecap="round" stroke-width="4.5" stroke="#9fe0d0" d="M18.5 18 22.5 8" />
  </svg>
);
