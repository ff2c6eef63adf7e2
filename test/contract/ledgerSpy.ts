/** Watches, and on demand breaks, what a ledger asks of IndexedDB. */
import { IDBObjectStore } from 'fake-indexeddb';

/** Requests by store and kind: `head get`, `journal add`. */
export type Requests = Map<string, number>;

const asked = ['get', 'getAll', 'openCursor', 'openKeyCursor', 'count'] as const;
const written = ['put', 'add', 'delete', 'clear'] as const;

/** @returns the way to stop, and what was asked until then. */
export function watch(onRequest: (store: string, kind: string) => void = () => {}): {
  readonly requests: Requests;
  readonly bytes: () => number;
  stop(): void;
} {
  const requests: Requests = new Map();
  let bytes = 0;
  const originals = new Map<string, PropertyDescriptor>();
  for (const kind of [...asked, ...written]) {
    const original = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, kind);
    if (!original) throw new Error(`IndexedDB has no ${kind}`);
    originals.set(kind, original);
    Object.defineProperty(IDBObjectStore.prototype, kind, {
      ...original,
      value(this: globalThis.IDBObjectStore, ...args: readonly unknown[]) {
        onRequest(this.name, kind);
        const name = `${this.name} ${kind}`;
        requests.set(name, (requests.get(name) ?? 0) + 1);
        if (kind === 'put' || kind === 'add') bytes += JSON.stringify(args[0]).length;
        return (original.value as (...args: readonly unknown[]) => unknown).apply(this, [...args]);
      },
    });
  }
  return {
    requests,
    bytes: () => bytes,
    stop: () => {
      for (const [kind, original] of originals) Object.defineProperty(IDBObjectStore.prototype, kind, original);
    },
  };
}

/** The context dies at the n-th write: that one and all that would follow never happen. */
export function dieAtWrite(n: number): { readonly died: () => boolean; stop(): void } {
  let writes = 0;
  const { stop } = watch((_, kind) => {
    if ((written as readonly string[]).includes(kind) && ++writes >= n) throw new Error('killed');
  });
  return { died: () => writes >= n, stop };
}
