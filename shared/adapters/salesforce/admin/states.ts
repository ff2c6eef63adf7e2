/** In which state a rep is, for a list: from what the device last reported, and from how long ago that was (ADM1). */
import type { Instant } from '../../../core/model';
import type { RepRow } from '../../../device/admin';
import { instantOf, number, type Row, text } from '../query';
import { allOf, anyOf, instant, type Soql, soql } from '../soql';

/** No device for a day. */
const asleepMs = 86_400_000;
/** These beat asleep: no cycle can come through before somebody acts, which is why nothing is heard of one. */
const blocking = ['not set up', 'sign in', 'reconnect', 'preview', 'paused'];

export const awakeSince = (now: Instant): Soql => instant(`${new Date(now - asleepMs).toISOString().slice(0, 19)}Z`);

type State = RepRow['state'];

const reported: readonly State[] = [
  'not set up',
  'sign in',
  'reconnect',
  'paused',
  'waiting',
  'stopped',
  'preview',
  'following',
  'running',
];

export function stateOf(row: Row, now: Instant): State {
  const state = reported.find((one) => one === row.State__c) ?? 'not set up';
  if (blocking.includes(state)) return state;
  const at = instantOf(row.LastCycle__c);
  if (at === null || at < now - asleepMs) return 'asleep';
  if (state === 'running') return number(row.IssueCount__c) > 0 ? 'issues' : 'in step';
  return state;
}

export function stateCondition(state: State, now: Instant): Soql {
  const since = awakeSince(now);
  switch (state) {
    case 'not set up':
      return soql`State__c = null OR State__c = ${state}`;
    case 'sign in':
    case 'reconnect':
    case 'preview':
    case 'paused':
      return soql`State__c = ${state}`;
    case 'asleep':
      return soql`State__c != null AND State__c NOT IN ${blocking} AND (LastCycle__c = null OR LastCycle__c < ${since})`;
    case 'in step':
      return soql`State__c = 'running' AND LastCycle__c >= ${since} AND (IssueCount__c = null OR IssueCount__c = 0)`;
    case 'issues':
      return soql`State__c = 'running' AND LastCycle__c >= ${since} AND IssueCount__c > 0`;
    default:
      return soql`State__c = ${state} AND LastCycle__c >= ${since}`;
  }
}

export const inStates = (states: readonly State[], now: Instant): readonly Soql[] =>
  states.length === 0 ? [] : [anyOf(states.map((state) => allOf([stateCondition(state, now)])))];

/** Three figures that tell all states, whatever the list is filtered by. */
export const stateQueries = (now: Instant): readonly Soql[] => [
  soql`SELECT State__c, COUNT(Id) n FROM Instep_Rep__c GROUP BY State__c`,
  soql`SELECT State__c, COUNT(Id) n FROM Instep_Rep__c WHERE LastCycle__c >= ${awakeSince(now)} GROUP BY State__c`,
  soql`SELECT COUNT(Id) n FROM Instep_Rep__c WHERE ${stateCondition('issues', now)}`,
];

export function byState([all = [], awake = [], issues = []]: readonly (readonly Row[])[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const add = (state: string, count: number): void => {
    if (count > 0) counts[state] = (counts[state] ?? 0) + count;
  };
  const awakeOf = new Map(awake.map((row) => [text(row.State__c), number(row.n)]));
  const withIssues = number(issues[0]?.n);
  for (const row of all) {
    const state = text(row.State__c) || 'not set up';
    if (blocking.includes(state)) {
      add(state, number(row.n));
      continue;
    }
    const here = awakeOf.get(state) ?? 0;
    add('asleep', number(row.n) - here);
    if (state !== 'running') add(state, here);
    else {
      add('issues', withIssues);
      add('in step', here - withIssues);
    }
  }
  return counts;
}
