/**
 * How things stand, for the report: every entry through the planner once, and after that only those that were touched, so that a change
 * costs the same in a large ledger as in a small one. All are looked at again when the configuration or the day is another.
 */
import { hash53 } from '../core/keys';
import { type Counts, type Entry, type Issue, type Kind, kinds, type Ref } from '../core/model';
import type { Ledger, World } from '../core/ports';
import type { Context } from '../core/sync/verdict';
import { load, refName, refsOfEntry } from './entries';
import type { AskedLookups } from './lookups';
import { counted, issueOf, noCounts, type Surveyed, survey, surveyed } from './survey';

/** More are counted, not listed: the admin's table is for acting upon (ADM5). */
const mostIssues = 200;
const portion = 1000;

export interface Standing {
  readonly contacts: Counts;
  readonly events: Counts;
  readonly issues: readonly Issue[];
}

type Slot = Exclude<keyof Counts, 'paired'>;

/** As what an entry was counted. */
interface Counted {
  readonly kind: Kind;
  readonly paired: boolean;
  readonly slot: Slot | null;
  /** How many of its items are there. */
  readonly seen: number;
}

interface Sums {
  seen: number;
  readonly counts: Record<keyof Counts, number>;
}

/** What is remembered of a ledger while the context lives. */
const views = new WeakMap<Ledger, View>();

export async function standing(world: World, context: Context, look: AskedLookups): Promise<Standing> {
  const view = views.get(world.ledger) ?? new View(world.ledger);
  views.set(world.ledger, view);
  return view.standing(world, context, look);
}

class View {
  /** By hash of an entry's name. Equal ones share one object: there may be tens of thousands. */
  readonly #counted = new Map<number, Counted>();
  readonly #sums: Record<Kind, Sums> = { contact: noSums(), event: noSums() };
  readonly #issues = new Map<number, Issue>();
  #touched: Map<string, Ref> | null = null;
  #under = '';
  #schema: Context['schema'] = null;

  constructor(private readonly ledger: Ledger) {
    ledger.onChange((refs) => {
      for (const ref of refs) this.#touched?.set(refName(ref), ref);
    });
  }

  async standing(world: World, context: Context, look: AskedLookups): Promise<Standing> {
    const { configuration, window, contactsFull, schema } = context;
    const under = [configuration.version, window.from, window.to, contactsFull].join();
    const touched = this.#under === under && this.#schema === schema ? this.#touched : null;
    // From here on, also what somebody touches while this goes on.
    this.#touched = new Map();
    [this.#under, this.#schema] = [under, schema];
    if (touched) await this.#again([...touched.values()], context);
    if (!touched || !(await this.#isWhole())) await this.#all(world, context, look);
    const { contact, event } = this.#sums;
    return { contacts: { ...contact.counts }, events: { ...event.counts }, issues: [...this.#issues.values()] };
  }

  /** Neither was the ledger wiped meanwhile, nor has an issue that was left out of the list moved up. */
  async #isWhole(): Promise<boolean> {
    const { contact, event } = this.#sums;
    const listed = contact.counts.needsYou + contact.counts.failed + event.counts.needsYou + event.counts.failed;
    if (this.#issues.size < Math.min(mostIssues, listed)) return false;
    for (const kind of kinds) {
      const seen = (await this.ledger.count('mailbox', kind)) + (await this.ledger.count('crm', kind));
      if (seen !== this.#sums[kind].seen) return false;
    }
    return true;
  }

  async #all(world: World, context: Context, look: AskedLookups): Promise<void> {
    this.#counted.clear();
    for (const kind of kinds) this.#sums[kind] = noSums();
    this.#issues.clear();
    for await (const one of survey(world, context, look, { kinds: ['contact', 'event'] })) this.#add(one, context);
  }

  async #again(refs: readonly Ref[], context: Context): Promise<void> {
    for (const ref of refs) this.#drop(nameOf([ref]));
    for (let at = 0; at < refs.length; at += portion) {
      for (const entry of await load(this.ledger, refs.slice(at, at + portion))) {
        for (const ref of refsOfEntry(entry)) this.#drop(nameOf([ref]));
        // A pair is met with its mailbox item, as in a survey.
        if (!entry.pair || entry.mailbox) this.#add(surveyed(entry, null, context), context);
      }
    }
  }

  #add(one: Surveyed, context: Context): void {
    const { entry } = one;
    const name = nameOf(refsOfEntry(entry));
    const as: Counted = { kind: entry.kind, paired: entry.pair !== null, slot: slotIn(counted(noCounts, one)), seen: seenOf(entry) };
    this.#counted.set(name, shared(as));
    this.#sum(as, 1);
    const issue = this.#issues.size < mostIssues ? issueOf(one, context.configuration) : null;
    if (issue) this.#issues.set(name, issue);
  }

  #drop(name: number): void {
    const as = this.#counted.get(name);
    if (!as) return;
    this.#counted.delete(name);
    this.#issues.delete(name);
    this.#sum(as, -1);
  }

  #sum({ kind, paired, slot, seen }: Counted, by: 1 | -1): void {
    const sums = this.#sums[kind];
    sums.seen += by * seen;
    if (paired) sums.counts.paired += by;
    if (slot) sums.counts[slot] += by;
  }
}

const known = new Map<string, Counted>();
function shared(as: Counted): Counted {
  const name = Object.values(as).join();
  const held = known.get(name) ?? as;
  known.set(name, held);
  return held;
}

const noSums = (): Sums => ({ seen: 0, counts: { ...noCounts } });

const seenOf = ({ mailbox, crm }: Entry): number => (mailbox?.seen ? 1 : 0) + (crm?.seen ? 1 : 0);

const slots = Object.keys(noCounts).filter((slot) => slot !== 'paired') as Slot[];
const slotIn = (counts: Counts): Slot | null => slots.find((slot) => counts[slot] > 0) ?? null;

/** An entry is named by its mailbox item, where it has one. */
const nameOf = ([ref]: readonly Ref[]): number => (ref ? hash53(refName(ref)) : 0);
