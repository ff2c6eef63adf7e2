/** Badges: the planner's word on each target, or nothing where nothing true can be said. */

import { canonicalEmail } from '../../core/contacts/fields/email';
import type { ConnectionState, Entry, Rep } from '../../core/model';
import { statusOf } from '../../core/sync/status';
import { type Context, outcome, said } from '../../core/sync/verdict';
import { surveyed } from '../../engine/survey';
import type { BadgeState, Target } from '../device';
import type { Here } from './here';

/** A page asks about hundreds of places at once: what all of them need is read once, and their items together. */
export async function badges(here: Here, targets: readonly Target[]): Promise<readonly (BadgeState | null)[]> {
  const meta = await here.meta();
  const context = here.contextOf(meta);
  if (!context) return targets.map(() => null);
  const connection = here.connectionOf(meta);
  const refs = await here.findAll(targets, context.rep);
  const known = refs.filter((ref) => ref !== null);
  const entries = await here.entries(known);
  const entryAt = new Map(known.map((ref, at) => [ref, entries[at] ?? null]));
  const strangers = targets.filter((target, at): target is ByEmail => !refs[at] && isOutsider(context.rep, target));
  await askAbout(here, strangers);
  return targets.map((target, at) => {
    const ref = refs[at];
    if (!ref) return isOutsider(context.rep, target) ? stranger(here, target, connection) : null;
    const entry = entryAt.get(ref);
    return entry ? badge(target, entry, context, connection) : null;
  });
}

type ByEmail = Extract<Target, { readonly by: 'email' }>;

function badge(target: Target, entry: Entry, context: Context, connection: ConnectionState): BadgeState {
  const one = surveyed(entry, null, context);
  const status = statusOf(one.verdict, connection, one.status.at);
  return { target, status, name: one.name, kind: entry.kind, stamp: [status.kind, status.cause, status.until ?? '', one.name].join('|') };
}

/** Outside people whom the ledger does not know: one request asks Salesforce about all of them. */
async function askAbout(here: Here, strangers: readonly ByEmail[]): Promise<void> {
  if (strangers.length > 0) await here.engine.look.askPeople(strangers.map(({ email }) => canonicalEmail(email))).catch(() => {});
}

function isOutsider(rep: Rep, target: Target): target is ByEmail {
  if (target.by !== 'email') return false;
  const address = canonicalEmail(target.email);
  return address.includes('@') && !rep.mailboxAddresses.includes(address) && !rep.ownDomains.includes(address.split('@')[1] ?? '');
}

function stranger(here: Here, target: ByEmail, connection: ConnectionState): BadgeState | null {
  if (here.engine.look.person(canonicalEmail(target.email)) !== null) return null;
  const verdict = said(outcome('not in salesforce', 'not in salesforce', {}, ['add']));
  const status = statusOf(verdict, connection, here.now());
  return { target, status, name: target.email, kind: 'contact', stamp: [status.kind, status.cause].join('|') };
}
