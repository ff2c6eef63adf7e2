/** What Graph has no field for, kept as MAPI properties on the item (wire-contracts 1.2, 1.7). */
import type { GraphContact } from './schemas';

/** The GUID is ours alone. */
export const markProperty = 'String {5f1d6c1e-8a53-4b0e-9a0f-3c7a52d0b6e4} Name InstepMark';
export const faxProperty = 'String 0x3A24';
export const otherPhoneProperty = 'String 0x3A1F';
export const assistantPhoneProperty = 'String 0x3A2E';
/** 0 normal, 1 personal, 2 private, 3 confidential. Contacts have no `sensitivity`. */
export const sensitivityProperty = 'Integer 0x0036';

const contactProperties = [markProperty, faxProperty, otherPhoneProperty, assistantPhoneProperty, sensitivityProperty];

const expanding = (ids: readonly string[]): string =>
  `$expand=${encodeURIComponent(`singleValueExtendedProperties($filter=${ids.map((id) => `id eq '${id}'`).join(' or ')})`)}`;

export const expandContact = expanding(contactProperties);
export const expandEvent = expanding([markProperty]);

export const markFilter = (key: string): string =>
  `$filter=${encodeURIComponent(`singleValueExtendedProperties/Any(ep: ep/id eq '${markProperty}' and ep/value eq '${key.replace(/'/g, "''")}')`)}`;

type Holder = Pick<GraphContact, 'singleValueExtendedProperties'>;

/** Graph writes `String 0x3A24` back as `String 0x3a24`, and drops leading zeros. */
const normal = (id: string): string => id.toLowerCase().replace(/ 0x0*/, ' 0x');

export function propertyOf(item: Holder, id: string): string {
  const held = item.singleValueExtendedProperties ?? [];
  return held.length === 0 ? '' : (held.find((property) => property.id === id || normal(property.id) === normal(id))?.value ?? '');
}
