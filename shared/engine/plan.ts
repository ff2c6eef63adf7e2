/**
 * Second step of a cycle: what waits to be planned, in portions, first contacts, then the events that relate to them. Pairs
 * are found first, over all of it, so that a mark is never beaten by a likeness (CON2). Deletions come last, behind the mass
 * change guard (SYN4).
 */
import { type CauseCode, type Entry, type Kind, kinds, type Ref, type Row, rowsOf, type Side, type Trouble } from '../core/model';
import type { LedgerChange, World } from '../core/ports';
import { saysTheSame } from '../core/same';
import { decide } from '../core/sync/decide';
import { tripsGuard } from '../core/sync/guard';
import type { Verdict } from '../core/sync/verdict';
import { Applier, join, type Planned } from './apply';
import { load, refName, refOfRow, refsOfEntry } from './entries';
import { withLastShown } from './lastShown';
import { keepLease } from './lease';
import type { AskedLookups } from './lookups';
import { Pairing } from './pairing';
import type { Readings } from './readings';
import type { Cycle } from './settle';

/** So many that a portion fills a composite of Salesforce (5 collections of 200). */
export const portion = 1000;

export interface PlanOptions {
  readonly pull: Readings;
  /** False: another device holds the lease, or this is before the first sync: nothing is written. */
  readonly mayWrite: boolean;
  /** Events wait for the rep's reconnection (RST6). */
  readonly kinds: readonly Kind[];
  readonly stop: () => boolean;
  readonly progress: (kind: Kind, done: number, total: number) => void;
}

export interface PlanResult {
  readonly applier: Applier;
  readonly guard: { readonly kind: Kind; readonly side: Side; readonly count: number; readonly of: number } | null;
  readonly stopped: boolean;
}

export async function planAndApply(world: World, cycle: Cycle, look: AskedLookups, options: PlanOptions): Promise<PlanResult> {
  const applier = new Applier(world, cycle, options.pull);
  const waiting = (await world.ledger.dirty(Number.POSITIVE_INFINITY)).filter((ref) => options.kinds.includes(ref.kind));
  if (waiting.length === 0 || !options.mayWrite) return { applier, guard: null, stopped: false };
  const pairing = new Pairing(world, cycle, look, options.pull);
  await pairing.run(waiting);
  let guard: PlanResult['guard'] = null;
  for (const kind of kinds) {
    const refs = waiting.filter((ref) => ref.kind === kind);
    const run = new KindRun(world, cycle, look, pairing, applier, options);
    if (!(await run.all(kind, refs))) return { applier, guard, stopped: true };
    guard ??= await run.removals(kind);
    if (kind === 'contact' && applier.counts.contact.created.crm > 0) look.forgetPeople();
  }
  return { applier, guard, stopped: false };
}

class KindRun {
  readonly #removals: Ref[] = [];
  readonly #on: Record<Side, number> = { mailbox: 0, crm: 0 };
  /** When the control plane said that the lease is still ours; a large first sync asks once a minute, not before every portion. */
  #sureAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly world: World,
    private readonly cycle: Cycle,
    private readonly look: AskedLookups,
    private readonly pairing: Pairing,
    private readonly applier: Applier,
    private readonly options: PlanOptions,
  ) {}

  async all(kind: Kind, refs: readonly Ref[]): Promise<boolean> {
    const done = new Set<string>();
    for (let at = 0; at < refs.length; at += portion) {
      if (this.options.stop()) return false;
      await this.#portion(
        refs.slice(at, at + portion).filter((ref) => !done.has(refName(ref))),
        done,
        false,
      );
      this.options.progress(kind, Math.min(at + portion, refs.length), refs.length);
    }
    return true;
  }

  /** @returns what the guard holds back, or null when the deletions were carried out. */
  async removals(kind: Kind): Promise<PlanResult['guard']> {
    if (this.#removals.length === 0) return null;
    const meta = await this.world.ledger.meta();
    const of = await this.world.ledger.pairCount(kind);
    const trips = tripsGuard(this.#removals.length, of);
    // What the rep has agreed to is this kind, and no more than was shown.
    const agreed = meta.guard?.approved && meta.guard.kind === kind && this.#removals.length <= meta.guard.count;
    if (trips && !agreed) return { kind, side: this.#side(), count: this.#removals.length, of };
    for (let at = 0; at < this.#removals.length; at += portion)
      await this.#portion(this.#removals.slice(at, at + portion), new Set(), true);
    return null;
  }

  /** Where most of them are. */
  #side(): Side {
    return this.#on.mailbox > this.#on.crm ? 'mailbox' : 'crm';
  }

  async #portion(refs: readonly Ref[], done: Set<string>, removing: boolean): Promise<void> {
    const { context } = this.cycle;
    const entries = await withLastShown(this.world, await load(this.world.ledger, refs), context, this.options.pull);
    for (const entry of entries) for (const ref of refsOfEntry(entry)) done.add(refName(ref));
    // Of what has been forgotten meanwhile there is nothing to plan.
    const forgotten = refs.filter((ref) => !done.has(refName(ref)));
    if (forgotten.length > 0) await this.world.ledger.commit({ clean: forgotten });
    await this.look.askFor(entries, { rep: context.rep, configuration: context.configuration });
    const planned = entries.map((entry): Planned => ({ entry, verdict: decide(entry, this.pairing.found(entry), context) }));
    const later = removing ? [] : planned.filter(removes);
    for (const { entry, verdict } of later) {
      this.#removals.push(...refsOfEntry(entry).slice(0, 1));
      for (const step of verdict.steps) if (step.do === 'remove') this.#on[step.on]++;
    }
    const now = planned.filter((one) => !later.includes(one));
    const atRest = now.filter(({ verdict }) => verdict.steps.length === 0);
    await this.world.ledger.commit(join(atRest.map((one) => restChange(one, context.now))));
    const busy = now.filter(({ verdict }) => verdict.steps.length > 0);
    if (busy.length === 0) return;
    const surely = busy.some(makesContact) && this.world.clock.now() - this.#sureAt >= sureForMs;
    await keepLease(this.world, surely);
    if (surely) this.#sureAt = this.world.clock.now();
    await this.applier.apply(busy);
  }
}

const sureForMs = 60_000;

const makesContact = ({ verdict }: Planned): boolean =>
  verdict.steps.some((step) => step.do === 'create' && step.on === 'mailbox' && step.kind === 'contact');

const removes = ({ verdict }: Planned): boolean => verdict.steps.some((step) => step.do === 'remove');

/** Nothing to write: what both sides agree on is kept, and the entry is planned. */
function restChange({ entry, verdict }: Planned, now: number): LedgerChange {
  const { pair, dissolve, notes } = verdict.settle;
  const rows: Row[] = notes.flatMap(({ ref, notes: next }) => {
    const row = ref.side === 'mailbox' ? entry.mailbox : entry.crm;
    return row && row.id === ref.id ? [{ ...row, notes: next }] : [];
  });
  const changed =
    pair !== null &&
    (pair.mailboxVersion !== entry.pair?.mailboxVersion ||
      pair.crmVersion !== entry.pair?.crmVersion ||
      pair.agreed !== entry.pair?.agreed);
  const tell = [
    ...dissolve,
    ...notes.map(({ ref }) => refName(ref)),
    ...(pair && !saysTheSame(pair.agreed, entry.pair?.agreed ?? null) ? [pair.id] : []),
  ];
  const stuck = troubleOf(entry, verdict, now);
  const isWell = verdict.outcome.kind === 'in step' || verdict.outcome.kind === 'kept out' || verdict.outcome.kind === 'not in salesforce';
  for (const row of [entry.mailbox, entry.crm]) {
    if (isWell && row?.trouble) rows.push({ ...(rows.find((one) => one.side === row.side) ?? row), trouble: null });
  }
  if (stuck) rows.push({ ...(rows.find((row) => row.side === stuck.row.side) ?? stuck.row), trouble: stuck.trouble });
  // Who has lost a twin looks for another one at once, on whichever device (SYN7).
  const alone = dissolve.length > 0 ? [entry.mailbox, entry.crm].flatMap((row) => (row?.seen ? [refOfRow(row)] : [])) : [];
  return { rows, over: rowsOf(entry), pairs: changed && pair ? [pair] : [], dissolve, dirty: alone, clean: refsOfEntry(entry), tell };
}

/** How soon an open question is looked at again although nothing about the item has changed: somebody may have merged records. */
const askAgainMs: Partial<Readonly<Record<CauseCode, number>>> = {
  'several matches': 3_600_000,
  doubtful: 3_600_000,
  'account not matched': 6 * 3_600_000,
  'organizer has not synced': 600_000,
  'not yet synced': 600_000,
};

/** What somebody must decide, or what must be waited for, is kept with the item, so that it is found without planning all. */
function troubleOf(entry: Entry, verdict: Verdict, now: number): { readonly row: Row; readonly trouble: Trouble } | null {
  const row = entry.mailbox ?? entry.crm;
  const { kind, cause, facts } = verdict.outcome;
  if (!row || (kind !== 'needs you' && kind !== 'failed' && kind !== 'waiting')) return null;
  const held = row.trouble?.cause === cause ? row.trouble : null;
  const again = askAgainMs[cause];
  const versions = { mailboxVersion: entry.mailbox?.seen?.version ?? '', crmVersion: entry.crm?.seen?.version ?? '' };
  if (held && held.mailboxVersion === versions.mailboxVersion && held.crmVersion === versions.crmVersion && (held.retryAt ?? now + 1) > now)
    return null;
  return {
    row,
    trouble: {
      cause,
      facts,
      since: held?.since ?? now,
      attempts: (held?.attempts ?? 0) + 1,
      retryAt: again === undefined ? null : now + again,
      ...versions,
    },
  };
}
