/** Contact fields that are one text in both systems (LS-CF1 to CF17, and those an admin may map besides). */
import { textField } from '../../crmText';
import type { Contact } from '../../model';

/** Properties of a contact that are a plain text. */
type TextKey = { [K in keyof Contact]: Contact[K] extends string ? (K extends 'kind' ? never : K) : never }[keyof Contact];

interface Row {
  readonly name: TextKey;
  /** '' = only when mapped. */
  readonly crm: string;
  readonly limit?: number;
  readonly remappable?: boolean;
  readonly required?: boolean;
  readonly multiline?: boolean;
}

const rows: readonly Row[] = [
  { name: 'prefix', crm: '', limit: 40 },
  { name: 'first', crm: 'FirstName', limit: 40, remappable: false },
  { name: 'middle', crm: '', limit: 40 },
  // Salesforce has no contact without one: see `requiredName.ts` for a mailbox contact that has none.
  { name: 'last', crm: 'LastName', limit: 80, remappable: false, required: true },
  { name: 'suffix', crm: '', limit: 40 },
  { name: 'nickname', crm: '' },
  { name: 'title', crm: 'Title', limit: 128 },
  { name: 'department', crm: 'Department', limit: 80 },
  { name: 'assistant', crm: 'AssistantName', limit: 40 },
  { name: 'manager', crm: '' },
  { name: 'spouse', crm: '' },
  { name: 'website', crm: '' },
  { name: 'notes', crm: 'Description', limit: 32_000, multiline: true },
];

export const simpleFields = rows.map((row) =>
  textField<'contact'>({
    kind: 'contact',
    ...row,
    get: (contact) => contact[row.name],
    put: (value) => ({ [row.name]: value }),
  }),
);
