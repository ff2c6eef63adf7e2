/**
 * Creates of contacts. Google knows no create key, so before a create that may have happened already the latest contacts
 * are looked through for its mark (wire-contracts 3.2).
 */
import * as v from 'valibot';
import type { Contact } from '../../core/model';
import { Failed, type Write } from '../../core/ports';
import type { GoogleAccount } from './account';
import { onlyContacts } from './contacts';
import type { Answers } from './contactWrites';
import { divided, whatWasRefused } from './divide';
import type { Groups } from './groups';
import { markBody, merged, newMemberships, nobody } from './merge';
import { markOf, seenPerson } from './person';
import { connectionsSchema, type Person, personFields, personResponse, personSchema } from './schemas';

type Create = Extract<Write<'mailbox'>, { op: 'create' }>;

const createsAtOnce = 200;
/** Of a thousand contacts each: what was made lately is on the first. */
const pagesToLook = 3;

export async function createContacts(account: GoogleAccount, writes: readonly Create[], groups: Groups, answers: Answers): Promise<void> {
  if (writes.length === 0) return;
  const wanted = account.looked ? writes.filter(({ key }) => account.doubtful.has(key)) : writes;
  const there = wanted.length > 0 ? await lookFor(account, new Set(wanted.map(({ key }) => key))) : new Map<string, Person>();
  account.looked = true;
  for (const write of writes) {
    const person = there.get(write.key);
    if (person) answers.set(write, { kind: 'done', seen: seenPerson(person, groups), overtook: null, found: true });
  }
  await create(
    account,
    writes.filter(({ key }) => !there.has(key)),
    groups,
    answers,
  );
  for (const write of writes) if (answers.get(write)?.kind === 'done') account.doubtful.delete(write.key);
}

async function create(account: GoogleAccount, writes: readonly Create[], groups: Groups, answers: Answers): Promise<void> {
  const schema = v.object({ createdPeople: v.nullish(v.array(personResponse), []) });
  await divided(writes, createsAtOnce, {
    send: async (some) => {
      const contacts = some.map(({ key, item }) => ({ contactPerson: personBody(key, item as Contact, groups) }));
      const body = { contacts, readMask: personFields, sources: ['READ_SOURCE_TYPE_CONTACT'] };
      const answer = await account.askPeople('/people:batchCreateContacts', { method: 'POST', body, schema }).catch((error: unknown) => {
        if (error instanceof Failed && mayHaveHappened(error)) for (const { key } of some) account.doubtful.add(key);
        throw error;
      });
      if (answer.kind !== 'ok') return { refused: whatWasRefused(answer.body), as: answer.kind };
      const made = new Map(answer.data.createdPeople.flatMap(({ person }) => (person ? [[markOf(person), person] as const] : [])));
      for (const write of some) {
        const person = made.get(write.key);
        if (!person) account.doubtful.add(write.key);
        answers.set(
          write,
          person
            ? { kind: 'done', seen: seenPerson(person, groups), overtook: null }
            : { kind: 'failed', failure: { kind: 'unexpected answer', system: 'google', detail: 'bulk: a new contact has no answer' } },
        );
      }
      return null;
    },
    idOf: ({ key }) => key,
    give: (write, answer) => answers.set(write, answer),
  });
}

const mayHaveHappened = ({ failure }: Failed): boolean =>
  failure.kind === 'offline' || failure.kind === 'down' || failure.kind === 'unexpected answer';

function personBody(key: string, item: Contact, groups: Groups) {
  const { kind: _, inFolder: __, keptOut, categories: ___, private: ____, ...set } = item;
  const fields = Object.entries(merged(set, nobody, groups)).filter(([, entries]) => entries.length > 0);
  return { ...Object.fromEntries(fields), ...markBody(key, nobody), memberships: newMemberships(keptOut, groups) };
}

async function lookFor(account: GoogleAccount, keys: ReadonlySet<string>): Promise<Map<string, Person>> {
  const found = new Map<string, Person>();
  let token = '';
  for (let page = 0; page < pagesToLook; page++) {
    const path = `/people/me/connections?personFields=${personFields}&${onlyContacts}&pageSize=1000&sortOrder=LAST_MODIFIED_DESCENDING`;
    const data = await account.people(path + (token === '' ? '' : `&pageToken=${encodeURIComponent(token)}`), connectionsSchema);
    for (const row of data.connections) {
      const read = v.safeParse(personSchema, row);
      if (read.success && keys.has(markOf(read.output))) found.set(markOf(read.output), read.output);
    }
    if (data.nextPageToken === undefined || found.size === keys.size) break;
    token = data.nextPageToken;
  }
  return found;
}
