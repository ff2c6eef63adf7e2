/** An event on the wire: single, series, occurrence or exception (wire-contracts 1.5). */
import type { Account } from '../world';
import { bodyJson, plainOf } from './bodies';
import type { Call } from './call';
import { checked, type Kind } from './extended';
import { occurrenceId, occurrenceUid } from './ids';
import type { EventItem, Times } from './items';
import { isObject, type Json, objectsOf, textOf } from './json';
import { type Occurrence, plannedTimes } from './occurrences';
import { pointJson, stampText } from './times';

const FIELDS: Readonly<Record<string, Kind | readonly string[]>> = {
  allowNewTimeProposals: 'boolean',
  attendees: 'objects',
  body: 'object',
  categories: 'texts',
  hideAttendees: 'boolean',
  importance: ['low', 'normal', 'high'],
  isOnlineMeeting: 'boolean',
  isReminderOn: 'boolean',
  location: 'object',
  locations: 'objects',
  onlineMeetingProvider: 'text',
  reminderMinutesBeforeStart: 'number',
  responseRequested: 'boolean',
  sensitivity: ['normal', 'personal', 'private', 'confidential'],
  showAs: ['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown'],
  subject: 'text',
};
/** Written by other means than as plain fields, or not at all. */
const APART = [
  'start',
  'end',
  'isAllDay',
  'recurrence',
  'transactionId',
  'singleValueExtendedProperties',
  'multiValueExtendedProperties',
  'extensions',
  'id',
  'changeKey',
  'createdDateTime',
  'lastModifiedDateTime',
  'bodyPreview',
  'iCalUId',
  'isCancelled',
  'isDraft',
  'isOrganizer',
  'organizer',
  'originalStart',
  'originalStartTimeZone',
  'originalEndTimeZone',
  'responseStatus',
  'seriesMasterId',
  'type',
  'webLink',
  'hasAttachments',
  'onlineMeeting',
  'onlineMeetingUrl',
  'uid',
  'occurrenceId',
  'cancelledOccurrences',
  'exceptionOccurrences',
  'instances',
];

export const isEventProperty = (name: string): boolean => name in FIELDS || APART.includes(name);
export const eventFields = (body: Json): Json => {
  const set: Record<string, unknown> = { ...checked(body, FIELDS, APART, 'event') };
  if (set.attendees !== undefined) set.attendees = objectsOf(set.attendees).map(attendeeJson);
  return set;
};

export const NO_RESPONSE: Json = { response: 'none', time: '0001-01-01T00:00:00Z' };

function attendeeJson(given: Json): Json {
  const mail = isObject(given.emailAddress) ? given.emailAddress : {};
  const address = textOf(mail.address);
  return {
    type: ['required', 'optional', 'resource'].includes(textOf(given.type)) ? given.type : 'required',
    status: isObject(given.status) ? given.status : NO_RESPONSE,
    emailAddress: { name: textOf(mail.name) || address, address },
  };
}

const DEFAULTS: Json = {
  categories: [],
  reminderMinutesBeforeStart: 15,
  isReminderOn: true,
  hasAttachments: false,
  subject: '',
  importance: 'normal',
  sensitivity: 'normal',
  isCancelled: false,
  responseRequested: true,
  showAs: 'busy',
  isOnlineMeeting: false,
  onlineMeetingUrl: null,
  allowNewTimeProposals: true,
  isDraft: false,
  hideAttendees: false,
  onlineMeetingProvider: 'unknown',
  onlineMeeting: null,
  attendees: [],
  responseStatus: NO_RESPONSE,
};

function locationsOf(fields: Json): Json {
  const given = isObject(fields.location) ? fields.location : {};
  const displayName = textOf(given.displayName);
  if (!displayName)
    return { location: { displayName: '', locationType: 'default', uniqueIdType: 'unknown', address: {}, coordinates: {} }, locations: [] };
  const location = { locationType: 'default', uniqueId: displayName, uniqueIdType: 'private', ...given };
  return { location, locations: objectsOf(fields.locations).length ? fields.locations : [location] };
}

export const isMine = (account: Account, address: string): boolean =>
  [account.email, ...account.aliases].some((mail) => mail.toLowerCase() === address.toLowerCase());

interface Shape {
  readonly item: EventItem;
  readonly id: string;
  readonly changeKey: string;
  readonly modified: number;
  readonly fields: Json;
  readonly times: Times;
  readonly type: string;
  readonly uid: string;
  readonly more: Json;
}

function json(call: Call, { item, id, changeKey, modified, fields, times, type, uid, more }: Shape): Json {
  const { prefer, account } = call;
  const isOrganizer = isMine(account, item.organizer.address);
  const body = bodyJson(fields.body, prefer.text);
  return {
    '@odata.etag': `W/"${changeKey}"`,
    id,
    createdDateTime: stampText(item.created),
    lastModifiedDateTime: stampText(modified),
    changeKey,
    ...DEFAULTS,
    ...fields,
    ...locationsOf(fields),
    transactionId: item.transactionId,
    originalStartTimeZone: times.zoneName,
    originalEndTimeZone: times.zoneName,
    iCalUId: uid,
    bodyPreview: plainOf(fields.body).slice(0, 255),
    isAllDay: times.allDay,
    isOrganizer,
    ...(isOrganizer ? { responseStatus: { ...NO_RESPONSE, response: 'organizer' } } : {}),
    seriesMasterId: null,
    type,
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(id)}&exvsurl=1&path=/calendar/item`,
    body,
    start: pointJson(times.start, times.allDay, prefer),
    end: pointJson(times.end, times.allDay, prefer),
    recurrence: null,
    organizer: { emailAddress: item.organizer },
    ...more,
  };
}

export const idOf = (call: Pick<Call, 'prefer'>, item: EventItem): string => (call.prefer.immutable ? item.key : item.id);

/** A single event, or the series itself. */
export function masterJson(call: Call, item: EventItem): Json {
  const { changeKey, modified, fields, times, series, uid } = item;
  const more = series ? { recurrence: { pattern: series.pattern, range: series.range } } : {};
  return json(call, {
    item,
    id: idOf(call, item),
    changeKey,
    modified,
    fields,
    times,
    type: series ? 'seriesMaster' : 'singleInstance',
    uid,
    more,
  });
}

/** An occurrence in full, edited (`exception`) or not. Its iCalUId is its own. */
export function occurrenceJson(call: Call, item: EventItem, { date, times, exception }: Occurrence): Json {
  const masterId = idOf(call, item);
  return json(call, {
    item,
    id: occurrenceId(masterId, date),
    changeKey: exception?.changeKey ?? item.changeKey,
    modified: exception?.modified ?? item.modified,
    fields: { ...item.fields, ...exception?.fields },
    times,
    type: exception ? 'exception' : 'occurrence',
    uid: occurrenceUid(item.uid, date),
    more: { seriesMasterId: masterId, originalStart: stampText(plannedTimes(item, date).start), occurrenceId: `OID.${masterId}.${date}` },
  });
}

/** All that delta tells of an occurrence (1.4): the rest stands in the series. */
export function skeletonJson(call: Call, item: EventItem, { date, times }: Occurrence): Json {
  const masterId = idOf(call, item);
  return {
    '@odata.type': '#microsoft.graph.event',
    '@odata.etag': `W/"${item.changeKey}"`,
    id: occurrenceId(masterId, date),
    seriesMasterId: masterId,
    type: 'occurrence',
    start: pointJson(times.start, times.allDay, call.prefer),
    end: pointJson(times.end, times.allDay, call.prefer),
  };
}
