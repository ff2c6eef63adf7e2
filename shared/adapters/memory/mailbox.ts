/**
 * A mailbox in memory that keeps the promises of `Mailbox`: for the engine's tests and the simulation. `hands` is the
 * person, `faults` the weather, `mails` what would have gone out to others.
 */
import type { ItemId, Kind, Provider, Rep } from '../../core/model';
import type { Clock, Cursor, Gone, Mailbox, Page, PullOptions, Random, Write, Wrote } from '../../core/ports';
import { folderName, groupName } from '../names';
import { MailboxFaults } from './mailbox/faults';
import { MailboxHands } from './mailbox/hands';
import { leftOf, MailboxPages } from './mailbox/pages';
import { MailboxStore, type Stored, seenOf } from './mailbox/store';
import { type Mail, MailboxWrites } from './mailbox/writes';

export type { MailboxFaults } from './mailbox/faults';
export type { MailboxHands } from './mailbox/hands';
export type { Mail } from './mailbox/writes';

export interface MemoryMailboxOptions {
  readonly provider: Provider;
  readonly clock: Clock;
  readonly random: Random;
  /** The rep's address. */
  readonly address?: string;
  readonly aliases?: readonly string[];
  readonly pageSize?: number;
}

export class MemoryMailbox implements Mailbox {
  readonly side = 'mailbox';
  readonly hands: MailboxHands;
  readonly faults: MailboxFaults;
  /** Calls made, by name. */
  readonly calls: Record<string, number> = {};
  readonly #store: MailboxStore;
  readonly #pages: MailboxPages;
  readonly #writes: MailboxWrites;
  readonly #address: string;

  constructor(private readonly options: MemoryMailboxOptions) {
    const { provider, clock, random, address = 'rep@example.com', pageSize = 50 } = options;
    this.#address = address;
    this.#store = new MailboxStore(provider, clock);
    this.hands = new MailboxHands(this.#store, address);
    this.faults = new MailboxFaults(random, provider);
    this.#pages = new MailboxPages(this.#store, this.faults, pageSize, () => clock.now());
    this.#writes = new MailboxWrites(this.#store, this.hands, address);
  }

  get mails(): readonly Mail[] {
    return this.#writes.mails;
  }

  async whoAmI(): Promise<Pick<Rep, 'mailboxAddresses' | 'mailboxId' | 'provider'>> {
    this.#called('whoAmI');
    const { provider, aliases = [] } = this.options;
    return { provider, mailboxId: `memory-${this.#address}`, mailboxAddresses: [this.#address, ...aliases] };
  }

  async prepare(): Promise<void> {
    this.#called('prepare');
    this.#store.folder = true;
  }

  async mistaken(): Promise<readonly { readonly id: ItemId; readonly name: string }[]> {
    this.#called('mistaken');
    const label = this.options.provider === 'google' ? groupName : folderName;
    return this.hands
      .all('contact')
      .filter(({ item }) => item.kind === 'contact' && !item.inFolder && item.categories.includes(label))
      .map(({ id, item }) => ({ id, name: item.kind === 'contact' ? `${item.first} ${item.last}`.trim() : '' }));
  }

  async intoFolder(ids: readonly ItemId[]): Promise<void> {
    this.#called('intoFolder');
    for (const id of ids) if (this.#store.live(id)) this.hands.moveIn(id);
    this.faults.after();
  }

  async changesSince(kind: Kind, cursor: Cursor | null, options: PullOptions): Promise<Page<'mailbox'>> {
    this.#called('changesSince');
    return this.#pages.next(kind, cursor, options.window);
  }

  async read(kind: Kind, ids: readonly ItemId[], options: PullOptions): ReturnType<Mailbox['read']> {
    this.#called('read');
    const stored = ids.map((id) => [id, this.#store.live(this.#store.renamed.get(id) ?? id)] as const);
    const shows = (row: Stored | null): row is Stored =>
      row?.kind === kind && this.#pages.inside(row, this.#pages.coveredBy(options.window));
    return {
      items: stored
        .map(([, row]) => row)
        .filter(shows)
        .map((row) => seenOf(row.before && !row.before.deleted && this.faults.meets(this.faults.stale) ? row.before : row)),
      gone: stored.filter(([, row]) => !shows(row)).map(([id, row]): Gone => (row ? leftOf(row) : { id, how: 'deleted' })),
      // A former name leads to the contact that had it (`requestedResourceName`).
      renamed: stored.flatMap(([from, row]) => (shows(row) && row.id !== from ? [{ from, to: row.id }] : [])),
    };
  }

  write(writes: readonly Write<'mailbox'>[]): Promise<readonly Wrote<'mailbox'>[]> {
    return this.#write(writes, 'looks');
  }

  /**
   * As one life of a device sees it. No service knows a key for a new contact: the adapters look for one only where they know that a
   * create has gone unanswered, which is forgotten with the device (wire-contracts 1.5, 3.2).
   */
  connection(): Mailbox {
    const unanswered = new Set<string>();
    const write = async (writes: readonly Write<'mailbox'>[]): Promise<readonly Wrote<'mailbox'>[]> => {
      try {
        return await this.#write(writes, unanswered);
      } catch (error) {
        for (const one of writes) if (one.op === 'create' && one.kind === 'contact') unanswered.add(one.key);
        throw error;
      }
    };
    return new Proxy<Mailbox>(this, {
      get: (_, key) => {
        if (key === 'write') return write;
        const value: unknown = Reflect.get(this, key, this);
        return typeof value === 'function' ? value.bind(this) : value;
      },
    });
  }

  async #write(writes: readonly Write<'mailbox'>[], looks: 'looks' | ReadonlySet<string>): Promise<readonly Wrote<'mailbox'>[]> {
    this.#called('write');
    const cutAfter = this.faults.meets(this.faults.partial) ? this.faults.int(writes.length) : writes.length;
    const answers = writes.slice(0, cutAfter).map((write) => this.#one(write, looks));
    if (cutAfter < writes.length) throw this.faults.cutOff();
    this.faults.after();
    return answers;
  }

  #one(write: Write<'mailbox'>, looks: 'looks' | ReadonlySet<string>): Wrote<'mailbox'> {
    const refused = this.faults.refuse(write);
    if (refused) return { kind: 'failed', failure: refused };
    if (this.faults.meets(this.faults.partThrottled)) return { kind: 'failed', failure: this.faults.throttle().failure };
    const unknown = write.op === 'create' && write.kind === 'contact' && looks !== 'looks' && !looks.has(write.key);
    return this.#writes.carryOut(write, !unknown);
  }

  #called(name: string): void {
    this.calls[name] = (this.calls[name] ?? 0) + 1;
    this.faults.before();
  }
}
