/** The parts of Google's answers that we look at (discovery documents of Calendar v3 and People v1). */
import * as v from 'valibot';

const text = v.nullish(v.string(), '');
const flag = v.nullish(v.boolean(), false);

// ---------------------------------------------------------------- Calendar

const when = v.object({ date: text, dateTime: text, timeZone: text });
const noTime = { date: '', dateTime: '', timeZone: '' };

export const eventSchema = v.object({
  id: v.string(),
  etag: text,
  status: text,
  updated: text,
  iCalUID: text,
  recurringEventId: text,
  originalStartTime: v.nullish(when, noTime),
  summary: text,
  location: text,
  description: text,
  start: v.nullish(when, noTime),
  end: v.nullish(when, noTime),
  transparency: text,
  visibility: text,
  eventType: text,
  organizer: v.nullish(v.object({ email: text, displayName: text, self: flag }), {}),
  attendees: v.nullish(
    v.array(
      v.object({
        email: text,
        displayName: text,
        organizer: flag,
        self: flag,
        resource: flag,
        optional: flag,
        responseStatus: text,
      }),
    ),
    [],
  ),
  extendedProperties: v.nullish(v.object({ private: v.nullish(v.record(v.string(), v.string()), {}) }), {}),
});
export type GoogleEvent = v.InferOutput<typeof eventSchema>;

/** Rows are validated one by one, so that a bad one does not hold up the others (SYN8). */
export const eventPageSchema = v.object({
  items: v.nullish(v.array(v.looseObject({ id: v.string() })), []),
  nextPageToken: v.optional(v.string()),
  nextSyncToken: v.optional(v.string()),
});

// ---------------------------------------------------------------- People

/** Entries keep everything that they came with: a write replaces whole lists (wire-contracts 3.2). */
const entries = v.nullish(v.array(v.record(v.string(), v.unknown())), []);

export const fieldNames = [
  'names',
  'nicknames',
  'organizations',
  'emailAddresses',
  'phoneNumbers',
  'addresses',
  'relations',
  'birthdays',
  'biographies',
  'urls',
  'memberships',
  'clientData',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** Never changes: a sync token is bound to it. */
export const personFields = [...fieldNames, 'metadata'].join(',');

export const personSchema = v.object({
  resourceName: v.string(),
  metadata: v.nullish(
    v.object({
      deleted: flag,
      previousResourceNames: v.nullish(v.array(v.string()), []),
      sources: v.nullish(v.array(v.object({ type: text, id: text, etag: text, updateTime: text })), []),
    }),
    {},
  ),
  names: entries,
  nicknames: entries,
  organizations: entries,
  emailAddresses: entries,
  phoneNumbers: entries,
  addresses: entries,
  relations: entries,
  birthdays: entries,
  biographies: entries,
  urls: entries,
  memberships: entries,
  clientData: entries,
});
export type Person = v.InferOutput<typeof personSchema>;

export const connectionsSchema = v.object({
  connections: v.nullish(v.array(v.looseObject({ resourceName: v.string() })), []),
  nextPageToken: v.optional(v.string()),
  nextSyncToken: v.optional(v.string()),
});

/** One person of a bulk answer. */
export const personResponse = v.object({
  httpStatusCode: v.nullish(v.number(), 200),
  person: v.nullish(personSchema),
  requestedResourceName: text,
  status: v.nullish(v.object({ code: v.nullish(v.number(), 0), message: text })),
});
export type PersonResponse = v.InferOutput<typeof personResponse>;

export const groupSchema = v.object({ resourceName: v.string(), name: text, groupType: text });
export const groupsSchema = v.object({
  contactGroups: v.nullish(v.array(groupSchema), []),
  nextPageToken: v.optional(v.string()),
});
