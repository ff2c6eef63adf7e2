/** Writing contacts, singly and in batches (People API, "Read and manage contacts"). Every field of a mask is replaced. */
import { peopleError, personNotFound, type Refusal } from '../answers';
import type { Call } from '../call';
import { isObject, type Json, type JsonObject, listOf, objectOf, sameJson, textOf } from '../json';
import { answerFields, readMaskOf, readMemberships, readPerson, updateMask } from './fields';
import { showContact, sourceEtag } from './show';
import type { Book, Contact } from './store';

const BATCH = 200;
const BATCH_DELETE = 500;

export function createContact(call: Call, book: Book): JsonObject {
  const fields = answerFields(call.query.get('personFields'), 'people/createContact');
  return showContact(add(call, book, call.body), { fields });
}

export function batchCreate(call: Call, book: Book): JsonObject {
  const contacts = listOf(call.body.contacts).map((each) => objectOf(objectOf(each).contactPerson));
  checkSize(contacts.length, BATCH, 'contacts');
  const mask = textOf(call.body.readMask);
  const fields = mask ? readMaskOf(mask, 'people/batchCreateContacts') : [];
  for (const person of contacts) checkNew(book, person);
  const made = contacts.map((person) => add(call, book, person));
  if (!mask) return {};
  return { createdPeople: made.map((contact) => responseOf(contact, fields)) };
}

export function updateContact(call: Call, book: Book, id: string): JsonObject {
  const mask = updateMask('updatePersonFields', call.query.get('updatePersonFields'));
  const fields = answerFields(call.query.get('personFields'), 'people/updateContact');
  const contact = book.live(id);
  if (!contact) throw personNotFound();
  const write = prepare(call, book, contact, call.body, mask);
  write();
  return showContact(contact, { fields });
}

/** One mask for all. One bad entry refuses the whole batch, and the details name the bad ones (BatchUpdateContactsErrorDetails). */
export function batchUpdate(call: Call, book: Book): JsonObject {
  const entries = Object.entries(objectOf(call.body.contacts)).map(([name, person]) => [name, objectOf(person)] as const);
  checkSize(entries.length, BATCH, 'contacts');
  const mask = updateMask('updateMask', textOf(call.body.updateMask) || null);
  const readMask = textOf(call.body.readMask);
  const fields = readMask ? readMaskOf(readMask, 'people/batchUpdateContacts') : [];
  const partial = call.world.faults.on('google.batchPartial');
  const failed = new Map<string, Refusal>();
  const ready: [name: string, contact: Contact, write: () => void][] = [];
  for (const [name, person] of entries) {
    const contact = book.live(name.replace(/^people\//, ''));
    try {
      if (!contact) throw personNotFound();
      ready.push([name, contact, prepare(call, book, contact, person, mask)]);
    } catch (error) {
      failed.set(name, error as Refusal);
    }
  }
  if (failed.size > 0 && !partial) throw wholeBatch(failed);
  for (const [, , write] of ready) write();
  if (!readMask && failed.size === 0) return {};
  const result: JsonObject = {};
  for (const [name, contact] of ready) result[name] = { ...responseOf(contact, fields), requestedResourceName: name };
  for (const [name, refusal] of failed) {
    result[name] = { httpStatusCode: refusal.status, requestedResourceName: name, status: statusOf(refusal) };
  }
  return { updateResult: result };
}

const codes: Readonly<Record<string, number>> = { INVALID_ARGUMENT: 3, NOT_FOUND: 5, FAILED_PRECONDITION: 9 };
const statusOf = (refusal: Refusal): JsonObject => ({ code: codes[textOf(refusal.body.error.status)] ?? 2, message: refusal.message });

function wholeBatch(failed: ReadonlyMap<string, Refusal>): Refusal {
  const [first] = failed.values();
  const contactErrors = Object.fromEntries([...failed].map(([name, refusal]) => [name, statusOf(refusal)]));
  const status = textOf(first!.body.error.status);
  const details = [{ '@type': 'type.googleapis.com/google.people.v1.BatchUpdateContactsErrorDetails', contactErrors }];
  return peopleError(first!.status, first!.message, {
    status,
    details,
    ...(status === 'FAILED_PRECONDITION' ? { reason: 'failedPrecondition' } : {}),
  });
}

export function deleteContact(call: Call, book: Book, id: string): JsonObject {
  const contact = book.live(id);
  if (!contact) throw personNotFound();
  remove(call, book, contact);
  return {};
}

export function batchDelete(call: Call, book: Book): JsonObject {
  const names = listOf(call.body.resourceNames).map(textOf);
  checkSize(names.length, BATCH_DELETE, 'resource_names');
  const contacts = names.map((name) => book.live(name.replace(/^people\//, '')));
  if (contacts.includes(null)) throw personNotFound();
  for (const contact of contacts) if (contact) remove(call, book, contact);
  return {};
}

function remove(call: Call, book: Book, contact: Contact): void {
  contact.deleted = true;
  contact.fields = {};
  contact.groups = [];
  book.touch(contact, call.now);
}

function checkSize(size: number, most: number, what: string): void {
  if (size === 0) throw peopleError(400, `Request must contain at least one of ${what}.`);
  if (size > most) throw peopleError(400, `Request exceeds the limit of ${most} ${what}.`);
}

function checkNew(book: Book, person: JsonObject) {
  const { fields, memberships } = readPerson(person, 'person');
  const groups = readMemberships(book, memberships);
  return { fields, groups: groups.length > 0 ? groups : ['myContacts'] };
}

function add(call: Call, book: Book, person: JsonObject): Contact {
  const { fields, groups } = checkNew(book, person);
  const base = { created: call.now, updated: call.now, seq: 0, deleted: false, previous: [] };
  const contact: Contact = { id: `c${book.newId()}`, fields, groups, ...base };
  book.touch(contact, call.now);
  return contact;
}

/** Checks an update; nothing has changed until the result is called. */
function prepare(call: Call, book: Book, contact: Contact, person: JsonObject, mask: readonly string[]): () => void {
  const source = listOf(objectOf(person.metadata).sources).find((each) => objectOf(each).type === 'CONTACT');
  const etag = textOf(objectOf(source).etag);
  if (!isObject(source) || !etag) throw peopleError(400, 'Request must set person.metadata.sources with a contact source and its etag.');
  if (etag !== sourceEtag(contact)) {
    throw peopleError(400, 'Request person.etag is different than the current person.etag. Clear local cache and get the latest person.', {
      status: 'FAILED_PRECONDITION',
      reason: 'failedPrecondition',
    });
  }
  const { fields, memberships } = readPerson(person, 'person');
  const groups = mask.includes('memberships') ? readMemberships(book, memberships as Json) : contact.groups;
  if (groups.length === 0) throw peopleError(400, 'Contact group memberships must be specified when memberships are updated.');
  return () => {
    const emails = contact.fields.emailAddresses;
    for (const field of mask) {
      if (field === 'memberships') contact.groups = groups;
      else if (fields[field]) contact.fields[field] = fields[field];
      else delete contact.fields[field];
    }
    if (call.world.faults.on('google.renames') && !sameJson(emails, contact.fields.emailAddresses)) book.rename(contact);
    book.touch(contact, call.now);
  };
}

const responseOf = (contact: Contact, fields: readonly string[]): JsonObject => ({
  httpStatusCode: 200,
  person: showContact(contact, { fields }),
  requestedResourceName: `people/${contact.id}`,
});
