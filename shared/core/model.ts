/**
 * The nouns. Everything else in `core` is written in these words.
 *
 * Conventions that hold everywhere:
 * - `Instant` is milliseconds since the epoch, UTC. Times on items are text: `2026-03-01T09:00:00Z` for timed
 *   values (always UTC, whole seconds), `2026-03-01` for all-day values.
 * - An empty text is `''`, never null or undefined. In a {@link Changes} object a missing key leaves the value
 *   alone and `''` (or an empty list) clears it (SYN2).
 */

export type Side = 'mailbox' | 'crm';
export type Kind = 'contact' | 'event';
export type Provider = 'microsoft' | 'google';

export const sides = ['mailbox', 'crm'] as const;
export const kinds = ['contact', 'event'] as const;

export const other = (side: Side): Side => (side === 'mailbox' ? 'crm' : 'mailbox');

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;
/** The vendor's own id: a Graph immutable id, a Google event id or resource name, an 18 character Salesforce id. */
export type ItemId = string;
/** What the vendor calls the state of an item: etag, change key, SystemModstamp. Compared for equality only. */
export type Version = string;

export interface PostalAddress {
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly country: string;
}

export const emptyAddress: PostalAddress = { street: '', city: '', state: '', postalCode: '', country: '' };

export type PhoneType = 'work' | 'home' | 'mobile' | 'other' | 'work fax' | 'assistant' | 'unmapped';

export interface Phone {
  readonly type: PhoneType;
  readonly number: string;
}

/** A contact as the mailbox holds it. Lists keep the mailbox's order; the first of a kind is the one that syncs (CON4). */
export interface Contact {
  readonly kind: 'contact';
  readonly prefix: string;
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  readonly suffix: string;
  readonly nickname: string;
  readonly company: string;
  readonly department: string;
  readonly title: string;
  readonly emails: readonly string[];
  readonly phones: readonly Phone[];
  readonly workAddress: PostalAddress;
  readonly homeAddress: PostalAddress;
  readonly otherAddress: PostalAddress;
  /** `2026-03-01`, or '' when unknown or without a year. */
  readonly birthday: string;
  readonly assistant: string;
  readonly manager: string;
  readonly spouse: string;
  readonly website: string;
  readonly notes: string;
  /** Outlook categories or Google label names, ours included. */
  readonly categories: readonly string[];
  readonly private: boolean;
  /** In the folder `Salesforce_Sync` (Microsoft) or the group `Salesforce Sync` (Google), CON1. */
  readonly inFolder: boolean;
  /** Carries the rep's mark "Don't Sync with Salesforce", EXC2. */
  readonly keptOut: boolean;
}

export type Response = 'none' | 'organizer' | 'accepted' | 'tentative' | 'declined';

export interface Attendee {
  /** In lower case. */
  readonly email: string;
  readonly name: string;
  readonly response: Response;
  readonly optional: boolean;
  /** A room or another resource; never related to a record. */
  readonly resource: boolean;
}

export type ShowAs = 'free' | 'busy' | 'tentative' | 'away' | 'elsewhere';

/** One appearance in the calendar: a single event, or one occurrence of a series (EVT3). Masters never leave the adapter. */
export interface CalendarEvent {
  readonly kind: 'event';
  /** The iCalendar UID of the event, or of its series: the same in every attendee's mailbox. '' when the mailbox gave none. */
  readonly uid: string;
  /** The mailbox's id of the series, or '' for a single event. */
  readonly seriesId: string;
  /** Where the series rule had put this occurrence, before anybody moved it; '' for a single event. */
  readonly originalStart: string;
  readonly subject: string;
  readonly location: string;
  /** Plain text. */
  readonly description: string;
  readonly start: string;
  /** Exclusive. Of an all-day event: the day after its last. */
  readonly end: string;
  readonly allDay: boolean;
  /** IANA name, or '' when unknown. */
  readonly timeZone: string;
  readonly showAs: ShowAs;
  readonly private: boolean;
  readonly cancelled: boolean;
  /** In lower case; '' when the event has no organizer (nobody was invited). */
  readonly organizer: string;
  readonly organizerName: string;
  /** The rep is the organizer, or nobody was invited. */
  readonly mine: boolean;
  /** The rep's own answer. */
  readonly response: Response;
  readonly attendees: readonly Attendee[];
  readonly categories: readonly string[];
  readonly keptOut: boolean;
}

export type CrmValue = string | number | boolean | null;

/**
 * A record as Salesforce holds it, by API field name. Always has `Id`, `SystemModstamp`, `OwnerId`; a Contact also
 * `Account.Name` and `IsPersonAccount` (false where the org has none). Date-times are text as in items (`…Z`).
 */
export interface CrmRecord<K extends Kind = Kind> {
  readonly kind: K;
  readonly fields: Readonly<Record<string, CrmValue>>;
  /** Of an event: who is related besides WhoId, and how invitees answered. Empty for contacts. */
  readonly invitees: readonly Invitee[];
}

export interface Invitee {
  /** Contact, Lead or User id. */
  readonly id: ItemId;
  readonly status: 'New' | 'Accepted' | 'Declined';
}

export interface ItemOf {
  readonly mailbox: Contact | CalendarEvent;
  readonly crm: CrmRecord;
}

/** An item as a side showed it. */
export interface Seen<S extends Side = Side> {
  readonly side: S;
  readonly kind: Kind;
  readonly id: ItemId;
  readonly version: Version;
  /** Server time of the last change, when the vendor tells. */
  readonly modifiedAt: Instant;
  /** The pairing mark found on the item, or ''. See `keys.ts`. */
  readonly mark: string;
  readonly item: ItemOf[S];
}

export interface Ref {
  readonly side: Side;
  readonly kind: Kind;
  readonly id: ItemId;
}

/** Values to set. For the mailbox: keys of Contact or CalendarEvent. For the CRM: API field names. */
export type MailboxChanges = Partial<Omit<Contact, 'kind'>> | Partial<Omit<CalendarEvent, 'kind'>>;
export type CrmChanges = Readonly<Record<string, CrmValue>>;
export interface ChangesOf {
  readonly mailbox: MailboxChanges;
  readonly crm: CrmChanges;
}

export type FieldName = string;

/** How a pair was found, CON2 and EVT2. */
export type PairedBy = 'mark' | 'e-mail' | 'name' | 'time' | 'created' | 'rep' | 'organizer';

/**
 * What both sides last held in common, field by field: a 53 bit hash of the value as each side shows it. The two
 * differ where a side cannot hold the value as it is (a shortened text), so that this is no edit (SYN2).
 */
export type Agreed = Readonly<Record<FieldName, readonly [mailbox: number, crm: number]>>;

/** When each item of a pair had last been changed, by its vendor's own time, as it was agreed upon; 0 where that is not known. */
export type AsOf = Readonly<Record<Side, Instant>>;

/** A value on its way to this side, as a hash. */
export interface Intended {
  readonly on: Side;
  readonly field: FieldName;
  readonly value: number;
}

export interface Pair {
  /** Equal to the mark of the mailbox item, so that every device of the rep names it the same. */
  readonly id: string;
  readonly kind: Kind;
  readonly mailboxId: ItemId;
  readonly crmId: ItemId;
  readonly by: PairedBy;
  readonly since: Instant;
  /** How many candidates matched equally well, where the configuration's rule picked one; shown as such (CON2). */
  readonly pickedFrom?: number;
  /** Null while nothing has been agreed yet: newly matched, or restored after a reset. */
  readonly agreed: Agreed | null;
  /** What the mailbox item had agreed on before, with this record or the one before it: tells who has changed a field since (SYN1). */
  readonly before?: Agreed;
  /** It was with this very record: an emptied field tells as much as any other (SYN1). */
  readonly again?: true;
  /** Values that were about to be written, as hashes: shown later, they are Instep's own and nobody's edit, though no answer came (SYN6). */
  readonly intends?: readonly Intended[];
  /** As of when it is agreed. What shows an item as it was before, to this device or another, is no edit, but a list that lags behind (SYN7). */
  readonly asOf?: AsOf;
  /** Versions at the last agreement; equal versions mean that there is nothing to compare. */
  readonly mailboxVersion: Version;
  readonly crmVersion: Version;
  readonly agreedAt: Instant;
}

/** What must be remembered about an item although nothing on it says so. Each survives a reset but `choice`. */
export type Note =
  /** The twin on the other side was deleted, or this one was and the twin stayed; nothing is created again (SYN3). */
  | {
      readonly kind: 'deleted';
      readonly at: Instant;
      readonly side: Side;
      readonly by: 'rep' | 'instep';
      /** Of the deleted item as last seen: should a stale listing still show it, it is known to be gone. */
      readonly version: Version;
      /** Of a record that was gone before this device heard of it: the key by which the item that it was made from is found. */
      readonly mark?: string;
    }
  /** Unlinked with both sides kept: moved out of the folder (CON5), kept out with "keep the record" (EXC1). */
  | {
      readonly kind: 'unlinked';
      readonly at: Instant;
      readonly because: 'moved out' | 'kept out' | 'deletion kept' | 'filter';
      readonly twin: ItemId;
    }
  /** The rep keeps this record out; used where the item itself cannot carry the mark (EXC2). */
  | { readonly kind: 'kept out'; readonly at: Instant }
  /** The rep picked this event (EVT7). */
  | { readonly kind: 'picked'; readonly at: Instant }
  /** "Not the same": never pair these two (RST8). */
  | { readonly kind: 'apart'; readonly at: Instant; readonly from: ItemId }
  /** The rep chose: this candidate, or this side's version, or this account. Used up by the next cycle. */
  | { readonly kind: 'choice'; readonly at: Instant; readonly choice: Choice }
  /** The company's account as the rep settled it: this one, or '' to leave both sides as they are (CON3). Holds for this company text. */
  | { readonly kind: 'account'; readonly at: Instant; readonly company: string; readonly accountId: ItemId | '' }
  /** What this mailbox item and its record had agreed on when they were parted: tells who has changed a field since (SYN1). Stays on the device. */
  | { readonly kind: 'agreed'; readonly at: Instant; readonly agreed: Agreed; readonly twin?: ItemId }
  /** The vendor has renamed this contact: its record may still carry the mark of the old id (SYN6). */
  | { readonly kind: 'renamed'; readonly at: Instant; readonly from: ItemId }
  /** How the item looked at the reset: hashes of subject and time. Compared after the reconnection (RST7). */
  | { readonly kind: 'reset'; readonly at: Instant; readonly subject: number; readonly time: number };

export type Choice =
  | { readonly take: 'pair'; readonly crmId: ItemId }
  | { readonly take: 'create' }
  | { readonly take: 'side'; readonly side: Side; readonly fields: readonly FieldName[] }
  | { readonly take: 'relate'; readonly personId: ItemId; readonly whatId: ItemId | '' }
  /** The record that it was asked of, and no other that takes its place. */
  | { readonly take: 'delete record'; readonly crmId: ItemId }
  | { readonly take: 'restore' };

/** What stands in the way of an item, until the item, the configuration or the fix changes (SYN8). */
export interface Trouble {
  readonly cause: CauseCode;
  /** Holes of the cause's sentences. */
  readonly facts: Readonly<Record<string, string | number>>;
  readonly since: Instant;
  readonly attempts: number;
  /** When to try again, or null: not before something changes. */
  readonly retryAt: Instant | null;
  /** Versions it was met with: other versions are a reason to try again. */
  readonly mailboxVersion: Version;
  readonly crmVersion: Version;
}

/** One item of the ledger. `seen` is null for an item that is gone but still remembered. */
export interface Row<S extends Side = Side> {
  readonly side: S;
  readonly kind: Kind;
  readonly id: ItemId;
  readonly seen: Seen<S> | null;
  readonly notes: readonly Note[];
  readonly trouble: Trouble | null;
}

/** What the planner looks at: a pair with both its rows, or one row alone. */
export interface Entry {
  readonly kind: Kind;
  readonly pair: Pair | null;
  readonly mailbox: Row<'mailbox'> | null;
  readonly crm: Row<'crm'> | null;
}

export const rowsOf = ({ mailbox, crm }: Entry): readonly Row[] => [mailbox, crm].filter((row) => row !== null);

// ---------------------------------------------------------------- configuration (CFG1)

export type Direction = 'off' | 'mailbox to crm' | 'crm to mailbox' | 'both';
export type Winner = 'crm' | 'mailbox' | 'latest';
export type OnDelete = 'delete' | 'unlink';

export interface Condition {
  /** Salesforce API field name of the contact. */
  readonly field: string;
  readonly operator: 'equals' | 'not equals' | 'contains' | 'starts with' | 'in' | 'is empty';
  readonly values: readonly string[];
}

export interface MappedField {
  readonly field: FieldName;
  /** Salesforce API name; '' takes the field out of the map. */
  readonly crm: string;
}

export interface Configuration {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly contacts: {
    readonly direction: Direction;
    readonly winner: Winner;
    /** What happens to the record when the item was deleted, and to the item when the record was. */
    readonly onDelete: { readonly mailbox: OnDelete; readonly crm: OnDelete };
    readonly whose: 'all' | 'mine';
    readonly conditions: readonly Condition[];
    /** Several Salesforce contacts match (CON2). */
    readonly pick: 'most recent activity' | 'last updated' | 'oldest' | 'ask';
    readonly map: readonly MappedField[];
  };
  readonly events: {
    readonly direction: Direction;
    readonly winner: Winner;
    readonly onDelete: { readonly mailbox: OnDelete; readonly crm: OnDelete };
    readonly daysBack: number;
    readonly daysAhead: number;
    readonly private: 'off' | 'time only' | 'all';
    readonly which: 'all' | 'picked';
    readonly leaveOut: { readonly allDay: boolean; readonly declined: boolean; readonly withoutOutsiders: boolean };
    readonly mayInvite: boolean;
    readonly map: readonly MappedField[];
  };
  /** In lower case, without @. */
  readonly blockedDomains: readonly string[];
  readonly cycleMinutes: number;
  /** So many calls to Salesforce a rep's device may spend on a day; a licence brings 1,000. Near the end of it, it looks less often. */
  readonly dailyCalls: number;
  readonly userManagedConnection: boolean;
  /** Moves when anything in it changed: everything is planned again (CFG4). */
  readonly version: string;
}

/** The rep whose device this is. */
export interface Rep {
  readonly userId: ItemId;
  readonly name: string;
  readonly email: string;
  /** The mailbox's own address, in lower case, and its aliases. */
  readonly mailboxAddresses: readonly string[];
  readonly provider: Provider;
  /** Stable name of the mailbox: part of every key. */
  readonly mailboxId: string;
  readonly orgId: string;
  /** Domains of colleagues, for "without outsiders". */
  readonly ownDomains: readonly string[];
}

// ---------------------------------------------------------------- people and accounts in Salesforce

export interface Person {
  readonly id: ItemId;
  readonly type: 'Contact' | 'Lead' | 'User';
  readonly name: string;
  readonly email: string;
  /** Of a user: covered by an active configuration that brings events to Salesforce (EVT4). */
  readonly syncs: boolean;
}

export interface AccountMatch {
  readonly id: ItemId;
  readonly name: string;
  readonly exact: boolean;
}

// ---------------------------------------------------------------- control plane

export type Scope = { readonly what: 'all' | 'contact' | 'event' } | { readonly what: 'item'; readonly crmId: ItemId };

export interface Request {
  readonly id: string;
  readonly kind: 'reset' | 'preview';
  readonly repId: ItemId;
  readonly scope: Scope;
  readonly state: 'requested' | 'picked up' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly by: string;
  readonly at: Instant;
  readonly note: string;
  readonly progress: number;
  readonly pickedUpBy: string;
  readonly outcome: string;
}

export interface Counts {
  readonly paired: number;
  readonly inStep: number;
  readonly waiting: number;
  readonly keptOut: number;
  readonly needsYou: number;
  readonly failed: number;
  readonly notInSalesforce: number;
}

export interface Report {
  readonly at: Instant;
  /** When a cycle last came through; null: never. Absent: just now. */
  readonly lastCycleAt?: Instant | null;
  readonly device: string;
  readonly version: string;
  readonly state: ConnectionState['kind'];
  readonly cause: CauseCode | '';
  readonly contacts: Counts;
  readonly events: Counts;
  /** Since the last report, as are the calls: the control plane adds them up by day (ADM3). */
  readonly cycles: number;
  readonly calls: { readonly crm: number; readonly mailbox: number };
  /** What was written since the last report. */
  readonly done?: { readonly created: number; readonly updated: number; readonly removed: number; readonly failed: number };
  readonly issues: readonly Issue[];
}

/** An issue as the admin sees it. Never holds the text of an item that is kept out or private (EXC4). */
export interface Issue {
  readonly key: string;
  readonly kind: Kind | 'connection';
  readonly cause: CauseCode;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly crmId: ItemId;
  /** Name of the item, '' where it must not leave the mailbox. */
  readonly name: string;
  readonly since: Instant;
}

// ---------------------------------------------------------------- status (STA1)

export type CauseCode = import('./causes').CauseCode;

export type StatusKind =
  | 'in step'
  | 'waiting'
  | 'kept out'
  | 'not in salesforce'
  | 'needs you'
  | 'failed'
  | 'sign in'
  | 'not set up'
  | 'asleep';

/** What an item shows. Derived from the planner's verdict and the connection, never stored (STA3). */
export interface ItemStatus {
  readonly kind: StatusKind;
  /** The rule that decided. */
  readonly cause: CauseCode;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly at: Instant;
  /** Of 'waiting': until when. */
  readonly until: Instant | null;
  /** Further remarks on an item that is in step: shortened, attendee not in Salesforce, changed on both sides. */
  readonly remarks: readonly Remark[];
  readonly actions: readonly Action[];
}

export interface Remark {
  readonly cause: CauseCode;
  readonly facts: Readonly<Record<string, string | number>>;
}

export type Action =
  | 'keep out'
  | 'bring back'
  | 'add'
  | 'pick'
  | 'pair'
  | 'create'
  | 'take mailbox'
  | 'take crm'
  | 'same'
  | 'not the same'
  | 'use account'
  | 'leave account'
  | 'relate'
  | 'retry'
  | 'sign in'
  | 'reconnect'
  | 'restore'
  | 'copy note'
  | 'send update'
  | 'go on';

export type System = 'salesforce' | 'microsoft' | 'google';

/** The state of the whole connection; it beats an item's own (DESIGN section 2). */
export type ConnectionState =
  | { readonly kind: 'not set up'; readonly cause: CauseCode; readonly facts: Readonly<Record<string, string | number>> }
  | { readonly kind: 'sign in'; readonly to: System; readonly since: Instant; readonly cause: CauseCode }
  | { readonly kind: 'reconnect'; readonly since: Instant; readonly by: string }
  | { readonly kind: 'asleep'; readonly since: Instant }
  | { readonly kind: 'paused'; readonly since: Instant }
  | {
      readonly kind: 'waiting';
      readonly until: Instant;
      readonly cause: CauseCode;
      readonly facts: Readonly<Record<string, string | number>>;
    }
  | { readonly kind: 'stopped'; readonly cause: 'mass change guard'; readonly facts: Readonly<Record<string, string | number>> }
  | { readonly kind: 'preview'; readonly since: Instant }
  | { readonly kind: 'following'; readonly device: string }
  | { readonly kind: 'running' };

// ---------------------------------------------------------------- history (SYN5)

/** One written change, or one losing value. */
export interface HistoryEntry {
  readonly id: string;
  readonly cycle: string;
  readonly at: Instant;
  readonly kind: Kind;
  readonly pairId: string;
  readonly side: Side;
  readonly itemId: ItemId;
  readonly name: string;
  readonly what: 'created' | 'updated' | 'removed' | 'paired' | 'unlinked' | 'lost value' | 'kept out' | 'undone';
  readonly fields: readonly { readonly field: FieldName; readonly before: string; readonly after: string }[];
  /** For 'removed': the whole item, so that undo can create it again. */
  readonly removed: ItemOf[Side] | null;
  /** For 'removed': the other one of the pair, so that undo can pair them again. */
  readonly twinId?: ItemId;
  readonly why: CauseCode | 'edited on the other side' | 'new on the other side' | 'deleted on the other side' | 'rep' | 'matched';
  readonly undone: boolean;
}
