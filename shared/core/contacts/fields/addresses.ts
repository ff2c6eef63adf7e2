/**
 * Work address ↔ Mailing parts, other address ↔ Other parts (LS-CF12, CF16); the home address only when mapped. Each part
 * is a field of its own, so that a town changed here and a street changed there merge. An empty other address is not
 * filled from home: the home address would then leave the mailbox without anybody having asked for it.
 */
import { textField } from '../../crmText';
import { emptyAddress, type PostalAddress } from '../../model';

const parts: readonly { readonly part: keyof PostalAddress; readonly crm: string; readonly limit: number }[] = [
  { part: 'street', crm: 'Street', limit: 255 },
  { part: 'city', crm: 'City', limit: 40 },
  { part: 'state', crm: 'State', limit: 80 },
  { part: 'postalCode', crm: 'PostalCode', limit: 20 },
  { part: 'country', crm: 'Country', limit: 80 },
];

const addresses = [
  { key: 'workAddress', crm: 'Mailing' },
  { key: 'otherAddress', crm: 'Other' },
  { key: 'homeAddress', crm: '' },
] as const;

export const addressFields = addresses.flatMap(({ key, crm }) =>
  parts.map((row) =>
    textField<'contact'>({
      kind: 'contact',
      name: `${key}.${row.part}`,
      crm: crm === '' ? '' : crm + row.crm,
      limit: row.limit,
      multiline: row.part === 'street',
      get: (contact) => contact[key][row.part],
      put: (value, contact) => ({ [key]: { ...(contact?.[key] ?? emptyAddress), [row.part]: value } }),
    }),
  ),
);
