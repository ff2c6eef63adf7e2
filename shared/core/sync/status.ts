/** STA1, STA3: what an item shows, derived from the planner's verdict and the state of the whole connection. */
import type { CauseCode, ConnectionState, Instant, ItemStatus, StatusKind } from '../model';
import { actionsFor, type Facts, type Verdict } from './verdict';

/** A whole-connection state beats an item's own (DESIGN section 2). */
export function statusOf(verdict: Verdict, connection: ConnectionState, at: Instant): ItemStatus {
  return statusOfConnection(connection, at) ?? ownStatus(verdict, at);
}

export function ownStatus(verdict: Verdict, at: Instant): ItemStatus {
  const { kind, cause, facts, until, actions } = verdict.outcome;
  return { kind, cause, facts, at, until, remarks: verdict.remarks, actions };
}

/** Null while the connection lets each item speak for itself. */
export function statusOfConnection(connection: ConnectionState, at: Instant): ItemStatus | null {
  switch (connection.kind) {
    case 'not set up':
      return status('not set up', connection.cause, connection.facts, at);
    case 'sign in':
      return { ...status('sign in', connection.cause, { system: connection.to, since: connection.since }, at), actions: ['sign in'] };
    case 'reconnect':
      return {
        ...status('sign in', 'reconnect after reset', { admin: connection.by, since: connection.since }, at),
        actions: ['reconnect'],
      };
    case 'asleep':
      return { ...status('asleep', 'asleep', { since: connection.since }, at), actions: ['retry'] };
    default:
      return null;
  }
}

const status = (kind: StatusKind, cause: CauseCode, facts: Facts, at: Instant): ItemStatus => ({
  kind,
  cause,
  facts,
  at,
  until: null,
  remarks: [],
  actions: actionsFor(cause),
});
