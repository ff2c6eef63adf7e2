/**
 * The org in memory: what several reps' devices and the people at their desks share. Records by id, a log of commits that
 * the pulls read, indexes for the look-ups. Stamps come from the given clock, cut to whole seconds as Salesforce does.
 */
import type { CrmValue, Instant, Invitee, ItemId, Kind } from '../../../core/model';
import { kinds } from '../../../core/model';
import type { Clock, CrmField, CrmSchema, Random } from '../../../core/ports';
import { longId } from '../../../core/recordId';
import { Faults } from '../faults';
import { schemaWith } from './fields';

export type Fields = Readonly<Record<string, CrmValue>>;

export interface Snapshot {
  readonly fields: Fields;
  readonly invitees: readonly Invitee[];
  readonly edition: number;
}

export interface Stored extends Snapshot {
  readonly id: ItemId;
  readonly kind: Kind;
  readonly deletedAt: Instant | null;
  /** Of a contact that was merged away: the one that stayed. */
  readonly mergedInto: ItemId | '';
  readonly before: Snapshot | null;
}

export interface OrgUser {
  readonly id: ItemId;
  readonly name: string;
  readonly email: string;
}
export interface OrgLead extends OrgUser {
  readonly company: string;
}
export interface OrgAccount {
  readonly id: ItemId;
  readonly name: string;
}

export type OrgFault =
  /** A call fails as a whole before it took effect … */
  | 'offline'
  | 'throttled'
  | 'down'
  | 'signed out'
  /** … or after it did. */
  | 'offline after'
  | 'down after'
  /** A write stops somewhere in the middle: what came before took effect, nobody is told. */
  | 'partial batch'
  /** One row fails. */
  | 'locked row'
  | 'refused row'
  /** What people do by hand becomes visible later than its stamp says, and keeps the record locked until then. */
  | 'late commit'
  /** A page repeats rows that were told before. */
  | 'repeated rows'
  | 'small pages'
  | 'dead cursor'
  /** A read by id or a look-up shows the state before the last change. */
  | 'stale read';

export interface OrgOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly orgId?: ItemId;
  readonly maxEventMinutes?: number;
  readonly personAccounts?: boolean;
  readonly customFields?: Readonly<Record<Kind, Record<string, CrmField>>>;
}

/** The SOQL page. */
const defaultPage = 2000;
const zeros = '000000000000';

export class Org {
  readonly id: ItemId;
  readonly clock: Pick<Clock, 'now'>;
  readonly faults: Faults<OrgFault>;
  readonly schema: CrmSchema;
  readonly records: Readonly<Record<Kind, Map<ItemId, Stored>>> = { contact: new Map(), event: new Map() };
  /** Ids in the order of commits; a cursor is a place in it. */
  readonly log: Readonly<Record<Kind, ItemId[]>> = { contact: [], event: [] };
  readonly users = new Map<ItemId, OrgUser>();
  readonly leads = new Map<ItemId, OrgLead>();
  readonly accounts = new Map<ItemId, OrgAccount>();
  readonly byKey: Readonly<Record<Kind, Map<string, ItemId>>> = { contact: new Map(), event: new Map() };
  readonly byEmail = new Map<string, Set<ItemId>>();
  readonly byLastName = new Map<string, Set<ItemId>>();
  pageSize = defaultPage;
  /** A contact whose e-mail another one has is refused. */
  duplicateRule = false;
  /** A validation rule of this org: the sentence when it refuses. */
  validation: (kind: Kind, fields: Fields) => string | null = () => null;
  /** Sharing. */
  sees: (userId: ItemId, record: Stored) => boolean = () => true;
  /** Whose events sync, for `Person.syncs`; the control plane in memory says it. */
  syncs: (userId: ItemId) => boolean = () => false;
  /** How long a late commit takes. */
  lateMs = 60_000;
  /** Calls that would have gone over the wire. */
  calls = 0;
  readonly #pending = new Map<ItemId, { readonly due: Instant; readonly commit: () => void }>();
  #lastId = 0;

  constructor(options: OrgOptions) {
    this.id = options.orgId ?? '00D000000000001AAA';
    this.clock = options.clock;
    this.faults = new Faults(options.random);
    this.schema = schemaWith(
      options.maxEventMinutes ?? 1440,
      options.personAccounts ?? false,
      options.customFields ?? { contact: {}, event: {} },
    );
  }

  newId(prefix: '003' | '00U' | '00Q' | '001' | '005'): ItemId {
    const count = (++this.#lastId).toString(36);
    return longId(`${prefix}${zeros.slice(count.length)}${count}`);
  }
  /** Now, as a stamp of the server. */
  stamp(): string {
    return `${new Date(this.clock.now()).toISOString().slice(0, 19)}Z`;
  }
  kindOf(id: ItemId): Kind {
    return id.startsWith('00U') ? 'event' : 'contact';
  }
  find(id: ItemId): Stored | undefined {
    return this.records[this.kindOf(id)].get(id);
  }
  /** Records that are there, in no particular order. */
  all(kind: Kind): Stored[] {
    return [...this.records[kind].values()].filter((record) => record.deletedAt === null);
  }

  /** The new state of a record, committed at once. */
  put(record: Stored): void {
    const old = this.records[record.kind].get(record.id);
    if (old && old.deletedAt === null) this.#unindex(old);
    if (record.deletedAt === null) this.#index(record);
    this.records[record.kind].set(record.id, record);
    this.log[record.kind].push(record.id);
  }
  /** Out of the recycle bin: nothing tells of it any more. */
  purge(id: ItemId): void {
    const record = this.find(id);
    if (record?.deletedAt != null) this.records[record.kind].delete(id);
  }
  /** Everything, as it was before it was committed. */
  later(id: ItemId, commit: () => void): void {
    this.settle(id);
    this.#pending.set(id, { due: this.clock.now() + this.lateMs, commit });
  }
  locked(id: ItemId): boolean {
    return this.#pending.has(id);
  }
  /** Commits what is due, or what stands before this record. */
  settle(id?: ItemId): void {
    if (this.#pending.size === 0) return;
    const now = this.clock.now();
    for (const [key, pending] of [...this.#pending]) {
      if (key !== id && pending.due > now) continue;
      this.#pending.delete(key);
      pending.commit();
    }
  }
  /** Commits everything that is still on its way. */
  settleAll(): void {
    for (const id of [...this.#pending.keys()]) this.settle(id);
  }

  #index(record: Stored): void {
    const { fields, kind, id } = record;
    if (typeof fields.Instep_Key__c === 'string' && fields.Instep_Key__c !== '') this.byKey[kind].set(fields.Instep_Key__c, id);
    if (kind === 'event') return;
    add(this.byEmail, fields.Email, id);
    add(this.byLastName, fields.LastName, id);
  }
  #unindex(record: Stored): void {
    const { fields, kind, id } = record;
    if (typeof fields.Instep_Key__c === 'string' && this.byKey[kind].get(fields.Instep_Key__c) === id) {
      this.byKey[kind].delete(fields.Instep_Key__c);
    }
    if (kind === 'event') return;
    drop(this.byEmail, fields.Email, id);
    drop(this.byLastName, fields.LastName, id);
  }
}

function add(index: Map<string, Set<ItemId>>, value: CrmValue | undefined, id: ItemId): void {
  if (typeof value !== 'string' || value === '') return;
  const key = value.toLowerCase();
  const ids = index.get(key);
  if (ids) ids.add(id);
  else index.set(key, new Set([id]));
}

function drop(index: Map<string, Set<ItemId>>, value: CrmValue | undefined, id: ItemId): void {
  if (typeof value === 'string') index.get(value.toLowerCase())?.delete(id);
}

export const allKinds = kinds;
