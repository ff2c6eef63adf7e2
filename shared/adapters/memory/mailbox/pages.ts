/**
 * Changes page by page, with the habits of the two vendors: Microsoft lists a folder and resends a whole series, Google
 * lists all contacts and names a cancelled occurrence.
 */
import type { ItemId, Kind } from '../../../core/model';
import { type Cursor, Failed, type Gone, type Page, type Window } from '../../../core/ports';
import type { MailboxFaults } from './faults';
import { type MailboxStore, type Stored, seenOf } from './store';

const day = 86_400_000;
const pad = 14 * day;
/** Google's sync token lives seven days from the full listing, however often it is used (wire-contracts 3.1). */
const tokenLife = 6 * day;

interface Position {
  readonly kind: Kind;
  readonly epoch: number;
  readonly phase: 'full' | 'delta';
  /** Changes up to here were told, or will be by this listing. */
  readonly since: number;
  /** Of a listing: how far it came. */
  readonly after: number;
  readonly covered: Window;
  readonly listedAt: number;
}

interface Telling {
  readonly rows: readonly Stored[];
  readonly gone?: readonly Gone[];
  readonly touched?: readonly ItemId[];
  readonly at: Position;
  readonly more: boolean;
  readonly full?: boolean;
}

export class MailboxPages {
  constructor(
    private readonly store: MailboxStore,
    private readonly faults: MailboxFaults,
    private readonly pageSize: number,
    private readonly now: () => number,
  ) {}

  next(kind: Kind, cursor: Cursor | null, window: Window): Page<'mailbox'> {
    if (kind === 'contact' && !this.store.folder) throw new Failed({ kind: 'folder missing' });
    const at = this.#position(kind, cursor, window);
    return at.phase === 'delta' ? this.#changes(at) : this.#listing(at);
  }

  /** What a listing for this window covers. */
  coveredBy(window: Window): Window {
    return padded(window);
  }

  inside(stored: Stored, covered: Window): boolean {
    if (stored.item.kind === 'contact') return stored.item.inFolder || this.store.provider === 'google';
    return stored.item.end > covered.from && stored.item.start < covered.to;
  }

  #position(kind: Kind, cursor: Cursor | null, window: Window): Position {
    const fresh: Position = {
      kind,
      epoch: this.store.epoch,
      phase: 'full',
      since: this.#visible(0),
      after: 0,
      covered: padded(window),
      listedAt: this.now(),
    };
    if (cursor === null) return fresh;
    const at = JSON.parse(cursor) as Position;
    if (at.epoch !== this.store.epoch || this.faults.meets(this.faults.deadCursor))
      throw new Failed({ kind: 'resync', side: 'mailbox', of: kind });
    if (at.phase !== 'delta') return at;
    const outgrown = kind === 'event' && (window.from < at.covered.from || window.to > at.covered.to);
    const old = kind === 'contact' && this.store.provider === 'google' && this.now() - at.listedAt > tokenLife;
    return outgrown || old ? fresh : at;
  }

  #listing(at: Position): Page<'mailbox'> {
    const ids = this.store.order[at.kind];
    const rows: Stored[] = [];
    let after = at.after;
    const room = at.after === 0 && this.faults.meets(this.faults.emptyFirst) ? 0 : this.#room();
    for (; after < ids.length && rows.length < room; after++) {
      const row = this.store.live(ids[after]!);
      if (row && this.inside(row, at.covered)) rows.push(row);
    }
    const more = after < ids.length;
    return this.#page({ rows, at: { ...at, phase: more ? 'full' : 'delta', after }, more, full: true });
  }

  #changes(at: Position): Page<'mailbox'> {
    const visible = this.#visible(at.since);
    const changed = this.store
      .changedSince(at.kind, at.since)
      .map((row) => (row.seq <= visible ? row : row.before && row.before.seq > at.since && row.before.seq <= visible ? row.before : null))
      .filter((row) => row !== null)
      .sort((a, b) => a.seq - b.seq);
    const rows = changed.slice(0, this.#room());
    const more = rows.length < changed.length;
    const since = more ? (rows.at(-1)?.seq ?? at.since) : visible;
    return this.#page({ ...this.#told(rows, at.covered), at: { ...at, since }, more });
  }

  /** What the vendor says about changed rows. */
  #told(rows: readonly Stored[], covered: Window): Pick<Telling, 'rows' | 'gone' | 'touched'> {
    const told: Stored[] = [];
    const gone: Gone[] = [];
    const touched = new Set<ItemId>();
    for (const row of rows) {
      const seriesId = row.item.kind === 'event' ? row.item.seriesId : '';
      const series = this.store.series.get(seriesId);
      if (series?.deleted) gone.push({ id: seriesId, how: 'deleted' });
      else if (series && this.store.provider === 'microsoft') touched.add(seriesId);
      else if (row.deleted) gone.push({ id: row.id, how: 'deleted' });
      else if (!this.inside(row, covered)) gone.push(leftOf(row));
      else told.push(row);
    }
    for (const id of touched) told.push(...this.#listed(id, covered));
    return { rows: told, gone: unique(gone), touched: [...touched] };
  }

  #listed(seriesId: ItemId, covered: Window): Stored[] {
    const rows = (this.store.series.get(seriesId)?.ids ?? []).map((id) => this.store.live(id));
    return rows.filter((row) => row !== null).filter((row) => this.inside(row, covered));
  }

  #page({ rows, gone = [], touched = [], at, more, full = false }: Telling): Page<'mailbox'> {
    // Google tells former names with changes alone (wire-contracts 3.1).
    const names = full ? [] : [...this.store.renamed].map(([from, to]) => ({ from, to }));
    const renamed = names.filter(({ to }) => rows.some((row) => row.id === to));
    const shown = rows.length > 0 && this.faults.meets(this.faults.repeated) ? [...rows, rows[this.faults.int(rows.length)]!] : rows;
    const series = touched.map((id) => ({ id, listed: this.#listed(id, at.covered).map((row) => row.id) }));
    return {
      items: (this.faults.meets(this.faults.shuffled) ? this.faults.shuffle(shown) : shown).map(seenOf),
      gone: gone.filter(({ id }) => !renamed.some(({ from }) => from === id)),
      unreadable: [],
      cursor: JSON.stringify(at),
      more,
      full,
      ...(renamed.length > 0 ? { renamed } : {}),
      ...(series.length > 0 ? { series } : {}),
    };
  }

  /** How much fits in this page. */
  #room(): number {
    return this.faults.meets(this.faults.cut) ? this.faults.int(this.pageSize) : this.pageSize;
  }

  /** The latest change that shows: the vendor's index may be behind. */
  #visible(since: number): number {
    return this.faults.meets(this.faults.delayed) ? Math.max(since, this.store.seq - this.faults.int(4)) : this.store.seq;
  }
}

/** A contact left the folder; an event was moved out of the window, and where to is known. */
export const leftOf = (row: Stored): Gone => ({ id: row.id, how: 'left', ...(row.kind === 'event' ? { now: seenOf(row) } : {}) });

const shift = (text: string, ms: number): string => new Date(Date.parse(text) + ms).toISOString().replace('.000Z', 'Z');
const padded = (window: Window): Window => ({ from: shift(window.from, -pad), to: shift(window.to, pad) });
const unique = (gone: readonly Gone[]): Gone[] => [...new Map(gone.map((one) => [one.id, one])).values()];
