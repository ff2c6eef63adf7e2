/** Badges: the planner's word on each target, or nothing where nothing true can be said. */

import { canonicalEmail } from '../../core/contacts/fields/email';
import { statusOf } from '../../core/sync/status';
import { outcome, said } from '../../core/sync/verdict';
import { surveyed } from '../../engine/survey';
import type { BadgeState, Target } from '../device';
import type { Here } from './here';

export async function badges(here: Here, targets: readonly Target[]): Promise<readonly (BadgeState | null)[]> {
  const context = await here.context();
  if (!context) return targets.map(() => null);
  await askAboutStrangers(here, targets);
  return Promise.all(targets.map((target) => badge(here, target)));
}

async function badge(here: Here, target: Target): Promise<BadgeState | null> {
  const context = await here.context();
  if (!context) return null;
  const ref = await here.find(target);
  if (!ref) return stranger(here, target);
  const entry = await here.entry(ref);
  if (!entry) return null;
  const one = surveyed(entry, null, context);
  const status = statusOf(one.verdict, await here.connection(), one.status.at);
  return { target, status, name: one.name, kind: entry.kind, stamp: [status.kind, status.cause, status.until ?? '', one.name].join('|') };
}

/** Outside people whom the ledger does not know: one request asks Salesforce about all of them. */
async function askAboutStrangers(here: Here, targets: readonly Target[]): Promise<void> {
  const emails: string[] = [];
  for (const target of targets)
    if (target.by === 'email' && (await isOutsider(here, target.email)) && !(await here.find(target)))
      emails.push(canonicalEmail(target.email));
  if (emails.length > 0) await here.engine.look.askPeople(emails).catch(() => {});
}

async function isOutsider(here: Here, email: string): Promise<boolean> {
  const { rep } = await here.meta();
  const address = canonicalEmail(email);
  return (
    rep !== null &&
    address.includes('@') &&
    !rep.mailboxAddresses.includes(address) &&
    !rep.ownDomains.includes(address.split('@')[1] ?? '')
  );
}

async function stranger(here: Here, target: Target): Promise<BadgeState | null> {
  if (target.by !== 'email' || !(await isOutsider(here, target.email))) return null;
  if (here.engine.look.person(canonicalEmail(target.email)) !== null) return null;
  const verdict = said(outcome('not in salesforce', 'not in salesforce', {}, ['add']));
  const status = statusOf(verdict, await here.connection(), here.now());
  return { target, status, name: target.email, kind: 'contact', stamp: [status.kind, status.cause].join('|') };
}
