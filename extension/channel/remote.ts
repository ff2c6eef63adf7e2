/** The page's end of a service: the same object of calls, each one a message. No shapes here: those are the background's to check. */
import type { Admin } from '../../shared/device/admin';
import type { Own } from './own';

export interface Call {
  readonly call: string;
  readonly with: readonly unknown[];
}

/** Every call of the service: the compiler counts them. */
type Names<S> = Readonly<Record<keyof S, true>>;

export const ownCalls: Names<Own> = { org: true, connectOrg: true, settings: true, saveSettings: true, log: true };

export const adminCalls: Names<Admin> = {
  me: true,
  reps: true,
  rep: true,
  issueGroups: true,
  issues: true,
  pictures: true,
  configurations: true,
  saveConfiguration: true,
  deleteConfiguration: true,
  affected: true,
  assign: true,
  unassign: true,
  findAssignees: true,
  requestPreview: true,
  dryRun: true,
  reset: true,
  cancel: true,
  requests: true,
};

export function remoteService<S extends object>(names: Names<S>, ask: (call: Call) => Promise<unknown>): S {
  const calls = Object.keys(names).map((call) => [call, (...given: readonly unknown[]) => ask({ call, with: given })]);
  // Each call of the interface is there; what it answers is the background's word.
  return Object.fromEntries(calls) as S;
}
