/** A field's name in the reader's words; custom fields are told by their own name. */
import { part } from './catalogue';
import { fieldLabels } from './fields.en';
import { itemTime } from './times';

const fieldSays = part(fieldLabels, { de: async () => (await import('./fields.de')).fieldLabels });

const keyOf = (field: string): string => field.toLowerCase().replace(/[^a-z]/g, '');

/** A value as the reader knows it: times in words of the calendar, our own few words translated, everything else as it is. */
export function valueText(field: string, value: string): string {
  const key = `v ${value}`;
  return (keyOf(field) === 'showas' || keyOf(field) === 'private') && fieldSays.has(key) ? fieldSays.any(key, {}) : itemTime(value);
}

export function fieldLabel(field: string): string {
  const [whole = '', part] = field.split('.');
  if (part !== undefined) return fieldSays('part of', { whole: fieldLabel(whole), part: fieldLabel(part) });
  const key = keyOf(field);
  if (fieldSays.has(key)) return fieldSays.any(key, {});
  const words = field
    .replace(/__c$/, '')
    .replace(/_/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
