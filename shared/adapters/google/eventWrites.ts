/** Writes of events, one request each, and with a mail to attendees only where the caller says so (EVT6; wire-contracts 2.2, 2.3). */
import * as v from 'valibot';
import { blankEvent } from '../../core/events/blank';
import type { CalendarEvent } from '../../core/model';
import { Failed, type Write, type Wrote } from '../../core/ports';
import type { Answer } from '../http';
import type { GoogleAccount } from './account';
import { eventBody, eventOf, markName, seenEvent } from './event';
import { eventPath, getEvent } from './events';
import { eventSchema, type GoogleEvent } from './schemas';

type W = Write<'mailbox'>;
type Of<Op extends W['op']> = Extract<W, { op: Op }>;

const telling = ({ mails }: { readonly mails?: true }): string => `?sendUpdates=${mails ? 'all' : 'none'}`;

export function writeEvent(account: GoogleAccount, write: W): Promise<Wrote<'mailbox'>> {
  switch (write.op) {
    case 'create':
      return create(account, write, write.item as CalendarEvent);
    case 'update':
      return update(account, write, write.base as CalendarEvent);
    case 'mark':
      return mark(account, write);
    case 'remove':
      return remove(account, write);
  }
}

/** The key is the event's id: a repeat is refused, and what is there is what we made (SYN6). */
async function create(account: GoogleAccount, write: Of<'create'>, item: CalendarEvent): Promise<Wrote<'mailbox'>> {
  const { key } = write;
  const { attendees, extendedProperties, visibility, ...body } = eventBody(item, blankEvent);
  const ours = { [markName]: key, ...(extendedProperties as { private: Record<string, string | null> }).private };
  const answer = await account.askCalendar(`/calendars/primary/events${telling(write)}`, {
    method: 'POST',
    body: {
      ...withoutNull(body),
      id: key,
      ...(visibility === undefined ? {} : { visibility }),
      ...(item.attendees.length > 0 ? { attendees } : {}),
      extendedProperties: { private: withoutNull(ours) },
    },
    schema: eventSchema,
    repeatable: true,
  });
  if (answer.kind === 'ok') return done(answer.data);
  if (answer.kind !== 'already created') return refused(answer);
  // Ids of deleted events stay taken: whether to try with another generation of the key is the caller's to say.
  const there = await getEvent(account, key);
  const answered = there ? done(there) : gone;
  return answered.kind === 'done' ? { ...answered, found: true } : answered;
}

async function update(account: GoogleAccount, write: Of<'update'>, base: CalendarEvent): Promise<Wrote<'mailbox'>> {
  const body = eventBody(write.set as Partial<CalendarEvent>, base);
  const answer = await patch(account, write, body, write.ifVersion);
  if (answer.kind === 'ok') return done(answer.data);
  if (answer.kind !== 'conflict') return refused(answer);
  // Google itself touches an event shortly after it was made: with the same content, it is the event that we planned on.
  const now = await getEvent(account, write.id);
  if (!now) return { kind: 'gone' };
  if (now.etag === write.ifVersion || !same(eventOf(now), base)) return { kind: 'changed meanwhile' };
  const again = await patch(account, write, body, now.etag);
  return again.kind === 'ok' ? done(again.data) : refused(again);
}

async function mark(account: GoogleAccount, write: Of<'mark'>): Promise<Wrote<'mailbox'>> {
  const answer = await patch(account, write, { extendedProperties: { private: { [markName]: write.key } } }, write.ifVersion);
  return answer.kind === 'ok' ? done(answer.data) : settled(account, write, answer);
}

async function remove(account: GoogleAccount, write: Of<'remove'>): Promise<Wrote<'mailbox'>> {
  const answer = await account.askCalendar(eventPath(write.id) + telling(write), {
    method: 'DELETE',
    headers: { 'If-Match': write.ifVersion },
    schema: v.unknown(),
  });
  return answer.kind === 'ok' ? { kind: 'done', seen: null, overtook: null } : settled(account, write, answer);
}

const patch = (account: GoogleAccount, write: Of<'update'> | Of<'mark'>, body: object, version: string): Promise<Answer<GoogleEvent>> =>
  account.askCalendar(eventPath(write.id) + telling(write.op === 'mark' ? {} : write), {
    method: 'PATCH',
    headers: { 'If-Match': version },
    body,
    schema: eventSchema,
  });

/** A deleted event is still there as a cancelled one, so that writing to it looks like a conflict. */
async function settled(account: GoogleAccount, { id }: Of<'mark' | 'remove'>, answer: Answer<unknown>): Promise<Wrote<'mailbox'>> {
  if (answer.kind === 'conflict' && (await getEvent(account, id)) === null) return { kind: 'gone' };
  return refused(answer);
}

function refused(answer: Answer<unknown>): Wrote<'mailbox'> {
  if (answer.kind === 'conflict') return { kind: 'changed meanwhile' };
  if (answer.kind === 'gone' || answer.kind === 'resync') return { kind: 'gone' };
  throw new Failed({ kind: 'unexpected answer', system: 'google', detail: `write: answered ${answer.status}` });
}

const gone: Wrote<'mailbox'> = { kind: 'gone' };
const done = (raw: GoogleEvent): Wrote<'mailbox'> =>
  raw.status === 'cancelled' ? gone : { kind: 'done', seen: seenEvent(raw), overtook: null };

const same = (a: CalendarEvent, b: CalendarEvent): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (event: CalendarEvent): unknown[] => Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1));

/** An insert has nothing to take away; null within start and end too. */
function withoutNull(body: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(body).filter(([, value]) => value !== null);
  return Object.fromEntries(kept.map(([name, value]) => [name, isPlain(value) ? withoutNull(value) : value]));
}
const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
