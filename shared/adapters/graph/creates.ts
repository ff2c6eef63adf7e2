/**
 * Creates that are harmless when repeated (SYN6). An event carries its key as `transactionId`, which Graph keeps; a
 * contact has nothing of the kind, so after an answer that was lost it is looked for by its mark before it is made again.
 */
import * as v from 'valibot';
import { blankContact } from '../../core/contacts/blank';
import { blankEvent } from '../../core/events/blank';
import type { CalendarEvent, Contact, ItemId } from '../../core/model';
import { type CreateKey, Failed, type Wrote } from '../../core/ports';
import type { GraphAccount } from './account';
import { contactBody, contactSelect, propertiesOf, seenContact } from './contact';
import { eventBody, eventSelect, seenEvent } from './event';
import { expandContact, expandEvent, markFilter, markProperty } from './properties';
import { contactSchema, eventSchema, type GraphContact, type GraphEvent } from './schemas';
import { markOf } from './stamp';

const markWith = (key: CreateKey) => ({ id: markProperty, value: key });

export async function createContact(account: GraphAccount, key: CreateKey, item: Contact): Promise<Wrote<'mailbox'>> {
  const folder = await account.folder();
  const there = account.doubtful.has(key) ? await contactByMark(account, folder, key) : null;
  if (there) return { ...contactDone(account, key, there, folder), found: true };
  const body = contactBody(withoutEmpty(item), blankContact);
  const properties = [markWith(key), ...((body.singleValueExtendedProperties as object[] | undefined) ?? [])];
  try {
    const answer = await account.ask({
      method: 'POST',
      url: `/me/contactFolders/${encodeURIComponent(folder)}/contacts`,
      body: { ...body, singleValueExtendedProperties: properties },
      schema: contactSchema,
    });
    if (answer.kind === 'gone') throw new Failed({ kind: 'folder missing' });
    if (answer.kind !== 'ok')
      throw new Failed({ kind: 'unexpected answer', system: 'microsoft', detail: `create: answered ${answer.status}` });
    return contactDone(account, key, { ...answer.data, singleValueExtendedProperties: propertiesOf(item, key) }, folder);
  } catch (error) {
    if (!(error instanceof Failed) || !mayHaveHappened(error)) throw error;
    account.doubtful.add(key);
    // A server that answered 5xx is there to be asked: `ConcurrentItemSave` comes with the item made (wire-contracts 1.5).
    const made = error.failure.kind === 'down' ? await contactByMark(account, folder, key) : null;
    if (made) return { ...contactDone(account, key, made, folder), found: true };
    throw error;
  }
}

export async function createEvent(account: GraphAccount, key: CreateKey, item: CalendarEvent): Promise<Wrote<'mailbox'>> {
  const { attendees, ...body } = eventBody(item, blankEvent);
  const answer = await account.ask({
    method: 'POST',
    url: '/me/events',
    body: {
      ...body,
      // An empty list is no invitation, and is not sent either (EVT6).
      ...(item.attendees.length > 0 ? { attendees } : {}),
      transactionId: key,
      singleValueExtendedProperties: [markWith(key)],
    },
    schema: eventSchema,
    repeatable: true,
  });
  if (answer.kind === 'ok') return eventDone({ ...answer.data, singleValueExtendedProperties: [markWith(key)] });
  if (answer.kind !== 'already created')
    throw new Failed({ kind: 'unexpected answer', system: 'microsoft', detail: `create: answered ${answer.status}` });
  const there = await existing(account, key, item, answer.body);
  if (!there) return { kind: 'gone' };
  if (markOf(there) === key) return { ...eventDone(there), found: true };
  // It was made, but its extension was not (wire-contracts 1.5).
  const marked = await account.ask({
    method: 'PATCH',
    url: account.eventUrl(there.id),
    body: { singleValueExtendedProperties: [markWith(key)] },
    schema: eventSchema,
    repeatable: true,
  });
  if (marked.kind !== 'ok') return { kind: 'gone' };
  return { ...eventDone({ ...marked.data, singleValueExtendedProperties: [markWith(key)] }), found: true };
}

const mayHaveHappened = ({ failure }: Failed): boolean =>
  failure.kind === 'offline' || failure.kind === 'down' || failure.kind === 'unexpected answer';

/** Blank texts and lists need not be said of a new contact. */
function withoutEmpty(item: Contact): Partial<Contact> {
  const kept = Object.entries(item).filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0));
  return Object.fromEntries(
    kept.filter(([name, value]) => !/Address$/.test(name) || Object.values(value as object).some((part) => part !== '')),
  );
}

async function contactByMark(account: GraphAccount, folder: string, key: CreateKey): Promise<GraphContact | null> {
  const url = `/me/contactFolders/${encodeURIComponent(folder)}/contacts?${markFilter(key)}&${contactSelect}&${expandContact}`;
  return (await account.get(url, v.object({ value: v.array(contactSchema) }))).value[0] ?? null;
}

/** By the id that the refusal names, by the mark, or by the transaction among the events of that time. */
async function existing(account: GraphAccount, key: CreateKey, item: CalendarEvent, body: unknown): Promise<GraphEvent | null> {
  const id = existingId(body);
  if (id !== null) return account.event(id);
  const list = v.object({ value: v.array(eventSchema) });
  const byMark = await account.get(`/me/events?${markFilter(key)}&${eventSelect}&${expandEvent}`, list);
  if (byMark.value[0]) return byMark.value[0];
  const start = item.start.replace(/Z$/, '');
  const filter = encodeURIComponent(`start/dateTime eq '${start}'`);
  const sameTime = await account.get(`/me/events?$filter=${filter}&${eventSelect},transactionId&${expandEvent}`, list);
  return sameTime.value.find(({ transactionId }) => transactionId === key) ?? null;
}

const refusal = v.object({ error: v.record(v.string(), v.unknown()) });

function existingId(body: unknown): ItemId | null {
  const parsed = v.safeParse(refusal, body);
  const id = parsed.success ? parsed.output.error['@event.existingEventId'] : null;
  return typeof id === 'string' && id !== '' ? id : null;
}

function contactDone(account: GraphAccount, key: CreateKey, raw: GraphContact, folder: string): Done {
  account.doubtful.delete(key);
  return { kind: 'done', seen: seenContact(raw, folder), overtook: null };
}

type Done = Extract<Wrote<'mailbox'>, { kind: 'done' }>;

const eventDone = (raw: GraphEvent): Done => ({ kind: 'done', seen: seenEvent(raw, raw.iCalUId), overtook: null });
