/**
 * Third step of a cycle: carries verdicts out. Everything that goes to one side goes in one call of that side's `write`,
 * both sides at once; then each entry is settled, and all of it is kept in one transaction. May stop at any await: creates
 * carry a key, updates a version, and what was not settled is planned again.
 */
import { hash53, markKey, nextMark } from '../core/keys';
import { areAlike } from '../core/match';
import { type Entry, type Kind, kinds, type Pair, type Ref, type Row, rowsOf, type Seen, type Side, type Trouble } from '../core/model';
import { Failed, type Failure, type LedgerChange, type World, type Write, type Wrote } from '../core/ports';
import { remedyFor } from '../core/sync/remedy';
import type { Step, Verdict } from '../core/sync/verdict';
import { nameRef, refName, refOfRow, refsOfEntry } from './entries';
import { learn } from './observe';
import type { Readings } from './readings';
import { type Cycle, lostBefore, settle } from './settle';
import { together } from './together';

export interface Planned {
  readonly entry: Entry;
  readonly verdict: Verdict;
}

/** What was written, by kind and side. */
export interface Tally {
  readonly created: Readonly<Record<Side, number>>;
  readonly updated: Readonly<Record<Side, number>>;
  readonly removed: Readonly<Record<Side, number>>;
  readonly failed: number;
}

export type Applied = Readonly<Record<Kind, Tally>>;

export const totalOf = (applied: Applied): number =>
  [applied.contact, applied.event]
    .flatMap((tally) => [tally.created, tally.updated, tally.removed])
    .reduce((sum, both) => sum + both.mailbox + both.crm, 0);

const noTally = () => ({ created: { mailbox: 0, crm: 0 }, updated: { mailbox: 0, crm: 0 }, removed: { mailbox: 0, crm: 0 }, failed: 0 });

interface Job {
  readonly planned: Planned;
  readonly step: Step;
  readonly write: Write;
  /** Of a create: what it may be called when its key turns out to be taken. */
  readonly spare?: readonly string[];
}

/** The first few keys of an item that nothing carries. */
function freeKeys(first: string, taken: ReadonlySet<string>): readonly string[] {
  const keys: string[] = [];
  for (let key = first, n = 0; n < mostKeys; n++, key = nextMark(key)) if (!taken.has(key)) keys.push(key);
  return keys;
}

const mostKeys = 6;

/** Another try may be answered differently. */
const passing: ReadonlySet<Failure['kind']> = new Set(['offline', 'throttled', 'down', 'locked']);

export class Applier {
  readonly counts = { contact: noTally(), event: noTally() };
  /** What a refusal taught about the longest event (EVT1). */
  learned: number | null = null;
  /** Their marks are to be put by a later cycle: at once, it would ask a service that is down again and again. */
  readonly unmarked: Ref[] = [];

  constructor(
    private readonly world: World,
    private readonly cycle: Cycle,
    private readonly options: Readings,
  ) {}

  /** @returns how many entries are still open: failed, or overtaken by somebody else. */
  async apply(planned: readonly Planned[]): Promise<number> {
    const jobs = await this.#withFreeKeys(
      planned.flatMap((one) => one.verdict.steps.map((step) => ({ planned: one, step, write: this.#writeOf(step, one.entry) }))),
    );
    const history = planned.flatMap(({ entry, verdict }) => lostBefore(entry, verdict, this.cycle));
    const pairs = planned.flatMap(aboutToWrite);
    if (history.length > 0 || pairs.length > 0) await this.world.ledger.commit({ history, pairs });
    const sides = await Promise.allSettled([this.#write('mailbox', jobs), this.#write('crm', jobs)]);
    const results = new Map<Step, Wrote>(sides.flatMap((side) => (side.status === 'fulfilled' ? side.value : [])));
    const inDoubt = await this.#inDoubt(jobs, results);
    for (const { step } of inDoubt) results.set(step, { kind: 'changed meanwhile' });
    const failed = sides.find((side): side is PromiseRejectedResult => side.status === 'rejected');
    // What one side has carried out is settled, also when the other could not be reached; and before anything is asked again,
    // so that nothing older covers what is read.
    const changes = planned.flatMap((one) => this.#settleOne(one, results));
    await this.world.ledger.commit(join(changes));
    if (failed) throw failed.reason;
    await this.#reread(planned, results);
    await this.#nowKnown(inDoubt.map(({ seen }) => seen));
    return planned.filter(({ verdict }) => verdict.steps.some((step) => step.do !== 'mark' && results.get(step)?.kind !== 'done')).length;
  }

  /** EVT6: only where the configuration says so may a service tell the attendees. */
  #writeOf(step: Step, entry: Entry): Write {
    const write = writeOf(step, entry);
    const mails = step.on === 'mailbox' && step.kind === 'event' && this.cycle.context.configuration.events.mayInvite;
    return mails && write.op !== 'mark' ? { ...write, mails: true } : write;
  }

  /**
   * Its key may be on one that has another twin by now, as a record that came out of the bin finds the contact that was made from it since,
   * and a contact that was moved back the record that another's was merged into: it gets a twin of its own, under the next key (SYN6).
   */
  async #withFreeKeys(jobs: readonly Job[]): Promise<readonly Job[]> {
    const taken = { mailbox: await this.#takenKeys(jobs, 'mailbox', kinds), crm: await this.#takenKeys(jobs, 'crm', ['contact']) };
    return jobs.map((job) => {
      const { step, write } = job;
      if (step.do !== 'create' || write.op !== 'create') return job;
      const [key = step.key, ...spare] = freeKeys(step.key, taken[step.on]);
      return { ...job, write: { ...write, key }, spare };
    });
  }

  /**
   * Those on calendar events and contacts that are known, which would have been paired if they could be; in Salesforce those on contacts that have
   * a pair: copies of one meeting share a record, and its key (EVT4).
   */
  async #takenKeys(jobs: readonly Job[], side: Side, of: readonly Kind[]): Promise<ReadonlySet<string>> {
    const refs: Ref[] = [];
    for (const kind of of) {
      const keys = jobs.flatMap(({ step }) => (step.do === 'create' && step.on === side && step.kind === kind ? [markKey(step.key)] : []));
      if (keys.length > 0) refs.push(...(await this.world.ledger.lookup(side, kind, keys)));
    }
    if (refs.length === 0) return new Set();
    const pairs = await this.world.ledger.pairsOf(refs);
    const rows = await this.world.ledger.rows(refs);
    return new Set(rows.flatMap((row, index) => (row?.seen && (side === 'mailbox' || pairs[index]) ? [row.seen.mark] : [])));
  }

  /**
   * Creates that met an item which this device did not know, and which has nothing but the key in common with the other one: somebody has
   * edited both, or has given the record away. Whether they are a pair is for the rep to say, as on the device that knew it (RST8, SYN6).
   */
  async #inDoubt(
    jobs: readonly Job[],
    results: ReadonlyMap<Step, Wrote>,
  ): Promise<readonly { readonly step: Step; readonly seen: Seen }[]> {
    const unlike = jobs.flatMap(({ step, planned: { entry } }) => {
      const wrote = results.get(step);
      if (step.do !== 'create' || wrote?.kind !== 'done' || !wrote.found || !wrote.seen) return [];
      const row = step.on === 'crm' ? entry.mailbox : entry.crm;
      return !row?.seen || wantsAnother(row) || areAlike(row.seen, wrote.seen) ? [] : [{ step, seen: wrote.seen }];
    });
    if (unlike.length === 0) return [];
    const pairs = await this.world.ledger.pairsOf(unlike.map(({ seen }): Ref => ({ side: seen.side, kind: seen.kind, id: seen.id })));
    return unlike.filter((_, index) => !pairs[index]);
  }

  async #nowKnown(items: readonly Seen[]): Promise<void> {
    for (const side of ['mailbox', 'crm'] as const)
      for (const kind of kinds) {
        const some = items.filter((seen) => seen.side === side && seen.kind === kind);
        if (some.length === 0) continue;
        await learn(this.world.ledger, side, kind, { items: some }, this.world.clock.now());
      }
  }

  async #write(side: Side, jobs: readonly Job[]): Promise<[Step, Wrote][]> {
    const mine = jobs.filter((job) => job.step.on === side);
    if (mine.length === 0) return [];
    const answers = await (this.world[side].write as (writes: readonly Write[]) => Promise<readonly Wrote[]>)(mine.map((job) => job.write));
    const first = mine.map((_, index) => answers[index] ?? missing);
    const anyGone = first.some(({ kind }) => kind === 'gone');
    const last = anyGone ? await together(mine.map((job, index) => this.#withNextKey(job, first[index] ?? missing))) : first;
    return mine.map((job, index) => [job.step, last[index] ?? missing]);
  }

  /** The id of a deleted Google event stays taken: the next key makes a new one (wire-contracts 2.2). */
  async #withNextKey({ step, write, spare = [] }: Job, answer: Wrote): Promise<Wrote> {
    let result = answer;
    for (const key of spare) {
      if (result.kind !== 'gone' || write.op !== 'create' || step.on !== 'mailbox') return result;
      const [next] = await this.world.mailbox.write([{ ...write, key } as Write<'mailbox'>]);
      result = next ?? missing;
    }
    return result;
  }

  /** What was overtaken or is gone is read again at once, so that the next plan stands on what is there now. */
  async #reread(planned: readonly Planned[], results: ReadonlyMap<Step, Wrote>): Promise<void> {
    for (const side of ['mailbox', 'crm'] as const) {
      for (const kind of ['contact', 'event'] as const) {
        const ids = planned.flatMap(({ verdict }) =>
          verdict.steps.flatMap((step) => {
            const answer = results.get(step)?.kind;
            return step.on === side && step.kind === kind && 'id' in step && (answer === 'changed meanwhile' || answer === 'gone')
              ? [step.id]
              : [];
          }),
        );
        if (ids.length === 0) continue;
        const found = await this.world[side].read(kind, ids, this.options[kind]);
        await learn(this.world.ledger, side, kind, found, this.world.clock.now());
      }
    }
    await this.#takenMarks(planned, results);
  }

  /** The key is on a record that we did not know: it becomes known, and the next plan pairs with it. */
  async #takenMarks(planned: readonly Planned[], results: ReadonlyMap<Step, Wrote>): Promise<void> {
    const steps = planned
      .flatMap(({ verdict }) => verdict.steps)
      .filter((step) => step.on === 'crm' && step.do === 'create' && results.get(step)?.kind === 'mark taken');
    const keys = (kind: string): string[] => steps.flatMap((step) => (step.kind === kind && step.do === 'create' ? [step.key] : []));
    const [contacts, events] = [keys('contact'), keys('event')];
    const found = [
      ...(contacts.length > 0
        ? await this.world.crm.findContacts({ marks: contacts, emails: [], lastNames: [] }, this.options.contact)
        : []),
      ...(events.length > 0 ? await this.world.crm.findEvents(events, this.options.event) : []),
    ];
    await this.#nowKnown(found);
  }

  #settleOne({ entry, verdict }: Planned, results: ReadonlyMap<Step, Wrote>): readonly LedgerChange[] {
    const done = verdict.steps.flatMap((step) => {
      const wrote = results.get(step) ?? missing;
      return wrote.kind === 'done' ? [{ step, wrote }] : [];
    });
    for (const { step } of done) this.#count(step);
    const open = verdict.steps.some((step) => step.do !== 'mark' && results.get(step)?.kind !== 'done');
    const failure = verdict.steps
      // A mark that cannot be put is a comfort missed, not a failure of the item.
      .filter((step) => step.do !== 'mark')
      .map((step) => results.get(step))
      .find((wrote): wrote is Extract<Wrote, { kind: 'failed' }> => wrote?.kind === 'failed');
    const settled = done.length > 0 ? settle({ entry, verdict, done, open }, this.cycle) : {};
    // The rep may have chosen something, or kept it out, while it was being written.
    const over: LedgerChange = { over: rowsOf(entry) };
    if (failure) return [over, settled, this.#trouble(entry, failure.failure, settled)];
    const lost = this.#lostMark(verdict.steps, results);
    if (lost === 'later') this.unmarked.push(...refsOfEntry(entry).slice(0, 1));
    if (lost === 'now') return [over, settled, { dirty: refsOfEntry(entry).slice(0, 1) }];
    // Overtaken: planned again in the next round, on what was read again.
    return open ? [over, settled, { dirty: refsOfEntry(entry).slice(0, 1) }] : [over, { clean: refsOfEntry(entry) }, settled];
  }

  #count(step: Step): void {
    const tally = this.counts[step.kind];
    if (step.do === 'create') tally.created[step.on]++;
    if (step.do === 'update') tally.updated[step.on]++;
    if (step.do === 'remove') tally.removed[step.on]++;
  }

  /** A mark that a service could not put just now is tried again by a later cycle; one that it refuses is not. */
  #lostMark(steps: readonly Step[], results: ReadonlyMap<Step, Wrote>): 'now' | 'later' | null {
    const mark = steps.find((step) => step.do === 'mark');
    const answer = mark && results.get(mark);
    // The whole bulk has failed, and so does the cycle.
    if (!answer) return mark ? 'now' : null;
    return answer.kind === 'failed' && passing.has(answer.failure.kind) ? 'later' : null;
  }

  /** One bad item never holds up another (SYN8): it keeps its cause, and when it is due. */
  #trouble(entry: Entry, failure: Failure, settled: LedgerChange): LedgerChange {
    const row: Row | null = entry.mailbox ?? entry.crm;
    if (!row) return {};
    const attempts = (row.trouble?.attempts ?? 0) + 1;
    const remedy = remedyFor(failure, attempts, this.cycle.context.now, this.world.random.next());
    const known = this.cycle.context.schema?.maxEventMinutes;
    if (remedy.do === 'learn' && remedy.maxEventMinutes !== known) {
      this.learned = remedy.maxEventMinutes;
      return { dirty: [refOfRow(row)] };
    }
    this.counts[row.kind].failed++;
    if (remedy.do === 'sign in') throw new Failed(failure);
    const { cause, facts } =
      remedy.do === 'wait' || remedy.do === 'park'
        ? remedy
        : { cause: remedy.do === 'learn' ? ('value too long or wrong' as const) : ('unknown failure' as const), facts: {} };
    // What the other side has taken already stands, and is what the trouble was met with.
    const now = (side: Side, held: Row | null): Row | null =>
      settled.rows?.findLast((one) => one.side === side && one.id === held?.id) ?? held;
    const trouble: Trouble = {
      cause,
      facts,
      since: row.trouble?.since ?? this.cycle.context.now,
      attempts,
      retryAt: remedy.do === 'wait' ? remedy.until : null,
      mailboxVersion: now('mailbox', entry.mailbox)?.seen?.version ?? '',
      crmVersion: now('crm', entry.crm)?.seen?.version ?? '',
    };
    return { rows: [{ ...(now(row.side, row) ?? row), trouble }], clean: refsOfEntry(entry) };
  }
}

const wantsAnother = ({ notes }: Row): boolean => notes.some((note) => note.kind === 'choice' && note.choice.take === 'create');

/** Should no answer come, the next plan knows its own values from somebody's edit (SYN6). */
function aboutToWrite({ entry, verdict }: Planned): readonly Pair[] {
  const intends = verdict.steps.flatMap((step) =>
    step.do === 'update' ? step.written.map(({ field, after }) => ({ on: step.on, field, value: hash53(after) })) : [],
  );
  const { pair } = verdict.settle;
  // Nothing is agreed by two that were just found before all of it has been written: one side's own values would be nobody's (SYN3).
  const agreed = entry.pair?.agreed === null ? null : pair?.agreed;
  return pair && intends.length > 0 ? [{ ...pair, agreed: agreed ?? null, intends }] : [];
}

const missing: Wrote = { kind: 'failed', failure: { kind: 'unknown', detail: 'no answer for this write' } };

function writeOf(step: Step, entry: Entry): Write {
  switch (step.do) {
    case 'create':
      return { op: 'create', kind: step.kind, key: step.key, item: step.item };
    case 'update': {
      const seen = step.on === 'mailbox' ? entry.mailbox?.seen : entry.crm?.seen;
      if (!seen) throw new Error(`an update was planned on an item that is not there: ${nameRef(entry).id}`);
      return {
        op: 'update',
        kind: step.kind,
        id: step.id,
        set: step.set,
        ifVersion: seen.version,
        base: seen.item,
        mark: seen.mark,
        ...(step.invitees ? { invitees: step.invitees } : {}),
      };
    }
    case 'remove':
      return {
        op: 'remove',
        kind: step.kind,
        id: step.id,
        ifVersion: (step.on === 'mailbox' ? entry.mailbox?.seen?.version : entry.crm?.seen?.version) ?? '',
      };
    case 'mark':
      return {
        op: 'mark',
        kind: step.kind,
        id: step.id,
        key: step.key,
        ifVersion: (step.on === 'mailbox' ? entry.mailbox?.seen?.version : entry.crm?.seen?.version) ?? '',
      };
  }
}

/** Several changes as one transaction; the later ones win. `dirty` beats `clean`. */
export function join(changes: readonly LedgerChange[]): LedgerChange {
  const dirty = gathered(changes, (change) => change.dirty);
  const clean = gathered(changes, (change) => change.clean);
  const still = new Set(dirty.map(refName));
  return {
    rows: gathered(changes, (change) => change.rows),
    over: gathered(changes, (change) => change.over),
    pairs: gathered(changes, (change) => change.pairs),
    dissolve: gathered(changes, (change) => change.dissolve),
    dirty,
    clean: still.size === 0 ? clean : clean.filter((ref) => !still.has(refName(ref))),
    history: gathered(changes, (change) => change.history),
    tell: gathered(changes, (change) => change.tell),
  };
}

/** One list of all, without a list between for each. */
function gathered<T>(changes: readonly LedgerChange[], of: (change: LedgerChange) => readonly T[] | undefined): T[] {
  const all: T[] = [];
  for (const change of changes) for (const one of of(change) ?? []) all.push(one);
  return all;
}
