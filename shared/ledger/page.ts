/**
 * A page: a few hundred things of one family in one record of IndexedDB, which charges by the record. Pages are never changed:
 * what is written anew goes to a new page, and its old place is dead. A commit's own record in the journal is made of pages too.
 */
import type { Family } from './names';
import type { Packer } from './packed';

/** A row, a pair or a history entry as it is written. */
export interface Thing {
  readonly id: string;
  /** Hash of its own name: where it is found. */
  readonly own: number;
  /** Rises with everything that is written: the order among things. */
  readonly no: number;
  /** Of a row: 1 when it is seen. Of a pair: 1 contact, 2 event. Of history: when it was. */
  readonly value: number;
  /** Hashes of the further names it is found by. */
  readonly names: readonly number[];
  readonly text: string;
}

export interface PageRecord {
  readonly family: Family;
  /** JSON list. */
  readonly ids: string;
  /** One line a thing: JSON has no line breaks. */
  readonly texts: string;
  /** JSON of the shapes that the texts are packed with. */
  readonly shapes: string;
  readonly owns: Float64Array;
  readonly nos: Float64Array;
  readonly values: Float64Array;
  readonly names: Float64Array;
  /** Which thing of the page each of the names belongs to, in their order. */
  readonly owners: Uint16Array;
}

/** A page in hand: texts stay as they are until one is asked for. */
export class Page {
  readonly owns: Float64Array;
  #ids: readonly string[] | null = null;
  #texts: readonly string[] | null = null;

  constructor(
    readonly record: PageRecord,
    packer: Packer,
  ) {
    this.owns = record.owns;
    packer.learn(record.shapes);
  }

  static of(family: Family, things: readonly Thing[], packer: Packer): Page {
    const names: number[] = [];
    const owners: number[] = [];
    things.forEach((thing, index) => {
      for (const name of thing.names) {
        names.push(name);
        owners.push(index);
      }
    });
    const record: PageRecord = {
      family,
      ids: JSON.stringify(things.map((thing) => thing.id)),
      texts: things.map((thing) => thing.text).join('\n'),
      shapes: packer.shapes,
      owns: Float64Array.from(things, (thing) => thing.own),
      nos: Float64Array.from(things, (thing) => thing.no),
      values: Float64Array.from(things, (thing) => thing.value),
      names: Float64Array.from(names),
      owners: Uint16Array.from(owners),
    };
    return new Page(record, packer);
  }

  get family(): Family {
    return this.record.family;
  }

  get size(): number {
    return this.owns.length;
  }

  idAt(index: number): string {
    this.#ids ??= JSON.parse(this.record.ids) as readonly string[];
    return this.#ids[index] ?? '';
  }

  textAt(index: number): string {
    this.#texts ??= this.record.texts.split('\n');
    return this.#texts[index] ?? '';
  }

  valueAt(index: number): number {
    return this.record.values[index] ?? 0;
  }

  noAt(index: number): number {
    return this.record.nos[index] ?? 0;
  }

  namesAt(index: number): number[] {
    const { names, owners } = this.record;
    const mine: number[] = [];
    for (let at = owners.indexOf(index); owners[at] === index; at++) mine.push(names[at] ?? 0);
    return mine;
  }

  at(index: number): Thing {
    return {
      id: this.idAt(index),
      own: this.owns[index] ?? 0,
      no: this.noAt(index),
      value: this.valueAt(index),
      names: this.namesAt(index),
      text: this.textAt(index),
    };
  }

  /** Things that carry this name. */
  named(name: number): number[] {
    const { names, owners } = this.record;
    const found: number[] = [];
    for (let at = names.indexOf(name); at >= 0; at = names.indexOf(name, at + 1)) found.push(owners[at] ?? 0);
    return found;
  }
}

/** Where a thing lies. */
export interface Spot {
  readonly page: Page;
  readonly at: number;
}

export const ownAt = ({ page, at }: Spot): number => page.owns[at] ?? 0;
export const inOrder = (a: Spot, b: Spot): number => a.page.noAt(a.at) - b.page.noAt(b.at);
