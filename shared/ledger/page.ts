/**
 * A page: a few hundred things of one family in one record of IndexedDB, which charges by the record. Pages are never changed:
 * what is written anew goes to a new page, and its old place is dead. A commit's own record in the journal is made of pages too.
 */
import type { Family } from './names';
import type { Packer } from './packed';

export interface Thing {
  readonly family: Family;
  readonly id: string;
  /** Hash of its own name: where it is found. */
  readonly own: number;
  /** Rises with everything that is written: the order among things. */
  readonly no: number;
  /** Of a row: 1 when it is seen. Of a pair: 1 contact, 2 event. Of a trouble: when it is due. Of history: when it was. */
  readonly value: number;
  /** Hashes of the further names it is found by. */
  readonly names: readonly number[];
  readonly text: string;
}

/** Enough for what is only there, or not. */
export type Identity = Pick<Thing, 'id' | 'own' | 'no' | 'value'>;

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
  /** Which thing of the page each of the names belongs to. */
  readonly owners: Uint16Array;
}

export function pageOf(family: Family, things: readonly Thing[], shapes: string): PageRecord {
  const names: number[] = [];
  const owners: number[] = [];
  things.forEach((thing, index) => {
    for (const name of thing.names) {
      names.push(name);
      owners.push(index);
    }
  });
  return {
    family,
    ids: JSON.stringify(things.map((thing) => thing.id)),
    texts: things.map((thing) => thing.text).join('\n'),
    shapes: things.some((thing) => thing.text !== '') ? shapes : '',
    owns: Float64Array.from(things, (thing) => thing.own),
    nos: Float64Array.from(things, (thing) => thing.no),
    values: Float64Array.from(things, (thing) => thing.value),
    names: Float64Array.from(names),
    owners: Uint16Array.from(owners),
  };
}

/** A page in hand: texts stay as they are until one is asked for. */
export class Page {
  readonly family: Family;
  readonly ids: readonly string[];
  readonly owns: Float64Array;
  readonly #record: PageRecord;
  #texts: readonly string[] | null = null;

  constructor(record: PageRecord, packer: Packer) {
    this.family = record.family;
    this.ids = JSON.parse(record.ids) as readonly string[];
    this.owns = record.owns;
    this.#record = record;
    if (record.shapes !== '') packer.learn(JSON.parse(record.shapes));
  }

  valueAt(index: number): number {
    return this.#record.values[index] ?? 0;
  }

  /** Things that carry this name. */
  named(name: number): number[] {
    const { names, owners } = this.#record;
    const found: number[] = [];
    for (let at = names.indexOf(name); at >= 0; at = names.indexOf(name, at + 1)) found.push(owners[at] ?? 0);
    return found;
  }

  identityAt(index: number): Identity {
    return { id: this.ids[index] ?? '', own: this.owns[index] ?? 0, no: this.#record.nos[index] ?? 0, value: this.valueAt(index) };
  }

  at(index: number): Thing {
    this.#texts ??= this.#record.texts.split('\n');
    const { names, owners } = this.#record;
    const mine: number[] = [];
    // Names stand in the order of their things.
    for (let at = firstOf(owners, index); owners[at] === index; at++) mine.push(names[at] ?? 0);
    return { ...this.identityAt(index), family: this.family, names: mine, text: this.#texts[index] ?? '' };
  }

  things(): Thing[] {
    return this.ids.map((_, index) => this.at(index));
  }
}

function firstOf(owners: Uint16Array, index: number): number {
  let [low, high] = [0, owners.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((owners[middle] ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}
