/** Writes of contacts and events: each a part of a `$batch`, conditional on the version it was planned on (wire-contracts 1.5 to 1.7). */
import * as v from 'valibot';
import type { CalendarEvent, Contact, Seen } from '../../core/model';
import type { Write, Wrote } from '../../core/ports';
import type { Answer } from '../http';
import { alone, together, waves } from '../inBulk';
import type { GraphAccount } from './account';
import { contactBody, propertiesOf, seenContact } from './contact';
import { createContact, createEvent } from './creates';
import { eventBody, seenEvent } from './event';
import { markProperty } from './properties';
import { contactSchema, eventSchema, type GraphEvent } from './schemas';
import { uidsOf } from './series';

type W = Write<'mailbox'>;
type Of<Op extends W['op']> = Extract<W, { op: Op }>;

export async function writeAll(account: GraphAccount, writes: readonly W[]): Promise<readonly Wrote<'mailbox'>[]> {
  const answers: Wrote<'mailbox'>[] = new Array(writes.length);
  for (const wave of waves(writes)) {
    const turns = new Map<string, Promise<unknown>>();
    await Promise.all(
      wave.map(async ({ write, at }) => {
        answers[at] = await alone(() => inTurn(turns, write, () => one(account, write)));
      }),
    );
  }
  return together(answers);
}

/**
 * Occurrences that nobody has changed share the version of their series: a write to one makes the others' stale. So those of one
 * series go one after the other.
 */
function inTurn<T>(turns: Map<string, Promise<unknown>>, write: W, go: () => Promise<T>): Promise<T> {
  const series = write.op === 'update' && write.base.kind === 'event' ? write.base.seriesId : '';
  if (series === '') return go();
  const before = turns.get(series) ?? Promise.resolve();
  const mine = before.then(go, go);
  turns.set(series, mine);
  return mine;
}

function one(account: GraphAccount, write: W): Promise<Wrote<'mailbox'>> {
  switch (write.op) {
    case 'create':
      return write.item.kind === 'contact' ? createContact(account, write.key, write.item) : createEvent(account, write.key, write.item);
    case 'update':
      return write.base.kind === 'contact' ? updateContact(account, write, write.base) : updateEvent(account, write, write.base);
    case 'mark':
      return mark(account, write);
    case 'remove':
      return remove(account, write);
  }
}

async function updateContact(account: GraphAccount, write: Of<'update'>, base: Contact): Promise<Wrote<'mailbox'>> {
  const set = write.set as Partial<Contact>;
  const answer = await patch(account, write, contactBody(set, base), contactSchema);
  if (answer.kind !== 'ok') return refused(answer);
  if (write.mark === undefined) return again(account, write);
  const properties = propertiesOf({ ...base, ...set }, write.mark);
  return done(seenContact({ ...answer.data, singleValueExtendedProperties: properties }, await account.folder()));
}

async function updateEvent(account: GraphAccount, write: Of<'update'>, base: CalendarEvent): Promise<Wrote<'mailbox'>> {
  const body = eventBody(write.set as Partial<CalendarEvent>, base);
  let answer = await patch(account, write, body, eventSchema);
  if (answer.kind === 'conflict' && base.seriesId !== '') {
    const ifVersion = await unchanged(account, write.id, base);
    if (ifVersion !== null) answer = await patch(account, { ...write, ifVersion }, body, eventSchema);
  }
  if (answer.kind !== 'ok') return refused(answer);
  if (write.mark === undefined) return again(account, write);
  return done(seenEvent(marked(answer.data, write.mark), base.seriesId === '' ? answer.data.iCalUId : base.uid));
}

/** The version of an occurrence that holds what was planned on, although its series has moved on. */
async function unchanged(account: GraphAccount, id: string, base: CalendarEvent): Promise<string | null> {
  const raw = await account.event(id);
  if (!raw) return null;
  const { item, version } = seenEvent(raw, base.uid);
  return JSON.stringify(item) === JSON.stringify(base) ? version : null;
}

async function mark(account: GraphAccount, write: Of<'mark'>): Promise<Wrote<'mailbox'>> {
  const body = { singleValueExtendedProperties: [{ id: markProperty, value: write.key }] };
  const answer = await patch(account, write, body, v.unknown());
  // The answer shows no properties, and a contact keeps some of its phones there.
  return answer.kind === 'ok' ? again(account, write) : refused(answer);
}

async function remove(account: GraphAccount, write: Of<'remove'>): Promise<Wrote<'mailbox'>> {
  const answer = await account.ask({
    method: 'DELETE',
    url: urlOf(account, write),
    headers: { 'If-Match': write.ifVersion },
    schema: v.unknown(),
  });
  return answer.kind === 'ok' ? { kind: 'done', seen: null, overtook: null } : refused(answer);
}

function patch<T>(
  account: GraphAccount,
  write: Of<'update' | 'mark'>,
  body: object,
  schema: v.GenericSchema<unknown, T>,
): Promise<Answer<T>> {
  return account.ask({ method: 'PATCH', url: urlOf(account, write), headers: { 'If-Match': write.ifVersion }, body, schema });
}

/** The item as it is now, where the answer of the write did not tell all of it. */
async function again(account: GraphAccount, write: Of<'update' | 'mark'>): Promise<Wrote<'mailbox'>> {
  if (write.kind === 'contact') {
    const raw = await account.contact(write.id);
    return raw ? done(seenContact(raw, await account.folder())) : { kind: 'gone' };
  }
  const raw = await account.event(write.id);
  if (!raw) return { kind: 'gone' };
  const uids = await uidsOf(account, [raw]);
  return done(seenEvent(raw, uids.get(raw.seriesMasterId) ?? raw.iCalUId));
}

const urlOf = (account: GraphAccount, { kind, id }: Of<'update' | 'mark' | 'remove'>): string =>
  kind === 'contact' ? account.contactUrl(id) : account.eventUrl(id);

const marked = (raw: GraphEvent, key: string): GraphEvent => ({
  ...raw,
  singleValueExtendedProperties: [{ id: markProperty, value: key }],
});

const done = (seen: Seen<'mailbox'>): Wrote<'mailbox'> => ({ kind: 'done', seen, overtook: null });

function refused(answer: Exclude<Answer<unknown>, { kind: 'ok' }>): Wrote<'mailbox'> {
  switch (answer.kind) {
    case 'conflict':
      return { kind: 'changed meanwhile' };
    case 'gone':
      return { kind: 'gone' };
    default:
      return { kind: 'failed', failure: { kind: 'unexpected answer', system: 'microsoft', detail: `write: answered ${answer.status}` } };
  }
}
