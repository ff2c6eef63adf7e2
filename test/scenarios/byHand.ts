/** What the hands of both services share: the person's own client, past our adapters. */
import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../../sandbox/server';
import type { Account, MeetingEvent } from '../../sandbox/world';
import type { CalendarEvent, ItemId } from '../../shared/core/model';
import type { Item } from './words';

export type Json = Readonly<Record<string, unknown>>;
export type Call = (method: string, path: string, body?: unknown) => Promise<Json>;

export const rowsOf = (answer: Json, name: string): readonly Json[] => (answer[name] ?? []) as readonly Json[];
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export function clientOf({ world, apps }: Sandbox, vendor: 'graph' | 'google', who: Account, headers: Record<string, string> = {}): Call {
  const token = world.tokens.issue(vendor, who.id, 1000 * 86_400_000);
  return async (method, path, body) => {
    const response = await apps[vendor].request(path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Json);
  };
}

export const isInvitation = (item: Item, who: Account): boolean =>
  item.kind !== 'contact' && (item.set.organizer ?? '') !== '' && item.set.organizer !== who.email;

/** Somebody else's meeting arrives as a message. @returns its UID. */
export function invite({ world }: Sandbox, vendor: 'graph' | 'google', who: Account, set: Partial<CalendarEvent>): string {
  const uid = set.uid || `${randomUUID()}@elsewhere.example`;
  const at = (text = ''): MeetingEvent['start'] => (set.allDay ? { date: text } : { dateTime: text.replace(/Z$/, ''), timeZone: 'UTC' });
  const organizer = set.organizer ?? '';
  const own = { name: who.name, email: who.email, optional: false, response: answer(set.response) };
  const event: MeetingEvent = {
    subject: set.subject ?? '',
    text: set.description ?? '',
    location: set.location ?? '',
    start: at(set.start),
    end: at(set.end),
    recurrence: [],
    isPrivate: set.private ?? false,
    organizer: { name: set.organizerName ?? organizer, email: organizer },
    attendees: [
      ...(set.attendees ?? [])
        .filter(({ email }) => email !== who.email)
        .map(({ name, email, optional, response }) => ({ name, email, optional, response: answer(response) })),
      own,
    ],
  };
  // It comes from a mailbox elsewhere: a service does not take messages from itself.
  world.deliver({ method: 'request', vendor: vendor === 'graph' ? 'google' : 'graph', from: organizer, to: who.email, uid, event });
  return uid;
}

const answer = (response: CalendarEvent['response'] | undefined): 'none' | 'accepted' | 'declined' | 'tentative' =>
  response === undefined || response === 'organizer' ? 'none' : response;

export const noId: ItemId = '';
