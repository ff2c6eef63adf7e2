/** The paths of People v1 that the stand-in knows, from the discovery document. */
import type { Account, World } from '../../world';
import { answer, peopleError, personNotFound } from '../answers';
import type { Call } from '../call';
import type { JsonObject } from '../json';
import { connections, sizeOf } from './feed';
import { personFields, readMaskOf } from './fields';
import { batchGetGroups, createGroup, deleteGroup, getGroup, listGroups, modifyMembers, updateGroup } from './groups';
import { showContact, showProfile } from './show';
import { Book, type Contact } from './store';
import { batchCreate, batchDelete, batchUpdate, createContact, deleteContact, updateContact } from './write';

export class Books {
  readonly #books = new Map<string, Book>();
  constructor(private readonly world: World) {}

  of(account: Account): Book {
    let book = this.#books.get(account.id);
    if (!book) {
      book = new Book(account);
      this.#books.set(account.id, book);
    }
    return book;
  }
  clear(): void {
    this.#books.clear();
  }
  dump(): JsonObject[] {
    return [...this.#books.values()].map((book) => book.dump());
  }
  load(dump: readonly (Parameters<typeof Book.load>[1] & { account: string })[]): void {
    this.clear();
    for (const each of dump) {
      const account = this.world.account(each.account);
      if (account) this.#books.set(account.id, Book.load(account, each));
    }
  }
}

type Handler = (call: Call, book: Book, id: string) => JsonObject;

const reads: Readonly<Record<string, Handler>> = {
  'GET people/*': getPerson,
  'GET people/*/connections': (call, book, id) => {
    if (id !== 'me') throw peopleError(400, 'Only people/me is valid here.');
    return connections(call, book);
  },
  'GET people:batchGet': batchGet,
  'GET people:searchContacts': search,
  'GET contactGroups': listGroups,
  'GET contactGroups:batchGet': batchGetGroups,
  'GET contactGroups/*': getGroup,
};

const writes: Readonly<Record<string, Handler>> = {
  'POST people:createContact': createContact,
  'POST people:batchCreateContacts': batchCreate,
  'POST people:batchUpdateContacts': batchUpdate,
  'POST people:batchDeleteContacts': batchDelete,
  'PATCH people/*:updateContact': updateContact,
  'DELETE people/*:deleteContact': deleteContact,
  'POST contactGroups': createGroup,
  'PUT contactGroups/*': updateGroup,
  'DELETE contactGroups/*': deleteGroup,
  'POST contactGroups/*/members:modify': modifyMembers,
};

export async function servePeople(call: Call, books: Books): Promise<Response> {
  const { account, method, path } = call;
  const route = `${method} ${path.join('/').replace(/^(people|contactGroups)\/[^/:]+/, '$1/*')}`;
  const id = path[1]?.replace(/:.*$/, '') ?? '';
  const book = books.of(account);
  const read = reads[route];
  if (read) {
    if (route !== 'GET people/*/connections') call.quotas.people(account.id, 'read');
    return answer(read(call, book, id));
  }
  const write = writes[route];
  if (!write) throw personNotFound();
  call.quotas.people(account.id, 'write');
  return answer(await alone(call, book, () => write(call, book, id)));
}

/** "Mutate requests for the same user should be sent sequentially": with the switch on, a second one at the same time fails. */
async function alone(call: Call, book: Book, write: () => JsonObject): Promise<JsonObject> {
  const fails = call.world.faults.switches['google.parallelWritesFail'];
  if (fails === undefined || fails === false) return write();
  if (book.writing) {
    const code = typeof fails === 'number' ? fails : 409;
    throw peopleError(code, 'The operation was aborted.', code === 409 ? { status: 'ABORTED' } : {});
  }
  book.writing = true;
  try {
    await new Promise((resolve) => setTimeout(resolve, call.world.faults.number('google.peopleWriteMs', 20)));
    return write();
  } finally {
    book.writing = false;
  }
}

const profileIdOf = (account: Account): string =>
  `1${[...account.id].reduce((sum, char) => (sum * 131 + char.charCodeAt(0)) % 9_007_199_254_739, 7)}`;

function getPerson(call: Call, book: Book, id: string): JsonObject {
  const fields = personFields(call.query.get('personFields'), 'people/get');
  const person = one(call, book, id, fields);
  if (!person) throw personNotFound();
  return person;
}

function one(call: Call, book: Book, id: string, fields: readonly string[]): JsonObject | null {
  const profile = profileIdOf(call.account);
  if (id === 'me' || id === profile) return showProfile(call.account, profile, fields);
  const contact = book.found(id);
  return contact ? showContact(contact, { fields }) : null;
}

function batchGet(call: Call, book: Book): JsonObject {
  const fields = personFields(call.query.get('personFields'), 'people/getBatchGet');
  const names = call.query.getAll('resourceNames');
  if (names.length === 0 || names.length > 200) throw peopleError(400, 'Between 1 and 200 resource names must be given.');
  const responses = names.map((requestedResourceName): JsonObject => {
    const person = one(call, book, requestedResourceName.replace(/^people\//, ''), fields);
    if (person) return { httpStatusCode: 200, person, requestedResourceName };
    return { httpStatusCode: 404, requestedResourceName, status: { code: 5, message: 'Requested entity was not found.' } };
  });
  return { responses };
}

/** "Before searching, clients should send a warmup request with an empty query": later changes are not found until the next one. */
function search(call: Call, book: Book): JsonObject {
  const fields = readMaskOf(call.query.get('readMask'), 'people/searchContacts');
  const query = (call.query.get('query') ?? '').trim().toLowerCase();
  const size = sizeOf(call, 30, 10);
  if (query === '') {
    book.warmedTo = book.seq;
    return {};
  }
  const results: JsonObject[] = [];
  for (const contact of book.contacts.values()) {
    if (results.length === size) break;
    if (contact.deleted || book.warmedTo === null || contact.seq > book.warmedTo || !found(contact, query)) continue;
    results.push({ person: showContact(contact, { fields }) });
  }
  return results.length > 0 ? { results } : {};
}

function found(contact: Contact, query: string): boolean {
  return ['names', 'nicknames', 'emailAddresses', 'phoneNumbers', 'organizations'].some((field) =>
    (contact.fields[field] ?? []).some(
      (entry) =>
        Object.entries(entry).some(([name, value]) => name !== 'type' && typeof value === 'string' && begins(value.toLowerCase(), query)) ||
        (field === 'names' && begins(`${entry.givenName ?? ''} ${entry.familyName ?? ''}`.toLowerCase(), query)),
    ),
  );
}

const begins = (text: string, query: string): boolean => text.startsWith(query) || text.includes(` ${query}`);
