/**
 * Where the tokens live: a database of the add-in's own origin, which Outlook's frames of us share and nobody else sees (SEC2).
 * A renewal happens once, however many of our pages ask: under a lock, and what came back replaces what was spent in one
 * transaction, since a rotated refresh token that got lost is a sign-out.
 */
import { Dexie, type Table } from 'dexie';

export type SignInSystem = 'salesforce' | 'microsoft';

export interface Kept {
  readonly system: SignInSystem;
  /** `nested`: Outlook holds the tokens, there are none here. */
  readonly how: 'code' | 'nested';
  readonly access: string;
  /** '' when the sign-in has run out. */
  readonly refresh: string;
  /** Milliseconds; the vendor may end it earlier. */
  readonly expiresAt: number;
  /** Salesforce: the org's own address. */
  readonly instance: string;
  readonly user: string;
}

class Shelf extends Dexie {
  readonly kept!: Table<Kept, SignInSystem>;
  constructor() {
    super('instep-sign-in');
    this.version(1).stores({ kept: 'system' });
  }
}

export class Vault {
  readonly #shelf = new Shelf();
  readonly #listeners = new Set<() => void>();

  get(system: SignInSystem): Promise<Kept | undefined> {
    return this.#shelf.kept.get(system);
  }

  async put(kept: Kept): Promise<void> {
    await this.#shelf.kept.put(kept);
    for (const listener of this.#listeners) listener();
  }

  /** The sign-in has run out, the connection remains: the rep is asked to sign in again, not to set up anew. */
  async runOut(system: SignInSystem): Promise<void> {
    const kept = await this.get(system);
    if (kept) await this.put({ ...kept, access: '', refresh: '', expiresAt: 0 });
  }

  async forget(system: SignInSystem): Promise<void> {
    await this.#shelf.kept.delete(system);
    for (const listener of this.#listeners) listener();
  }

  async wipe(): Promise<void> {
    await this.#shelf.kept.clear();
    for (const listener of this.#listeners) listener();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** One renewal at a time, over all of our pages. `renew` sees what is kept now: another page may have been faster. */
  renewing<T>(system: SignInSystem, renew: (kept: Kept | undefined) => Promise<T>): Promise<T> {
    return navigator.locks.request(`instep-sign-in-${system}`, async () => renew(await this.get(system)));
  }
}
