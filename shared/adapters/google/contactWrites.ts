/**
 * Writes of contacts, in bulk and one bulk after the other, as Google wants it (wire-contracts 3.2). What is written is
 * merged into what is there, under the etag of what is there; whether that is what we planned on is told by the version.
 */
import * as v from 'valibot';
import type { Contact, ItemId } from '../../core/model';
import type { Write, Wrote } from '../../core/ports';
import type { GoogleAccount } from './account';
import { createContacts } from './contactCreates';
import { getPersons } from './contacts';
import { byCode, divided, whatWasRefused } from './divide';
import type { Groups } from './groups';
import { type Body, markBody, merged } from './merge';
import { contactSource, seenPerson, versionOf } from './person';
import { fieldNames, type Person, type PersonResponse, personFields, personResponse } from './schemas';

type W = Write<'mailbox'>;
type Of<Op extends W['op']> = Extract<W, { op: Op }>;
export type Answers = Map<W, Wrote<'mailbox'>>;

interface Ready {
  readonly write: Of<'update' | 'mark'>;
  readonly id: ItemId;
  readonly person: Person;
  readonly body: Body;
}

const updatesAtOnce = 200;
const removesAtOnce = 500;

/** At most one write for an item. */
export async function writeContacts(account: GoogleAccount, writes: readonly W[]): Promise<Answers> {
  const answers: Answers = new Map();
  if (writes.length === 0) return answers;
  const groups = await account.groups();
  const changing = writes.filter((write) => write.op !== 'create');
  const found =
    changing.length > 0
      ? await getPersons(
          account,
          changing.map(({ id }) => id),
        )
      : new Map<ItemId, Person>();
  const ready: Ready[] = [];
  const removing: Of<'remove'>[] = [];
  for (const write of changing) {
    const person = found.get(write.id);
    if (!person) answers.set(write, { kind: 'gone' });
    // Under another name it is read again first: what is written by the old one might be answered for the new.
    else if (person.resourceName !== write.id || versionOf(person) !== write.ifVersion) answers.set(write, { kind: 'changed meanwhile' });
    else if (write.op === 'remove') removing.push(write);
    else ready.push({ write, id: write.id, person, body: bodyOf(write, person, groups) });
  }
  for (const same of byMask(ready)) await update(account, same, groups, answers);
  await remove(account, removing, answers);
  await createContacts(
    account,
    writes.filter((write) => write.op === 'create'),
    groups,
    answers,
  );
  return answers;
}

const bodyOf = (write: Of<'update' | 'mark'>, person: Person, groups: Groups): Body =>
  write.op === 'mark' ? markBody(write.key, person) : merged(write.set as Partial<Contact>, person, groups);

const maskOf = (body: Body): string => fieldNames.filter((name) => body[name] !== undefined).join(',');

/** One mask holds for a whole bulk, and what it names and a person lacks is cleared: so equal masks go together. */
function byMask(ready: readonly Ready[]): Ready[][] {
  const groups = new Map<string, Ready[]>();
  for (const one of ready) {
    const mask = maskOf(one.body);
    const group = groups.get(mask);
    if (group) group.push(one);
    else groups.set(mask, [one]);
  }
  return [...groups.values()];
}

async function update(account: GoogleAccount, same: readonly Ready[], groups: Groups, answers: Answers): Promise<void> {
  const updateMask = maskOf(same[0]!.body);
  if (updateMask === '') {
    for (const { write, person } of same) answers.set(write, { kind: 'done', seen: seenPerson(person, groups), overtook: null });
    return;
  }
  const schema = v.object({ updateResult: v.nullish(v.record(v.string(), personResponse), {}) });
  await divided(same, updatesAtOnce, {
    send: async (some) => {
      const contacts = Object.fromEntries(
        some.map(({ id, person, body }) => [id, { resourceName: id, metadata: sourceOf(person), ...body }]),
      );
      const answer = await account.askPeople('/people:batchUpdateContacts', {
        method: 'POST',
        body: { contacts, updateMask, readMask: personFields, sources: ['READ_SOURCE_TYPE_CONTACT'] },
        schema,
        // Under an etag: a repeat is refused as a conflict with ourselves, and planned again.
        repeatable: false,
      });
      if (answer.kind !== 'ok') return { refused: whatWasRefused(answer.body), as: answer.kind };
      for (const { id, write } of some) answers.set(write, wrote(answer.data.updateResult[id], groups));
      return null;
    },
    idOf: ({ id }) => id,
    give: ({ write }, answer) => answers.set(write, answer),
  });
}

const sourceOf = (person: Person) => {
  const { type = 'CONTACT', id = '', etag = '' } = contactSource(person) ?? {};
  return { sources: [{ type, id, etag }] };
};

function wrote(response: PersonResponse | undefined, groups: Groups): Wrote<'mailbox'> {
  const code = response?.status?.code ?? 0;
  if (response?.person && code === 0) return { kind: 'done', seen: seenPerson(response.person, groups), overtook: null };
  return byCode(code, response?.status?.message ?? '');
}

async function remove(account: GoogleAccount, writes: readonly Of<'remove'>[], answers: Answers): Promise<void> {
  await divided(writes, removesAtOnce, {
    send: async (some) => {
      const body = { resourceNames: some.map(({ id }) => id) };
      const answer = await account.askPeople('/people:batchDeleteContacts', { method: 'POST', body, schema: v.unknown() });
      if (answer.kind !== 'ok') return { refused: whatWasRefused(answer.body), as: answer.kind };
      for (const write of some) answers.set(write, { kind: 'done', seen: null, overtook: null });
      return null;
    },
    idOf: ({ id }) => id,
    give: (write, answer) => answers.set(write, answer),
  });
}
