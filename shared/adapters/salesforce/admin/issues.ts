/** Issues across reps, grouped by cause, each with whom it concerns (ADM2); and the pictures (ADM3). */
import * as v from 'valibot';
import type { Instant } from '../../../core/model';
import type { Admin, IssueGroup, IssueRow } from '../../../device/admin';
import { readable } from '../../http';
import { longId } from '../api';
import { type Composite, isOk, type PartAnswer, plainPart, queryPart } from '../composite';
import { inner, instantOf, number, type Row, resultOf, text } from '../query';
import { Soql, soql } from '../soql';
import { causeOf } from './causes';
import { type Hops, pageOf } from './pages';
import { byState, stateQueries } from './states';

export const issueFields = [
  'Id',
  'Kind__c',
  'Cause__c',
  'Facts__c',
  'CrmId__c',
  'ItemName__c',
  'Since__c',
  'Rep__r.UserKey__c',
  'Rep__r.Name',
];

const factsSchema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.union([v.string(), v.number()])));

const kindOf = (value: unknown): IssueRow['kind'] => (value === 'contact' || value === 'event' ? value : 'connection');

export function issueRow(row: Row): IssueRow {
  const facts = v.safeParse(factsSchema, row.Facts__c);
  const rep = inner(row.Rep__r);
  return {
    id: longId(text(row.Id)),
    repId: longId(text(rep.UserKey__c)),
    repName: text(rep.Name),
    kind: kindOf(row.Kind__c),
    cause: causeOf(row.Cause__c) || 'unknown failure',
    facts: facts.success ? facts.output : {},
    crmId: text(row.CrmId__c) === '' ? '' : longId(text(row.CrmId__c)),
    name: text(row.ItemName__c),
    since: instantOf(row.Since__c) ?? 0,
  };
}

export const groupQuery: Soql = soql`SELECT Cause__c, Kind__c, COUNT(Id) n, COUNT_DISTINCT(Rep__c) reps FROM Instep_Issue__c GROUP BY Cause__c, Kind__c`;

export function groupsIn(rows: readonly Row[]): readonly IssueGroup[] {
  const groups = rows.map((row) => ({
    cause: causeOf(row.Cause__c) || ('unknown failure' as const),
    kind: kindOf(row.Kind__c),
    count: number(row.n),
    reps: number(row.reps),
  }));
  return groups.sort((a, b) => b.count - a.count || (a.cause < b.cause ? -1 : 1));
}

type IssueQuery = Parameters<Admin['issues']>[0];

export async function issues(composite: Composite, hops: Hops, query: IssueQuery): ReturnType<Admin['issues']> {
  const conditions = [
    ...(query.cause === undefined ? [] : [soql`Cause__c = ${query.cause}`]),
    ...(query.repId === undefined ? [] : [soql`Rep__r.UserKey__c = ${query.repId}`]),
  ];
  const list = { object: 'Instep_Issue__c', fields: issueFields, conditions, sort: { field: 'Since__c', descending: true } };
  const { rows, total } = await pageOf(composite, hops, list, query);
  return { rows: rows.map(issueRow), total };
}

// ---------------------------------------------------------------- pictures

const daysShown = 30;

const limitsSchema = v.object({ DailyApiRequests: v.object({ Max: v.number(), Remaining: v.number() }) });

function allowanceIn(answer: PartAnswer): { readonly used: number; readonly max: number } | null {
  const limits = isOk(answer) ? readable(limitsSchema, answer.body) : { why: 'refused' };
  if (!('item' in limits)) return null;
  const { Max, Remaining } = limits.item.DailyApiRequests;
  return { used: Max - Remaining, max: Max };
}

export async function pictures(composite: Composite, now: Instant): ReturnType<Admin['pictures']> {
  const first = new Soql(new Date(now - daysShown * 86_400_000).toISOString().slice(0, 10));
  const answers = await composite.send([
    ...stateQueries(now).map((query) => queryPart(query)),
    queryPart(groupQuery),
    queryPart(
      soql`SELECT Day__c, SUM(Cycles__c) cycles, SUM(CrmCalls__c) calls FROM Instep_Day__c WHERE Day__c >= ${first} GROUP BY Day__c ORDER BY Day__c`,
    ),
    plainPart('GET', '/limits'),
  ]);
  const [all, awake, withIssues, groups, days] = answers.slice(0, 5).map((answer) => resultOf(answer).rows);
  return {
    states: byState([all ?? [], awake ?? [], withIssues ?? []]),
    issues: groupsIn(groups ?? []),
    days: (days ?? []).map((row) => ({ day: text(row.Day__c), cycles: number(row.cycles), calls: number(row.calls) })),
    allowance: allowanceIn(answers[5]!),
  };
}
