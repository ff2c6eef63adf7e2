/** What we ask of the world. Adapters, the ledger and the clock implement these; core and engine know nothing else. */
import type {
  AccountMatch,
  Agreed,
  AsOf,
  ChangesOf,
  Configuration,
  ConnectionState,
  CrmRecord,
  HistoryEntry,
  Instant,
  Invitee,
  ItemId,
  ItemOf,
  Kind,
  Note,
  Pair,
  Person,
  Ref,
  Rep,
  Report,
  Request,
  Row,
  Seen,
  Side,
  System,
  Version,
} from './model';

// ---------------------------------------------------------------- failures

/** Named at the border (wire-contracts section 5), judged by `sync/remedy`, acted upon by the engine. */
export type Failure =
  | { readonly kind: 'offline' }
  | { readonly kind: 'throttled'; readonly system: System; readonly retryAfterMs: number }
  | { readonly kind: 'down'; readonly system: System; readonly status: number }
  | { readonly kind: 'signed out'; readonly system: System }
  | { readonly kind: 'forbidden'; readonly system: System; readonly detail: string }
  | { readonly kind: 'resync'; readonly side: Side; readonly of: Kind }
  /** One row is bad: the vendor names the fields, and says why in its own words. */
  | { readonly kind: 'bad row'; readonly reason: BadRow; readonly fields: readonly string[]; readonly detail: string }
  | { readonly kind: 'duplicate'; readonly rule: string; readonly matches: readonly ItemId[] }
  | { readonly kind: 'locked' }
  | { readonly kind: 'folder missing' }
  /** The answer was not what the vendor's contract says. */
  | { readonly kind: 'unexpected answer'; readonly system: System; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: string };

export type BadRow =
  | 'validation rule'
  | 'required field missing'
  | 'too long'
  | 'wrong value'
  | 'too many minutes'
  | 'field not writable'
  | 'invalid reference'
  | 'crossing boundary'
  | 'other';

/** The one error that adapters throw. */
export class Failed extends Error {
  constructor(readonly failure: Failure) {
    super(failure.kind);
    this.name = 'Failed';
  }
}

// ---------------------------------------------------------------- reading

/** Opaque to everybody but the adapter that made it. */
export type Cursor = string;

export interface Gone {
  readonly id: ItemId;
  /** `deleted`: surely. `left`: still there, outside the folder or the window. The adapter has confirmed which. */
  readonly how: 'deleted' | 'left';
  /** The record was merged into this one: the pair follows it, nothing was deleted. */
  readonly into?: ItemId;
  /** Of an event that was moved out of the window: as it is now. What is known of it follows (EVT1). */
  readonly now?: Seen;
  /** Of a record in a list of changes that carries a mark. */
  readonly marked?: { readonly mark: string; readonly ownerId: ItemId };
  /** Of a record that was read by its id: as it was when it was deleted, as long as the bin holds it. */
  readonly last?: Seen;
}

/** Something the mailbox holds that could not be read as an item; everything else goes on. */
export interface Unreadable {
  readonly id: ItemId;
  readonly why: string;
}

export interface Page<S extends Side = Side> {
  readonly items: readonly Seen<S>[];
  readonly gone: readonly Gone[];
  readonly unreadable: readonly Unreadable[];
  /** The vendor gave items a new id: what is known under `from` is the item that this page carries under `to`. */
  readonly renamed?: readonly { readonly from: ItemId; readonly to: ItemId }[];
  /**
   * Series that changed, with the occurrences that the mailbox lists now. A known occurrence (`ledger.ofSeries`) that is
   * not listed may be deleted, moved or out of the window: `read` tells which. A series that is deleted as a whole comes
   * through `gone` under the series' own id.
   */
  readonly series?: readonly { readonly id: ItemId; readonly listed: readonly ItemId[] }[];
  /** Continues the round, or starts the next one. Stored in one transaction with the items. */
  readonly cursor: Cursor;
  /** The round has further pages. */
  readonly more: boolean;
  /** Part of a full listing. When a full round ends, what it did not name is asked for by `confirm`, never taken as deleted. */
  readonly full: boolean;
}

/** What was asked for by its ids. */
export type Found<S extends Side = Side> = Pick<Page<S>, 'items' | 'gone' | 'renamed'>;

/** The event window, all-day dates inclusive start, exclusive end. Adapters may pull more, never less. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

export interface PullOptions {
  readonly window: Window;
  /** CRM only: list contacts of everybody, or only the rep's own. */
  readonly whose: 'all' | 'mine';
  /** CRM only: API names to read besides the ones every rule needs. */
  readonly fields: readonly string[];
}

// ---------------------------------------------------------------- writing

/** Text of 26 characters 0-9a-v, derived from the source item: a repeated create is harmless. See `keys.ts`. */
export type CreateKey = string;

export type Write<S extends Side = Side> =
  | { readonly op: 'create'; readonly kind: Kind; readonly key: CreateKey; readonly item: ItemOf[S]; readonly mails?: true }
  | {
      readonly op: 'update';
      readonly kind: Kind;
      readonly id: ItemId;
      readonly set: ChangesOf[S];
      readonly ifVersion: Version;
      /** Mailbox: the mark that the item was last seen with. Known, it saves the adapter a second look at what it wrote. */
      readonly mark?: string;
      /** CRM events: replaces the invitees. */
      readonly invitees?: readonly Invitee[];
      /** The item as it was planned on: lets an adapter without conditional writes compare, and merge lists. */
      readonly base: ItemOf[S];
      /** Calendar events: attendees may be told by mail (EVT6). Without it nobody is, where the service knows such a switch. */
      readonly mails?: true;
    }
  | { readonly op: 'remove'; readonly kind: Kind; readonly id: ItemId; readonly ifVersion: Version; readonly mails?: true }
  /** Puts the pairing mark on an item that was matched, not created. */
  | { readonly op: 'mark'; readonly kind: Kind; readonly id: ItemId; readonly key: CreateKey; readonly ifVersion: Version };

export type Wrote<S extends Side = Side> =
  /** `seen` is the item as it is now. `overtook` is what the vendor held just before, where that was not what we planned on. */
  | {
      readonly kind: 'done';
      readonly seen: Seen<S> | null;
      readonly overtook: ItemOf[S] | null;
      /** Of a create: its key was there already, and what carries it is as it was. */
      readonly found?: true;
    }
  | { readonly kind: 'changed meanwhile' }
  | { readonly kind: 'gone' }
  /** The mark is taken by another item or another rep's pair: the caller puts it on the other side instead. */
  | { readonly kind: 'mark taken' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Mailbox and Crm keep the same promises, so that every rule can be written for a side. */
export interface Account<S extends Side = Side> {
  readonly side: S;
  /**
   * The next page of changes; `null` starts a full listing. Calls made in the same tick travel in one request.
   * @throws Failed `resync` when the cursor is dead.
   */
  changesSince(kind: Kind, cursor: Cursor | null, options: PullOptions): Promise<Page<S>>;
  /** Reads items again, by id. What is not there comes back as gone; what has another id by now comes under it, and is told as renamed. */
  read(kind: Kind, ids: readonly ItemId[], options: PullOptions): Promise<Found<S>>;
  /**
   * Writes in bulk, in the order given where order matters; one answer for each write. A failed row fails alone.
   * @throws Failed only when nothing can be done at all (offline, signed out, throttled as a whole).
   */
  write(writes: readonly Write<S>[]): Promise<readonly Wrote<S>[]>;
}

export interface Mailbox extends Account<'mailbox'> {
  /** Who is signed in. */
  whoAmI(): Promise<Pick<Rep, 'mailboxAddresses' | 'mailboxId' | 'provider'>>;
  /** Creates folder or group, the keep-out label or category where they are missing (CON1, EXC2). */
  prepare(): Promise<void>;
  /** Contacts that carry the category or label of the folder but are not in it (CON1). */
  mistaken(): Promise<readonly { readonly id: ItemId; readonly name: string }[]>;
  /** Moves a contact into the folder or group. */
  intoFolder(ids: readonly ItemId[]): Promise<void>;
}

/** What the org lets us hold: from describe and from what refused writes taught. */
export interface CrmSchema {
  /** API name → how long a text may be and whether this user may write it. Fields that are missing here do not exist for the user. */
  readonly contact: Readonly<Record<string, CrmField>>;
  readonly event: Readonly<Record<string, CrmField>>;
  /** Longest event, in minutes: 1440 without multi-day events, else 20160 (14 days). */
  readonly maxEventMinutes: number;
  readonly personAccounts: boolean;
}

export interface CrmField {
  /** Characters; 0 when the field is no text. */
  readonly length: number;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly required: boolean;
  /** Active values of a restricted picklist, or empty. */
  readonly values: readonly string[];
}

/** A record that a search found, with what tells it from its namesakes. */
export interface FoundRecord {
  readonly id: ItemId;
  readonly type: 'Contact' | 'Lead' | 'Account';
  readonly name: string;
  readonly detail: string;
}

export interface Crm extends Account<'crm'> {
  whoAmI(): Promise<{ readonly userId: ItemId; readonly name: string; readonly email: string; readonly orgId: string }>;
  schema(): Promise<CrmSchema>;
  /** Contacts anywhere in the org that could be the twin: by mark, by e-mail, by last name (CON2). */
  findContacts(
    by: { readonly marks: readonly string[]; readonly emails: readonly string[]; readonly lastNames: readonly string[] },
    options: PullOptions,
  ): Promise<readonly Seen<'crm'>[]>;
  /** Events by mark, whoever owns them (EVT4). */
  findEvents(marks: readonly string[], options: PullOptions): Promise<readonly Seen<'crm'>[]>;
  /** Contacts, leads and users by e-mail address (EVT4, EVT5). */
  people(emails: readonly string[]): Promise<readonly Person[]>;
  /** Contacts, leads and users by id: whom an event would invite, where that is allowed (EVT6). */
  peopleById(ids: readonly ItemId[]): Promise<readonly Pick<Person, 'id' | 'name' | 'email'>[]>;
  /** Accounts by name: exact ones, and near ones to choose from (CON3). */
  accounts(names: readonly string[]): Promise<Readonly<Record<string, readonly AccountMatch[]>>>;
  /** Contacts, leads and accounts by name or address, for relating by hand (EVT5). */
  search?(text: string, types: readonly FoundRecord['type'][]): Promise<readonly FoundRecord[]>;
  /** Ids of everything a full listing would name, without content: compared once a day, finds what vanished without a trace. */
  idsOf?(kind: Kind, options: PullOptions): Promise<readonly ItemId[]>;
  /** Address of the record's page. */
  recordUrl(id: ItemId): string;
}

// ---------------------------------------------------------------- control plane

/** What the rep's devices share, besides the lease (SYN7). Packed by the adapter. */
export interface Shared {
  readonly pairs: readonly SharedPair[];
  readonly notes: readonly { readonly ref: SharedRef; readonly notes: readonly Note[] }[];
}

export interface News {
  readonly version: number;
  readonly complete: boolean;
  /** May be gone through more than once; each is made when it is come to, for all of a large rep are 100 MB. */
  readonly portions: Iterable<Shared>;
}

/** An item named without giving its id away: the mark of a mailbox item, the id of a record. */
export type SharedRef =
  | { readonly side: 'mailbox'; readonly kind: Kind; readonly mark: string }
  | { readonly side: 'crm'; readonly kind: Kind; readonly id: ItemId };

export interface SharedPair {
  /** Mark of the mailbox item. */
  readonly id: string;
  readonly kind: Kind;
  readonly crmId: ItemId;
  /** Null: the pair was dissolved. */
  readonly agreed: Agreed | null;
  /** In whole seconds; absent where nothing is agreed, or nothing known. */
  readonly asOf?: AsOf;
  readonly dissolved: boolean;
}

export interface Instructions {
  /** The rep's configuration, or null with the reason. */
  readonly configuration: Configuration | null;
  readonly missing: 'no configuration' | 'configuration inactive' | 'permission set missing' | null;
  readonly requests: readonly Request[];
  readonly lease: { readonly holder: string; readonly name: string; readonly until: Instant } | null;
  /** Moves with every `share` of any device. */
  readonly sharedVersion: number;
  /** When somebody last ran a cycle. */
  readonly lastCycleAt: Instant | null;
  /** Set by a reset with a user-managed connection, until the rep reconnects (RST6). */
  readonly reconnectSince: { readonly at: Instant; readonly by: string } | null;
}

export interface ControlPlane {
  /** Everything a cycle must know, read in the same request as the CRM's changes. */
  instructions(): Promise<Instructions>;
  /** Compare-and-set, enforced by Salesforce. False when another device holds it. */
  takeLease(device: { readonly id: string; readonly name: string }, until: Instant, force?: boolean): Promise<boolean>;
  releaseLease(deviceId: string): Promise<void>;
  /** What was shared since that version; everything when the version is 0 or too old. */
  sharedSince(version: number): Promise<News>;
  /** Adds to what is shared. @returns the new version. Throws Failed `locked` when the lease was lost. */
  share(deviceId: string, shared: Shared): Promise<number>;
  report(report: Report): Promise<void>;
  /** The rep's half of a request: picked up, progress, done. */
  answer(request: Request): Promise<void>;
  /** The rep has reconnected after a reset (RST6). */
  reconnected(): Promise<void>;
}

// ---------------------------------------------------------------- ledger

export interface PulledState {
  readonly cursor: Cursor | null;
  /** A full round is under way since then; rows not named by its end are asked for. */
  readonly fullRound: string | null;
  /** That round has ended, and what it did not name has not been asked for yet: a device died, or the line broke, in between. */
  readonly unasked?: string;
  /** The last full round ended then. */
  readonly fullAt: Instant | null;
}

/** The small record that every cycle reads. */
export interface LedgerMeta {
  readonly rep: Rep | null;
  readonly pulled: Readonly<Record<Side, Readonly<Record<Kind, PulledState>>>>;
  readonly configuration: Configuration | null;
  readonly schema: CrmSchema | null;
  /** The event window that was last planned with: rolls every day. */
  readonly window: Window | null;
  readonly sharedVersion: number;
  /** Changes of pairs and notes that other devices do not know yet: ids of pairs, and refs. */
  readonly firstSyncConfirmed: boolean;
  readonly pausedSince: Instant | null;
  readonly lastCycleAt: Instant | null;
  readonly leaseUntil: Instant | null;
  /** Requests obeyed already, so that each is obeyed once (RST9). */
  readonly obeyed: readonly string[];
  /** The mass change guard holds these deletions until the rep has answered (SYN4). */
  readonly guard: {
    readonly since: Instant;
    readonly approved: boolean;
    readonly side: Side;
    readonly kind: Kind;
    readonly count: number;
    readonly of: number;
  } | null;
  /** After a reset: pair again, and hold what was edited before the reconnection (RST6, RST7). */
  readonly reset: { readonly at: Instant; readonly by: string; readonly requestId: string; readonly reconnectedAt: Instant | null } | null;
  readonly counters: Readonly<Record<string, number>>;
  /** As the last cycle left it: what screens show until the next one. */
  readonly connection: ConnectionState | null;
}

/** One transaction: all of it, or nothing. Everything in it is the new value, so that a repeat is harmless. */
export interface LedgerChange {
  readonly rows?: readonly Row[];
  /**
   * Rows as they were read for this change, also those that it leaves alone. What has been kept of them since stays, beside what `rows`
   * change; what was forgotten since is not put; and what has changed since is not `clean`.
   */
  readonly over?: readonly Row[];
  /** Rows to forget altogether. */
  readonly forget?: readonly Ref[];
  readonly pairs?: readonly Pair[];
  readonly dissolve?: readonly string[];
  /** To be planned again / planned. */
  readonly dirty?: readonly Ref[];
  readonly clean?: readonly Ref[];
  /** How far one reading has come; in the same transaction as its items. */
  readonly pulled?: { readonly side: Side; readonly kind: Kind; readonly state: PulledState };
  /** Marks the rows as named by this full round. */
  readonly named?: { readonly round: string; readonly refs: readonly Ref[] };
  readonly history?: readonly HistoryEntry[];
  /** Other devices must learn of these (pair ids, refs of rows with notes); `told` removes them. */
  readonly tell?: readonly string[];
  readonly told?: readonly string[];
  readonly meta?: Partial<LedgerMeta>;
}

/** What a query by match key finds. Keys are made by `contacts/match` and `events/match`. */
export type MatchKey = string;

/** What can be told of an item without reading it, at a fraction of what `rows` and `pairsOf` cost. */
export interface Glance {
  /** `gone`: it is not there any more, but remembered. Null: the ledger does not know it. */
  readonly row: 'seen' | 'gone' | null;
  /** Of the pair that it belongs to. */
  readonly pairId: string | null;
}

export interface Ledger {
  meta(): Promise<LedgerMeta>;
  commit(change: LedgerChange): Promise<void>;
  rows(refs: readonly Ref[]): Promise<readonly (Row | null)[]>;
  /** The pairs that these items belong to. */
  pairsOf(refs: readonly Ref[]): Promise<readonly (Pair | null)[]>;
  pairs(ids: readonly string[]): Promise<readonly (Pair | null)[]>;
  glance(refs: readonly Ref[]): Promise<readonly Glance[]>;
  /** At most `limit` items that wait to be planned, in a stable order. */
  dirty(limit: number): Promise<readonly Ref[]>;
  dirtyCount(): Promise<number>;
  /** Items of that side with one of these match keys (the ledger indexes `matchKeysOf(row)` for rows that are seen). */
  lookup(side: Side, kind: Kind, keys: readonly MatchKey[]): Promise<readonly Ref[]>;
  /** Rows of a side and kind that were seen, but not named by this round. */
  notNamed(side: Side, kind: Kind, round: string): Promise<readonly Ref[]>;
  /** Occurrences of a series that the ledger knows. */
  ofSeries(seriesId: ItemId): Promise<readonly Ref[]>;
  /** All rows, page by page, in a stable order: `after` is the last ref of the page before. */
  scan(side: Side, kind: Kind, after: ItemId | null, limit: number): Promise<readonly Row[]>;
  /** What `scan` would read. */
  refs(side: Side, kind: Kind, after: ItemId | null, limit: number): Promise<readonly Ref[]>;
  /** Rows with a trouble that is due at `now`, or all with a trouble. */
  troubled(now: Instant | null): Promise<readonly Ref[]>;
  count(side: Side, kind: Kind): Promise<number>;
  pairCount(kind: Kind): Promise<number>;
  toTell(limit: number): Promise<readonly string[]>;
  history(query: {
    readonly pairId?: string;
    readonly itemId?: ItemId;
    readonly cycle?: string;
    readonly limit: number;
    readonly before?: Instant;
  }): Promise<readonly HistoryEntry[]>;
  /** Drops history older than that (SYN5: 30 days). */
  trimHistory(before: Instant): Promise<void>;
  /** Called after every commit; returns the way to stop (STA3). */
  onChange(listener: (touched: readonly Ref[]) => void): () => void;
  /** SEC5. */
  wipe(): Promise<void>;
}

// ---------------------------------------------------------------- the rest of the world

export interface Clock {
  now(): Instant;
  /** Resolves after that many milliseconds, or when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Random {
  /** 0 ≤ x < 1 */
  next(): number;
}

export type Log = (level: 'error' | 'info' | 'debug', message: string, facts?: Readonly<Record<string, unknown>>) => void;

export interface World {
  readonly mailbox: Mailbox;
  readonly crm: Crm;
  readonly control: ControlPlane;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly device: { readonly id: string; readonly name: string; readonly version: string };
}

export type { CrmRecord };
