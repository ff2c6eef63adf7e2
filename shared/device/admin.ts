/** What the admin pane asks: straight to the control plane in Salesforce, with the admin's own rights (RST1, ADM1 to ADM5). */
import type { CauseCode, Configuration, ConnectionState, Counts, Instant, ItemId, Kind, Request, Scope } from '../core/model';

export interface RepRow {
  readonly userId: ItemId;
  readonly name: string;
  readonly email: string;
  readonly state: ConnectionState['kind'] | 'in step' | 'issues';
  readonly cause: CauseCode | '';
  readonly lastCycleAt: Instant | null;
  readonly device: string;
  readonly version: string;
  readonly configuration: string;
  readonly contacts: Counts;
  readonly events: Counts;
  readonly issues: number;
}

export interface RepQuery {
  readonly search: string;
  readonly states: readonly RepRow['state'][];
  readonly sort: 'name' | 'state' | 'lastCycle' | 'pairs' | 'issues' | 'version';
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

export interface RepsPage {
  readonly rows: readonly RepRow[];
  readonly total: number;
  readonly byState: Readonly<Record<string, number>>;
}

export interface RepDetail {
  readonly row: RepRow;
  readonly provider: 'microsoft' | 'google' | '';
  readonly devices: readonly {
    readonly name: string;
    readonly version: string;
    readonly lastCycleAt: Instant;
    readonly holdsLease: boolean;
  }[];
  readonly cycles: readonly {
    readonly at: Instant;
    readonly created: number;
    readonly updated: number;
    readonly removed: number;
    readonly failed: number;
    readonly calls: number;
  }[];
  /** To Salesforce, since midnight UTC, by what the devices have reported; and how many the configuration allows a day. */
  readonly calls: { readonly today: number; readonly allowed: number | null };
  readonly issues: readonly IssueRow[];
  readonly requests: readonly Request[];
}

export interface IssueRow {
  readonly id: string;
  readonly repId: ItemId;
  readonly repName: string;
  readonly kind: Kind | 'connection';
  readonly cause: CauseCode;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly crmId: ItemId;
  readonly name: string;
  readonly since: Instant;
}

export interface IssueGroup {
  readonly cause: CauseCode;
  readonly kind: Kind | 'connection';
  readonly count: number;
  readonly reps: number;
}

export interface DryRun {
  readonly repId: ItemId;
  /** Computed by the rep's device, or an estimate from its last report when no device is awake; the screen says which. */
  readonly from: 'device' | 'estimate';
  readonly at: Instant;
  readonly contacts: ResetCounts;
  readonly events: ResetCounts;
  /** The first of the items behind each number, from the device alone. */
  readonly lists?: { readonly contacts: ResetLists; readonly events: ResetLists };
}

/** Names of items; those of private events are empty, and what is kept out is told by its rule alone (EXC4). */
export type ResetLists = Readonly<Record<Exclude<keyof ResetCounts, 'keptOut'>, readonly ListedItem[]>> & {
  readonly keptOut: readonly { readonly cause: CauseCode; readonly count: number }[];
};

export interface ListedItem {
  readonly name: string;
  /** Of an event: an instant, or a date. */
  readonly start: string;
}

export interface ResetCounts {
  readonly byMark: number;
  readonly byMatch: number;
  readonly doubtful: number;
  readonly created: number;
  readonly keptOut: number;
}

export interface Assignment {
  readonly id: string;
  readonly configurationId: string;
  readonly to: { readonly type: 'user' | 'profile'; readonly id: ItemId; readonly name: string };
}

export interface Affected {
  readonly userId: ItemId;
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly moved: boolean;
}

/** A request as a list shows it: with the rep's name, by user id. */
export type ListedRequest = Request & { readonly repName: string };

export interface Admin {
  /** Null when the user is no Instep admin with Manage Users (RST1). */
  me(): Promise<{ readonly name: string } | null>;
  reps(query: RepQuery): Promise<RepsPage>;
  rep(userId: ItemId): Promise<RepDetail | null>;
  issueGroups(): Promise<readonly IssueGroup[]>;
  issues(query: {
    readonly cause?: CauseCode;
    readonly repId?: ItemId;
    readonly offset: number;
    readonly limit: number;
  }): Promise<{ readonly rows: readonly IssueRow[]; readonly total: number }>;
  pictures(): Promise<{
    readonly states: Readonly<Record<string, number>>;
    readonly issues: readonly IssueGroup[];
    readonly days: readonly { readonly day: string; readonly cycles: number; readonly calls: number }[];
    readonly allowance: { readonly used: number; readonly max: number } | null;
  }>;
  configurations(): Promise<readonly (Configuration & { readonly assignments: readonly Assignment[] })[]>;
  saveConfiguration(configuration: Configuration): Promise<{ readonly id: string }>;
  deleteConfiguration(id: string): Promise<void>;
  /** Whom it would affect, and who would be moved (CFG2). */
  affected(configurationId: string, add: readonly Assignment['to'][]): Promise<readonly Affected[]>;
  assign(configurationId: string, to: readonly Assignment['to'][]): Promise<void>;
  unassign(assignmentIds: readonly string[]): Promise<void>;
  findAssignees(text: string): Promise<readonly Assignment['to'][]>;
  requestPreview(userIds: readonly ItemId[], scope: Scope): Promise<readonly string[]>;
  dryRun(userId: ItemId): Promise<DryRun | null>;
  reset(userIds: readonly ItemId[], scope: Scope, note: string): Promise<readonly Request[]>;
  cancel(requestId: string): Promise<boolean>;
  /** These, or the latest ones of everybody, newest first (RST9). */
  requests(ids: readonly string[] | 'recent'): Promise<readonly ListedRequest[]>;
}
