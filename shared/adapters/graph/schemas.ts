/** The parts of Graph's answers that we look at (v1.0 metadata): everything is nullable, most may be missing. */
import * as v from 'valibot';

const text = v.nullish(v.string(), '');
const texts = v.nullish(v.array(v.nullable(v.string())), []);

export const propertySchema = v.object({ id: v.string(), value: v.nullish(v.string(), '') });
const address = v.nullish(v.object({ street: text, city: text, state: text, postalCode: text, countryOrRegion: text }), {});
const email = v.nullish(v.object({ address: text, name: text }), {});

const stamped = {
  id: v.string(),
  '@odata.etag': v.optional(v.string()),
  changeKey: text,
  lastModifiedDateTime: text,
  categories: texts,
  singleValueExtendedProperties: v.nullish(v.array(propertySchema), []),
};

export const contactSchema = v.object({
  ...stamped,
  parentFolderId: text,
  title: text,
  givenName: text,
  middleName: text,
  surname: text,
  generation: text,
  nickName: text,
  companyName: text,
  department: text,
  jobTitle: text,
  emailAddresses: v.nullish(v.array(email), []),
  businessPhones: texts,
  homePhones: texts,
  mobilePhone: text,
  businessAddress: address,
  homeAddress: address,
  otherAddress: address,
  birthday: text,
  assistantName: text,
  manager: text,
  spouseName: text,
  businessHomePage: text,
  personalNotes: text,
});
export type GraphContact = v.InferOutput<typeof contactSchema>;

const time = v.object({ dateTime: v.string(), timeZone: text });

export const eventSchema = v.object({
  ...stamped,
  type: text,
  seriesMasterId: text,
  iCalUId: text,
  originalStart: text,
  originalStartTimeZone: text,
  subject: text,
  body: v.nullish(v.object({ contentType: text, content: text }), {}),
  location: v.nullish(v.object({ displayName: text }), {}),
  start: time,
  end: time,
  isAllDay: v.nullish(v.boolean(), false),
  showAs: text,
  sensitivity: text,
  isCancelled: v.nullish(v.boolean(), false),
  isOrganizer: v.nullish(v.boolean(), true),
  organizer: v.nullish(v.object({ emailAddress: email }), {}),
  responseStatus: v.nullish(v.object({ response: text }), {}),
  attendees: v.nullish(v.array(v.object({ type: text, emailAddress: email, status: v.nullish(v.object({ response: text }), {}) })), []),
  transactionId: text,
});
export type GraphEvent = v.InferOutput<typeof eventSchema>;

/** Rows are validated one by one, so that a bad one does not hold up the others (SYN8). */
export const pageSchema = v.object({
  value: v.array(v.looseObject({ id: v.string() })),
  '@odata.nextLink': v.optional(v.string()),
  '@odata.deltaLink': v.optional(v.string()),
});
export type GraphPage = v.InferOutput<typeof pageSchema>;
export type GraphRow = GraphPage['value'][number];

export const deltaRowSchema = v.object({
  id: v.string(),
  '@removed': v.optional(v.unknown()),
  '@odata.etag': v.optional(v.string()),
  type: text,
  seriesMasterId: text,
});
export type DeltaRow = v.InferOutput<typeof deltaRowSchema>;
