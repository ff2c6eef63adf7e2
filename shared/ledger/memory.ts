/**
 * The ledger's twin in memory, plain objects all of it: the tests' and the simulation's. Keeps the same contract as the durable one.
 * For a large mailbox without IndexedDB there is `lean.ts`.
 */
import type { HistoryEntry, Instant, ItemId, Kind, Pair, Ref, Row, Side } from '../core/model';
import type { Glance, Ledger, LedgerChange, LedgerMeta } from '../core/ports';
import type { HistoryQuery } from './past';
import { firstOf, LedgerState } from './state';

export class MemoryLedger implements Ledger {
  #state = new LedgerState();
  readonly #listeners = new Set<(touched: readonly Ref[]) => void>();

  /** Everything committed so far, for a test that restores a ledger from an older copy. */
  snapshot(): LedgerChange {
    const state = this.#state;
    return {
      rows: [...state.allRows()],
      pairs: [...state.pairs.values()],
      dirty: state.dirty(Number.POSITIVE_INFINITY),
      history: [...state.past.values()],
      tell: [...state.tell],
      meta: state.meta,
    };
  }

  restore(snapshot: LedgerChange): void {
    this.#state = new LedgerState();
    this.#state.apply(snapshot);
  }

  async meta(): Promise<LedgerMeta> {
    return this.#state.meta;
  }

  async commit(change: LedgerChange): Promise<void> {
    const touched = this.#state.apply(change);
    for (const listener of this.#listeners) listener(touched);
  }

  async rows(refs: readonly Ref[]): Promise<readonly (Row | null)[]> {
    return refs.map((ref) => this.#state.rows(ref).get(ref.id));
  }

  async pairsOf(refs: readonly Ref[]): Promise<readonly (Pair | null)[]> {
    return refs.map((ref) => this.#state.pairOf(ref));
  }

  async pairs(ids: readonly string[]): Promise<readonly (Pair | null)[]> {
    return ids.map((id) => this.#state.pairs.get(id) ?? null);
  }

  async glance(refs: readonly Ref[]): Promise<readonly Glance[]> {
    return refs.map((ref) => {
      const row = this.#state.rows(ref).get(ref.id);
      return { row: row && (row.seen ? 'seen' : 'gone'), pairId: this.#state.pairOf(ref)?.id ?? null };
    });
  }

  async dirty(limit: number): Promise<readonly Ref[]> {
    return this.#state.dirty(limit);
  }

  async dirtyCount(): Promise<number> {
    return this.#state.dirtyCount;
  }

  async lookup(side: Side, kind: Kind, keys: readonly string[]): Promise<readonly Ref[]> {
    return this.#state.find(side, kind, keys);
  }

  async notNamed(side: Side, kind: Kind, round: string): Promise<readonly Ref[]> {
    return this.#state
      .rows({ side, kind })
      .notNamed(round)
      .map((id) => ({ side, kind, id }));
  }

  async ofSeries(seriesId: ItemId): Promise<readonly Ref[]> {
    return this.#state.ofSeries(seriesId);
  }

  async scan(side: Side, kind: Kind, after: ItemId | null, limit: number): Promise<readonly Row[]> {
    return this.#state.rows({ side, kind }).after(after, limit);
  }

  async refs(side: Side, kind: Kind, after: ItemId | null, limit: number): Promise<readonly Ref[]> {
    return (await this.scan(side, kind, after, limit)).map(({ id }) => ({ side, kind, id }));
  }

  async troubled(now: Instant | null): Promise<readonly Ref[]> {
    return this.#state.troubled((retryAt) => now === null || (retryAt !== null && retryAt <= now));
  }

  async count(side: Side, kind: Kind): Promise<number> {
    return this.#state.rows({ side, kind }).seen;
  }

  async pairCount(kind: Kind): Promise<number> {
    return this.#state.pairCount(kind);
  }

  async toTell(limit: number): Promise<readonly string[]> {
    return firstOf(this.#state.tell, limit);
  }

  async history(query: HistoryQuery): Promise<readonly HistoryEntry[]> {
    return this.#state.past.query(query);
  }

  async trimHistory(before: Instant): Promise<void> {
    this.#state.past.trim(before);
  }

  onChange(listener: (touched: readonly Ref[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async wipe(): Promise<void> {
    this.#state = new LedgerState();
    for (const listener of this.#listeners) listener([]);
  }
}
