/** Events and their series: create, change, delete, answer (wire-contracts 1.5, 1.6). */
import type { Call } from './call';
import { checkMatch } from './contacts';
import { eventFields, idOf, isEventProperty, isMine, masterJson, occurrenceJson } from './eventShape';
import { mergedExtensions, mergedProperties } from './extended';
import { GraphError, notFound } from './failure';
import { newUid, seriesOf } from './ids';
import type { EventItem, Exception, Series, Times } from './items';
import { isObject, type Json, objectsOf, textOf } from './json';
import { attendeesOf, type Meetings } from './meetings';
import { type Occurrence, occurrenceOn, staysInPlace } from './occurrences';
import { expanded, expansionOf, option, selector } from './query';
import { recurrenceOf } from './recurrence';
import { DAY, dateOf, stampText, timesOf } from './times';

/** An id names an event, or an occurrence of one. */
export interface Found {
  readonly item: EventItem;
  readonly occurrence: Occurrence | null;
}

export function find(call: Call, id: string): Found {
  const item = call.box.event(id);
  if (item) return { item, occurrence: null };
  const series = seriesOf(id);
  const master = series && call.box.event(series.masterId);
  const occurrence = master && occurrenceOn(master, series.date);
  if (!occurrence) throw notFound();
  return { item: master, occurrence };
}

export const fullJson = (call: Call, { item, occurrence }: Found): Json =>
  occurrence ? occurrenceJson(call, item, occurrence) : masterJson(call, item);

/** As `$select` and `$expand` want it. What a series has lost or changed comes only when asked for by its own id (1.4). */
export function shown(call: Call): (found: Found) => Json {
  const expansion = expansionOf(option(call, 'expand'));
  const wanted =
    option(call, 'select')
      ?.split(',')
      .map((name) => name.trim()) ?? [];
  const select = selector(option(call, 'select'), isEventProperty);
  return (found) => {
    const { item, occurrence } = found;
    const series = occurrence ? null : item.series;
    const id = idOf(call, item);
    return select({
      ...fullJson(call, found),
      ...expanded(occurrence ? (occurrence.exception ?? { extended: item.extended, extensions: {} }) : item, expansion),
      ...(series && wanted.includes('cancelledOccurrences')
        ? { cancelledOccurrences: [...series.cancelled].sort().map((date) => `OID.${id}.${date}`) }
        : {}),
      ...(series && expansion.exceptions ? { exceptionOccurrences: exceptionsOf(call, item, series) } : {}),
    });
  };
}

const exceptionsOf = (call: Call, item: EventItem, series: Series): readonly Json[] =>
  Object.keys(series.exceptions).flatMap((date) => {
    const occurrence = occurrenceOn(item, date);
    return occurrence ? [occurrenceJson(call, item, occurrence)] : [];
  });

/** Set once, unchangeable, and never free again (1.5). Switch `graph.duplicateTransactionStatus`: 409, or 400. */
function refuseDuplicate(call: Call, transactionId: string): void {
  const key = call.box.transactions.get(transactionId);
  if (key === undefined) return;
  const existing = call.box.events.get(key);
  const status = call.world.faults.number('graph.duplicateTransactionStatus', 409);
  const more = existing && status === 409 ? { '@event.existingEventId': idOf(call, existing) } : {};
  throw new GraphError(
    status,
    'ErrorDuplicateTransactionId',
    'Your request can not be completed. An event with the same transactionId already exists.',
    {},
    more,
  );
}

export function create(call: Call, calendar: string, body: Json, meetings: Meetings): Json {
  const { box, account } = call;
  const transactionId = textOf(body.transactionId) || null;
  if (transactionId !== null) refuseDuplicate(call, transactionId);
  if (objectsOf(body.attendees).length > 500) throw new GraphError(400, 'ErrorInvalidRecipients', 'An event takes 500 attendees at most.');
  const times = timesOf(body.start, body.end, body.isAllDay === true);
  const recurrence = isObject(body.recurrence) ? recurrenceOf(body.recurrence, times) : null;
  const born = box.born();
  const series = recurrence && { ...recurrence, exceptions: {}, cancelled: [] };
  const item: EventItem = {
    ...born,
    calendar,
    uid: newUid(born.key),
    times: series ? firstTimes(times, series) : times,
    series,
    transactionId,
    organizer: { name: account.name, address: account.email },
    fields: eventFields(body),
    extended: mergedProperties([], body),
    extensions: mergedExtensions({}, body),
  };
  box.putEvent(item);
  meetings.announce(account, item);
  return shown(call)({ item, occurrence: null });
}

/** The series begins on the first date of its rule. */
function firstTimes(times: Times, series: Series): Times {
  const start = textOf(series.range.startDate);
  if (start === dateOf(times.startWall)) return times;
  const shift = Date.parse(`${start}T00:00:00Z`) - Math.floor(times.startWall / DAY) * DAY;
  return timesOf(
    { dateTime: new Date(times.startWall + shift).toISOString().slice(0, 19), timeZone: times.zoneName },
    { dateTime: new Date(times.endWall + shift).toISOString().slice(0, 19), timeZone: times.zoneName },
    times.allDay,
  );
}

/** The new times, if the body names any; what it leaves out stays as it was. */
function newTimes(body: Json, old: Times): Times | null {
  if (body.start === undefined && body.end === undefined && body.isAllDay === undefined) return null;
  const point = (wall: number) => ({ dateTime: new Date(wall).toISOString().slice(0, 19), timeZone: old.zoneName });
  return timesOf(
    body.start ?? point(old.startWall),
    body.end ?? point(old.endWall),
    typeof body.isAllDay === 'boolean' ? body.isAllDay : old.allDay,
  );
}

export function update(call: Call, found: Found, body: Json, meetings: Meetings): Json {
  const { item, occurrence } = found;
  checkMatch(call, occurrence?.exception?.changeKey ?? item.changeKey);
  const given = textOf(body.transactionId);
  if (given && given !== item.transactionId)
    throw new GraphError(400, 'ErrorInvalidPropertyUpdate', 'The transactionId of an event cannot be changed.');
  return occurrence ? updateOccurrence(call, item, occurrence, body, meetings) : updateMaster(call, item, body, meetings);
}

function updateMaster(call: Call, item: EventItem, body: Json, meetings: Meetings): Json {
  const { box, account } = call;
  const fields = eventFields(body);
  const times = newTimes(body, item.times);
  const extended = mergedProperties(item.extended, body);
  const before = attendeesOf(item.fields);
  if (body.recurrence === null) item.series = null;
  else if (isObject(body.recurrence))
    item.series = { ...recurrenceOf(body.recurrence, times ?? item.times), exceptions: {}, cancelled: [] };
  else if (times && item.series) item.series = { ...shifted(item.series, item.times, times), exceptions: {}, cancelled: [] }; // Outlook drops the exceptions
  if (times) item.times = times;
  item.fields = { ...item.fields, ...fields };
  item.extended = extended;
  item.extensions = mergedExtensions(item.extensions, body);
  box.stamp(item);
  box.putEvent(item);
  const now = new Set(attendeesOf(item.fields).map(({ address }) => address.toLowerCase()));
  if (mailsAttendees(body)) {
    meetings.announce(
      account,
      item,
      undefined,
      before.filter(({ address }) => !now.has(address.toLowerCase())),
    );
  }
  return shown(call)({ item, occurrence: null });
}

/** A new first date moves the range with it. */
function shifted(series: Series, old: Times, times: Times): Pick<Series, 'pattern' | 'range'> {
  const [from, to] = [dateOf(old.startWall), dateOf(times.startWall)];
  return from === to ? series : recurrenceOf({ pattern: series.pattern, range: { ...series.range, startDate: to } }, times);
}

/** What only the person themselves sees sends no mail. */
const PRIVATE = [
  'categories',
  'isReminderOn',
  'reminderMinutesBeforeStart',
  'showAs',
  'sensitivity',
  'singleValueExtendedProperties',
  'extensions',
];
const mailsAttendees = (body: Json) => Object.keys(body).some((name) => !PRIVATE.includes(name) && !name.startsWith('@odata.'));

function updateOccurrence(call: Call, item: EventItem, occurrence: Occurrence, body: Json, meetings: Meetings): Json {
  const { box, account } = call;
  const { date } = occurrence;
  if (isObject(body.recurrence)) throw new GraphError(400, 'ErrorInvalidRequest', 'An occurrence has no recurrence of its own.');
  const times = newTimes(body, occurrence.times);
  if (times && !staysInPlace(item, date, times)) {
    throw new GraphError(400, 'ErrorOccurrenceCrossingBoundary', 'Modified occurrence is crossing or overlapping adjacent occurrence.');
  }
  const old = occurrence.exception;
  const exception: Exception = {
    fields: { ...old?.fields, ...eventFields(body) },
    times: times ?? old?.times ?? null,
    changeKey: box.newChangeKey(),
    modified: box.now,
    extended: mergedProperties(old?.extended ?? item.extended, body),
    extensions: mergedExtensions(old?.extensions ?? {}, body),
  };
  const series = item.series!;
  item.series = { ...series, exceptions: { ...series.exceptions, [date]: exception } };
  box.stamp(item);
  box.putEvent(item);
  if (mailsAttendees(body)) meetings.announce(account, item, date);
  return shown(call)({ item, occurrence: occurrenceOn(item, date) });
}

/** Deleting as organizer calls the meeting off, for the others too. */
export function remove(call: Call, { item, occurrence }: Found, meetings: Meetings): void {
  checkMatch(call, occurrence?.exception?.changeKey ?? item.changeKey);
  meetings.cancel(call.account, item, occurrence?.date);
  drop(call, { item, occurrence });
}

function drop(call: Call, { item, occurrence }: Found): void {
  if (occurrence) removeQuietly(call, item, occurrence);
  else call.box.dropEvent(item);
}

export function cancel(call: Call, found: Found, meetings: Meetings): void {
  if (!isMine(call.account, found.item.organizer.address)) {
    throw new GraphError(400, 'ErrorInvalidRequest', "Your request can't be completed. You need to be an organizer to cancel a meeting.");
  }
  remove(call, found, meetings);
}

const ANSWERS = {
  accept: { response: 'accepted', word: 'accepted', showAs: 'busy' },
  decline: { response: 'declined', word: 'declined', showAs: 'free' },
  tentativelyAccept: { response: 'tentativelyAccepted', word: 'tentative', showAs: 'tentative' },
} as const;
export type Answer = keyof typeof ANSWERS;

/** Declining takes the meeting out of one's calendar. */
export function respond(call: Call, { item, occurrence }: Found, answer: Answer, body: Json, meetings: Meetings): void {
  const { box, account } = call;
  if (isMine(account, item.organizer.address)) {
    throw new GraphError(
      400,
      'ErrorInvalidRequest',
      "Your request can't be completed. You can't respond to this meeting because you're the meeting organizer.",
    );
  }
  const { response, word, showAs } = ANSWERS[answer];
  const sends = (body.SendResponse ?? body.sendResponse) !== false;
  if (sends) meetings.reply(account, item, word, occurrence?.date);
  const responseStatus = { response, time: stampText(box.now) };
  if (answer === 'decline') {
    drop(call, { item, occurrence });
    return;
  }
  if (occurrence) {
    const series = item.series!;
    const old = occurrence.exception;
    const exception: Exception = {
      fields: { ...old?.fields, responseStatus, showAs },
      times: old?.times ?? null,
      changeKey: box.newChangeKey(),
      modified: box.now,
      extended: old?.extended ?? item.extended,
      extensions: old?.extensions ?? {},
    };
    item.series = { ...series, exceptions: { ...series.exceptions, [occurrence.date]: exception } };
  } else item.fields = { ...item.fields, responseStatus, showAs };
  box.stamp(item);
  box.putEvent(item);
}

function removeQuietly(call: Call, item: EventItem, { date }: Occurrence): void {
  const series = item.series!;
  const { [date]: _, ...exceptions } = series.exceptions;
  item.series = { ...series, exceptions, cancelled: [...series.cancelled, date] };
  call.box.stamp(item);
  call.box.putEvent(item);
}
