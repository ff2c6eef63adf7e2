/**
 * Who writes a meeting into Salesforce, and who is related to it (EVT4, EVT5). A meeting that several reps attend is there
 * once: the syncing organizer's device owns it; without one, the first attending rep's device creates it under the mark that all
 * copies share, and the others pair with it.
 */
import type { Attendee, CalendarEvent, Invitee, ItemId, Person, Rep } from '../model';

/** Who has this address: null = nobody in Salesforce, undefined = not asked yet. */
export type PersonByAddress = (email: string) => Person | null | undefined;

export type Role =
  /** The rep's own: organized by the rep, or nobody was invited. */
  | { readonly kind: 'owner' }
  /** The organizer syncs: this device only pairs with the organizer's record, and waits until there is one. */
  | { readonly kind: 'follows'; readonly organizer: Person }
  /** The organizer does not sync (LS-E17, LS-E19): the rep gets an own event. */
  | { readonly kind: 'own event' }
  /** Nobody has looked the organizer up yet: nothing may be created from this (SYN2). */
  | { readonly kind: 'not asked' };

export function isRep(rep: Pick<Rep, 'email' | 'mailboxAddresses'>, email: string): boolean {
  const address = email.toLowerCase();
  return address === rep.email.toLowerCase() || rep.mailboxAddresses.some((alias) => alias.toLowerCase() === address);
}

export function roleOf(event: CalendarEvent, rep: Rep, person: PersonByAddress): Role {
  if (event.mine || event.organizer === '' || isRep(rep, event.organizer)) return { kind: 'owner' };
  const organizer = person(event.organizer);
  if (organizer === undefined) return { kind: 'not asked' };
  // The rep under an address that the mailbox did not name: the user record has an alias (LS-E24).
  if (organizer?.id === rep.userId) return { kind: 'owner' };
  return organizer?.type === 'User' && organizer.syncs ? { kind: 'follows', organizer } : { kind: 'own event' };
}

/** Salesforce takes no more (LS-E12). */
export const maxInvitees = 50;

export interface Relations {
  /** The first contact who attends, else the first lead; '' = nobody. */
  readonly whoId: ItemId | '';
  /** Everybody else who attends and is known, at most 50. */
  readonly invitees: readonly Invitee[];
  /** Addresses of those who are not in Salesforce, or beyond the 50 (LS-E10): said as a remark. */
  readonly unrelated: readonly string[];
  /** False: somebody has not been looked up yet, so nothing may be concluded (SYN2). */
  readonly complete: boolean;
}

const statusOf = (attendee: Attendee): Invitee['status'] =>
  attendee.response === 'accepted' || attendee.response === 'organizer'
    ? 'Accepted'
    : attendee.response === 'declined'
      ? 'Declined'
      : 'New';

/** Addresses to look up for an event: its people, but neither the rep nor rooms. */
export function addressesOf(event: CalendarEvent, rep: Rep): readonly string[] {
  return [...new Set([...everybody(event, rep).map((attendee) => attendee.email), ...(event.mine ? [] : [event.organizer])])].filter(
    (email) => email !== '' && !isRep(rep, email),
  );
}

/** The organizer of somebody else's meeting takes part too, and is not always in the list. */
function everybody(event: CalendarEvent, rep: Rep): readonly Attendee[] {
  const seen = new Set<string>();
  const organizer: Attendee = {
    email: event.organizer,
    name: event.organizerName,
    response: 'organizer',
    optional: false,
    resource: false,
  };
  return [...(event.mine || event.attendees.length === 0 ? [] : [organizer]), ...event.attendees].filter((attendee) => {
    const email = attendee.email.toLowerCase();
    if (attendee.resource || email === '' || isRep(rep, email) || seen.has(email)) return false;
    seen.add(email);
    return true;
  });
}

/** Of a masked event, pass what `maskPrivate` made of it: it relates to nobody (EXC4, LS-E34). */
export function relationsOf(event: CalendarEvent, rep: Rep, person: PersonByAddress): Relations {
  const known: { readonly attendee: Attendee; readonly person: Person }[] = [];
  const unrelated: string[] = [];
  let complete = true;
  for (const attendee of everybody(event, rep)) {
    const found = person(attendee.email);
    if (found === undefined) complete = false;
    else if (found === null) unrelated.push(attendee.email);
    else if (found.id !== rep.userId && !known.some((entry) => entry.person.id === found.id)) known.push({ attendee, person: found });
  }
  const who = known.find((entry) => entry.person.type === 'Contact') ?? known.find((entry) => entry.person.type === 'Lead');
  const others = known.filter((entry) => entry !== who);
  return {
    whoId: who?.person.id ?? '',
    invitees: others.slice(0, maxInvitees).map((entry) => ({ id: entry.person.id, status: statusOf(entry.attendee) })),
    unrelated: [...unrelated, ...others.slice(maxInvitees).map((entry) => entry.attendee.email)],
    complete,
  };
}
