/**
 * A field as a lens: the canonical text of its value on each side, and the changes that put a canonical text there.
 * The planner compares and merges canonical texts and never looks inside an item (decision 1).
 *
 * A field is defined once with its context as an argument ({@link Field}); the planner gets it bound to a
 * configuration, a provider and a schema ({@link Lens}), see `fieldsOf` in `fields.ts`.
 */
import type {
  CalendarEvent,
  Configuration,
  Contact,
  CrmChanges,
  CrmRecord,
  CrmValue,
  FieldName,
  ItemOf,
  Kind,
  MailboxChanges,
  Provider,
} from './model';
import type { CrmSchema } from './ports';

/** Canonical text of a value, '' = empty. Equal text = equal value: spellings that mean the same have the same text. */
export type Canonical = string;

export type ItemFor<K extends Kind> = K extends 'contact' ? Contact : CalendarEvent;

/** What had to be cut to fit the CRM: characters, or minutes of the field `time` (EVT1). */
export interface Shortened {
  readonly field: FieldName;
  readonly from: number;
  readonly to: number;
}

export interface CrmPut {
  /** Empty when the record shows the value already. */
  readonly set: CrmChanges;
  /** Said also when `set` is empty because the record holds the shortened value already. */
  readonly shortened: Shortened | null;
  /** False: the CRM cannot hold this value at all. Nothing is written and nothing is cleared (SYN2). */
  readonly held: boolean;
}

export interface FieldContext {
  /** API name after re-mapping. */
  readonly crmName: string;
  readonly schema: CrmSchema | null;
  readonly provider: Provider;
  readonly configuration: Configuration;
}

/** Definition of a field: one file, or one line of a family's table. Methods, so that a list may hold both kinds. */
export interface Field<K extends Kind = Kind> {
  readonly name: FieldName;
  readonly kind: K;
  /** API name; '' = only when the admin maps it. */
  readonly crmDefault: string;
  /** False: matching needs it (LS-C18), or it is more than one CRM field. */
  readonly remappable: boolean;
  /** API names to read, and to set. */
  reads(crmName: string): readonly string[];
  sets(crmName: string): readonly string[];
  fromMailbox(item: ItemFor<K>, c: FieldContext): Canonical;
  fromCrm(record: CrmRecord, c: FieldContext): Canonical;
  /** Composed with what the mailbox holds besides (CON4). Empty when the item shows the value already. */
  toMailbox(value: Canonical, item: ItemFor<K> | null, c: FieldContext): MailboxChanges;
  toCrm(value: Canonical, record: CrmRecord | null, c: FieldContext): CrmPut;
  /** False where this record cannot have the field (company of a person account). */
  heldBy?(record: CrmRecord, c: FieldContext): boolean;
  /** The item reads as something else than it holds: that is no value, and nobody's edit (EXC4). */
  hides?(item: ItemFor<K>, c: FieldContext): boolean;
}

/** A field bound to the configuration: what the planner works with. */
export interface Lens {
  readonly name: FieldName;
  readonly kind: Kind;
  readonly crmName: string;
  readonly reads: readonly string[];
  readonly sets: readonly string[];
  readonly read: { mailbox(item: ItemOf['mailbox']): Canonical; crm(record: CrmRecord): Canonical };
  toMailbox(value: Canonical, item: ItemOf['mailbox'] | null): MailboxChanges;
  toCrm(value: Canonical, record: CrmRecord | null): CrmPut;
  /**
   * False: leave the field alone on both sides, as the record cannot tell its value. The user may not see the CRM
   * field, it was not read (`undefined`, unlike null), or the record has no such thing. Reading '' there would clear
   * the mailbox (SYN2).
   */
  takesPart(record: CrmRecord | null): boolean;
  /** What this item reads as is not what it holds (EXC4). */
  hides(item: ItemOf['mailbox']): boolean;
  /** False: this user may not write it ('field not writable'); it still flows to the mailbox. */
  mayWrite(op: 'create' | 'update'): boolean;
}

export function bind<K extends Kind>(field: Field<K>, c: FieldContext): Lens {
  const reads = field.reads(c.crmName);
  const sets = field.sets(c.crmName);
  const known = c.schema?.[field.kind as Kind] ?? null;
  const visible = known === null || sets.every((name) => known[name] !== undefined);
  const writable = (may: 'createable' | 'updateable'): boolean => known === null || sets.every((name) => known[name]?.[may] ?? false);
  const mayWrite = { create: writable('createable'), update: writable('updateable') };
  // The one place where a kind is taken on trust: the planner hands an item to the lenses of its own kind only.
  const own = (item: ItemOf['mailbox']): ItemFor<K> => item as ItemFor<K>;
  return {
    name: field.name,
    kind: field.kind,
    crmName: c.crmName,
    reads,
    sets,
    read: { mailbox: (item) => field.fromMailbox(own(item), c), crm: (record) => field.fromCrm(record, c) },
    toMailbox: (value, item) => field.toMailbox(value, item === null ? null : own(item), c),
    toCrm: (value, record) => field.toCrm(value, record, c),
    takesPart: (record) =>
      visible && (record === null || (reads.every((name) => record.fields[name] !== undefined) && (field.heldBy?.(record, c) ?? true))),
    hides: (item) => field.hides?.(own(item), c) ?? false,
    mayWrite: (op) => mayWrite[op],
  };
}

export interface ToWrite {
  readonly lens: Lens;
  readonly value: Canonical;
}

/**
 * Puts several values into one mailbox item. One after the other, each on what the one before left: two phones share
 * one list, and the parts of an address share one object.
 */
export function putIntoMailbox<T extends ItemOf['mailbox']>(item: T, writes: readonly ToWrite[]): { item: T; set: MailboxChanges } {
  const now = { ...item };
  const set: MailboxChanges = {};
  for (const { lens, value } of writes) {
    const changes = lens.toMailbox(value, now);
    Object.assign(now, changes);
    Object.assign(set, changes);
  }
  return { item: now, set };
}

/** Puts several values into one record, or into none yet. `unheld` names the fields that the CRM cannot hold. */
export function putIntoCrm(record: CrmRecord | null, writes: readonly ToWrite[]) {
  const set: Record<string, CrmValue> = {};
  const shortened: Shortened[] = [];
  const unheld: FieldName[] = [];
  for (const { lens, value } of writes) {
    const put = lens.toCrm(value, record);
    Object.assign(set, put.set);
    if (put.shortened) shortened.push(put.shortened);
    if (!put.held) unheld.push(lens.name);
  }
  return { set, shortened, unheld };
}
