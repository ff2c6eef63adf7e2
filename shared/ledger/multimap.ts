/** One name to any number of keys, in the order they came; without a set for each name that has only one. */
export class Multimap<N> {
  readonly #entries = new Map<N, string | Set<string>>();

  get size(): number {
    return this.#entries.size;
  }

  add(name: N, key: string): void {
    const held = this.#entries.get(name);
    if (held === undefined || held === key) this.#entries.set(name, key);
    else if (typeof held === 'string') this.#entries.set(name, new Set([held, key]));
    else held.add(key);
  }

  remove(name: N, key: string): void {
    const held = this.#entries.get(name);
    if (held === key) this.#entries.delete(name);
    else if (held instanceof Set && held.delete(key) && held.size === 0) this.#entries.delete(name);
  }

  get(name: N): readonly string[] {
    const held = this.#entries.get(name);
    return held === undefined ? [] : typeof held === 'string' ? [held] : [...held];
  }

  last(name: N): string | undefined {
    const held = this.#entries.get(name);
    return held instanceof Set ? [...held].at(-1) : held;
  }
}
