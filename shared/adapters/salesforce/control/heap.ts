/** Everything that is shared, as a map from name to its latest entry; how it is spread over buckets, and when old memories end. */
import { hash53 } from '../../../core/keys';
import type { Shared } from '../../../core/ports';
import { chunks } from '../api';
import { type Entry, type Packed, Unpacked } from './coding';

export type Heap = ReadonlyMap<string, Packed>;

/** Later ones win. */
export function heaped(...lists: (readonly Packed[])[]): Map<string, Packed> {
  const heap = new Map<string, Packed>();
  for (const list of lists) for (const one of list) heap.set(one.name, one);
  return heap;
}

export const isOver = (entry: Entry): boolean => (entry.what === 'pair' ? entry.value.dissolved : entry.value.notes.length === 0);

/** A device that is this far behind reads everything: until then it is told what is over. */
export const memory = 500;

export const worthKeeping = (entry: Entry, now: number): boolean => !isOver(entry) || entry.version > now - memory;

/** The size of one record: LongTextArea holds 131,072; some is left for what an org counts differently. */
export const bodyLimit = 125_000;
/** Each growth rewrites everything, so it comes in big steps: 1, 4, 16, 64, 256. */
export const growth = 4;

export const bucketOf = (name: string, count: number): number => hash53(name) % count;

export function entriesOf(shared: Shared, version: number): readonly Entry[] {
  return [
    ...shared.pairs.map((value): Entry => ({ what: 'pair', version, value })),
    ...shared.notes.map((value): Entry => ({ what: 'notes', version, value })),
  ];
}

const portion = 2000;

/** Without what is over, where everything is told. */
export class Portions implements Iterable<Shared> {
  constructor(
    private readonly packed: readonly Packed[],
    private readonly complete: boolean,
  ) {}

  *[Symbol.iterator](): Iterator<Shared> {
    for (const some of chunks(this.packed, portion)) yield sharedOf(some, this.complete);
  }
}

function sharedOf(packed: readonly Packed[], complete: boolean): Shared {
  const pairs: Shared['pairs'][number][] = [];
  const notes: Shared['notes'][number][] = [];
  for (const entry of new Unpacked(packed)) {
    if (complete && isOver(entry)) continue;
    if (entry.what === 'pair') pairs.push(entry.value);
    else notes.push(entry.value);
  }
  return { pairs, notes };
}
