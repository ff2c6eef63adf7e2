/**
 * What a rep's devices share, as text: about 150 characters a pair, so that 50,000 pairs fit into 64 records.
 *
 *   I1;{"shapes":[…],"common":[…]};entry;entry;…
 *
 * `shapes` lists the field names of a pair once; `common` the hashes that many pairs have in common (of an empty value, of a
 * frequent one), each of which costs one character. An entry begins with what it is:
 *
 *   p kind mark record shape hashes    a pair; `'` before two hashes where the sides show the value differently
 *   t kind mark record times shape hashes   the same, with the times of both items
 *   x kind mark version                a pair that was dissolved at that version
 *   n version json                     notes
 *   r version json                     any pair that is not made of what we expect
 */
import * as v from 'valibot';
import type { Agreed, AsOf, Kind, Note } from '../../../core/model';
import type { SharedPair, SharedRef } from '../../../core/ports';
import { knownBlankOf } from '../../../core/shapes';
import { longId } from '../api';
import {
  digit,
  digitOf,
  hashLength,
  hashOf,
  hashText,
  isDigit,
  isHash,
  isMark,
  isTime,
  markLength,
  markOf,
  markText,
  timeLength,
  timeOf,
  timeText,
} from './digits';

export type Entry =
  | { readonly what: 'pair'; readonly version: number; readonly value: SharedPair }
  | { readonly what: 'notes'; readonly version: number; readonly value: { readonly ref: SharedRef; readonly notes: readonly Note[] } };

/** As many as there are, to be gone through more than once. */
export interface Entries extends Iterable<Entry> {
  readonly length: number;
}

export const nameOf = (entry: Entry): string => {
  if (entry.what === 'pair') return `p|${entry.value.id}`;
  const { ref } = entry.value;
  return `n|${ref.side}|${ref.kind}|${ref.side === 'crm' ? ref.id : ref.mark}`;
};

const symbols = '!#$%&()*+,/:<=>?@[]^`{}~';
const separator = ';';
const head = 'I1';

const kindText: Readonly<Record<Kind, string>> = { contact: 'c', event: 'e' };
const prefixOf: Readonly<Record<Kind, string>> = { contact: '003', event: '00U' };

interface Header {
  readonly shapes: readonly (readonly string[])[];
  readonly common: readonly number[];
}

/** JSON without the one character that separates entries. */
const json = (value: unknown): string => JSON.stringify(value).replaceAll(separator, '\\u003b');

// ---------------------------------------------------------------- writing

const isPlainPair = ({ id, crmId, kind, agreed, asOf }: SharedPair): boolean =>
  isMark(id) &&
  /^[A-Za-z0-9]{18}$/.test(crmId) &&
  crmId.startsWith(prefixOf[kind]) &&
  longId(crmId.slice(0, 15)) === crmId &&
  (!asOf || (isTime(asOf.mailbox) && isTime(asOf.crm))) &&
  Object.values(agreed ?? {}).every(([mailbox, crm]) => isHash(mailbox) && isHash(crm));

/** What is frequent shows in a sample; counting every hash of 50,000 pairs costs more than it saves. */
const sample = 2000;

const namesOf = (agreed: Agreed | null): readonly string[] => Object.keys(agreed ?? {}).sort();

function headerOf(entries: Entries): Header {
  const shapes = new Map<string, readonly string[]>();
  const counts = new Map<number, number>();
  const step = Math.ceil(entries.length / sample);
  let at = -1;
  for (const entry of entries) {
    at++;
    if (entry.what === 'notes' || !entry.value.agreed) continue;
    const names = namesOf(entry.value.agreed);
    if (shapes.size < 60) shapes.set(names.join('\n'), names);
    if (at % step !== 0) continue;
    for (const [mailbox, crm] of Object.values(entry.value.agreed)) {
      counts.set(mailbox, (counts.get(mailbox) ?? 0) + 1);
      if (crm !== mailbox) counts.set(crm, (counts.get(crm) ?? 0) + 1);
    }
  }
  const often = [...counts].filter(([, count]) => count > 2).sort((a, b) => b[1] - a[1]);
  return { shapes: [...shapes.values()], common: often.slice(0, symbols.length).map(([hash]) => hash) };
}

class Writer {
  readonly #shapes: ReadonlyMap<string, number>;
  readonly #common: ReadonlyMap<number, string>;
  readonly start: string;

  constructor(header: Header) {
    this.#shapes = new Map(header.shapes.map((names, i) => [names.join('\n'), i]));
    this.#common = new Map(header.common.map((hash, i) => [hash, symbols[i]!]));
    this.start = `${head}${separator}${json(header)}`;
  }

  entry(entry: Entry): string {
    if (entry.what === 'notes') return `n${entry.version.toString(36)} ${json(entry.value)}`;
    const { id, kind, crmId, agreed, asOf, dissolved } = entry.value;
    if (dissolved && isMark(id)) return `x${kindText[kind]}${markText(id)}${entry.version.toString(36)}`;
    const names = namesOf(agreed);
    const shape = agreed ? this.#shapes.get(names.join('\n')) : -1;
    if (dissolved || shape === undefined || !isPlainPair(entry.value)) return `r${entry.version.toString(36)} ${json(entry.value)}`;
    const hashes = names.map((name) => this.#hashes(agreed![name]!)).join('');
    const times = asOf ? timeText(asOf.mailbox) + timeText(asOf.crm) : '';
    const beginning = `${asOf ? 't' : 'p'}${kindText[kind]}${markText(id)}${crmId.slice(3, 15)}`;
    return `${beginning}${times}${shape < 0 ? '.' : digit(shape)}${hashes}`;
  }

  #hashes([mailbox, crm]: readonly [number, number]): string {
    return mailbox === crm ? this.#hash(mailbox) : `'${this.#hash(mailbox)}${this.#hash(crm)}`;
  }
  #hash(hash: number): string {
    return this.#common.get(hash) ?? hashText(hash);
  }
}

/** As few texts of at most so many characters as it takes. */
export function encoded(entries: Entries, limit: number): readonly string[] {
  const writer = new Writer(headerOf(entries));
  const bodies: string[] = [];
  let parts = [writer.start];
  let length = writer.start.length;
  for (const entry of entries) {
    const text = writer.entry(entry);
    if (length + text.length + 1 > limit && parts.length > 1) {
      bodies.push(parts.join(separator));
      parts = [writer.start];
      length = writer.start.length;
    }
    parts.push(text);
    length += text.length + 1;
  }
  bodies.push(parts.join(separator));
  return bodies;
}

// ---------------------------------------------------------------- reading

const headerSchema = v.object({ shapes: v.array(v.array(v.string())), common: v.array(v.number()) });
const kindSchema = v.picklist(['contact', 'event']);
const pairSchema = v.object({
  id: v.string(),
  kind: kindSchema,
  crmId: v.string(),
  agreed: v.nullable(v.record(v.string(), v.tuple([v.number(), v.number()]))),
  asOf: v.exactOptional(v.object({ mailbox: v.number(), crm: v.number() })),
  dissolved: v.boolean(),
});
const noteSchema = v.custom<Note>(
  (value) => typeof value === 'object' && value !== null && 'kind' in value && 'at' in value && typeof value.kind === 'string',
);
const notesSchema = v.object({
  ref: v.variant('side', [
    v.object({ side: v.literal('mailbox'), kind: kindSchema, mark: v.string() }),
    v.object({ side: v.literal('crm'), kind: kindSchema, id: v.string() }),
  ]),
  notes: v.array(noteSchema),
});

/** An entry that stays text until it is looked at: as objects, those of a large rep are ten times as large. */
export class Packed {
  constructor(
    readonly name: string,
    private readonly text: string,
    private readonly reader: Reader,
  ) {}

  entry(): Entry {
    // It could be read before.
    return this.reader.entry(this.text)!;
  }
}

export class Unpacked implements Entries {
  constructor(private readonly packed: readonly Packed[]) {}

  get length(): number {
    return this.packed.length;
  }
  *[Symbol.iterator](): Iterator<Entry> {
    for (const one of this.packed) yield one.entry();
  }
}

/** @returns null for what is no such text. `version` is that of the record: what has none of its own is as old. */
export function decoded(body: string, version: number): readonly Packed[] | null {
  const [start, headerText = '', ...texts] = body.split(separator);
  const header = v.safeParse(v.pipe(v.string(), v.parseJson(), headerSchema), headerText);
  if (start !== head || !header.success) return null;
  const reader = new Reader(header.output, version);
  return texts.flatMap((text) => {
    const entry = reader.entry(text);
    return entry ? new Packed(nameOf(entry), text, reader) : [];
  });
}

const timesOf = (text: string): AsOf => ({
  mailbox: timeOf(text.slice(0, timeLength)),
  crm: timeOf(text.slice(timeLength, 2 * timeLength)),
});

class Reader {
  /** Most fields are empty on both sides: one pair of hashes for all of them. */
  readonly #often: ReadonlyMap<number, Agreed[string]>;

  constructor(
    private readonly header: Header,
    private readonly version: number,
  ) {
    this.#often = new Map(header.common.map((hash) => [hash, [hash, hash]]));
  }

  entry(text: string): Entry | null {
    switch (text[0]) {
      case 'p':
      case 't':
        return this.#pair(text);
      case 'x':
        return this.#dissolved(text);
      case 'n':
      case 'r':
        return this.#json(text);
      default:
        return null;
    }
  }

  #pair(text: string): Entry | null {
    const kind: Kind = text[1] === 'e' ? 'event' : 'contact';
    const at = 2 + markLength;
    const crmId = longId(prefixOf[kind] + text.slice(at, at + 12));
    const asOf = text[0] === 't' ? timesOf(text.slice(at + 12)) : null;
    const agreed = this.#agreed(text, at + 12 + (asOf ? 2 * timeLength : 0));
    if (agreed === undefined) return null;
    const value = { id: markOf(text.slice(2, at)), kind, crmId, agreed, ...(asOf ? { asOf } : {}), dissolved: false };
    return { what: 'pair', version: this.version, value };
  }

  /** Undefined when it cannot be read. */
  #agreed(text: string, from: number): Agreed | null | undefined {
    if (text[from] === '.') return null;
    const names = this.header.shapes[digitOf(text[from] ?? '')];
    if (!names) return undefined;
    const agreed: Record<string, Agreed[string] | null> = { ...knownBlankOf(names) };
    let at = from + 1;
    const next = (): number => {
      const char = text[at] ?? '';
      const known = isDigit(char) ? -1 : symbols.indexOf(char);
      const length = known >= 0 ? 1 : hashLength;
      const hash = known >= 0 ? this.header.common[known] : hashOf(text.slice(at, at + length));
      at += length;
      return hash ?? Number.NaN;
    };
    for (const name of names) {
      const both = text[at] === "'";
      if (both) at++;
      const mailbox = next();
      agreed[name] = both ? [mailbox, next()] : (this.#often.get(mailbox) ?? [mailbox, mailbox]);
    }
    return Object.values(agreed).every((hashes) => hashes !== null && isHash(hashes[0]) && isHash(hashes[1]))
      ? (agreed as Agreed)
      : undefined;
  }

  #dissolved(text: string): Entry {
    const kind: Kind = text[1] === 'e' ? 'event' : 'contact';
    const at = 2 + markLength;
    const value = { id: markOf(text.slice(2, at)), kind, crmId: '', agreed: null, dissolved: true };
    return { what: 'pair', version: Number.parseInt(text.slice(at), 36), value };
  }

  #json(text: string): Entry | null {
    const space = text.indexOf(' ');
    const version = Number.parseInt(text.slice(1, space), 36);
    const body = text.slice(space + 1);
    if (text[0] === 'n') {
      const notes = v.safeParse(v.pipe(v.string(), v.parseJson(), notesSchema), body);
      return notes.success ? { what: 'notes', version, value: notes.output } : null;
    }
    const pair = v.safeParse(v.pipe(v.string(), v.parseJson(), pairSchema), body);
    return pair.success ? { what: 'pair', version, value: pair.output } : null;
  }
}
