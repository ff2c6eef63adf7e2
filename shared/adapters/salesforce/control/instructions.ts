/** What a cycle must know, asked beside the CRM's changes in one request; nothing here writes (SYN7, CFG2, CFG3). */
import type { ItemId } from '../../../core/model';
import { Failed, type Instructions } from '../../../core/ports';
import { configurationFor, readAssignment } from '../assignment';
import { failureOf, isOk, queryPart, verdictOf } from '../composite';
import { configurationFields, readConfiguration } from '../configuration';
import { type Row, rest, resultOf, rowsOf } from '../query';
import { names, type Soql, soql } from '../soql';
import { type Desk, isHidden } from './desk';
import { type RepRecord, repQuery } from './rep';

const fields = ['Id', 'User__c', 'ProfileId__c', ...configurationFields.map((field) => `Configuration__r.${field}`)];

/** While the profile is not known, those of all profiles are read: there is one for a profile at most. */
const assignmentQuery = (me: ItemId, profileId: ItemId | ''): Soql =>
  profileId === ''
    ? soql`SELECT ${names(fields)} FROM Instep_Assignment__c WHERE AssigneeKey__c = ${me} OR ProfileId__c != null`
    : soql`SELECT ${names(fields)} FROM Instep_Assignment__c WHERE AssigneeKey__c IN ${[me, profileId]}`;

export async function instructions(desk: Desk): Promise<Instructions> {
  const me = await desk.me();
  const { composite } = desk.asking;
  const known = desk.profileId;
  const profile = known === '' ? [queryPart(soql`SELECT ProfileId FROM User WHERE Id = ${me}`)] : [];
  const answers = await composite.send([queryPart(repQuery(me)), queryPart(assignmentQuery(me, known)), ...profile]);
  const [repAnswer, assignmentAnswer, profileAnswer] = answers;
  if ([repAnswer!, assignmentAnswer!].some(isHidden)) return nothing('permission set missing');
  const failed = answers.find((answer) => !isOk(answer));
  if (failed) throw new Failed(failureOf(verdictOf(failed)));

  const rep = desk.take(repAnswer!, me);
  if (profileAnswer) desk.profileId = String(resultOf(profileAnswer).rows[0]?.ProfileId ?? '');
  const moved = known !== '' && desk.profileId !== known;
  const rows: readonly Row[] = moved
    ? await rowsOf(composite, assignmentQuery(me, desk.profileId))
    : await rest(composite, resultOf(assignmentAnswer!));
  const assigned = configurationFor(rows.map(readAssignment), me, desk.profileId);
  desk.configuration = assigned.row ? readConfiguration(assigned.row) : null;
  return { ...of(desk, rep), configuration: desk.configuration, missing: assigned.missing };
}

function of(desk: Desk, rep: RepRecord | null): Omit<Instructions, 'configuration' | 'missing'> {
  return {
    requests: rep?.requests ?? [],
    lease: rep?.lease ?? null,
    sharedVersion: rep?.sharedVersion ?? 0,
    lastCycleAt: rep?.lastCycleAt ?? null,
    reconnectSince: desk.configuration?.userManagedConnection && rep ? reconnectOf(rep) : null,
  };
}

/** RST6: a reset that no device has picked up yet counts from its request on; afterwards the record says it. */
function reconnectOf(rep: RepRecord): Instructions['reconnectSince'] {
  if (rep.reconnect) return rep.reconnect;
  const reset = rep.requests.findLast((one) => one.kind === 'reset' && one.scope.what !== 'contact' && one.state === 'requested');
  return reset ? { at: reset.at, by: reset.by } : null;
}

const nothing = (missing: Instructions['missing']): Instructions => ({
  configuration: null,
  missing,
  requests: [],
  lease: null,
  sharedVersion: 0,
  lastCycleAt: null,
  reconnectSince: null,
});
