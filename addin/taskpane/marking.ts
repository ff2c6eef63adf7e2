/**
 * Optional: the status of items as an Outlook category, which is the only mark that lists and the calendar grid can show. Off unless
 * the rep wants it. A category is no field that syncs, so that it never counts as an edit of the item; what is written is put into
 * the ledger at once, so that the next reading finds nothing new.
 */
import { batchOf, knownCategories } from '../../shared/adapters/graph/categories';
import type { Kind, Ref, Row, Seen } from '../../shared/core/model';
import { kinds } from '../../shared/core/model';
import type { Connected } from './connect';
import { personal } from './personal';
import { categoryColors, wanted } from './statusCategory';

const portion = 100;

export class Marking {
  readonly #touched = new Map<string, Ref>();
  #everything: boolean;
  #was = personal.value.statusCategories;
  #busy = false;

  constructor(private readonly connected: Connected) {
    this.#everything = this.#was;
    connected.ledger.onChange((refs) => {
      if (!this.#busy && personal.value.statusCategories)
        for (const ref of refs) this.#touched.set(`${ref.side}:${ref.kind}:${ref.id}`, ref);
    });
    personal.subscribe(({ statusCategories }) => {
      if (statusCategories === this.#was) return;
      this.#was = statusCategories;
      this.#everything = true;
      void this.afterRun();
    });
  }

  /** Between cycles, so that it never holds one up. */
  async afterRun(): Promise<void> {
    if (this.#busy || (!this.#everything && this.#touched.size === 0)) return;
    const { connection } = await this.connected.ledger.meta();
    if (connection?.kind !== 'running') return;
    this.#busy = true;
    try {
      if (this.#everything && personal.value.statusCategories)
        await knownCategories(batchOf(this.connected.http), this.connected.http, categoryColors);
      if (this.#everything) for (const kind of kinds) await this.#all(kind);
      else await this.#mark(await this.#named());
      this.#everything = false;
      this.#touched.clear();
    } catch (error) {
      this.connected.world.log('info', 'status categories were not written', { error: error instanceof Error ? error.message : 'unknown' });
    } finally {
      this.#busy = false;
    }
  }

  async #named(): Promise<readonly Row[]> {
    const refs = [...this.#touched.values()].filter(({ side }) => side === 'mailbox');
    const rows = await this.connected.ledger.rows(refs);
    return rows.filter((row) => row !== null);
  }

  async #all(kind: Kind): Promise<void> {
    for (let after: string | null = null; ; ) {
      const rows: readonly Row[] = await this.connected.ledger.scan('mailbox', kind, after, portion);
      if (rows.length === 0) return;
      after = rows[rows.length - 1]?.id ?? null;
      await this.#mark(rows);
    }
  }

  async #mark(rows: readonly Row[]): Promise<void> {
    const { device, world, ledger } = this.connected;
    const seen = rows.filter(isMarkable);
    const badges = await device.badges(seen.map((row) => ({ by: 'ref', ref: { side: row.side, kind: row.kind, id: row.id } })));
    const changes = seen.flatMap((row, index) => {
      const status = personal.value.statusCategories ? (badges[index]?.status.kind ?? null) : null;
      const categories = wanted(row.seen.item.categories, status);
      return categories ? [{ row, categories }] : [];
    });
    if (changes.length === 0) return;
    const wrote = await world.mailbox.write(
      changes.map(({ row, categories }) => ({
        op: 'update',
        kind: row.kind,
        id: row.id,
        ifVersion: row.seen.version,
        base: row.seen.item,
        set: { categories },
        mark: row.seen.mark,
      })),
    );
    const next = changes.flatMap(({ row }, index) => {
      const answer = wrote[index];
      return answer?.kind === 'done' && answer.seen ? [{ ...row, seen: answer.seen }] : [];
    });
    if (next.length > 0) await ledger.commit({ rows: next });
  }
}

type Markable = Row<'mailbox'> & { readonly seen: Seen<'mailbox'> };

/** An occurrence that is written to becomes an exception of its series: those stay as they are. */
const isMarkable = (row: Row): row is Markable =>
  row.side === 'mailbox' && row.seen !== null && !('seriesId' in row.seen.item && row.seen.item.seriesId !== '');
