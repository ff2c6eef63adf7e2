/** What would happen, and how things stand: all entries through the planner over an overlay, nothing written (STA5, RST3). */
import type { Configuration, Counts, Entry, Issue, ItemStatus, Kind, Pair, Ref } from '../core/model';
import type { World } from '../core/ports';
import { decide } from '../core/sync/decide';
import { ownStatus } from '../core/sync/status';
import type { Context, Verdict } from '../core/sync/verdict';
import { nameRef } from './entries';
import type { AskedLookups } from './lookups';
import { nameOf } from './names';
import { Overlay } from './overlay';
import { Pairing } from './pairing';
import type { Readings } from './readings';
import { refsOf, unpaired, walk } from './walk';

export interface Surveyed {
  readonly entry: Entry;
  readonly verdict: Verdict;
  readonly status: ItemStatus;
  readonly name: string;
}

export interface SurveyOptions {
  readonly kinds: readonly Kind[];
  /** Pairs that a reset would clear. */
  readonly forgets?: (pair: Pair) => boolean;
  /** Search for twins again, asking the CRM: for previews. Without it what the last cycle found is told. */
  readonly search?: Readings;
}

export async function* survey(world: World, context: Context, look: AskedLookups, options: SurveyOptions): AsyncGenerator<Surveyed> {
  const ledger = new Overlay(world.ledger, options.forgets);
  const over: World = { ...world, ledger };
  const pairing = options.search ? new Pairing(over, { id: 'survey', context, next: () => '' }, look, options.search) : null;
  for (const kind of options.kinds) {
    if (pairing) await pairAll(pairing, over, kind);
    for await (const entries of walk(ledger, kind)) {
      if (options.search) await look.askFor(entries, { rep: context.rep, configuration: context.configuration });
      for (const entry of entries) yield surveyed(entry, pairing, context);
    }
  }
}

async function pairAll(pairing: Pairing, world: World, kind: Kind): Promise<void> {
  const refs: Ref[] = [];
  for await (const some of refsOf(world.ledger, kind)) refs.push(...(await unpaired(world.ledger, some)));
  await pairing.run(refs);
}

export function surveyed(entry: Entry, pairing: Pairing | null, context: Context): Surveyed {
  const verdict = decide(entry, pairing?.found(entry) ?? { kind: 'none' }, context);
  const checked = Math.max(entry.pair?.agreedAt ?? 0, entry.mailbox?.trouble?.since ?? 0, entry.crm?.trouble?.since ?? 0) || context.now;
  return { entry, verdict, status: ownStatus(verdict, checked), name: nameOf(entry, context.configuration) };
}

export const noCounts: Counts = { paired: 0, inStep: 0, waiting: 0, keptOut: 0, needsYou: 0, failed: 0, notInSalesforce: 0 };

type Slot = keyof Counts;

const slotOf: Readonly<Record<ItemStatus['kind'], Slot | null>> = {
  'in step': 'inStep',
  waiting: 'waiting',
  'kept out': 'keptOut',
  'needs you': 'needsYou',
  failed: 'failed',
  'not in salesforce': 'notInSalesforce',
  'sign in': null,
  'not set up': null,
  asleep: null,
};

export function counted(counts: Counts, one: Surveyed): Counts {
  if (isForgotten(one.entry)) return counts;
  const slot = slotOf[one.status.kind];
  const next = { ...counts, paired: counts.paired + (one.entry.pair ? 1 : 0) };
  return slot ? { ...next, [slot]: counts[slot] + 1 } : next;
}

/** Only the memory of a deleted item is left. */
const isForgotten = (entry: Entry): boolean => entry.pair === null && !entry.mailbox?.seen && !entry.crm?.seen;

/** For the admin; nothing of what is kept out or private leaves the mailbox, not even as a name (EXC4). */
export function issueOf(one: Surveyed, configuration: Configuration): Issue | null {
  if (one.status.kind !== 'needs you' && one.status.kind !== 'failed') return null;
  // Both items of a doubtful pair wait; it is told once, by the mailbox's.
  if (one.status.cause === 'doubtful' && one.entry.mailbox === null) return null;
  const item = one.entry.mailbox?.seen?.item;
  const silent = item?.keptOut || item?.private;
  const trouble = one.entry.mailbox?.trouble ?? one.entry.crm?.trouble;
  return {
    key: `${nameRef(one.entry).side}:${one.entry.pair?.id ?? nameRef(one.entry).id}`,
    kind: one.entry.kind,
    cause: one.status.cause,
    facts: silent ? {} : publicFacts(one.status.facts),
    crmId: one.entry.pair?.crmId ?? one.entry.crm?.id ?? '',
    name: silent ? '' : nameOf(one.entry, configuration),
    since: trouble?.since ?? one.status.at,
  };
}

/** Values of fields stay with the rep; names of fields, rules and counts may go. */
function publicFacts(facts: ItemStatus['facts']): ItemStatus['facts'] {
  const { mailbox: _mailbox, crm: _crm, ...rest } = facts;
  return rest;
}
