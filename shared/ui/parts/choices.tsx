/** Choices: boxes with a radio, segments, check boxes, selects. All native controls, so arrows, Home and End work by themselves. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from '../icons/Icon';

export interface Choice<V extends string> {
  readonly value: V;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
}

interface ChoicesProps<V extends string> {
  readonly legend: string;
  readonly choices: readonly Choice<V>[];
  /** '' where nothing is preselected. */
  readonly value: V | '';
  readonly onChange: (value: V) => void;
}

export function Options<V extends string>({ legend, choices, value, onChange }: ChoicesProps<V>) {
  const name = useId();
  return (
    <fieldset class="is-col">
      <legend class="is-sr">{legend}</legend>
      {choices.map((choice) => (
        <label class="is-opt" key={choice.value}>
          <input type="radio" name={name} value={choice.value} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          <span class="is-grow">
            <b>{choice.label}</b>
            {choice.hint && (
              <>
                <br />
                <span class="is-muted">{choice.hint}</span>
              </>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export function Segments<V extends string>({
  legend,
  choices,
  value,
  onChange,
  show = false,
}: ChoicesProps<V> & { readonly show?: boolean }) {
  const name = useId();
  return (
    <fieldset class={show ? 'is-field' : undefined}>
      <legend class={show ? 'is-lab' : 'is-sr'}>{legend}</legend>
      <span class="is-seg">
        {choices.map((choice) => (
          <label key={choice.value}>
            <input type="radio" name={name} value={choice.value} checked={choice.value === value} onChange={() => onChange(choice.value)} />
            {choice.label}
          </label>
        ))}
      </span>
    </fieldset>
  );
}

export const Check = ({
  checked,
  onChange,
  children,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ComponentChildren;
}) => (
  <label class="is-check">
    <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
    <span>{children}</span>
  </label>
);

interface SelectProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly choices: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V) => void;
  readonly hint?: string;
  readonly invalid?: boolean;
  readonly hideLabel?: boolean;
}

export function Select<V extends string>({ label, value, choices, onChange, hint, invalid, hideLabel }: SelectProps<V>) {
  const id = useId();
  return (
    <div class="is-field">
      <label for={id} class={hideLabel ? 'is-sr' : undefined}>
        {label}
      </label>
      <span class="is-select">
        <select
          id={id}
          class="is-in"
          value={value}
          aria-invalid={invalid ? 'true' : undefined}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onChange={(event) => onChange(event.currentTarget.value as V)}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
      {hint && (
        <span id={`${id}-hint`} class="is-hint">
          {hint}
        </span>
      )}
    </div>
  );
}
