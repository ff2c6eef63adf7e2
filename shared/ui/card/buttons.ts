/** Which buttons a card has: at most one main, what a choice needs, the rest plain (DESIGN section 2). Pure. */
import type { Action, ItemStatus, StatusKind } from '../../core/model';
import type { Act, Candidate, Card } from '../../device/device';
import { beatsItems, statusOfConnection } from '../status';

/** What a button may do besides the planner's actions: both are about the whole connection. */
export type Press = Action | 'sync now' | 'take over';

/** First found is the main one. Two versions and "the same?" have no main: Instep must not lean to a side. */
const mainOrder: readonly Press[] = [
  'sign in',
  'reconnect',
  'go on',
  'sync now',
  'pair',
  'use account',
  'add',
  'pick',
  'bring back',
  'restore',
  'send update',
  'retry',
  'copy note',
];
const calm: readonly StatusKind[] = ['in step', 'waiting'];
/** Drawn beside their own version. */
const asVersions: readonly Press[] = ['take mailbox', 'take crm'];

export interface Buttons {
  readonly main: Press | null;
  readonly plain: readonly Press[];
  readonly versions: boolean;
}

/** What the card is about: the connection where that beats the item, else the item. */
export function shownStatus(card: Card): ItemStatus {
  const whole = statusOfConnection(card.connection);
  return beatsItems(whole) ? whole : card.status;
}

/** The item's own trouble, told below the connection's: "Also: two contacts match". */
export const alsoStatus = (card: Card): ItemStatus | null =>
  shownStatus(card) !== card.status && (card.status.kind === 'needs you' || card.status.kind === 'failed') ? card.status : null;

const ofConnection: Partial<Readonly<Record<StatusKind, readonly Press[]>>> = {
  asleep: ['sync now'],
  'not set up': ['copy note'],
  'sign in': ['sign in'],
};

export function buttonsOf(card: Card): Buttons {
  const shown = shownStatus(card);
  const own: readonly Press[] = shown === card.status ? shown.actions : [];
  const needed: readonly Press[] = shown.cause === 'reconnect after reset' ? ['reconnect'] : (ofConnection[shown.kind] ?? []);
  const nothingToUse = card.accounts.length === 0;
  const all: readonly Press[] = [...new Set<Press>([...own, ...needed])].filter(
    (press) => press !== 'relate' && !(press === 'use account' && nothingToUse),
  );
  const versions = all.includes('take mailbox') || all.includes('take crm');
  const noMain =
    versions ||
    all.includes('same') ||
    calm.includes(shown.kind) ||
    (shown.kind === 'kept out' && !all.includes('bring back') && !all.includes('restore'));
  const main = noMain ? null : (mainOrder.find((press) => all.includes(press)) ?? null);
  const plain = all.filter((press) => press !== main && !(versions && asVersions.includes(press)));
  return { main, plain, versions };
}

/** The candidate that the rule would take; '' where none is preselected. */
export const preselected = (candidates: readonly Candidate[]): string => candidates.find((candidate) => candidate.suggested)?.id ?? '';

/** What a press means to the device; null for presses about the connection, the clipboard, or that ask first. */
export function actOf(press: Press, chosen: string): Act | null {
  switch (press) {
    case 'bring back':
      return { do: 'bring back', reach: 'this' };
    case 'pair':
      return { do: 'pair', crmId: chosen };
    case 'use account':
      return { do: 'account', accountId: chosen };
    case 'leave account':
      return { do: 'account', accountId: '' };
    case 'take mailbox':
      return { do: 'take', side: 'mailbox' };
    case 'take crm':
      return { do: 'take', side: 'crm' };
    case 'add':
    case 'pick':
    case 'create':
    case 'same':
    case 'not the same':
    case 'retry':
    case 'restore':
    case 'send update':
      return { do: press };
    default:
      return null;
  }
}

/** Needs a candidate first. */
export const needsChoice = (press: Press): boolean => press === 'pair' || press === 'use account';
