/** Reps in the admin pane (ADM1): a page of them in one call, with the counts of all (ADM5); and one of them, whole. */
import type { Counts, Instant, ItemId } from '../../../core/model';
import { Failed } from '../../../core/ports';
import type { RepDetail, RepQuery, RepRow, RepsPage } from '../../../device/admin';
import { longId } from '../api';
import type { Composite } from '../composite';
import { queryPart } from '../composite';
import { configurationFields, readConfiguration } from '../configuration';
import { readRequest, requestFields } from '../control/rep';
import { cyclesIn, devicesIn } from '../control/report';
import { instantOf, number, type Row, resultOf, text } from '../query';
import { containing, names, type Soql, soql } from '../soql';
import { causeOf } from './causes';
import { issueFields, issueRow } from './issues';
import { type Hops, pageOf } from './pages';
import { byState, inStates, stateOf, stateQueries } from './states';

const countFields = ['Paired', 'InStep', 'Waiting', 'KeptOut', 'NeedsYou', 'Failed', 'NotInSalesforce'] as const;

const rowFields = [
  'Id',
  'UserKey__c',
  'Name',
  'Email__c',
  'State__c',
  'Cause__c',
  'LastCycle__c',
  'LastReport__c',
  'DeviceName__c',
  'DeviceVersion__c',
  'ConfigurationName__c',
  'IssueCount__c',
  'PairCount__c',
  ...countFields.flatMap((name) => [`Contacts${name}__c`, `Events${name}__c`]),
];

const sortFields: Readonly<Record<RepQuery['sort'], string>> = {
  name: 'Name',
  state: 'State__c',
  lastCycle: 'LastCycle__c',
  pairs: 'PairCount__c',
  issues: 'IssueCount__c',
  version: 'DeviceVersion__c',
};

const counts = (row: Row, prefix: 'Contacts' | 'Events'): Counts => {
  const of = (name: (typeof countFields)[number]): number => number(row[`${prefix}${name}__c`]);
  return {
    paired: of('Paired'),
    inStep: of('InStep'),
    waiting: of('Waiting'),
    keptOut: of('KeptOut'),
    needsYou: of('NeedsYou'),
    failed: of('Failed'),
    notInSalesforce: of('NotInSalesforce'),
  };
};

export function repRow(row: Row, now: Instant): RepRow {
  const state = stateOf(row, now);
  return {
    userId: longId(text(row.UserKey__c)),
    name: text(row.Name),
    email: text(row.Email__c),
    state,
    cause: state === 'asleep' ? 'asleep' : causeOf(row.Cause__c),
    lastCycleAt: instantOf(row.LastCycle__c),
    device: text(row.DeviceName__c),
    version: text(row.DeviceVersion__c),
    configuration: text(row.ConfigurationName__c),
    contacts: counts(row, 'Contacts'),
    events: counts(row, 'Events'),
    issues: number(row.IssueCount__c),
  };
}

const searched = (search: string): readonly Soql[] => {
  const wanted = search.trim();
  return wanted === '' ? [] : [soql`Name LIKE ${containing(wanted)} OR Email__c LIKE ${containing(wanted)}`];
};

export async function reps(composite: Composite, hops: Hops, query: RepQuery, now: Instant): Promise<RepsPage> {
  const conditions = [...searched(query.search), ...inStates(query.states, now)];
  const sort = { field: sortFields[query.sort], descending: query.descending };
  const list = { object: 'Instep_Rep__c', fields: rowFields, conditions, sort };
  const page = await pageOf(composite, hops, list, query, stateQueries(now));
  return { rows: page.rows.map((row) => repRow(row, now)), total: page.total, byState: byState(page.more) };
}

export async function rep(composite: Composite, userId: ItemId, now: Instant): Promise<RepDetail | null> {
  const detail = [...rowFields, 'Provider__c', 'Devices__c', 'Cycles__c', 'LeaseName__c', 'LeaseUntil__c'];
  const answers = await composite.send([
    queryPart(soql`SELECT ${names(detail)} FROM Instep_Rep__c WHERE UserKey__c = ${userId}`),
    queryPart(
      soql`SELECT ${names(issueFields)} FROM Instep_Issue__c WHERE Rep__r.UserKey__c = ${userId} ORDER BY Since__c DESC, Id LIMIT 200`,
    ),
    queryPart(
      soql`SELECT ${names(requestFields)} FROM Instep_Request__c WHERE Rep__r.UserKey__c = ${userId} ORDER BY CreatedDate DESC, Id DESC LIMIT 50`,
    ),
    queryPart(soql`SELECT CrmCalls__c FROM Instep_Day__c WHERE DayKey__c = ${`${userId}:${new Date(now).toISOString().slice(0, 10)}`}`),
    queryPart(soql`SELECT ${names(configurationFields)} FROM Instep_Configuration__c WHERE Active__c = true`),
  ]);
  const [rows, issues, requests, days, configurations] = answers.map((answer) => resultOf(answer).rows);
  const row = rows?.[0];
  if (!row) return null;
  const holder = (instantOf(row.LeaseUntil__c) ?? 0) > now ? text(row.LeaseName__c) : '';
  const provider = row.Provider__c === 'microsoft' || row.Provider__c === 'google' ? row.Provider__c : '';
  return {
    row: repRow(row, now),
    provider,
    devices: devicesIn(row.Devices__c).map((device) => ({ ...device, holdsLease: device.name === holder })),
    cycles: cyclesIn(row.Cycles__c),
    calls: { today: number(days?.[0]?.CrmCalls__c), allowed: allowedBy(configurations ?? [], text(row.ConfigurationName__c)) },
    issues: (issues ?? []).map(issueRow),
    requests: (requests ?? []).map((one) => readRequest(one, userId)),
  };
}

/** Of the configuration that the device named last; null when that is no more, or cannot be read. */
function allowedBy(configurations: readonly Row[], name: string): number | null {
  const row = configurations.find((one) => one.Name === name);
  try {
    return row ? readConfiguration(row).dailyCalls : null;
  } catch (error) {
    if (error instanceof Failed) return null;
    throw error;
  }
}
