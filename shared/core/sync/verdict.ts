/**
 * What the planner says about one entry: what is true of it, why, and what to do. The engine carries it out; a preview, a
 * dry run and "why?" are the same call without carrying it out (STA2, STA5, RST3).
 */
import type { Canonical } from '../field';
import type {
  AccountMatch,
  Action,
  Agreed,
  CauseCode,
  ChangesOf,
  Configuration,
  FieldName,
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
  Remark,
  Rep,
  Side,
  StatusKind,
  Trouble,
} from '../model';
import type { CrmSchema, Window } from '../ports';

export type Facts = Readonly<Record<string, string | number>>;

/** What was asked of the CRM for this plan. `undefined`: not asked, so nothing may be concluded from it (SYN2). */
export interface Lookups {
  person(email: string): Person | null | undefined;
  account(company: string): readonly AccountMatch[] | undefined;
  /** Whom a record relates to, by its id. */
  personById(id: ItemId): Pick<Person, 'name' | 'email'> | null | undefined;
}

export interface Context {
  readonly rep: Rep;
  readonly configuration: Configuration;
  readonly schema: CrmSchema | null;
  readonly window: Window;
  readonly now: Instant;
  readonly look: Lookups;
  /** Contacts beyond the limit stay out (LS-C30, CON6). */
  readonly contactsFull: boolean;
}

export interface Written {
  readonly field: FieldName;
  readonly before: Canonical;
  readonly after: Canonical;
}

export type Step =
  | {
      readonly do: 'create';
      readonly on: Side;
      readonly kind: Kind;
      readonly from: Ref;
      readonly key: string;
      readonly item: ItemOf[Side];
      readonly invitees: readonly Invitee[];
      readonly why: HistoryEntry['why'];
      readonly mark: string;
      /** What is remembered of the new item from its first day. */
      readonly notes?: readonly Note[];
    }
  | {
      readonly do: 'update';
      readonly on: Side;
      readonly kind: Kind;
      readonly id: ItemId;
      readonly set: ChangesOf[Side];
      readonly invitees: readonly Invitee[] | null;
      readonly written: readonly Written[];
      readonly why: HistoryEntry['why'];
    }
  | { readonly do: 'remove'; readonly on: Side; readonly kind: Kind; readonly id: ItemId; readonly why: HistoryEntry['why'] }
  | { readonly do: 'mark'; readonly on: Side; readonly kind: Kind; readonly id: ItemId; readonly key: string };

/** What the ledger must hold from now on, whatever becomes of the steps. */
export interface Settle {
  readonly pair: Pair | null;
  readonly dissolve: readonly string[];
  readonly notes: readonly { readonly ref: Ref; readonly notes: readonly Note[] }[];
  readonly lost: readonly LostValue[];
}

/** A value that lost a conflict: kept in the history (SYN1). */
export interface LostValue {
  readonly side: Side;
  readonly field: FieldName;
  readonly lost: Canonical;
  readonly kept: Canonical;
}

export interface Outcome {
  readonly kind: StatusKind;
  readonly cause: CauseCode;
  readonly facts: Facts;
  readonly until: Instant | null;
  readonly actions: readonly Action[];
}

export interface RuleLookedAt {
  readonly rule: CauseCode;
  readonly facts: Facts;
  readonly result: 'passes' | 'decides';
}

export interface Verdict {
  readonly outcome: Outcome;
  readonly remarks: readonly Remark[];
  readonly steps: readonly Step[];
  readonly settle: Settle;
  /** The agreement as it is once all steps are done; null for entries that are no pair. */
  readonly agreed: Agreed | null;
  readonly looked: readonly RuleLookedAt[];
}

export const nothingToSettle: Settle = { pair: null, dissolve: [], notes: [], lost: [] };

export const outcome = (
  kind: StatusKind,
  cause: CauseCode,
  facts: Facts = {},
  actions: readonly Action[] = [],
  until: Instant | null = null,
): Outcome => ({
  kind,
  cause,
  facts,
  until,
  actions,
});

export const said = (of: Outcome, more: Partial<Omit<Verdict, 'outcome'>> = {}): Verdict => ({
  outcome: of,
  remarks: [],
  steps: [],
  settle: nothingToSettle,
  agreed: null,
  looked: [],
  ...more,
});

/** The outcome of an entry that a trouble holds up, until it is due or something changes (SYN8). */
export function outcomeOfTrouble(trouble: Trouble): Outcome {
  const needs: readonly CauseCode[] = [
    'doubtful',
    'several matches',
    'would mail attendees',
    'not the organizer',
    'edited while disconnected',
  ];
  if (needs.includes(trouble.cause)) return outcome('needs you', trouble.cause, trouble.facts, actionsFor(trouble.cause));
  if (trouble.retryAt !== null) return outcome('waiting', trouble.cause, trouble.facts, ['retry'], trouble.retryAt);
  return outcome('failed', trouble.cause, trouble.facts, actionsFor(trouble.cause));
}

/** The action that changes a status, by cause (STA1, DESIGN section 5). */
export function actionsFor(cause: CauseCode): readonly Action[] {
  return actionTable[cause] ?? [];
}

const actionTable: Partial<Readonly<Record<CauseCode, readonly Action[]>>> = {
  'in step': ['keep out'],
  'kept out by you': ['bring back'],
  'deleted and remembered': ['restore'],
  unlinked: ['restore'],
  'moved out of the folder': ['restore'],
  'not picked': ['pick'],
  'not in salesforce': ['add'],
  'not in the folder': ['add'],
  'category instead of folder': ['add'],
  doubtful: ['same', 'not the same'],
  'several matches': ['pair', 'create'],
  'account not matched': ['use account', 'leave account'],
  'edited while disconnected': ['take mailbox', 'take crm'],
  'would mail attendees': ['take mailbox'],
  'not the organizer': ['take mailbox'],
  'duplicate rule': ['pair', 'copy note'],
  'validation rule': ['retry', 'copy note'],
  'required field missing': ['retry', 'copy note'],
  'value too long or wrong': ['retry', 'copy note'],
  'no permission': ['retry', 'copy note'],
  'field not writable': ['retry', 'copy note'],
  'folder missing': ['restore'],
  refused: ['retry', 'copy note'],
  'unknown failure': ['retry', 'copy note'],
  private: ['copy note'],
  'owned by someone else': ['copy note'],
  'field condition': ['copy note'],
  'blocked domain': ['copy note'],
  'all-day': ['copy note'],
  declined: ['copy note'],
  'without outsiders': ['copy note'],
  'limit reached': ['copy note'],
};
