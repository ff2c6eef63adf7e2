/** A field's name in the reader's words; custom fields are told by their own name. */
import { part } from './catalogue';
import { fieldLabels } from './fields.en';

const fieldSays = part(fieldLabels);

export function fieldLabel(field: string): string {
  const key = field.toLowerCase().replace(/[^a-z]/g, '');
  if (fieldSays.has(key)) return fieldSays.any(key, {});
  const words = field
    .replace(/__c$/, '')
    .replace(/_/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
