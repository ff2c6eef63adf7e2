/** Whom a configuration would be for, and what they have now: said before anything is assigned (CFG2, ADM4). */
import type { ItemId } from '../../../core/model';
import type { Affected, Assignment } from '../../../device/admin';
import { chunks, idsPerQuery, longId } from '../api';
import { type AssignmentRow, configurationFor, readAssignment } from '../assignment';
import type { Composite } from '../composite';
import { configurationFields } from '../configuration';
import { type Row, rowsOf, text } from '../query';
import { names, soql } from '../soql';
import { assignment, assignmentFields, mostListed } from './configurations';

type To = Assignment['to'];

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
  const users = all.filter((one) => one.type === 'user').map(({ id }) => id);
  const profiles = [...new Set(all.filter((one) => one.type === 'profile').map(({ id }) => id))];
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
    ...chunks(users, idsPerQuery).map((ids) => soql`SELECT Id,Name,ProfileId FROM User WHERE Id IN ${ids}`),
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
    chunks(keys, idsPerQuery).map((some) =>
      rowsOf(composite, soql`SELECT ${names(withConfiguration)} FROM Instep_Assignment__c WHERE AssigneeKey__c IN ${some}`),
    ),
  );
  return rows.flat().map(readAssignment);
}

function withAdded(now: readonly AssignmentRow[], add: readonly To[], configuration: Row): readonly AssignmentRow[] {
  const ids = new Set(add.map(({ id }) => id));
  const stay = now.filter((one) => !ids.has(one.userId === '' ? one.profileId : one.userId));
  const added = add.map((one): AssignmentRow => {
    const isUser = one.type === 'user';
    return { id: '', userId: isUser ? one.id : '', profileId: isUser ? '' : one.id, configuration };
  });
  return [...stay, ...added];
}
