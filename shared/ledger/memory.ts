/** The ledger's twin in memory: the tests' and the simulation's. Keeps the same contract as the Dexie one. */
import type { HistoryEntry, Instant, ItemId, Kind, Pair, Ref, Row, Side } from '../core/model';
import type { Ledger, LedgerChange, LedgerMeta } from '../core/ports';
import { keyOf, LedgerState, refOf } from './state';

export class MemoryLedger implements Ledger {
  #state = new LedgerState();
  readonly #listeners = new Set<(touched: readonly Ref[]) => void>();

  /** Everything committed so far, for a test that restores a ledger from an older copy. */
  snapshot(): LedgerChange {
    const state = this.#state;
    return {
      rows: [...state.rows.values()],
      pairs: [...state.pairs.values()],
      dirty: [...state.dirty].map(refOf),
      history: [...state.history],
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
    return refs.map((ref) => this.#state.rows.get(keyOf(ref)) ?? null);
  }

  async pairsOf(refs: readonly Ref[]): Promise<readonly (Pair | null)[]> {
    return refs.map((ref) => this.#state.pairs.get(this.#state.pairOf.get(keyOf(ref)) ?? '') ?? null);
  }

  async pairs(ids: readonly string[]): Promise<readonly (Pair | null)[]> {
    return ids.map((id) => this.#state.pairs.get(id) ?? null);
  }

  async dirty(limit: number): Promise<readonly Ref[]> {
    const found: Ref[] = [];
    for (const key of this.#state.dirty) {
      if (found.length === limit) break;
      found.push(refOf(key));
    }
    return found;
  }

  async dirtyCount(): Promise<number> {
    return this.#state.dirty.size;
  }

  async lookup(side: Side, kind: Kind, keys: readonly string[]): Promise<readonly Ref[]> {
    return this.#state.find(side, kind, keys);
  }

  async notNamed(side: Side, kind: Kind, round: string): Promise<readonly Ref[]> {
    const found: Ref[] = [];
    for (const [key, row] of this.#state.rows) {
      if (row.side === side && row.kind === kind && row.seen && this.#state.named.get(key) !== round) found.push(refOf(key));
    }
    return found;
  }

  async ofSeries(seriesId: ItemId): Promise<readonly Ref[]> {
    return this.#state.ofSeries(seriesId);
  }

  async scan(side: Side, kind: Kind, after: ItemId | null, limit: number): Promise<readonly Row[]> {
    const rows = [...this.#state.rows.values()].filter(
      (row) => row.side === side && row.kind === kind && (after === null || row.id > after),
    );
    return rows.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit);
  }

  async troubled(now: Instant | null): Promise<readonly Ref[]> {
    const due = (row: Row | undefined): boolean => now === null || (row?.trouble?.retryAt ?? Number.POSITIVE_INFINITY) <= now;
    return [...this.#state.troubled].filter((key) => due(this.#state.rows.get(key))).map(refOf);
  }

  async count(side: Side, kind: Kind): Promise<number> {
    return this.#state.count(side, kind);
  }

  async pairCount(kind: Kind): Promise<number> {
    let count = 0;
    for (const pair of this.#state.pairs.values()) if (pair.kind === kind) count++;
    return count;
  }

  async toTell(limit: number): Promise<readonly string[]> {
    return [...this.#state.tell].slice(0, limit);
  }

  async history(query: Parameters<Ledger['history']>[0]): Promise<readonly HistoryEntry[]> {
    return this.#state.history
      .filter(
        (entry) =>
          (query.pairId === undefined || entry.pairId === query.pairId) &&
          (query.itemId === undefined || entry.itemId === query.itemId) &&
          (query.cycle === undefined || entry.cycle === query.cycle) &&
          (query.before === undefined || entry.at < query.before),
      )
      .sort((a, b) => b.at - a.at)
      .slice(0, query.limit);
  }

  async trimHistory(before: Instant): Promise<void> {
    this.#state.history = this.#state.history.filter((entry) => entry.at >= before);
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
