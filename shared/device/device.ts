/**
 * What every screen may ask of the rep's device. The engine's host implements it (`local.ts`); `remote.ts` is the same
 * object over a message channel. All values are plain data, so that they survive structured cloning.
 */
import type {
  Configuration,
  ConnectionState,
  Counts,
  HistoryEntry,
  Instant,
  ItemId,
  ItemStatus,
  Kind,
  Provider,
  Ref,
  StatusKind,
  System,
} from '../core/model';

/** How a place on a page names an item: a person by address, an event by the id that the mailbox's API uses, or any item by ref. */
export type Target =
  | { readonly by: 'email'; readonly email: string }
  /** `calendarId` where the page names it: an event in somebody else's calendar is not the rep's, although the id may be the same. */
  | { readonly by: 'event'; readonly eventId: ItemId; readonly calendarId?: string }
  | { readonly by: 'person'; readonly personId: ItemId }
  | { readonly by: 'ref'; readonly ref: Ref };

/** What a badge shows; null where there is nothing true to show (no badge). */
export interface BadgeState {
  readonly target: Target;
  /** Changes with the status only: a screen can skip what it has drawn. */
  readonly stamp: string;
  readonly status: ItemStatus;
  readonly name: string;
  readonly kind: Kind;
}

export interface SideValue {
  readonly field: string;
  readonly mailbox: string;
  readonly crm: string;
}

export interface Candidate {
  readonly id: ItemId;
  readonly name: string;
  readonly detail: string;
  readonly url: string;
  /** The one that the configuration's rule would take. */
  readonly suggested: boolean;
}

export interface Card {
  readonly target: Target;
  readonly ref: Ref;
  readonly kind: Kind;
  readonly name: string;
  readonly status: ItemStatus;
  /** The whole connection, where it beats the item. */
  readonly connection: ConnectionState;
  readonly recordUrl: string;
  readonly recordName: string;
  readonly pairedBy: string;
  readonly lastChange: Instant | null;
  readonly checkedAt: Instant | null;
  /** Fields whose values differ, with both values. */
  readonly differences: readonly SideValue[];
  readonly candidates: readonly Candidate[];
  readonly accounts: readonly Candidate[];
  readonly historyCount: number;
  /** Of an event: how many occurrences its series has; 0 for a single event. */
  readonly seriesCount: number;
  /** Of a person: items of the same domain; 0 when it stands alone or is a free-mail domain. */
  readonly domain: string;
  readonly domainCount: number;
  readonly related: readonly { readonly name: string; readonly type: 'Contact' | 'Lead' | 'User' | 'Account'; readonly url: string }[];
  readonly unrelated: readonly string[];
  /** The planner's answer to "why?", one line a rule looked at, the deciding one last (STA2). */
  readonly why: readonly WhyStep[];
}

export interface WhyStep {
  readonly rule: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly result: 'passes' | 'decides';
}

/** What the rep does on a card or list. */
export type Act =
  | { readonly do: 'keep out'; readonly record: 'keep' | 'delete'; readonly reach: Reach }
  | { readonly do: 'bring back'; readonly reach: Reach }
  | { readonly do: 'add' }
  | { readonly do: 'pick' }
  | { readonly do: 'pair'; readonly crmId: ItemId }
  | { readonly do: 'create' }
  | { readonly do: 'take'; readonly side: 'mailbox' | 'crm' }
  | { readonly do: 'same' }
  | { readonly do: 'not the same' }
  | { readonly do: 'account'; readonly accountId: ItemId | '' }
  | { readonly do: 'relate'; readonly personId: ItemId; readonly whatId: ItemId | '' }
  | { readonly do: 'retry' }
  | { readonly do: 'restore' }
  | { readonly do: 'send update' };

export type Reach = 'this' | 'series' | 'domain';

export interface ActResult {
  readonly ok: boolean;
  /** Undo token of what was done, where it can be undone. */
  readonly undo: string;
  readonly touched: number;
  /** When not ok: why, as a cause with facts. */
  readonly cause: ItemStatus['cause'] | '';
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface Progress {
  readonly step: 'read' | 'contacts' | 'events' | 'settle';
  readonly done: number;
  /** 0 while not known. */
  readonly total: number;
  readonly startedAt: Instant;
  /** Null until five seconds have been measured. */
  readonly secondsLeft: number | null;
}

export interface ListedItem {
  readonly ref: Ref;
  readonly name: string;
  readonly detail: string;
  readonly status: ItemStatus;
}

export interface Overview {
  readonly connection: ConnectionState;
  readonly rep: { readonly name: string; readonly email: string; readonly provider: Provider } | null;
  readonly connected: { readonly salesforce: boolean; readonly mailbox: boolean };
  readonly configuration: { readonly name: string; readonly cycleMinutes: number } | null;
  readonly device: { readonly id: string; readonly name: string; readonly version: string };
  readonly contacts: Counts;
  readonly events: Counts;
  readonly needsYou: readonly ListedItem[];
  readonly needsYouCount: number;
  readonly progress: Progress | null;
  readonly lastCycleAt: Instant | null;
  readonly nextCycleAt: Instant | null;
  readonly waitingChanges: number;
  readonly firstSync: 'not started' | 'preview' | 'running' | 'done';
  readonly guard: { readonly side: 'mailbox' | 'crm'; readonly kind: Kind; readonly count: number; readonly of: number } | null;
  readonly pages: readonly { readonly page: string; readonly recognised: boolean }[];
}

export interface PreviewCounts {
  readonly pairs: number;
  readonly createInCrm: number;
  readonly createInMailbox: number;
  readonly updateInCrm: number;
  readonly updateInMailbox: number;
  readonly removeInCrm: number;
  readonly removeInMailbox: number;
  readonly doubtful: number;
  readonly keptOut: number;
}

export interface Preview {
  readonly at: Instant;
  readonly contacts: PreviewCounts;
  readonly events: PreviewCounts;
  readonly doubtful: readonly ListedItem[];
  readonly keptOut: readonly ListedItem[];
  readonly unreadable: readonly { readonly id: string; readonly why: string }[];
}

export interface CycleSummary {
  readonly id: string;
  readonly at: Instant;
  readonly created: number;
  readonly updated: number;
  readonly removed: number;
  readonly lost: number;
  /** What the rep kept out, and took back. */
  readonly keptOut: number;
  readonly broughtBack: number;
  readonly undone: boolean;
}

export interface Device {
  overview(): Promise<Overview>;
  badges(targets: readonly Target[]): Promise<readonly (BadgeState | null)[]>;
  card(target: Target): Promise<Card | null>;
  act(target: Target, act: Act): Promise<ActResult>;
  list(query: {
    readonly status: readonly StatusKind[];
    readonly search: string;
    readonly kind: Kind | 'all';
    readonly limit: number;
    readonly offset: number;
  }): Promise<{ readonly items: readonly ListedItem[]; readonly total: number }>;
  history(query: { readonly target?: Target; readonly cycle?: string; readonly limit: number }): Promise<readonly HistoryEntry[]>;
  cycles(limit: number): Promise<readonly CycleSummary[]>;
  undo(
    what: { readonly token: string } | { readonly entry: string } | { readonly cycle: string },
  ): Promise<{ readonly undone: number; readonly refused: readonly { readonly name: string; readonly cause: ItemStatus['cause'] }[] }>;
  /** Candidates to relate an event or person to: contacts, leads, accounts by name or address. */
  searchRecords(text: string, types: readonly ('Contact' | 'Lead' | 'Account')[]): Promise<readonly Candidate[]>;
  preview(): Promise<Preview>;
  confirmFirstSync(): Promise<void>;
  syncNow(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  takeOver(): Promise<void>;
  answerGuard(answer: 'delete' | 'restore'): Promise<void>;
  connect(system: System): Promise<{ readonly ok: boolean; readonly why: string }>;
  /** RST6: the rep's personal settings, "Reconnect". */
  reconnect(): Promise<void>;
  /** SEC5: wipes tokens and ledger from this device. */
  disconnect(): Promise<void>;
  configuration(): Promise<Configuration | null>;
  /** Called when something that a screen may show has changed; returns the way to stop (STA3). */
  onChange(listener: (touched: readonly Ref[] | 'all') => void): () => void;
}
