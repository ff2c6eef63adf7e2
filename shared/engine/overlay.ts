/**
 * A ledger that remembers changes without writing them: previews, dry runs and "why?" run the same code as a cycle over it,
 * and leave nothing behind (STA2, STA5, RST3).
 */
import { matchKeysOf } from '../core/match';
import type { Pair, Ref, Row } from '../core/model';
import type { Glance, Ledger, LedgerChange, LedgerMeta } from '../core/ports';
import { clearable, refName, refOfRow } from './entries';

export class Overlay implements Ledger {
  readonly #pairs = new Map<string, Pair>();
  readonly #pairOf = new Map<string, string>();
  readonly #rows = new Map<string, Row>();
  readonly #dissolved = new Set<string>();
  readonly #byKey = new Map<string, Set<string>>();

  /** @param forgets pairs that this view pretends not to know: those that a reset would clear. */
  constructor(
    private readonly under: Ledger,
    private readonly forgets: ((pair: Pair) => boolean) | null = null,
  ) {}

  async commit(change: LedgerChange): Promise<void> {
    const { rep } = await this.under.meta();
    for (const row of change.rows ?? []) {
      this.#rows.set(refName(row), row);
      for (const key of matchKeysOf(row, rep)) this.#index(`${row.side} ${row.kind} ${key}`, refName(row));
    }
    for (const id of change.dissolve ?? []) this.#dissolved.add(id);
    for (const pair of change.pairs ?? []) {
      this.#pairs.set(pair.id, pair);
      this.#pairOf.set(refName({ side: 'mailbox', kind: pair.kind, id: pair.mailboxId }), pair.id);
      this.#pairOf.set(refName({ side: 'crm', kind: pair.kind, id: pair.crmId }), pair.id);
    }
  }

  #index(key: string, name: string): void {
    const held = this.#byKey.get(key);
    if (held) held.add(name);
    else this.#byKey.set(key, new Set([name]));
  }

  async pairsOf(refs: readonly Ref[]): Promise<readonly (Pair | null)[]> {
    const under = await this.#known(await this.under.pairsOf(refs));
    return refs.map((ref, index) => this.#pairs.get(this.#pairOf.get(refName(ref)) ?? '') ?? under[index] ?? null);
  }

  async pairs(ids: readonly string[]): Promise<readonly (Pair | null)[]> {
    const under = await this.#known(await this.under.pairs(ids));
    return ids.map((id, index) => this.#pairs.get(id) ?? under[index] ?? null);
  }

  async rows(refs: readonly Ref[]): Promise<readonly (Row | null)[]> {
    const under = await this.under.rows(refs);
    return refs.map((ref, index) => this.#rows.get(refName(ref)) ?? under[index] ?? null);
  }

  async glance(refs: readonly Ref[]): Promise<readonly Glance[]> {
    const under = await this.under.glance(refs);
    // Which pairs it pretends not to know is told by the pairs themselves.
    const pairs = this.forgets ? await this.pairsOf(refs) : null;
    return refs.map((ref, index) => {
      const told = this.#rows.get(refName(ref));
      const underId = under[index]?.pairId ?? null;
      const known = underId !== null && this.#dissolved.has(underId) ? null : underId;
      return {
        row: told ? (told.seen ? 'seen' : 'gone') : (under[index]?.row ?? null),
        pairId: pairs ? (pairs[index]?.id ?? null) : (this.#pairOf.get(refName(ref)) ?? known),
      };
    });
  }

  async #known(pairs: readonly (Pair | null)[]): Promise<readonly (Pair | null)[]> {
    const { forgets } = this;
    const clears = forgets ? pairs.filter((pair): pair is Pair => pair !== null && forgets(pair)) : [];
    const cleared = await clearable(this.under, clears);
    return pairs.map((pair) => (pair && (cleared.has(pair.id) || this.#dissolved.has(pair.id)) ? null : pair));
  }

  meta(): Promise<LedgerMeta> {
    return this.under.meta();
  }
  dirty: Ledger['dirty'] = (limit) => this.under.dirty(limit);
  dirtyCount: Ledger['dirtyCount'] = () => this.under.dirtyCount();
  /** What this view was told of is found by its keys too: a contact of somebody else that the search has just read (STA5). */
  lookup: Ledger['lookup'] = async (side, kind, keys) => {
    const under = await this.under.lookup(side, kind, keys);
    const told = new Set(keys.flatMap((key) => [...(this.#byKey.get(`${side} ${kind} ${key}`) ?? [])]));
    const rows = [...told].flatMap((name) => this.#rows.get(name) ?? []);
    return [...under.filter((ref) => !this.#rows.has(refName(ref))), ...rows.map(refOfRow)];
  };
  notNamed: Ledger['notNamed'] = (side, kind, round) => this.under.notNamed(side, kind, round);
  ofSeries: Ledger['ofSeries'] = (id) => this.under.ofSeries(id);
  scan: Ledger['scan'] = (side, kind, after, limit) => this.under.scan(side, kind, after, limit);
  refs: Ledger['refs'] = (side, kind, after, limit) => this.under.refs(side, kind, after, limit);
  troubled: Ledger['troubled'] = (now) => this.under.troubled(now);
  /** At the least as many as there are: what this view was told of may be in the ledger too. */
  count: Ledger['count'] = async (side, kind) => {
    const told = [...this.#rows.values()].filter((row) => row.side === side && row.kind === kind && row.seen);
    return (await this.under.count(side, kind)) + told.length;
  };
  pairCount: Ledger['pairCount'] = (kind) => this.under.pairCount(kind);
  toTell: Ledger['toTell'] = (limit) => this.under.toTell(limit);
  history: Ledger['history'] = (query) => this.under.history(query);
  trimHistory = async (): Promise<void> => {};
  onChange: Ledger['onChange'] = (listener) => this.under.onChange(listener);
  wipe = async (): Promise<void> => {};
}
