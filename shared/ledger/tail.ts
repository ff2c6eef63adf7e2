/** What the journal holds, in hand: the newest word on whatever it names. Null: dropped since the pages were written. */
import type { MarkRecord } from './marks';
import type { Family, RowFamily } from './names';
import { ownAt, type Page, type Spot } from './page';
import type { Named } from './store';

/** One commit, worked out: first what is dropped, then what is put. */
export interface Written {
  readonly pages: readonly Page[];
  readonly drops: Iterable<number>;
  readonly marks: readonly MarkRecord[];
  readonly named: readonly Named[];
  readonly trim: number | null;
}

export interface NamedSince {
  readonly round: string;
  readonly owns: Set<number>;
  /** Another round began in this tail: what the pages say is over. */
  readonly fresh: boolean;
}

const none: readonly Spot[] = [];

export class Tail {
  readonly spots = new Map<number, Spot | null>();
  readonly pages: Page[] = [];
  readonly rounds = new Map<RowFamily, NamedSince>();
  /** History in the pages that is older is over. */
  trimmed = Number.NEGATIVE_INFINITY;
  /** Also of things that were written anew since: these are looked through when they are found. */
  readonly #named = new Map<number, Spot | Spot[]>();

  apply(written: Written): void {
    for (const own of written.drops) this.spots.set(own, null);
    for (const page of written.pages) this.#add(page);
    for (const { family, round, owns } of written.named) {
      const held = this.rounds.get(family);
      if (held?.round === round) for (const own of owns) held.owns.add(own);
      else this.rounds.set(family, { round, owns: new Set(owns), fresh: held !== undefined });
    }
    if (written.trim !== null) this.#trim(written.trim);
  }

  /** The newest word, where it lies there. */
  lives(spot: Spot): boolean {
    const newest = this.spots.get(ownAt(spot));
    return newest?.page === spot.page && newest.at === spot.at;
  }

  named(name: number): readonly Spot[] {
    const held = this.#named.get(name);
    if (held === undefined) return none;
    return (Array.isArray(held) ? held : [held]).filter((spot) => this.lives(spot));
  }

  ofFamily(family: Family): Spot[] {
    const found: Spot[] = [];
    for (const page of this.pages) if (page.family === family) found.push(...this.on(page));
    return found;
  }

  /** What is alive on a page of the tail. */
  on(page: Page): Spot[] {
    const found: Spot[] = [];
    page.owns.forEach((own, at) => {
      const spot = this.spots.get(own);
      if (spot?.page === page && spot.at === at) found.push(spot);
    });
    return found;
  }

  #add(page: Page): void {
    this.pages.push(page);
    const spots = Array.from(page.owns, (_, at): Spot => ({ page, at }));
    page.owns.forEach((own, at) => {
      this.spots.set(own, spots[at] ?? null);
    });
    const { names, owners } = page.record;
    names.forEach((name, index) => {
      const spot = spots[owners[index] ?? 0];
      if (!spot) return;
      const held = this.#named.get(name);
      if (held === undefined) this.#named.set(name, spot);
      else if (Array.isArray(held)) held.push(spot);
      else this.#named.set(name, [held, spot]);
    });
  }

  #trim(before: number): void {
    this.trimmed = Math.max(this.trimmed, before);
    for (const spot of this.ofFamily('history')) if (spot.page.valueAt(spot.at) < before) this.spots.set(ownAt(spot), null);
  }
}
