/**
 * Everything that writes, in turn. A commit that touches nothing but meta and cursors reads and writes the head alone; several
 * that wait at the same time go together. All others add one record to the journal, which is folded when it has grown long.
 */
import type { Instant, Ref } from '../core/model';
import type { LedgerChange, LedgerMeta } from '../core/ports';
import type { Book } from './book';
import { concerned, Draft } from './draft';
import { fold } from './fold';
import type { Spot } from './page';
import { Reading } from './reading';
import { metaAfter } from './state';
import { emptyHead, type Head, headIn, type JournalRecord, type Limits, type Place, type Store, settledIn, shelves } from './store';
import type { Written } from './tail';

/** A commit of fewer things is a small one. */
const small = 128;

interface Light {
  readonly changes: LedgerChange[];
  done: Promise<void>;
}

export class Writer {
  #last: Promise<unknown> = Promise.resolve();
  #light: Light | null = null;

  constructor(
    private readonly place: Place,
    private readonly book: Book,
    private readonly limits: Limits,
  ) {}

  /** @returns what was touched. */
  async commit(change: LedgerChange): Promise<readonly Ref[]> {
    if (!isLight(change)) return this.#inTurn(() => this.#heavy(change));
    const light = this.#light ?? this.#nextLight();
    light.changes.push(change);
    await light.done;
    return [];
  }

  async trim(before: Instant): Promise<void> {
    const head = await this.place.read(headIn, ['head']);
    if ((head.oldest ?? before) >= before) return;
    await this.#inTurn(async () => {
      const written: Written = { pages: [], drops: [], marks: [], named: [], trim: before };
      const next = await this.#write(async (reading) => {
        const held = await reading.catchUp();
        return this.#append(reading.store, held, written, { oldest: await oldestSince(reading, before) });
      });
      this.book.committed(next, written);
      await this.#foldIfLong(next, 0);
    });
  }

  /** Nothing of the rep's is left; only the numbers go on, so that other contexts notice. */
  async wipe(): Promise<void> {
    await this.#inTurn(() =>
      this.place.write(async (store) => {
        const { seq, generation, no, page } = await headIn(store);
        await Promise.all(shelves.map((shelf) => store[shelf].clear()));
        await store.head.put('head', { ...emptyHead, seq: seq + 1, folded: seq + 1, generation: generation + 1, no, page });
      }),
    );
  }

  #nextLight(): Light {
    const changes: LedgerChange[] = [];
    const light: Light = { changes, done: this.#inTurn(() => this.#metaOnly(light)) };
    this.#light = light;
    return light;
  }

  async #metaOnly(light: Light): Promise<void> {
    if (this.#light === light) this.#light = null;
    const head = await this.place.write(
      async (store) => {
        const next = await withMeta(store, await headIn(store), light.changes);
        await store.head.put('head', next);
        return next;
      },
      ['head', 'lists'],
    );
    await this.#foldIfLong(head, 0);
  }

  async #heavy(change: LedgerChange): Promise<readonly Ref[]> {
    const { head, draft, written } = await this.#write(async (reading) => {
      const held = await withMeta(reading.store, await reading.catchUp(), [change]);
      await reading.prepare(concerned(change));
      const draft = new Draft(this.book, held);
      draft.apply(change, held.meta);
      const written = draft.written(this.limits.page);
      return { head: await this.#append(reading.store, held, written, draft.head), draft, written };
    });
    this.book.committed(head, written);
    await this.#foldIfLong(head, thingsIn(written));
    return draft.touched;
  }

  async #append(store: Store, held: Head, written: Written, moved: Partial<Head>): Promise<Head> {
    const drops = Float64Array.from(written.drops);
    const record: JournalRecord = { ...written, pages: written.pages.map((page) => page.record), drops };
    const { pages, marks, named, trim } = record;
    const empty = pages.length === 0 && drops.length === 0 && marks.length === 0 && named.length === 0 && trim === null;
    const tail = { records: held.tail.records + 1, things: held.tail.things + thingsIn(written) + drops.length };
    const next: Head = empty ? held : { ...held, ...moved, seq: held.seq + 1, tail };
    await Promise.all([empty ? null : store.journal.put(next.seq, record), store.head.put('head', next)]);
    return next;
  }

  async #foldIfLong({ tail }: Head, things: number): Promise<void> {
    const { hurry, rest, records } = this.limits;
    const long = tail.things >= hurry || tail.records >= records || (things < small && tail.things >= rest);
    if (!long) return;
    const folded = await this.#write((reading) => fold(reading, this.limits));
    if (folded) this.book.folded(folded);
  }

  #write<T>(work: (reading: Reading) => Promise<T>): Promise<T> {
    return this.place.write((store) => work(new Reading(this.book, store)));
  }

  /** One after the other: transactions would wait for each other anyway, and drafts must see what went before. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    // A meta patch that comes after this must not overtake it.
    this.#light = null;
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => {});
    return mine;
  }
}

const thingsIn = ({ pages }: Written): number => pages.reduce((sum, page) => sum + page.size, 0);

const isLight = ({ meta: _meta, pulled: _pulled, named, ...lists }: LedgerChange): boolean =>
  (named?.refs.length ?? 0) === 0 && Object.values(lists).every((list) => (list?.length ?? 0) === 0);

async function withMeta(store: Store, head: Head, changes: readonly LedgerChange[]): Promise<Head> {
  const settles = changes.some(({ meta }) => meta && ('configuration' in meta || 'schema' in meta));
  const before = settles ? await settledIn(store) : null;
  const whole: LedgerMeta = { ...head.meta, configuration: before?.configuration ?? null, schema: before?.schema ?? null };
  const { configuration, schema, ...meta } = changes.reduce(metaAfter, whole);
  if (!settles) return { ...head, meta };
  const version = head.settled + 1;
  await store.lists.put('settled', { configuration, schema, version });
  return { ...head, meta, settled: version };
}

/** When the oldest history is from that stays. */
async function oldestSince(reading: Reading, before: Instant): Promise<Instant | null> {
  const { book } = reading;
  const timeOf = ({ page, at }: Spot): number => page.valueAt(at);
  const times = book.tail.ofFamily('history').map(timeOf);
  const leaves = book.leavesOf('history').filter((leaf) => leaf.to >= before);
  for (const leaf of leaves) if (leaf.from >= before) times.push(leaf.from);
  const cut = await reading.on(leaves.filter((leaf) => leaf.from < before));
  times.push(...cut.map(timeOf));
  return times.reduce<number | null>((least, at) => (at >= before ? Math.min(least ?? at, at) : least), null);
}
