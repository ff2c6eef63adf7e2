/** Look-ups: records by id, twins by mark, e-mail or name, people by address, accounts by name. */
import type { AccountMatch, ItemId, Kind, Person, Seen } from '../../core/model';
import type { Gone, PullOptions } from '../../core/ports';
import { chunks, idsPerQuery, keyField, longId, objectOf, pageSize } from './api';
import { type Asking, asked, meOf } from './asking';
import { configurationFor, readAssignment } from './assignment';
import { isOk, mostHeavy, type Part, type PartAnswer, queryPart } from './composite';
import { matchesOf, searchStart } from './names';
import { listed, sort } from './pull';
import { number, type Row, rest, resultOf, rowsOf, text } from './query';
import { seenOf } from './seen';
import { anyOf, names, type Soql, soql, startingWith, where } from './soql';

async function records(asking: Asking, kind: Kind, conditions: readonly Soql[], extra: readonly string[] = []): Promise<readonly Row[]> {
  const all = extra.includes('IsDeleted');
  const query = (condition: Soql): Part =>
    queryPart(soql`SELECT ${asking.fields.select(kind, extra)} FROM ${names([objectOf[kind]])} WHERE ${condition}`, all);
  const found = await Promise.all(
    conditions.map(async (condition) => {
      const [answer] = await asked(asking, kind, () => [query(condition)]);
      return rest(asking.composite, resultOf(answer!));
    }),
  );
  return found.flat();
}

/** Items by id. What is in the recycle bin is deleted; what no query shows may as well be hidden from this user by sharing. */
export async function readIds(
  asking: Asking,
  kind: Kind,
  ids: readonly ItemId[],
  options: PullOptions,
): Promise<{ readonly items: readonly Seen<'crm'>[]; readonly gone: readonly Gone[] }> {
  asking.fields.ask(kind, options.fields);
  const extra = kind === 'contact' ? ['IsDeleted', 'MasterRecordId'] : ['IsDeleted'];
  const conditions = chunks(ids, idsPerQuery).map((some) => soql`Id IN ${some}`);
  const rows = await records(asking, kind, conditions, extra);
  const { items, gone } = sort(asking, kind, rows);
  const fields = asking.fields.of(kind);
  const last = new Map(rows.filter((row) => row.IsDeleted === true).map((row) => [longId(text(row.Id)), row]));
  const told = new Set([...items, ...gone].map((one) => one.id));
  const hidden = ids.filter((id) => !told.has(longId(id))).map((id) => ({ id, how: 'left' as const }));
  const shown = gone.map((one): Gone => {
    const row = last.get(one.id);
    return row ? { ...one, last: seenOf(kind, row, fields) } : one;
  });
  return { items, gone: [...shown, ...hidden] };
}

/** Ids of a full listing, for the daily compare: pages of 2000 ids are small. */
export async function idsOf(asking: Asking, kind: Kind, options: PullOptions): Promise<readonly ItemId[]> {
  const condition = where(listed(kind, await meOf(asking), options));
  const rows = await rowsOf(asking.composite, soql`SELECT Id FROM ${names([objectOf[kind]])}${condition}`);
  return rows.map((row) => longId(text(row.Id)));
}

/** Addresses are longer than ids: a quarter of them to a query. */
const textsPerQuery = 75;

export async function findContacts(
  asking: Asking,
  by: { readonly marks: readonly string[]; readonly emails: readonly string[]; readonly lastNames: readonly string[] },
  options: PullOptions,
): Promise<readonly Seen<'crm'>[]> {
  asking.fields.ask('contact', options.fields);
  const conditions = [
    ...chunks(by.marks, idsPerQuery / 2).map((some) => soql`${names([keyField])} IN ${some}`),
    ...chunks(by.emails, textsPerQuery).map((some) => soql`Email IN ${some}`),
    ...chunks(by.lastNames, textsPerQuery).map((some) => soql`LastName IN ${some}`),
  ];
  const few = conditions.length > mostHeavy ? await othersInFew(asking, options, conditions.length / mostHeavy) : null;
  const found = sort(asking, 'contact', await records(asking, 'contact', few ?? conditions)).items;
  return unique(few ? found.filter(isOneOf(by)) : found);
}

/**
 * What is the rep's own was listed already: with `mine`, only other people's contacts can be meant. Where these are fewer than the
 * questions, they are all read instead; one question finds out. Null: ask for each.
 */
async function othersInFew(asking: Asking, options: PullOptions, calls: number): Promise<readonly Soql[] | null> {
  if (options.whose !== 'mine') return null;
  const others = soql`OwnerId != ${await meOf(asking)}`;
  const [row] = await rowsOf(asking.composite, soql`SELECT COUNT(Id) number FROM Contact WHERE ${others}`);
  const pages = Math.ceil(number(row?.number) / pageSize);
  if (pages >= calls) return null;
  return pages === 0 ? [] : [others];
}

function isOneOf(by: Parameters<typeof findContacts>[1]): (seen: Seen<'crm'>) => boolean {
  const lower = (texts: readonly string[]) => new Set(texts.map((one) => one.toLowerCase()));
  const [marks, emails, lastNames] = [new Set(by.marks), lower(by.emails), lower(by.lastNames)];
  return ({ mark, item: { fields } }) =>
    marks.has(mark) || emails.has(text(fields.Email).toLowerCase()) || lastNames.has(text(fields.LastName).toLowerCase());
}

export async function findEvents(asking: Asking, marks: readonly string[], options: PullOptions): Promise<readonly Seen<'crm'>[]> {
  asking.fields.ask('event', options.fields);
  const conditions = chunks(marks, idsPerQuery / 2).map((some) => soql`${names([keyField])} IN ${some} AND IsChild = false`);
  return unique(sort(asking, 'event', await records(asking, 'event', conditions)).items);
}

const unique = (items: readonly Seen<'crm'>[]): readonly Seen<'crm'>[] => [...new Map(items.map((item) => [item.id, item])).values()];

// ---------------------------------------------------------------- people

export async function people(asking: Asking, emails: readonly string[]): Promise<readonly Person[]> {
  const wanted = [...new Set(emails.map((email) => email.toLowerCase()))].filter((email) => email !== '');
  return (await Promise.all(chunks(wanted, textsPerQuery).map((some) => peopleBy(asking, some)))).flat();
}

async function peopleBy(asking: Asking, emails: readonly string[]): Promise<readonly Person[]> {
  const answers = await asking.composite.send([
    queryPart(soql`SELECT Id,Name,Email FROM Contact WHERE Email IN ${emails}`),
    queryPart(soql`SELECT Id,Name,Email FROM Lead WHERE IsConverted = false AND Email IN ${emails}`),
    queryPart(soql`SELECT Id,Name,Email,ProfileId FROM User WHERE IsActive = true AND Email IN ${emails}`),
    queryPart(
      soql`SELECT Id,User__c,ProfileId__c,Configuration__r.Active__c,Configuration__r.EventDirection__c FROM Instep_Assignment__c WHERE User__r.Email IN ${emails} OR ProfileId__c != null`,
    ),
  ]);
  const [contacts, leads, users, assignments] = await Promise.all(answers.map((answer) => permitted(asking, answer)));
  const all = assignments!.map(readAssignment);
  const person =
    (type: Person['type']) =>
    (row: Row): Person => ({
      id: longId(text(row.Id)),
      type,
      name: text(row.Name),
      email: text(row.Email).toLowerCase(),
      syncs: type === 'User' && syncs(configurationFor(all, longId(text(row.Id)), longId(text(row.ProfileId))).row),
    });
  return [...contacts!.map(person('Contact')), ...leads!.map(person('Lead')), ...users!.map(person('User'))];
}

const objectsById = { '003': 'Contact', '00Q': 'Lead', '005': 'User' } as const;

/** One question for each kind of person. Who is hidden by sharing has no address for this user. */
export async function peopleById(asking: Asking, ids: readonly ItemId[]): Promise<readonly Pick<Person, 'id' | 'name' | 'email'>[]> {
  const questions = Object.entries(objectsById).flatMap(([prefix, object]) =>
    chunks(
      ids.filter((id) => id.startsWith(prefix)),
      idsPerQuery,
    ).map((some) => queryPart(soql`SELECT Id,Name,Email FROM ${names([object])} WHERE Id IN ${some}`)),
  );
  const answers = await Promise.all(chunks(questions, mostHeavy).map((some) => asking.composite.send(some)));
  const rows = await Promise.all(answers.flat().map((answer) => permitted(asking, answer)));
  return rows.flat().map((row) => ({ id: longId(text(row.Id)), name: text(row.Name), email: text(row.Email) }));
}

/** Whoever only takes events from Salesforce brings no meeting there: others do not wait for it (EVT4). */
const syncs = (configuration: Row | null): boolean =>
  configuration !== null && ['both', 'mailbox to crm'].includes(text(configuration.EventDirection__c));

/** An object that this user may not see has nobody to offer. */
export async function permitted(asking: Asking, answer: PartAnswer): Promise<readonly Row[]> {
  const code = isOk(answer) ? '' : JSON.stringify(answer.body);
  if (/INVALID_TYPE|INSUFFICIENT_ACCESS/.test(code)) return [];
  return rest(asking.composite, resultOf(answer));
}

// ---------------------------------------------------------------- accounts

const namesPerQuery = 25;
const mostFound = 2000;

/** Exact ones and near ones are asked for apart: a name that begins like a thousand others must not push out its own account. */
export async function accounts(asking: Asking, wanted: readonly string[]): Promise<Readonly<Record<string, readonly AccountMatch[]>>> {
  const distinct = [...new Set(wanted)].filter((name) => name.trim() !== '');
  const exact = chunks(distinct, textsPerQuery).map((some) => soql`Name IN ${some.map((name) => name.replace(/\s+/g, ' ').trim())}`);
  const starts = [...new Set(distinct.map(searchStart))].filter((start) => start !== '');
  const near = chunks(starts, namesPerQuery).map((some) => anyOf(some.map((start) => soql`Name LIKE ${startingWith(start)}`)));
  const found = await Promise.all(
    [...exact, ...near].map((condition) =>
      rowsOf(asking.composite, soql`SELECT Id,Name FROM Account WHERE ${condition} ORDER BY Name LIMIT ${mostFound}`),
    ),
  );
  const known = new Map(found.flat().map((row) => [text(row.Id), { id: longId(text(row.Id)), name: text(row.Name) }]));
  const list = [...known.values()];
  return Object.fromEntries(wanted.map((name) => [name, matchesOf(name, list)]));
}
