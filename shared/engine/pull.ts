/**
 * First step of a cycle: asks both sides for changes and keeps them with the new cursors. The four readings run beside
 * each other; what they ask in the same tick travels in one request (one `$batch`, one composite).
 */
import { type Kind, kinds, type Ref, type Row, type Seen, type Side } from '../core/model';
import { Failed, type LedgerChange, type LedgerMeta, type Page, type PulledState, type PullOptions, type World } from '../core/ports';
import { ofConcern, survivorsOf } from './concerns';
import { learn, observe } from './observe';
import type { Readings } from './readings';
import { together } from './together';

export interface Pulled {
  /** Items that are new or changed. */
  readonly changed: number;
}

/** A service whose cursors die again and again would be asked for ever: the cycle ends there, and the next one begins anew (SYN8). */
const mostListings = 4;

const sidesRead = ['mailbox', 'crm'] as const;

/** @param from where the ledger stood just now: asked for once, or the four would not ask in the same tick. */
export async function pull(
  world: World,
  readings: Readings,
  progress: (read: number) => void,
  from?: Pick<LedgerMeta, 'pulled'>,
): Promise<Pulled> {
  const { pulled } = from ?? (await world.ledger.meta());
  const rounds = sidesRead.flatMap((side) =>
    kinds.map((kind) => new Reading(world, side, kind, readings[kind], progress).run(pulled[side][kind])),
  );
  const counts = await together(rounds);
  return { changed: counts.reduce((sum, count) => sum + count, 0) };
}

/** One side and kind, page by page. Its state is in the ledger after every page: it may stop at any await. */
class Reading {
  #changed = 0;
  #listings = 0;

  constructor(
    private readonly world: World,
    private readonly side: Side,
    private readonly kind: Kind,
    private readonly options: PullOptions,
    private readonly progress: (read: number) => void,
  ) {}

  async run(from: PulledState): Promise<number> {
    for (let state = from; ; state = (await this.world.ledger.meta()).pulled[this.side][this.kind]) {
      const page = await this.#next(state);
      if (page === 'listed again') continue;
      // A listing of several pages is older at its beginning than at its end: what changed meanwhile is asked for at once.
      if (!page.more && !(page.full && state.fullRound !== null)) return this.#changed;
    }
  }

  async #next(state: PulledState): Promise<Page | 'listed again'> {
    const account = this.world[this.side];
    try {
      const page = await this.#withMissing(await this.#ofConcern(await account.changesSince(this.kind, state.cursor, this.options)));
      await this.#keep(page, state);
      return page;
    } catch (error) {
      // A dead cursor loses nothing: the full listing is reconciled with what is known (SYN6).
      if (!(error instanceof Failed) || error.failure.kind !== 'resync' || state.cursor === null) throw error;
      if (++this.#listings === mostListings) throw error;
      await this.#lookAtGone();
      await this.#commitState({ cursor: null, fullRound: null, fullAt: state.fullAt }, {});
      this.world.log('info', 'cursor is dead, listing again', { side: this.side, kind: this.kind });
      return 'listed again';
    }
  }

  #ofConcern(page: Page): Promise<Page> | Page {
    const tellsOfAll = this.side === 'crm' && this.kind === 'contact' && !page.full && this.options.whose === 'mine';
    return tellsOfAll ? ofConcern(this.world, page as Page<'crm'>) : page;
  }

  /**
   * Occurrences that a changed series does not list any more, and the survivors of merges, are asked for before the page and its
   * cursor are kept (EVT3).
   */
  async #withMissing(page: Page): Promise<Page> {
    const missing: string[] = this.side === 'crm' ? [...(await survivorsOf(this.world, this.kind, page))] : [];
    for (const series of page.series ?? []) {
      const listed = new Set(series.listed);
      for (const ref of await this.world.ledger.ofSeries(series.id)) if (!listed.has(ref.id)) missing.push(ref.id);
    }
    if (missing.length === 0) return page;
    const found = await this.world[this.side].read(this.kind, missing, this.options);
    return { ...page, items: [...page.items, ...(found.items as readonly Seen[])], gone: [...page.gone, ...found.gone] };
  }

  async #keep(page: Page, state: PulledState): Promise<void> {
    const round = page.full ? (state.fullRound ?? this.#newRound()) : (state.unasked ?? null);
    const change = await observe(this.world.ledger, this.side, this.kind, page, this.world.clock.now());
    this.#changed += change.dirty?.length ?? 0;
    this.progress(page.items.length);
    const named = round ? { named: { round, refs: page.items.map((item) => this.#ref(item.id)) } } : {};
    const ends = round !== null && !page.more;
    const under: Partial<PulledState> = page.full && !ends ? { fullRound: round } : round ? { unasked: round } : {};
    await this.#commitState({ cursor: page.cursor, fullRound: null, fullAt: state.fullAt, ...under }, { ...change, ...named });
    if (ends) await this.#reconcile(round, page.cursor);
  }

  /**
   * The full listing has ended. What it did not name is asked for one by one: an empty or cut listing never counts as
   * "all deleted" (SYN6). Where that is interrupted, the next reading of changes ends with it.
   */
  async #reconcile(round: string, cursor: string): Promise<void> {
    const missing = await this.world.ledger.notNamed(this.side, this.kind, round);
    const inReach = await this.#inWindow(missing);
    for (let at = 0; at < inReach.length; at += 1000) {
      const ids = inReach.slice(at, at + 1000).map((ref) => ref.id);
      const found = await this.world[this.side].read(this.kind, ids, this.options);
      const change = await learn(this.world.ledger, this.side, this.kind, found, this.world.clock.now());
      this.#changed += change.dirty?.length ?? 0;
    }
    await this.#commitState({ cursor, fullRound: null, fullAt: this.world.clock.now() }, {});
  }

  /** Told as gone on a page before the cursor died: under which name it is there was on the next, and no full listing tells it (SYN6). */
  async #lookAtGone(): Promise<void> {
    const refs = await this.world.ledger.dirty(Number.POSITIVE_INFINITY);
    const rows = await this.world.ledger.rows(refs.filter(({ side, kind }) => side === this.side && kind === this.kind));
    const gone = rows.flatMap((row) => (row && !row.seen ? [row.id] : []));
    for (let at = 0; at < gone.length; at += 1000) {
      const found = await this.world[this.side].read(this.kind, gone.slice(at, at + 1000), this.options);
      await learn(this.world.ledger, this.side, this.kind, found, this.world.clock.now());
    }
  }

  /** An event outside the window is not in any listing, and that says nothing about it. */
  async #inWindow(refs: readonly Ref[]): Promise<readonly Ref[]> {
    if (this.kind === 'contact') return refs;
    const rows = await this.world.ledger.rows(refs);
    return refs.filter((_, index) => touchesWindow(rows[index] ?? null, this.options));
  }

  async #commitState(state: PulledState, change: LedgerChange): Promise<void> {
    await this.world.ledger.commit({ ...change, pulled: { side: this.side, kind: this.kind, state } });
  }

  #newRound(): string {
    return `${this.world.clock.now().toString(36)}-${Math.floor(this.world.random.next() * 1e9).toString(36)}`;
  }

  #ref(id: string): Ref {
    return { side: this.side, kind: this.kind, id };
  }
}

export function touchesWindow(row: Row | null, options: PullOptions): boolean {
  const item = row?.seen?.item;
  if (item?.kind !== 'event') return true;
  const [start, end] =
    'fields' in item ? [String(item.fields.StartDateTime ?? ''), String(item.fields.EndDateTime ?? '')] : [item.start, item.end];
  return (end === '' || end.slice(0, 10) >= options.window.from) && (start === '' || start.slice(0, 10) < options.window.to);
}
