/** Configurations and whom they are for (ADM4, CFG2): what an assignment would change is said before it changes anything. */
import type { Configuration, ItemId } from '../../../core/model';
import { Failed } from '../../../core/ports';
import type { Admin, Affected, Assignment } from '../../../device/admin';
import { chunks, collectionSize, longId } from '../api';
import { type AssignmentRow, configurationFor, readAssignment } from '../assignment';
import { type Composite, collection, deletion, failureOf, isOk, type PartAnswer, plainPart, queryPart, verdictOf } from '../composite';
import { configurationFields, configurationRow, readConfiguration } from '../configuration';
import { inner, type Row, rest, resultOf, rowsOf, text } from '../query';
import { containing, names, soql } from '../soql';
import { rowAnswers } from '../write/rows';

type To = Assignment['to'];

/** Assignments listed with their configuration: a list to look at, never a download of everything (ADM5). */
const mostListed = 2000;
const assignmentFields = ['Id', 'Configuration__c', 'User__c', 'ProfileId__c', 'AssigneeName__c', 'User__r.Name'];

function assignment(row: Row): Assignment {
  const userId = longId(text(row.User__c));
  const to: To =
    userId === ''
      ? { type: 'profile', id: longId(text(row.ProfileId__c)), name: text(row.AssigneeName__c) }
      : { type: 'user', id: userId, name: text(inner(row.User__r).Name) || text(row.AssigneeName__c) };
  return { id: longId(text(row.Id)), configurationId: longId(text(row.Configuration__c)), to };
}

export async function configurations(composite: Composite): ReturnType<Admin['configurations']> {
  const answers = await composite.send([
    queryPart(soql`SELECT ${names(configurationFields)} FROM Instep_Configuration__c ORDER BY Name, Id`),
    queryPart(soql`SELECT ${names(assignmentFields)} FROM Instep_Assignment__c ORDER BY AssigneeName__c, Id LIMIT ${mostListed}`),
  ]);
  const [rows, assigned] = await Promise.all(answers.map((answer) => rest(composite, resultOf(answer))));
  const all = assigned!.map(assignment);
  return rows!.map((row) => {
    const configuration = readConfiguration(row);
    return { ...configuration, assignments: all.filter((one) => one.configurationId === configuration.id) };
  });
}

/** @throws Failed for anything but success. */
function ensure(answer: PartAnswer | undefined): Row {
  if (answer && isOk(answer)) return inner(answer.body);
  throw new Failed(answer ? failureOf(verdictOf(answer)) : { kind: 'unknown', detail: 'no answer' });
}

export async function saveConfiguration(composite: Composite, configuration: Configuration): Promise<{ readonly id: string }> {
  const values = configurationRow(configuration);
  if (configuration.id !== '') {
    ensure(await composite.one(plainPart('PATCH', `/sobjects/Instep_Configuration__c/${configuration.id}`, values)));
    return { id: configuration.id };
  }
  const [answer] = await composite.once([plainPart('POST', '/sobjects/Instep_Configuration__c', values)]);
  return { id: longId(text(ensure(answer).id)) };
}

export async function deleteConfiguration(composite: Composite, id: string): Promise<void> {
  ensure(await composite.one(plainPart('DELETE', `/sobjects/Instep_Configuration__c/${id}`)));
}

// ---------------------------------------------------------------- assignments

const key = ({ id }: To): string => id;

/** By the assignee's key, so that a user who is assigned already moves instead of being assigned twice (CFG2). */
export async function assign(composite: Composite, configurationId: string, to: readonly To[]): Promise<void> {
  await Promise.all(
    chunks(to, collectionSize).map(async (some) => {
      const rows = some.map((one) => ({
        attributes: { type: 'Instep_Assignment__c' },
        AssigneeKey__c: key(one),
        AssigneeName__c: one.name.slice(0, 255),
        Configuration__c: configurationId,
        ...(one.type === 'user' ? { User__c: one.id } : { ProfileId__c: one.id }),
      }));
      every(rowAnswers(await composite.one(collection('PATCH', '/Instep_Assignment__c/AssigneeKey__c', rows)), rows.length));
    }),
  );
}

export async function unassign(composite: Composite, ids: readonly string[]): Promise<void> {
  await Promise.all(
    chunks(ids, collectionSize).map(async (some) => {
      const rows = rowAnswers(await composite.one(deletion(some)), some.length);
      every(rows.filter((row) => row.kind !== 'gone'));
    }),
  );
}

function every(rows: ReturnType<typeof rowAnswers>): void {
  const bad = rows.find((row) => row.kind !== 'ok');
  if (bad) throw new Failed(bad.kind === 'failed' ? bad.failure : { kind: 'unknown', detail: bad.kind });
}

export async function findAssignees(composite: Composite, search: string): Promise<readonly To[]> {
  const wanted = search.trim();
  if (wanted === '') return [];
  const like = containing(wanted);
  const [users, profiles] = await Promise.all([
    rowsOf(
      composite,
      soql`SELECT Id,Name FROM User WHERE IsActive = true AND (Name LIKE ${like} OR Email LIKE ${like}) ORDER BY Name LIMIT 20`,
    ),
    rowsOf(composite, soql`SELECT Id,Name FROM Profile WHERE Name LIKE ${like} ORDER BY Name LIMIT 10`),
  ]);
  const to =
    (type: To['type']) =>
    (row: Row): To => ({ type, id: longId(text(row.Id)), name: text(row.Name) });
  return [...users.map(to('user')), ...profiles.map(to('profile'))];
}

// ---------------------------------------------------------------- who is affected

interface Someone {
  readonly userId: ItemId;
  readonly name: string;
  readonly profileId: ItemId;
}

const withConfiguration = ['Id', 'User__c', 'ProfileId__c', ...['Id', 'Name', 'Active__c'].map((field) => `Configuration__r.${field}`)];

/** Everybody whose configuration this is or would be, with what it was before. */
export async function affected(composite: Composite, configurationId: string, add: readonly To[]): Promise<readonly Affected[]> {
  const [target, present] = await Promise.all([
    rowsOf(composite, soql`SELECT ${names(configurationFields)} FROM Instep_Configuration__c WHERE Id = ${configurationId}`),
    rowsOf(
      composite,
      soql`SELECT ${names(assignmentFields)} FROM Instep_Assignment__c WHERE Configuration__c = ${configurationId} LIMIT ${mostListed}`,
    ),
  ]);
  const assigned = present.map(assignment).map((one) => one.to);
  const all = [...assigned, ...add];
  const users = all.filter((one) => one.type === 'user').map(key);
  const profiles = [...new Set(all.filter((one) => one.type === 'profile').map(key))];
  const people = await peopleOf(composite, users, profiles);
  const now = await assignmentsOf(composite, people);
  const configuration = { Id: configurationId, Name: target[0]?.Name ?? '', Active__c: target[0]?.Active__c ?? true };
  const then = withAdded(now, add, configuration);
  return people.flatMap((person) => {
    const before = configurationFor(now, person.userId, person.profileId).row;
    const after = configurationFor(then, person.userId, person.profileId).row;
    const concerned = [before, after].some((row) => longId(text(row?.Id)) === configurationId) || users.includes(person.userId);
    if (!concerned) return [];
    const own = now.find((one) => one.userId === person.userId);
    const moved =
      add.some((one) => one.id === person.userId) && own !== undefined && longId(text(own.configuration.Id)) !== configurationId;
    return [{ userId: person.userId, name: person.name, before: text(before?.Name), after: text(after?.Name), moved }];
  });
}

async function peopleOf(composite: Composite, users: readonly ItemId[], profiles: readonly ItemId[]): Promise<readonly Someone[]> {
  const queries = [
    ...chunks(users, 300).map((ids) => soql`SELECT Id,Name,ProfileId FROM User WHERE Id IN ${ids}`),
    ...(profiles.length > 0
      ? [soql`SELECT Id,Name,ProfileId FROM User WHERE IsActive = true AND ProfileId IN ${profiles} LIMIT ${mostListed}`]
      : []),
  ];
  const rows = (await Promise.all(queries.map((query) => rowsOf(composite, query)))).flat();
  const people = rows.map((row) => ({ userId: longId(text(row.Id)), name: text(row.Name), profileId: longId(text(row.ProfileId)) }));
  const unique = [...new Map(people.map((person) => [person.userId, person])).values()];
  return unique.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

async function assignmentsOf(composite: Composite, people: readonly Someone[]): Promise<readonly AssignmentRow[]> {
  const keys = [...new Set(people.flatMap((person) => [person.userId, person.profileId]))];
  const rows = await Promise.all(
    chunks(keys, 300).map((some) =>
      rowsOf(composite, soql`SELECT ${names(withConfiguration)} FROM Instep_Assignment__c WHERE AssigneeKey__c IN ${some}`),
    ),
  );
  return rows.flat().map(readAssignment);
}

function withAdded(now: readonly AssignmentRow[], add: readonly To[], configuration: Row): readonly AssignmentRow[] {
  const ids = new Set(add.map(key));
  const stay = now.filter((one) => !ids.has(one.userId === '' ? one.profileId : one.userId));
  const added = add.map((one): AssignmentRow => {
    const isUser = one.type === 'user';
    return { id: '', userId: isUser ? one.id : '', profileId: isUser ? '' : one.id, configuration };
  });
  return [...stay, ...added];
}
