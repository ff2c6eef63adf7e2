/** The first phone of each type ↔ its Salesforce field (LS-CF3, CF8, CF10, CF13 to CF15). Compared as written. */
import { textField } from '../../crmText';
import type { PhoneType } from '../../model';
import { line } from '../../text';
import { putFirst } from './lists';

const rows: readonly { readonly name: string; readonly type: PhoneType; readonly crm: string }[] = [
  { name: 'phone', type: 'work', crm: 'Phone' },
  { name: 'mobile', type: 'mobile', crm: 'MobilePhone' },
  { name: 'homePhone', type: 'home', crm: 'HomePhone' },
  { name: 'otherPhone', type: 'other', crm: 'OtherPhone' },
  { name: 'fax', type: 'work fax', crm: 'Fax' },
  { name: 'assistantPhone', type: 'assistant', crm: 'AssistantPhone' },
];

export const phoneFields = rows.map(({ name, type, crm }) =>
  textField<'contact'>({
    kind: 'contact',
    name,
    crm,
    limit: 40,
    get: (contact) => contact.phones.find((phone) => phone.type === type && line(phone.number) !== '')?.number ?? '',
    put: (value, contact) => ({
      phones: putFirst(
        contact?.phones ?? [],
        (phone) => phone.type === type && line(phone.number) !== '',
        (phone) => line(phone.number) === value,
        value === '' ? null : () => ({ type, number: value }),
      ),
    }),
  }),
);
