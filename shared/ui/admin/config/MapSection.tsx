/** The field map: our fields at the left, Salesforce's API names at the right; matching fields stay as they are (LS-C18). */
import { contactFields } from '../../../core/contacts';
import { eventFields } from '../../../core/events';
import type { Configuration, MappedField } from '../../../core/model';
import { TextField } from '../../parts/fields';
import { adminSays } from '../../texts/admin';
import { fieldLabel } from '../../texts/fields';
import { bothOff, type FormProps, Section } from './form';

const kinds = { contacts: contactFields, events: eventFields } as const;

const mapped = (map: readonly MappedField[], field: string, crm: string): readonly MappedField[] => [
  ...map.filter((entry) => entry.field !== field),
  { field, crm },
];

export const MapSection = ({ value, onChange }: FormProps) =>
  bothOff(value) ? null : (
    <Section title={adminSays('map section')}>
      <p class="is-hint">{adminSays('map hint')}</p>
      {(['contacts', 'events'] as const).map((part) => (
        <PartMap key={part} part={part} value={value} onChange={(map) => onChange({ ...value, [part]: { ...value[part], map } })} />
      ))}
    </Section>
  );

function PartMap({
  part,
  value,
  onChange,
}: {
  part: 'contacts' | 'events';
  value: Configuration;
  onChange: (map: readonly MappedField[]) => void;
}) {
  const { map, direction } = value[part];
  if (direction === 'off') return null;
  const fields = kinds[part].map(({ name, crmDefault, remappable }) => ({ name, crmDefault, remappable }));
  return (
    <details class="is-map">
      <summary>{adminSays(part)}</summary>
      <ul class="is-map-rows">
        {fields.map(({ name, crmDefault, remappable }) => {
          const now = map.find(({ field }) => field === name)?.crm ?? crmDefault;
          const label = fieldLabel(name);
          return (
            <li key={name}>
              <span>{label}</span>
              {remappable ? (
                <TextField
                  label={adminSays('map of', { field: label })}
                  hideLabel
                  placeholder={adminSays('not mapped')}
                  value={now}
                  onInput={(crm) => onChange(mapped(map, name, crm))}
                />
              ) : (
                <span>
                  {crmDefault}
                  <br />
                  <span class="is-hint">{adminSays('map fixed')}</span>
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
