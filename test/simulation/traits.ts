/**
 * The simulator's own reading of items: which values of the two sides must be the same. Knows nothing of the engine's fields, so
 * that the two cannot share one mistake.
 */
import type { CalendarEvent, Contact, CrmValue } from '../../shared/core/model';
import type { CrmStored, SimOrg } from './premises';

export type Values = Readonly<Record<string, string>>;

const text = (value: CrmValue | undefined): string => (value === null || value === undefined ? '' : String(value));
const minute = 60_000;
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

function ofContact(contact: Contact): Values {
  const phone = (type: string): string => contact.phones.find((one) => one.type === type)?.number ?? '';
  return {
    last: contact.last,
    title: contact.title,
    department: contact.department,
    assistant: contact.assistant,
    notes: contact.notes,
    email: contact.emails[0] ?? '',
    phone: phone('work'),
    mobile: phone('mobile'),
    city: contact.workAddress.city,
    street: contact.workAddress.street,
    birthday: contact.birthday,
    company: contact.company,
  };
}

function ofContactRecord({ fields }: CrmStored, org: SimOrg): Values {
  return {
    last: text(fields.LastName),
    title: text(fields.Title),
    department: text(fields.Department),
    assistant: text(fields.AssistantName),
    notes: text(fields.Description),
    email: text(fields.Email),
    phone: text(fields.Phone),
    mobile: text(fields.MobilePhone),
    city: text(fields.MailingCity),
    street: text(fields.MailingStreet),
    birthday: text(fields.Birthdate),
    company: org.accounts.get(text(fields.AccountId))?.name ?? '',
  };
}

const coarse: Readonly<Record<CalendarEvent['showAs'], string>> = {
  free: 'free',
  busy: 'busy',
  tentative: 'busy',
  elsewhere: 'busy',
  away: 'away',
};

function ofEvent(event: CalendarEvent): Values {
  const all = (name: string): string => `${name.slice(0, 10)}T00:00`;
  return {
    subject: event.subject,
    location: event.location,
    description: event.description,
    time: event.allDay ? `all day ${all(event.start)}/${all(event.end)}` : `${event.start.slice(0, 16)}/${event.end.slice(0, 16)}`,
    showAs: coarse[event.showAs],
    private: event.private ? 'private' : '',
  };
}

function ofEventRecord({ fields }: CrmStored): Values {
  const start = Date.parse(text(fields.StartDateTime));
  const end = start + Number(fields.DurationInMinutes) * minute;
  const showAs = { Free: 'free', OutOfOffice: 'away' }[text(fields.ShowAs)] ?? 'busy';
  return {
    subject: text(fields.Subject),
    location: text(fields.Location),
    description: text(fields.Description),
    time: `${fields.IsAllDayEvent === true ? 'all day ' : ''}${iso(start)}/${iso(end)}`,
    showAs,
    private: fields.IsPrivate === true ? 'private' : '',
  };
}

export const valuesOfItem = (item: Contact | CalendarEvent): Values => (item.kind === 'contact' ? ofContact(item) : ofEvent(item));
export const valuesOfRecord = (record: CrmStored, org: SimOrg): Values =>
  record.kind === 'contact' ? ofContactRecord(record, org) : ofEventRecord(record);

/** The first name of a contact and the first word of a subject never change by hand: who it is. '' = masked. */
export function nameOfItem(item: Contact | CalendarEvent): string {
  const name = item.kind === 'contact' ? item.first : (item.subject.split(' ')[0] ?? '');
  return isName(name) ? name : '';
}
export function nameOfRecord({ kind, fields }: CrmStored): string {
  const name = kind === 'contact' ? text(fields.FirstName) : (text(fields.Subject).split(' ')[0] ?? '');
  return isName(name) ? name : '';
}
const isName = (text: string): boolean => /^[PM]\d+(_\d+)?$/.test(text);

/** Equal, or as much of it as the CRM can hold. */
export function sameValue(field: string, mailbox: string, crm: string): boolean {
  if (mailbox === crm) return true;
  if (crm.endsWith('…') && mailbox.startsWith(crm.slice(0, -1))) return true;
  if (field === 'time') return sameBeginning(mailbox, crm);
  return field === 'last' && mailbox === '';
}

/** Salesforce holds a day at the most: the beginning is the same, and the end is cut. */
function sameBeginning(mailbox: string, crm: string): boolean {
  const [start = '', end = ''] = mailbox.replace('all day ', '').split('/');
  return crm.replace('all day ', '').split('/')[0] === start && Date.parse(`${end}Z`) - Date.parse(`${start}Z`) > 86_400_000;
}

/** What is typed is unlike anything else that is typed: a value found anywhere tells who typed it. */
export const traced: Readonly<Record<'contact' | 'event', readonly string[]>> = {
  contact: ['last', 'title', 'department', 'assistant', 'notes', 'email', 'phone', 'mobile', 'city', 'street'],
  event: ['subject', 'location', 'description', 'time'],
};
/** Those that a person may empty. */
export const clearable: Readonly<Record<'contact' | 'event', readonly string[]>> = {
  contact: ['title', 'department', 'assistant', 'notes', 'phone', 'mobile', 'city', 'street'],
  event: ['location', 'description'],
};
