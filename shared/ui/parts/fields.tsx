/** Text fields with their label and help; a refused one says so in words beside it. */
import type { Ref as ElementRef } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from '../icons/Icon';

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string;
  readonly invalid?: boolean;
  readonly hideLabel?: boolean;
  readonly type?: 'text' | 'number' | 'search';
  readonly placeholder?: string;
  readonly many?: boolean;
  readonly inputRef?: ElementRef<HTMLInputElement>;
}

export function TextField(props: TextProps) {
  const { label, value, onInput, hint, invalid, hideLabel, type = 'text', placeholder, many, inputRef } = props;
  const id = useId();
  const described = hint ? `${id}-hint` : undefined;
  const refused = invalid ? 'true' : undefined;
  const input = many ? (
    <textarea
      id={id}
      class="is-in"
      value={value}
      aria-invalid={refused}
      aria-describedby={described}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  ) : (
    <input
      id={id}
      class="is-in"
      ref={inputRef ?? null}
      type="text"
      inputMode={type === 'number' ? 'numeric' : 'text'}
      value={value}
      placeholder={placeholder ?? ''}
      autocomplete="off"
      aria-invalid={refused}
      aria-describedby={described}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  );
  return (
    <div class="is-field">
      <label for={id} class={hideLabel ? 'is-sr' : undefined}>
        {label}
      </label>
      {type === 'search' ? (
        <span class="is-search">
          <Icon name="search" />
          {input}
        </span>
      ) : (
        input
      )}
      {hint && (
        <span id={`${id}-hint`} class="is-hint">
          {hint}
        </span>
      )}
    </div>
  );
}
