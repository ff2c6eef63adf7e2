/** The stand-in's org as the simulator sees it, and what people and admins do in it: past our adapters, with Salesforce's own rules. */
import type { Salesforce } from '../../sandbox/salesforce';
import type { Account, World } from '../../sandbox/world';
import { configurationRow } from '../../shared/adapters/salesforce/configuration';
import type { Configuration, CrmValue, ItemId, Kind, Request, Scope } from '../../shared/core/model';
import { isoOf } from './httpPerson';
import type { CrmStored, SimOrg, SimPeople, SimPlane } from './premises';

type Row = ReturnType<Salesforce['rows']>[number];

const objectOf = (kind: Kind): string => (kind === 'contact' ? 'Contact' : 'Event');
const objectOfId = (id: ItemId): string => (id.startsWith('003') ? 'Contact' : 'Event');
const shown: Readonly<Record<Kind, readonly string[]>> = {
  contact: [
    ...['FirstName', 'LastName', 'Title', 'Department', 'AssistantName', 'Description', 'Email', 'Phone', 'MobilePhone', 'MailingCity'],
    ...['MailingStreet', 'Birthdate', 'AccountId', 'OwnerId'],
  ],
  event: ['Subject', 'Location', 'Description', 'StartDateTime', 'DurationInMinutes', 'IsAllDayEvent', 'ShowAs', 'IsPrivate', 'OwnerId'],
};

export class HttpOrg implements SimOrg {
  readonly #held = new Map<ItemId, { readonly text: string; readonly record: CrmStored }>();
  readonly accounts = new Map<ItemId, { readonly id: ItemId; readonly name: string }>();

  constructor(private readonly salesforce: Salesforce) {}

  get records(): SimOrg['records'] {
    return { contact: this.#all('contact'), event: this.#all('event') };
  }
  find(id: ItemId): CrmStored | undefined {
    const row = this.salesforce.row(id);
    return row ? this.#record(id.startsWith('003') ? 'contact' : 'event', row) : undefined;
  }
  #all(kind: Kind): ReadonlyMap<ItemId, CrmStored> {
    // An invitee's copy is Salesforce's own business.
    const rows = this.salesforce.rows(objectOf(kind)).filter((row) => row.IsChild !== true);
    return new Map(rows.map((row) => [row.Id, this.#record(kind, row)]));
  }
  #record(kind: Kind, row: Row): CrmStored {
    const fields: Record<string, CrmValue> = Object.fromEntries(shown[kind].map((name) => [name, row[name] ?? null]));
    if (kind === 'event') fields.StartDateTime = isoOf(Number(row.StartDateTime), false);
    const record: CrmStored = { kind, id: row.Id, fields, deletedAt: row.IsDeleted === true ? Number(row.SystemModstamp) : null };
    const text = JSON.stringify(record);
    const held = this.#held.get(row.Id);
    if (held?.text === text) return held.record;
    this.#held.set(row.Id, { text, record });
    return record;
  }
}

/** As the API wants it: of an all-day event the date is enough. */
function wire(fields: Readonly<Record<string, CrmValue>>): Record<string, CrmValue> {
  const { StartDateTime, EndDateTime, ...rest } = fields;
  if (fields.IsAllDayEvent === true) return rest;
  return { ...rest, ...(StartDateTime === undefined ? {} : { StartDateTime }), ...(EndDateTime === undefined ? {} : { EndDateTime }) };
}

export function peopleAt(salesforce: Salesforce, org: HttpOrg, admin: Account): SimPeople {
  const row = (id: ItemId): Row | null => {
    const found = salesforce.row(id);
    return found?.IsDeleted === true ? null : found;
  };
  const edit = (id: ItemId, fields: Readonly<Record<string, CrmValue>>): void => {
    if (row(id)) salesforce.update(objectOfId(id), id, wire(fields), admin.id);
  };
  return {
    user: (id) => id,
    account: (name) => {
      const { Id: id } = salesforce.insert('Account', { Name: name }, admin.id);
      org.accounts.set(id, { id, name });
      return id;
    },
    create: (kind, fields, { by } = {}) => salesforce.insert(objectOf(kind), wire(fields as Record<string, CrmValue>), by ?? admin.id).Id,
    edit: (id, fields) => edit(id, fields as Record<string, CrmValue>),
    give: (id, toUser) => edit(id, { OwnerId: toUser }),
    remove: (id) => {
      if (row(id)) salesforce.delete(objectOfId(id), id, admin.id);
    },
    undelete: (id) => {
      const found = salesforce.row(id);
      if (found?.IsDeleted !== true) return false;
      const key = found.Instep_Key__c;
      const taken = key !== null && salesforce.rows(objectOfId(id)).some((one) => one.IsDeleted !== true && one.Instep_Key__c === key);
      if (!taken) salesforce.undelete(id);
      return !taken;
    },
    merge: (winner, loser) => {
      if (row(winner) && row(loser)) salesforce.merge(winner, loser, admin.id);
    },
    purge: (id) => {
      const found = salesforce.row(id);
      if (found?.IsDeleted === true) salesforce.org.store.remove(objectOfId(id), found);
    },
  };
}

export class HttpPlane implements SimPlane {
  /** Ours → Salesforce's. */
  readonly #configurations = new Map<string, ItemId>();

  constructor(
    private readonly salesforce: Salesforce,
    private readonly world: World,
    private readonly admin: Account,
  ) {}

  saveConfiguration(configuration: Configuration): void {
    const id = this.#configurations.get(configuration.id);
    const row = configurationRow(configuration);
    if (id) this.salesforce.update('Instep_Configuration__c', id, row, this.admin.id);
    else this.#configurations.set(configuration.id, this.salesforce.insert('Instep_Configuration__c', row, this.admin.id).Id);
  }
  assign(configurationId: string, to: 'user' | 'profile', id: string): void {
    this.unassign(to, id);
    const values = {
      Configuration__c: this.#configurations.get(configurationId) ?? null,
      User__c: id,
      AssigneeKey__c: id,
      AssigneeName__c: this.world.account(id)?.name ?? '',
    };
    this.salesforce.insert('Instep_Assignment__c', values, this.admin.id);
  }
  unassign(_to: 'user' | 'profile', id: string): void {
    for (const row of this.salesforce.rows('Instep_Assignment__c'))
      if (row.AssigneeKey__c === id && row.IsDeleted !== true) this.salesforce.delete('Instep_Assignment__c', row.Id, this.admin.id);
  }

  get requests(): SimPlane['requests'] {
    const rows = this.salesforce.rows('Instep_Request__c').filter((row) => row.IsDeleted !== true);
    const text = (row: Row, name: string): string => String(row[name] ?? '');
    return new Map(
      rows.map((row) => [
        row.Id,
        {
          id: row.Id,
          scope: { what: text(row, 'Scope__c') } as Scope,
          state: text(row, 'State__c') as Request['state'],
          outcome: text(row, 'Outcome__c'),
          pickedUpBy: text(row, 'PickedUpBy__c'),
        },
      ]),
    );
  }
  /** A rep whose device has never reported has nothing that could be reset, and no record to ask through. */
  place(repId: ItemId, kind: 'reset' | 'preview' = 'reset', scope: Scope = { what: 'all' }): { readonly id: string } {
    const rep = this.salesforce.rows('Instep_Rep__c').find((row) => row.UserKey__c === repId && row.IsDeleted !== true);
    if (!rep) return { id: '' };
    const values = {
      Rep__c: rep.Id,
      Kind__c: kind,
      Scope__c: scope.what,
      ScopeRecordId__c: scope.what === 'item' ? scope.crmId : null,
      State__c: 'requested',
    };
    return { id: this.salesforce.insert('Instep_Request__c', values, this.admin.id).Id };
  }
}
