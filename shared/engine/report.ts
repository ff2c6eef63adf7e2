/** The rep's device tells the control plane how it is doing (ADM1, ADM2): after work, and with every renewal of the lease. */
import type { ConnectionState, Counts, Issue, Report } from '../core/model';
import type { World } from '../core/ports';
import type { Context } from '../core/sync/verdict';
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

export function reportOf(world: World, stands: Standing, connection: ConnectionState, cycles: number, calls: Report['calls']): Report {
  return {
    at: world.clock.now(),
    device: world.device.name,
    version: world.device.version,
    state: connection.kind,
    cause: 'cause' in connection ? connection.cause : '',
    contacts: stands.contacts,
    events: stands.events,
    cycles,
    calls,
    issues: stands.issues,
  };
}
