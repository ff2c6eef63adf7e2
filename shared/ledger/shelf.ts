/**
 * Things in memory by their key, packed as texts when they have not been used for a while: 120,000 rows as objects would take
 * more than a runner may have (CON6), and unpacking them at every look would take longer than the cycle.
 */
import { Recent } from './recent';

export interface Packing<T> {
  readonly pack: (value: T) => string;
  readonly unpack: (key: string, text: string) => T;
  /** How many stay unpacked, at least. */
  readonly hot: number;
}

export class Shelf<T extends object> {
  readonly #held = new Map<string, T | string>();
  readonly #hot: Recent<string, true>;

  constructor(private readonly packing: Packing<T>) {
    this.#hot = new Recent(packing.hot, (key) => this.#rest(key));
  }

  get size(): number {
    return this.#held.size;
  }

  has(key: string): boolean {
    return this.#held.has(key);
  }

  get(key: string): T | undefined {
    const held = this.#held.get(key);
    if (held === undefined) return undefined;
    const value = typeof held === 'string' ? this.packing.unpack(key, held) : held;
    if (typeof held === 'string') this.#held.set(key, value);
    this.#hot.set(key, true);
    return value;
  }

  /** Goes to the end of the order. */
  set(key: string, value: T): void {
    this.#held.delete(key);
    this.#held.set(key, value);
    this.#hot.set(key, true);
  }

  delete(key: string): boolean {
    this.#hot.delete(key);
    return this.#held.delete(key);
  }

  keys(): IterableIterator<string> {
    return this.#held.keys();
  }

  /** All of them, without warming what rests. */
  *values(): Generator<T> {
    for (const [key, held] of this.#held) yield typeof held === 'string' ? this.packing.unpack(key, held) : held;
  }

  #rest(key: string): void {
    const held = this.#held.get(key);
    if (held !== undefined && typeof held !== 'string') this.#held.set(key, this.packing.pack(held));
  }
}
