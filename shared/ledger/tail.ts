/** What the journal holds, in hand: the newest word on whatever it names. Null: dropped since the pages were written. */
import type { Family, RowFamily } from './names';
import type { Packer } from './packed';
import { Page, type Thing } from './page';
import type { JournalRecord, Named } from './store';

/** One commit, worked out: first what is dropped, then what is put. */
export interface Written {
  readonly things: readonly Thing[];
  readonly drops: Iterable<number>;
  readonly named: readonly Named[];
  readonly trim: number | null;
}

export const writtenIn = (record: JournalRecord, packer: (family: Family) => Packer): Written => ({
  ...record,
  things: record.pages.flatMap((page) => new Page(page, packer(page.family)).things()),
});

export interface NamedSince {
  readonly round: string;
  readonly owns: Set<number>;
  /** Another round began in this tail: what the pages say is over. */
  readonly fresh: boolean;
}

export class Tail {
  readonly things = new Map<number, Thing | null>();
  readonly named = new Map<RowFamily, NamedSince>();
  /** History in the pages that is older is over. */
  trimmed = Number.NEGATIVE_INFINITY;
  readonly #byName = new Map<number, Set<number>>();

  apply(written: Written): void {
    for (const own of written.drops) this.#set(own, null);
    for (const thing of written.things) this.#set(thing.own, thing);
    for (const { family, round, owns } of written.named) {
      const held = this.named.get(family);
      if (held?.round === round) for (const own of owns) held.owns.add(own);
      else this.named.set(family, { round, owns: new Set(owns), fresh: held !== undefined });
    }
    if (written.trim !== null) this.#trim(written.trim);
  }

  /** Things of the tail that carry this name. */
  find(name: number): Thing[] {
    return [...(this.#byName.get(name) ?? [])].flatMap((own) => this.things.get(own) ?? []);
  }

  #trim(before: number): void {
    this.trimmed = Math.max(this.trimmed, before);
    for (const [own, thing] of this.things) if (thing?.family === 'history' && thing.value < before) this.#set(own, null);
  }

  #set(own: number, thing: Thing | null): void {
    for (const name of this.things.get(own)?.names ?? []) this.#byName.get(name)?.delete(own);
    // To the end: the order of the map is the order of writing.
    this.things.delete(own);
    this.things.set(own, thing);
    for (const name of thing?.names ?? []) {
      const held = this.#byName.get(name);
      if (held) held.add(own);
      else this.#byName.set(name, new Set([own]));
    }
  }
}
