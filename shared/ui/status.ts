/** The status system (STA1): tone, order and tooltip of the nine statuses, the same on every screen. No Preact: the badge uses it too. */
import type { ConnectionState, Instant, ItemStatus, Kind, StatusKind } from '../core/model';
import { badgeSays, reasonSays } from './texts/badge';
import { locale } from './texts/catalogue';
import { holesFrom, systemName } from './texts/facts';
import { asValue } from './texts/template';
import { ago } from './texts/times';

export { slugOf, type Tone, toneOf } from './tones';

/** Sorting everywhere: what needs somebody first. */
export const statusOrder: readonly StatusKind[] = [
  'failed',
  'needs you',
  'sign in',
  'waiting',
  'not set up',
  'asleep',
  'not in salesforce',
  'kept out',
  'in step',
];

export const wordOf = (kind: StatusKind): string => badgeSays(kind);

/** The tooltip, which is also the accessible name; it begins with the status word, so a name cannot pass for it (SEC4). */
export function tipOf(status: ItemStatus, kind: Kind, now: Instant): string {
  // A page shows a thousand badges that say the same; what is said changes by the minute, and not by the item.
  const { kind: shown, cause, facts, until, at } = status;
  const key = `${locale().tag} ${kind} ${shown} ${cause} ${until} ${minute(at)} ${minute(now)} ${JSON.stringify(facts)}`;
  const said = tips.get(key) ?? fresh(status, kind, now);
  if (tips.size > 500) tips.clear();
  tips.set(key, said);
  return said;
}

const tips = new Map<string, string>();
const minute = (at: Instant): number => Math.floor(at / 60_000);

function fresh(status: ItemStatus, kind: Kind, now: Instant): string {
  const holes = holesFrom(status.facts, now, { kind, until: status.until });
  const reason = reasonSays.any(status.cause, holes);
  const checked = status.at > 0 ? { ago: since(status.at, now) } : {};
  return badgeSays.any(`tip ${status.kind}`, { ...holes, ...checked, reason });
}

/** Without the browser's number formats: the first of them costs a page 13 ms. */
function since(at: Instant, now: Instant): string {
  const n = Math.round((now - at) / 60_000);
  return n >= 0 && n < 60 ? badgeSays('ago', { n }) : ago(at, now);
}

/** "Jonas Brandt: In step with Salesforce. Checked 2 minutes ago." */
export const namedTip = (name: string, status: ItemStatus, kind: Kind, now: Instant): string => {
  return withName(name, tipOf(status, kind, now));
};

/** Names differ a thousand times, what is said of them does not: the sentence around a name is made once. */
export function withName(name: string, tip: string): string {
  if (name === '') return tip;
  if (around.tip !== tip) {
    const said = badgeSays('named tip', { name: gap, tip });
    const at = said.indexOf(gap);
    around = { tip, before: said.slice(0, at), after: said.slice(at + 1) };
  }
  return around.before + asValue(name) + around.after;
}

/** No name has it: a character that means nothing. */
const gap = '\ue000';
let around = { tip: '', before: '', after: '' };

/**
 * The whole connection as a status, where it beats an item's own: not set up, sign in, asleep, or waiting; null when items
 * speak for themselves (DESIGN section 2).
 */
export function statusOfConnection(connection: ConnectionState): ItemStatus | null {
  const made = (
    kind: StatusKind,
    cause: ItemStatus['cause'],
    facts: ItemStatus['facts'] = {},
    at: Instant = 0,
    until: Instant | null = null,
  ): ItemStatus => ({
    kind,
    cause,
    facts,
    at,
    until,
    remarks: [],
    actions: [],
  });
  switch (connection.kind) {
    case 'not set up':
      return made('not set up', connection.cause, connection.facts);
    case 'sign in':
      return made('sign in', connection.cause, { system: connection.to, since: connection.since });
    case 'reconnect':
      return made('sign in', 'reconnect after reset', { system: 'salesforce', date: connection.since, admin: connection.by });
    case 'asleep':
      return made('asleep', 'asleep', { since: connection.since });
    case 'paused':
      return made('waiting', 'paused', { since: connection.since });
    case 'waiting':
      return made('waiting', connection.cause, connection.facts, 0, connection.until);
    case 'stopped':
      return made('needs you', connection.cause, connection.facts);
    case 'preview':
      return made('waiting', 'preview', { since: connection.since });
    case 'following':
    case 'running':
      return null;
  }
}

/** Not set up, sign in and asleep beat an item's own status; waiting of the whole connection leaves the items their own. */
export const beatsItems = (status: ItemStatus | null): status is ItemStatus =>
  status !== null && (status.kind === 'not set up' || status.kind === 'sign in' || status.kind === 'asleep');

export const systemOf = (connection: ConnectionState): string =>
  connection.kind === 'sign in' ? systemName(connection.to) : systemName('salesforce');
