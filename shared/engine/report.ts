/** The rep's device tells the control plane how it is doing (ADM1, ADM2): after work, and with every renewal of the lease. */
import { hash53 } from '../core/keys';
import type { ConnectionState, Instant, Issue, Report } from '../core/model';
import type { LedgerMeta, World } from '../core/ports';
import type { Applied } from './apply';
import type { Standing } from './standing';

export { type Standing, standing } from './standing';

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

const stateCode = (connection: ConnectionState): number =>
  hash53([connection.kind, 'cause' in connection ? connection.cause : '', 'to' in connection ? connection.to : ''].join());

const running = stateCode({ kind: 'running' });

/** The admin was told of another state than this one. */
export const owesState = (counters: Counters, connection: ConnectionState): boolean =>
  (counters.stateTold ?? running) !== stateCode(connection);

/** Once the report has got through: nothing is left to tell. `calls` are those of this process so far. */
export function told(counters: Counters, calls: Report['calls'], connection: ConnectionState): Counters {
  const none = Object.fromEntries(summed.map((name) => [name, 0]));
  return { ...counters, ...none, crmCalls: calls.crm, mailboxCalls: calls.mailbox, stateTold: stateCode(connection) };
}

/** What passes by itself is not worth a report before it has failed a few times. */
const triesBeforeTelling = 3;

/** Whether no cycle came through for a reason that an admin should know, and Salesforce can be told. */
export function tellsAdmin(connection: ConnectionState, counters: Counters): boolean {
  switch (connection.kind) {
    case 'paused':
    case 'preview':
      return true;
    case 'sign in':
      return connection.to !== 'salesforce';
    case 'waiting':
      if (connection.facts.system === 'salesforce' || connection.cause === 'offline' || connection.cause === 'throttled') return false;
      return (
        connection.cause === 'folder missing' || connection.cause === 'no permission' || (counters.failures ?? 0) >= triesBeforeTelling
      );
    default:
      return false;
  }
}

/** What stands in the way of all items at once: an issue of the connection, apart from those of items (ADM2). */
function issueOfConnection(connection: ConnectionState, since: Instant): Issue | null {
  const issue = (cause: Issue['cause'], facts: Issue['facts'], at = since): Issue => ({
    key: 'connection',
    kind: 'connection',
    cause,
    facts,
    crmId: '',
    name: '',
    since: at,
  });
  switch (connection.kind) {
    case 'sign in':
      return issue(connection.cause, { system: connection.to }, connection.since);
    case 'reconnect':
      return issue('reconnect after reset', { admin: connection.by }, connection.since);
    case 'stopped':
    case 'waiting':
      return issue(connection.cause, connection.facts);
    default:
      return null;
  }
}

/** A process that has just started has counted less than the last one had told. */
const since = (now: number, before: number | undefined): number => (before === undefined || now < before ? now : now - before);

export interface Told {
  readonly stands: Standing;
  readonly connection: ConnectionState;
  readonly meta: Pick<LedgerMeta, 'lastCycleAt' | 'guard'>;
  readonly counters: Counters;
  readonly calls: Report['calls'];
}

export function reportOf(world: World, { stands, connection, meta, counters, calls }: Told): Report {
  const of = (name: (typeof summed)[number]): number => counters[name] ?? 0;
  const issue = issueOfConnection(connection, meta.guard?.since ?? world.clock.now());
  return {
    at: world.clock.now(),
    lastCycleAt: meta.lastCycleAt,
    device: world.device.name,
    version: world.device.version,
    state: connection.kind,
    cause: 'cause' in connection ? connection.cause : '',
    contacts: stands.contacts,
    events: stands.events,
    cycles: of('cycles'),
    calls: { crm: since(calls.crm, counters.crmCalls), mailbox: since(calls.mailbox, counters.mailboxCalls) },
    done: { created: of('created'), updated: of('updated'), removed: of('removed'), failed: of('failed') },
    issues: issue ? [issue, ...stands.issues] : stands.issues,
  };
}
