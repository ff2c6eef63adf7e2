/** Buttons. One that cannot act stays in reach and says why when it is pressed (DESIGN section 10). */
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Icon } from '../icons/Icon';
import type { UiIcon } from '../icons/ui';

interface Props {
  readonly children: ComponentChildren;
  readonly onPress: () => void;
  readonly look?: 'main' | 'plain' | 'ghost' | 'bad' | 'link';
  readonly small?: boolean;
  readonly wide?: boolean;
  readonly icon?: UiIcon;
  /** Why it cannot act now; '' when it can. */
  readonly cannot?: string;
  readonly busy?: boolean;
  readonly label?: string;
  readonly expanded?: boolean;
}

const classes = ({ look = 'plain', small, wide }: Props): string =>
  look === 'link'
    ? 'is-btn-link'
    : ['is-btn', look === 'plain' ? '' : `is-btn-${look}`, small ? 'is-btn-small' : '', wide ? 'is-btn-wide' : '']
        .filter(Boolean)
        .join(' ');

export function Button(props: Props) {
  const { children, onPress, icon, cannot = '', busy = false, label, expanded } = props;
  const id = useId();
  const [told, setTold] = useState(false);
  const press = () => {
    if (busy) return;
    if (cannot !== '') setTold(true);
    else onPress();
  };
  return (
    <>
      <button
        type="button"
        class={classes(props)}
        onClick={press}
        aria-disabled={cannot !== '' || busy ? 'true' : undefined}
        aria-busy={busy ? 'true' : undefined}
        aria-label={label}
        aria-expanded={expanded}
        aria-describedby={cannot === '' ? undefined : id}
      >
        {icon && <Icon name={icon} />}
        {children}
      </button>
      {cannot !== '' && (
        <span id={id} role="status" class={told ? 'is-hint' : 'is-sr'}>
          {cannot}
        </span>
      )}
    </>
  );
}

export const IconButton = ({
  icon,
  label,
  onPress,
  expanded,
}: {
  icon: UiIcon;
  label: string;
  onPress: () => void;
  expanded?: boolean;
}) => (
  <button type="button" class="is-btn is-btn-icon" aria-label={label} title={label} onClick={onPress} aria-expanded={expanded}>
    <Icon name={icon} />
  </button>
);
