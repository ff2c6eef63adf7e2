/**
 * Things in memory by their key. What was used lately stays unpacked; the rest is a short text each, since 120,000 rows as
 * objects would take more than a runner may have (CON6), and unpacking them at every look longer than the cycle.
 */
export interface Packing<T> {
  readonly pack: (value: T) => string;
  readonly unpack: (key: string, text: string) => T;
}

class Slot<T> {
  /** When it was last used. */
  generation = 0;

  constructor(
    readonly key: string,
    public value: T | null,
    private readonly packing: Packing<T>,
  ) {}
  #text = '';

  read(): T {
    return this.value ?? this.packing.unpack(this.key, this.#text);
  }

  unpack(): T {
    this.value = this.read();
    this.#text = '';
    return this.value;
  }

  rest(): void {
    if (this.value === null) return;
    this.#text = this.packing.pack(this.value);
    this.value = null;
  }
}

/** What several shelves keep unpacked together: at least `most` things, at most twice as many. */
export class Warm {
  #generation = 1;
  #young: Pick<Slot<unknown>, 'generation' | 'rest'>[] = [];
  #old: Pick<Slot<unknown>, 'generation' | 'rest'>[] = [];

  constructor(private readonly most: number) {}

  touch(slot: Pick<Slot<unknown>, 'generation' | 'rest'>): void {
    if (slot.generation === this.#generation) return;
    slot.generation = this.#generation;
    this.#young.push(slot);
    if (this.#young.length < this.most) return;
    for (const old of this.#old) if (old.generation < this.#generation) old.rest();
    this.#old = this.#young;
    this.#young = [];
    this.#generation++;
  }
}

export class Shelf<T extends object> {
  readonly #held = new Map<string, Slot<T>>();

  constructor(
    private readonly packing: Packing<T>,
    private readonly warm: Warm,
  ) {}

  get size(): number {
    return this.#held.size;
  }

  get(key: string): T | null {
    const slot = this.#held.get(key);
    if (!slot) return null;
    this.warm.touch(slot);
    return slot.unpack();
  }

  /** Goes to the end of the order. */
  set(key: string, value: T): void {
    this.delete(key);
    const slot = new Slot(key, value, this.packing);
    this.#held.set(key, slot);
    this.warm.touch(slot);
  }

  delete(key: string): void {
    const slot = this.#held.get(key);
    if (!slot) return;
    // It may still be in a list of what is warm.
    slot.value = null;
    this.#held.delete(key);
  }

  keys(): IterableIterator<string> {
    return this.#held.keys();
  }

  /** All of them, without warming what rests. */
  *values(): Generator<T> {
    for (const slot of this.#held.values()) yield slot.read();
  }
}
