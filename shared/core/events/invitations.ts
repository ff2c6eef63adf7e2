/**
 * EVT6: whom Instep invites to a calendar event that it makes from a record. Nobody, unless the configuration allows it; then
 * those whom the record relates to, except whom a mail would be of no use to or must not reach. See docs/decisions/never-a-mail.md.
 */
import { domainAmong } from '../domain';
import type { Attendee, CalendarEvent, Configuration, CrmRecord, Instant, ItemId, Rep } from '../model';
import { permits } from '../sync/merge';
import { isRep } from './organizer';

/** Null: nobody whom this user can see, or without an address. Undefined: not asked yet. */
export type AddressById = (id: ItemId) => { readonly name: string; readonly email: string } | null | undefined;

interface Inviting {
  readonly rep: Rep;
  readonly configuration: Configuration;
}

/** Who attends according to the record, the first the one it is about; nobody where the configuration lets nobody be invited. */
export function invitedBy(record: CrmRecord, { rep, configuration }: Inviting): readonly ItemId[] {
  const { mayInvite, direction, private: hidden } = configuration.events;
  if (record.kind !== 'event' || !mayInvite || !permits(direction, 'mailbox') || record.fields.OwnerId !== rep.userId) return [];
  if (record.fields.IsPrivate === true && hidden !== 'all') return [];
  const ids = [String(record.fields.WhoId ?? ''), ...record.invitees.filter(({ status }) => status !== 'Declined').map(({ id }) => id)];
  return [...new Set(ids)].filter((id) => id !== '' && id !== rep.userId);
}

/** Null: somebody has not been looked up yet, and half an invitation is none. */
export function invitations(
  record: CrmRecord,
  made: Pick<CalendarEvent, 'end'>,
  { rep, configuration, now, addressOf }: Inviting & { readonly now: Instant; readonly addressOf: AddressById },
): readonly Attendee[] | null {
  // Nobody is invited to what is over.
  if (Date.parse(made.end) <= now) return [];
  const found = new Map<string, Attendee>();
  for (const id of invitedBy(record, { rep, configuration })) {
    const person = addressOf(id);
    if (person === undefined) return null;
    const email = person?.email.toLowerCase() ?? '';
    if (person === null || email === '' || isRep(rep, email) || domainAmong(email, configuration.blockedDomains) !== '') continue;
    found.set(email, { email, name: person.name, response: 'none', optional: false, resource: false });
  }
  return [...found.values()];
}
