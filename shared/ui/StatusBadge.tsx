/** A status in lists, tables and headlines of our own screens: drawing and word, never the drawing alone. */
import type { Instant, ItemStatus, Kind, StatusKind } from '../core/model';
import { StatusIcon } from './icons/Icon';
import { tipOf, toneOf, wordOf } from './status';

interface Props {
  readonly status: ItemStatus;
  readonly kind: Kind;
  readonly now: Instant;
  readonly as?: 'word' | 'pill';
}

export const StatusBadge = ({ status, kind, now, as = 'word' }: Props) => (
  <span class={`${as === 'pill' ? 'is-pill' : 'is-status'} is-t-${toneOf(status.kind)}`} title={tipOf(status, kind, now)}>
    <StatusIcon kind={status.kind} size={14} />
    {wordOf(status.kind)}
  </span>
);

/** The word alone with its sign, where there is no item behind it (chips, legends, tables of an admin). */
export const StatusWord = ({ kind, text }: { kind: StatusKind; text?: string }) => (
  <span class={`is-status is-t-${toneOf(kind)}`}>
    <StatusIcon kind={kind} size={14} />
    {text ?? wordOf(kind)}
  </span>
);

export const StatusDisc = ({ kind, size }: { kind: StatusKind; size?: 'big' }) => (
  <span class={`is-disc is-t-${toneOf(kind)}${size ? ' is-disc-big' : ''}`}>
    <StatusIcon kind={kind} size={size ? 20 : 16} />
  </span>
);
