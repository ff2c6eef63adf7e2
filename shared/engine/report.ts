/** The rep's device tells the control plane how it is doing (ADM1, ADM2): after work, and with every renewal of the lease. */
import type { ConnectionState, Counts, Issue, Report } from '../core/model';
import type { LedgerMeta, World } from '../core/ports';
import type { Context } from '../core/sync/verdict';
import type { Applied } from './apply';
import type { AskedLookups } from './lookups';
import { counted, issueOf, noCounts, survey } from './survey';

/** More are counted, not listed: the admin's table is for acting upon (ADM5). */
const mostIssues = 200;

export interface Standing {
  readonly contacts: Counts;
  readonly events: Counts;
  readonly issues: readonly Issue[];
}

export async function standing(world: World, context: Context, look: AskedLookups): Promise<Standing> {
  let contacts = noCounts;
  let events = noCounts;
  const issues: Issue[] = [];
  for await (const one of survey(world, context, look, { kinds: ['contact', 'event'] })) {
    if (one.entry.kind === 'contact') contacts = counted(contacts, one);
    else events = counted(events, one);
    const issue = issues.length < mostIssues ? issueOf(one, context.configuration) : null;
    if (issue) issues.push(issue);
  }
  return { contacts, events, issues };
}

/** What has been done since the last report, kept in the ledger: a report that does not get through is made up for by the next (ADM3). */
export type Counters = LedgerMeta['counters'];

const summed = ['cycles', 'created', 'updated', 'removed', 'failed'] as const;

export function withCycle(counters: Counters, applied: Applied): Counters {
  const sum = (of: 'created' | 'updated' | 'removed'): number =>
    [applied.contact, applied.event].reduce((all, tally) => all + tally[of].mailbox + tally[of].crm, 0);
  const done = {
    cycles: 1,
    created: sum('created'),
    updated: sum('updated'),
    removed: sum('removed'),
    failed: applied.contact.failed + applied.event.failed,
  };
  const next: Record<string, number> = { ...counters, failures: 0 };
  for (const name of summed) next[name] = (counters[name] ?? 0) + done[name];
  return next;
}

/** Something was done that nobody has been told of: the last report did not get through, or the work went on over several cycles. */
export const owesReport = (counters: Counters): boolean => summed.some((name) => name !== 'cycles' && (counters[name] ?? 0) > 0);

/** Once the report has got through: nothing is left to tell. `calls` are those of this process so far. */
export function told(counters: Counters, calls: Report['calls']): Counters {
  const none = Object.fromEntries(summed.map((name) => [name, 0]));
  return { ...counters, ...none, crmCalls: calls.crm, mailboxCalls: calls.mailbox };
}

/** A process that has just started has counted less than the last one had told. */
const since = (now: number, before: number | undefined): number => (before === undefined || now < before ? now : now - before);

export function reportOf(world: World, stands: Standing, connection: ConnectionState, counters: Counters, calls: Report['calls']): Report {
  const of = (name: (typeof summed)[number]): number => counters[name] ?? 0;
  return {
    at: world.clock.now(),
    device: world.device.name,
    version: world.device.version,
    state: connection.kind,
    cause: 'cause' in connection ? connection.cause : '',
    contacts: stands.contacts,
    events: stands.events,
    cycles: of('cycles'),
    calls: { crm: since(calls.crm, counters.crmCalls), mailbox: since(calls.mailbox, counters.mailboxCalls) },
    done: { created: of('created'), updated: of('updated'), removed: of('removed'), failed: of('failed') },
    issues: stands.issues,
  };
}
