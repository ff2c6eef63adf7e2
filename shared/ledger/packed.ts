/**
 * Rows, pairs and history as short texts. An object becomes an array that begins with the name of its shape (its keys in
 * order); the keys are kept once beside many texts. A record of Salesforce has thirty long field names: packed it is a
 * third as long, and as fast to read.
 */
import { hash53 } from '../core/keys';
import type { Agreed, HistoryEntry, Pair, Ref, Row, Seen } from '../core/model';
import { type Blank, blankOf } from '../core/shapes';

type Json = string | number | boolean | null | readonly Json[];

/** Shape name → keys. Names are made of the keys, so that shapes of two contexts never mean different things. */
export type Shapes = Readonly<Record<string, readonly string[]>>;

interface Shape {
  readonly name: string;
  readonly keys: readonly string[];
  /** With all its keys: a copy of it is filled in. */
  readonly blank: Blank;
}

/** Stands where a shape's name would: what follows is a list. */
const list = 0;

type Hashes = Agreed[string];

const empty = hash53('');
const bothEmpty: Hashes = [empty, empty];

const shortened = (hashes: Hashes): Hashes | number =>
  hashes[0] !== hashes[1] || hashes[0] === 0 ? hashes : hashes[0] === empty ? 0 : hashes[0];
const lengthened = (hashes: Hashes | number): Hashes => (typeof hashes !== 'number' ? hashes : hashes === 0 ? bothEmpty : [hashes, hashes]);

/** A copy with other values under the same keys. */
function mapped<A, B>(of: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  const copy: Record<string, A | B> = { ...of };
  for (const key of Object.keys(of)) copy[key] = change(of[key] as A);
  return copy as Record<string, B>;
}

export class Packer {
  readonly #byName = new Map<string, Shape>();
  readonly #byLength = new Map<number, Shape[]>();

  get shapes(): Shapes {
    return Object.fromEntries([...this.#byName.values()].map(({ name, keys }) => [name, keys]));
  }

  learn(shapes: Shapes): void {
    for (const [name, keys] of Object.entries(shapes)) if (!this.#byName.has(name)) this.#add(name, keys);
  }

  pack(value: unknown): string {
    return JSON.stringify(this.#flat(value));
  }

  unpack(text: string): unknown {
    return this.#full(JSON.parse(text) as Json);
  }

  row({ id, seen, notes, trouble }: Row): string {
    // Side, kind and (nearly always) id stand in the row's own name already.
    const short = seen && [seen.id === id ? 0 : seen.id, seen.version, seen.modifiedAt, seen.mark, seen.item];
    return this.pack([short, notes, trouble]);
  }

  toRow({ side, kind, id }: Ref, text: string): Row {
    type Short = readonly [0 | string, string, number, string, Seen['item']];
    const [short, notes, trouble] = this.unpack(text) as [Short | null, Row['notes'], Row['trouble']];
    if (!short) return { side, kind, id, seen: null, notes, trouble };
    const [other, version, modifiedAt, mark, item] = short;
    return { side, kind, id, seen: { side, kind, id: other === 0 ? id : other, version, modifiedAt, mark, item }, notes, trouble };
  }

  /** Nearly all hashes of an agreement are equal on both sides, and most fields are empty: half of a pair's text would be these. */
  pair(pair: Pair): string {
    return this.pack({ ...pair, agreed: pair.agreed && mapped(pair.agreed, shortened) });
  }

  toPair(text: string): Pair {
    const pair = this.unpack(text) as Pair & { readonly agreed: Readonly<Record<string, Hashes | number>> | null };
    return { ...pair, agreed: pair.agreed && mapped(pair.agreed, lengthened) };
  }

  toEntry(text: string): HistoryEntry {
    return this.unpack(text) as HistoryEntry;
  }

  #flat(value: unknown): Json {
    if (typeof value !== 'object' || value === null) return value as Json;
    if (Array.isArray(value)) {
      const flat: Json[] = [list];
      for (const part of value) flat.push(this.#flat(part));
      return flat;
    }
    const held = value as Record<string, unknown>;
    const shape = this.#shapeOf(held);
    const flat: Json[] = [shape.name];
    for (const key of shape.keys) flat.push(this.#flat(held[key]));
    return flat;
  }

  #full(json: Json): unknown {
    if (!isList(json)) return json;
    const [name] = json;
    if (name === list) {
      const parts: unknown[] = [];
      for (let i = 1; i < json.length; i++) parts.push(this.#full(json[i] as Json));
      return parts;
    }
    const shape = this.#byName.get(String(name));
    if (!shape) throw new Error(`the ledger holds an unknown shape: ${String(name)}`);
    const full: Record<string, unknown> = { ...shape.blank };
    for (let i = 0; i < shape.keys.length; i++) full[shape.keys[i] as string] = this.#full(json[i + 1] as Json);
    return full;
  }

  /** Keys are compared one by one: nearly always the first shape of that length is it. */
  #shapeOf(value: Record<string, unknown>): Shape {
    let keys = Object.keys(value);
    for (const key of keys) {
      if (value[key] !== undefined) continue;
      // Undefined is absent, as in JSON.
      keys = keys.filter((one) => value[one] !== undefined);
      break;
    }
    for (const shape of this.#byLength.get(keys.length) ?? []) if (shape.keys.every((key, i) => key === keys[i])) return shape;
    return this.#add(hash53(keys.join('\n')).toString(36).slice(-8), keys);
  }

  #add(name: string, keys: readonly string[]): Shape {
    const shape: Shape = { name, keys, blank: blankOf(keys) };
    this.#byName.set(name, shape);
    const alike = this.#byLength.get(shape.keys.length);
    if (alike) alike.push(shape);
    else this.#byLength.set(shape.keys.length, [shape]);
    return shape;
  }
}

const isList = (json: Json): json is readonly Json[] => Array.isArray(json);
