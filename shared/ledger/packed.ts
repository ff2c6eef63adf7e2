/**
 * Rows, pairs and history as short texts. An object becomes an array that begins with the name of its shape: its keys in order, and
 * what nearly empty objects say under each, both kept once beside many texts. Behind it comes only what is different, as numbers of keys
 * and values. A record of Salesforce has thirty long field names, most of them empty: packed it is a third as long, and faster to read.
 */
import { hash53 } from '../core/keys';
import type { Agreed, HistoryEntry, Pair, Ref, Row, Seen } from '../core/model';
import { blankOf } from '../core/shapes';

type Json = string | number | boolean | null | readonly Json[];
type Nothing = '' | null | false | 0 | readonly never[];
type Fields = Readonly<Record<string, unknown>>;

interface Shape {
  readonly name: string;
  readonly keys: readonly string[];
  /** What stands under each key where nothing else is said. */
  readonly usual: readonly Nothing[];
  /** An object with all of it: a copy of it is filled in. */
  readonly blank: Fields;
}

/** Shape name → keys and what is usual. Names are made of these, so that shapes of two contexts never mean different things. */
type Shapes = Readonly<Record<string, readonly [keys: readonly string[], usual: readonly Nothing[]]>>;

/** Stands where a shape's name would: what follows is a list. */
const list = 0;

const noList: readonly never[] = Object.freeze([]);

type Hashes = Agreed[string];

const empty = hash53('');
const bothEmpty: Hashes = [empty, empty];
const isEmpty = ([mailbox, crm]: Hashes): boolean => mailbox === empty && crm === empty;

export class Packer {
  readonly #byName = new Map<string, Shape>();
  readonly #byLength = new Map<number, Shape[]>();
  #known = '';

  /** All that its texts are packed with, as JSON. */
  get shapes(): string {
    if (this.#known === '') this.#known = JSON.stringify(Object.fromEntries([...this.#byName.values()].map(entryOf)));
    return this.#known;
  }

  learn(shapes: string): void {
    if (shapes === '' || shapes === this.#known) return;
    for (const [name, [keys, usual]] of Object.entries(JSON.parse(shapes) as Shapes))
      if (!this.#byName.has(name)) this.#add(name, keys, usual);
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

  /** Nearly all hashes of an agreement are equal on both sides, and most fields are empty: most of a pair's text would be these. */
  pair({ agreed, ...rest }: Pair): string {
    return JSON.stringify([this.#flat(rest), agreed && this.#flatAgreed(agreed)]);
  }

  toPair(text: string): Pair {
    const [rest, agreed] = JSON.parse(text) as [Json, readonly Json[] | null];
    return { ...(this.#full(rest) as Omit<Pair, 'agreed'>), agreed: agreed && this.#fullAgreed(agreed) };
  }

  toEntry(text: string): HistoryEntry {
    return this.unpack(text) as HistoryEntry;
  }

  #flatAgreed(agreed: Agreed): Json {
    const shape = this.#shapeOf(agreed);
    const flat: Json[] = [shape.name];
    shape.keys.forEach((key, index) => {
      const hashes = agreed[key] ?? bothEmpty;
      if (!isEmpty(hashes)) flat.push(index, hashes[0] === hashes[1] ? hashes[0] : hashes);
    });
    return flat;
  }

  #fullAgreed([name, ...said]: readonly Json[]): Agreed {
    const { keys } = this.#named(name);
    const agreed: Record<string, Hashes> = { ...this.#emptyAgreed(String(name), keys) };
    for (let at = 0; at < said.length; at += 2) {
      const hashes = said[at + 1] as number | Hashes;
      agreed[keys[Number(said[at])] ?? ''] = typeof hashes === 'number' ? [hashes, hashes] : hashes;
    }
    return agreed;
  }

  readonly #agreed = new Map<string, Agreed>();
  #emptyAgreed(name: string, keys: readonly string[]): Agreed {
    const held = this.#agreed.get(name) ?? filled(keys, () => bothEmpty);
    this.#agreed.set(name, held);
    return held;
  }

  #flat(value: unknown): Json {
    if (typeof value !== 'object' || value === null) return value as Json;
    if (Array.isArray(value)) {
      const flat: Json[] = [list];
      for (const part of value) flat.push(this.#flat(part));
      return flat;
    }
    const held = value as Fields;
    const { name, keys, usual } = this.#shapeOf(held);
    const flat: Json[] = [name];
    for (let at = 0; at < keys.length; at++) {
      const said = held[keys[at] as string];
      const nothing = usual[at];
      if (said !== nothing && !(nothing === noList && Array.isArray(said) && said.length === 0)) flat.push(at, this.#flat(said));
    }
    return flat;
  }

  #full(json: Json): unknown {
    if (!isList(json)) return json;
    if (json[0] === list) {
      const parts: unknown[] = [];
      for (let at = 1; at < json.length; at++) parts.push(this.#full(json[at] as Json));
      return parts;
    }
    const { keys, blank } = this.#named(json[0]);
    const full: Record<string, unknown> = { ...blank };
    for (let at = 1; at < json.length; at += 2) full[keys[json[at] as number] as string] = this.#full(json[at + 1] as Json);
    return full;
  }

  #named(name: Json | undefined): Shape {
    const shape = this.#byName.get(String(name));
    if (!shape) throw new Error(`the ledger holds an unknown shape: ${String(name)}`);
    return shape;
  }

  /** Keys are compared one by one: nearly always the first shape of that length is it. */
  #shapeOf(value: Fields): Shape {
    let keys = Object.keys(value);
    for (const key of keys) {
      if (value[key] !== undefined) continue;
      // Undefined is absent, as in JSON.
      keys = keys.filter((one) => value[one] !== undefined);
      break;
    }
    for (const shape of this.#byLength.get(keys.length) ?? []) if (isSame(shape.keys, keys)) return shape;
    const usual = usualIn(keys.map((key) => value[key]));
    const name = hash53(JSON.stringify([keys, usual]))
      .toString(36)
      .slice(-8);
    return this.#byName.get(name) ?? this.#add(name, keys, usual);
  }

  #add(name: string, keys: readonly string[], said: readonly Nothing[]): Shape {
    // Of one emptiness: what is compared, and what every copy shares.
    const usual = said.map((nothing) => (Array.isArray(nothing) ? noList : nothing));
    const shape: Shape = { name, keys, usual, blank: filled(keys, (at) => usual[at]) };
    this.#byName.set(name, shape);
    const alike = this.#byLength.get(keys.length);
    if (alike) alike.push(shape);
    else this.#byLength.set(keys.length, [shape]);
    this.#known = '';
    return shape;
  }
}

const entryOf = ({ name, keys, usual }: Shape): [string, Shapes[string]] => [name, [keys, usual]];

const isList = (json: Json): json is readonly Json[] => Array.isArray(json);

function isSame(a: readonly string[], b: readonly string[]): boolean {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

function filled<T>(keys: readonly string[], valueAt: (at: number) => T): Record<string, T> {
  const all: Record<string, T | null> = { ...blankOf(keys) };
  keys.forEach((key, at) => {
    all[key] = valueAt(at);
  });
  return all as Record<string, T>;
}

/** What objects of this shape will mostly say. One that says null for nothing, as records of Salesforce do, says so everywhere. */
function usualIn(values: readonly unknown[]): Nothing[] {
  const nothing = values.includes(null) ? null : '';
  return values.map((value) => {
    if (typeof value === 'string') return nothing;
    if (typeof value === 'number') return 0;
    if (typeof value === 'boolean') return false;
    return Array.isArray(value) ? noList : null;
  });
}
