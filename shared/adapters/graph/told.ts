/** What a page will tell, gathered from lists, deltas and single reads: the last word on each id wins. */
import type { ItemId, Seen } from '../../core/model';
import { Failed, type Gone, type Page, type Unreadable } from '../../core/ports';
import { reasonOf } from './account';
import type { Place } from './cursor';

export class Told {
  readonly #items = new Map<ItemId, Seen<'mailbox'>>();
  readonly #gone = new Map<ItemId, Gone>();
  readonly #unreadable = new Map<ItemId, Unreadable>();
  readonly #series = new Map<ItemId, ItemId[]>();

  item(seen: Seen<'mailbox'>): void {
    this.#gone.delete(seen.id);
    this.#items.set(seen.id, seen);
  }
  gone(id: ItemId, how: Gone['how'], now?: Seen<'mailbox'>): void {
    this.#items.delete(id);
    this.#gone.set(id, { id, how, ...(now ? { now } : {}) });
  }
  unreadable(one: Unreadable): void {
    this.#unreadable.set(one.id, one);
  }
  series(id: ItemId, listed: ItemId[]): void {
    this.#series.set(id, listed);
  }

  /** One that cannot be read does not hold up the others (SYN8); a service that cannot be reached does. */
  async each(ids: Iterable<ItemId>, ask: (id: ItemId) => Promise<void>): Promise<void> {
    await Promise.all(
      [...ids].map(async (id) => {
        try {
          await ask(id);
        } catch (error) {
          if (error instanceof Failed && error.failure.kind !== 'unexpected answer') throw error;
          this.unreadable({ id, why: reasonOf(error) });
        }
      }),
    );
  }

  /** Latest server time among the items, for the list of recent changes. */
  latest(since: string): string {
    let newest = Date.parse(since) || 0;
    for (const { modifiedAt } of this.#items.values()) newest = Math.max(newest, modifiedAt);
    return newest === 0 ? since : new Date(newest).toISOString();
  }

  page(place: Place, more: boolean, full: boolean): Page<'mailbox'> {
    return {
      ...this.read(),
      unreadable: [...this.#unreadable.values()],
      cursor: JSON.stringify(place),
      more,
      full,
      ...(this.#series.size > 0 ? { series: [...this.#series].map(([id, listed]) => ({ id, listed })) } : {}),
    };
  }
  read(): { items: Seen<'mailbox'>[]; gone: Gone[] } {
    return { items: [...this.#items.values()], gone: [...this.#gone.values()] };
  }
}
