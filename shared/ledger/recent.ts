/**
 * The values used last, at most twice `most` of them: what a cycle reads again and again in one portion need not be unpacked
 * each time. What has not been asked for during a whole generation is dropped, or handed to `rest`.
 */
export class Recent<K, V> {
  #young = new Map<K, V>();
  #old = new Map<K, V>();

  constructor(
    private readonly most: number,
    private readonly rest: (key: K, value: V) => void = () => {},
  ) {}

  get(key: K): V | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old === undefined) return undefined;
    this.#old.delete(key);
    this.set(key, old);
    return old;
  }

  set(key: K, value: V): void {
    this.#old.delete(key);
    this.#young.set(key, value);
    if (this.#young.size < this.most) return;
    const resting = this.#old;
    this.#old = this.#young;
    this.#young = new Map();
    for (const [restingKey, restingValue] of resting) this.rest(restingKey, restingValue);
  }

  delete(key: K): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
  }
}
