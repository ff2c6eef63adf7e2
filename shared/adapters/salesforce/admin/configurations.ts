/** Configurations and whom they are for (ADM4, CFG2): what an assignment would change is said before it changes anything. */
import type { Configuration } from '../../../core/model';
import { Failed } from '../../../core/ports';
import type { Admin, Assignment } from '../../../device/admin';
import { chunks, collectionSize, longId } from '../api';
import { type Composite, collection, deletion, failureOf, isOk, type PartAnswer, plainPart, queryPart, verdictOf } from '../composite';
import { configurationFields, configurationRow, readConfiguration } from '../configuration';
import { inner, type Row, rest, resultOf, rowsOf, text } from '../query';
import { containing, names, soql } from '../soql';
import { rowAnswers } from '../write/rows';

type To = Assignment['to'];

/** Assignments listed with their configuration: a list to look at, never a download of everything (ADM5). */
export const mostListed = 2000;
export const assignmentFields = ['Id', 'Configuration__c', 'User__c', 'ProfileId__c', 'AssigneeName__c', 'User__r.Name'];

export function assignment(row: Row): Assignment {
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

/** By the assignee's key, so that a user who is assigned already moves instead of being assigned twice (CFG2). */
export async function assign(composite: Composite, configurationId: string, to: readonly To[]): Promise<void> {
  await Promise.all(
    chunks(to, collectionSize).map(async (some) => {
      const rows = some.map((one) => ({
        attributes: { type: 'Instep_Assignment__c' },
        AssigneeKey__c: one.id,
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
