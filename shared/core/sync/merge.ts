/**
 * SYN1, SYN2: each field against the agreed values. Decides which value goes where; what the configuration or the
 * vendor forbids is struck out afterwards by `permit`.
 */
import type { CauseCode, Configuration, Direction, Instant, Side, Winner } from '../model';
import { other } from '../model';
import type { Compared } from './compare';
import type { LostValue } from './verdict';

export interface Copy {
  readonly compared: Compared;
  readonly to: Side;
  /** The value that is overwritten had been changed by somebody, or may have been: it goes into the history. */
  readonly loses: boolean;
}

export interface Merge {
  readonly copies: readonly Copy[];
  /** Fields on which both sides agree as they stand. */
  readonly equal: readonly Compared[];
  /** Fields that differ, and stay so because nothing may be written there; each with the reason. */
  readonly blocked: readonly { readonly compared: Compared; readonly to: Side; readonly because: CauseCode }[];
}

export interface MergeRules {
  readonly direction: Direction;
  readonly winner: Winner;
  readonly modifiedAt: Readonly<Record<Side, Instant>>;
  /** Why a side may not be written although the direction allows it, or null (EVT6, decision of the organizer). */
  readonly closed: Readonly<Record<Side, CauseCode | null>>;
  /** The rep's own choice of a version (RST7), for these fields or for all. */
  readonly taken: { readonly side: Side; readonly fields: readonly string[] } | null;
}

export function merge(fields: readonly Compared[], rules: MergeRules): Merge {
  const copies: Copy[] = [];
  const equal: Compared[] = [];
  const blocked: { compared: Compared; to: Side; because: CauseCode }[] = [];
  for (const compared of fields) {
    const copy = decideField(compared, rules);
    if (copy === 'equal') equal.push(compared);
    else if (copy !== 'rest') {
      const because = forbidden(copy.to, rules);
      // The rep has chosen a version that may not go over: both stay as they are, and nobody is asked again (CFG1, EVT6).
      if (because === 'direction' && isTaken(compared, rules)) equal.push(compared);
      else if (because) blocked.push({ compared, to: copy.to, because });
      else copies.push(copy);
    }
  }
  return { copies, equal, blocked };
}

const isTaken = ({ name }: Compared, { taken }: MergeRules): boolean =>
  taken !== null && (taken.fields.length === 0 || taken.fields.includes(name));

function decideField(compared: Compared, rules: MergeRules): Copy | 'equal' | 'rest' {
  const { mailbox, crm, change, alike } = compared;
  if (change === 'same') return 'rest';
  if (alike) return 'equal';
  if (rules.taken && isTaken(compared, rules)) return { compared, to: other(rules.taken.side), loses: true };
  switch (change) {
    case 'mailbox':
      return { compared, to: 'crm', loses: false };
    case 'crm':
      return { compared, to: 'mailbox', loses: compared.unsure === true };
    case 'new':
      // A value that one side never had is no conflict: the empty side takes it.
      if (mailbox === '') return { compared, to: 'mailbox', loses: false };
      if (crm === '') return { compared, to: 'crm', loses: false };
      return { compared, to: other(winnerOf(rules)), loses: true };
    case 'both':
      return { compared, to: other(winnerOf(rules)), loses: true };
  }
}

/** Where only one direction is configured, its source wins; else as configured; equally late, Salesforce wins. */
export function winnerOf(rules: Pick<MergeRules, 'direction' | 'winner' | 'modifiedAt' | 'closed'>): Side {
  if (rules.direction === 'mailbox to crm' || rules.closed.mailbox) return 'mailbox';
  if (rules.direction === 'crm to mailbox') return 'crm';
  if (rules.winner !== 'latest') return rules.winner;
  return rules.modifiedAt.mailbox > rules.modifiedAt.crm ? 'mailbox' : 'crm';
}

export const permits = (direction: Direction, to: Side): boolean =>
  direction === 'both' || direction === (to === 'crm' ? 'mailbox to crm' : 'crm to mailbox');

function forbidden(to: Side, rules: MergeRules): CauseCode | null {
  if (!permits(rules.direction, to)) return 'direction';
  return rules.closed[to];
}

export function lostValues(copies: readonly Copy[]): LostValue[] {
  return copies
    .filter((copy) => copy.loses)
    .map(({ compared, to }) => ({ side: to, field: compared.name, lost: compared[to], kept: compared[other(to)] }));
}

export const rulesFor = (configuration: Configuration, kind: 'contact' | 'event'): Configuration['contacts'] | Configuration['events'] =>
  kind === 'contact' ? configuration.contacts : configuration.events;
