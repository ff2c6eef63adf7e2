/** What people do by hand in Salesforce, while the devices are not looking. */
import type { Invitee, ItemId, Kind } from '../../../core/model';
import { born, changed, removed, restored } from './change';
import type { Fields, Org, Stored } from './store';

/** A person of the org who is no rep. */
export const somebody = '005000000000999AAA';

export class Hands {
  constructor(private readonly org: Org) {}

  user(id: ItemId, name: string, email: string): ItemId {
    this.org.users.set(id, { id, name, email: email.toLowerCase() });
    return id;
  }
  lead(name: string, email: string, company = ''): ItemId {
    const id = this.org.newId('00Q');
    this.org.leads.set(id, { id, name, email: email.toLowerCase(), company });
    return id;
  }
  account(name: string): ItemId {
    const id = this.org.newId('001');
    this.org.accounts.set(id, { id, name });
    return id;
  }

  /** @returns the new record's id, known at once even where the commit is late. */
  create(kind: Kind, fields: Fields, options: { readonly by?: ItemId; readonly invitees?: readonly Invitee[] } = {}): ItemId {
    const record = born(this.org, kind, { set: fields, by: options.by ?? somebody, invitees: options.invitees });
    this.#commit(record.id, () => this.org.put(record));
    return record.id;
  }
  edit(id: ItemId, set: Fields, by: ItemId = somebody): void {
    this.#change(id, (record) => changed(this.org, record, { set, by }));
  }
  invite(id: ItemId, invitees: readonly Invitee[], by: ItemId = somebody): void {
    this.#change(id, (record) => changed(this.org, record, { set: {}, by, invitees }));
  }
  give(id: ItemId, toUser: ItemId, by: ItemId = somebody): void {
    this.edit(id, { OwnerId: toUser }, by);
  }
  /** Into the recycle bin. */
  remove(id: ItemId, by: ItemId = somebody): void {
    this.#change(id, (record) => removed(this.org, record, by));
  }
  /** Out of it again. False when it is not there, or its key has been given away meanwhile. */
  undelete(id: ItemId, by: ItemId = somebody): boolean {
    this.org.settle(id);
    const record = this.org.find(id);
    if (!record || record.deletedAt === null) return false;
    if (this.org.byKey[record.kind].has(String(record.fields.Instep_Key__c))) return false;
    this.org.put(restored(this.org, record, by));
    return true;
  }
  /** The loser goes, its events move, the winner is touched. */
  merge(winner: ItemId, loser: ItemId, by: ItemId = somebody): void {
    this.org.settleAll();
    const [kept, gone] = [this.#live(winner), this.#live(loser)];
    if (!kept || !gone) return;
    for (const event of this.org.all('event')) {
      if (event.fields.WhoId === loser) this.org.put(changed(this.org, event, { set: { WhoId: winner }, by }));
    }
    this.org.put(removed(this.org, gone, by, winner));
    this.org.put(changed(this.org, kept, { set: {}, by }));
  }
  /** Empties the recycle bin. */
  purge(id: ItemId): void {
    this.org.settle(id);
    this.org.purge(id);
  }

  #live(id: ItemId): Stored | null {
    const record = this.org.find(id);
    return record && record.deletedAt === null ? record : null;
  }
  #change(id: ItemId, next: (record: Stored) => Stored): void {
    this.org.settle(id);
    const record = this.#live(id);
    if (!record) return;
    const state = next(record);
    this.#commit(id, () => this.org.put(state));
  }
  #commit(id: ItemId, commit: () => void): void {
    if (this.org.faults.strikes('late commit')) this.org.later(id, commit);
    else commit();
  }
}
