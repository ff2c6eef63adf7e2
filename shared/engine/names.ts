/** The name of an item for lists and history; never the text of a private event (EXC4). */
import { maskPrivate } from '../core/events/mask';
import type { CalendarEvent, Configuration, Contact, CrmRecord, Entry } from '../core/model';

export function nameOf(entry: Entry, configuration: Configuration | null): string {
  const item = entry.mailbox?.seen?.item;
  if (item) return item.kind === 'contact' ? contactName(item) : eventName(item, configuration);
  return entry.crm?.seen ? recordName(entry.crm.seen.item) : '';
}

const contactName = (contact: Contact): string =>
  [contact.first, contact.last].filter(Boolean).join(' ') || contact.company || contact.emails[0] || contact.phones[0]?.number || '';

const eventName = (event: CalendarEvent, configuration: Configuration | null): string =>
  configuration ? maskPrivate(event, configuration).subject : event.private ? '' : event.subject;

export function recordName(record: CrmRecord): string {
  const text = (name: string): string => String(record.fields[name] ?? '');
  if (record.kind === 'event') return text('Subject');
  return [text('FirstName'), text('LastName')].filter(Boolean).join(' ') || text('Email');
}
