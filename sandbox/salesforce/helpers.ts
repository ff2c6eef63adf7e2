/** What tests and seeds do with the org in the process, besides the API. */
import type { Vendor } from '../world';
import type { Org } from './org';
import { notFound } from './refused';
import type { FieldDef } from './schema/field';
import { to18 } from './store/ids';
import type { Row, Value } from './store/table';
import { merge, undelete } from './write/bin';
import { create, type Input, remove, update } from './write/dml';
import { completed } from './write/planted';

/** What a test or the seeder may do in the process, besides the API. Users are named by id or e-mail address. */
export interface Salesforce extends Vendor {
  readonly org: Org;
  /** Creates as that user would, with every rule; values as the API takes them. @throws Refused */
  insert(object: string, record: Input, asUser: string): Row;
  update(object: string, id: string, changes: Input, asUser: string): Row;
  delete(object: string, id: string, asUser: string): void;
  /** Puts a row there without rights or rules: fast, for seeds. Date-times in milliseconds. */
  plant(object: string, values: Readonly<Record<string, Value>>): Row;
  rows(object: string): Row[];
  row(id: string): Row | null;
  undelete(id: string): void;
  /** Takes deleted rows out of the bin for good. */
  purge(object: string): void;
  merge(masterId: string, loserId: string, asUser: string): void;
  assign(user: string, permissionSet: string): void;
  unassign(user: string, permissionSet: string): void;
  addField(object: string, field: FieldDef): void;
}

export function helpers(org: Org): Omit<Salesforce, keyof Vendor | 'org'> {
  const object = (name: string) => org.object(name);
  const userId = (user: string) => org.world.account(user)?.id ?? user;
  const caller = (user: string) => {
    org.catchUp();
    return { access: org.access(userId(user)), saveAnyway: false };
  };
  const found = (id: string) => {
    const its = org.schema.objectOfId(id);
    const row = its && org.store.get(its.name, to18(id));
    if (!its || !row) throw notFound();
    return { object: its, row };
  };
  return {
    insert: (name, record, asUser) => create(org, caller(asUser), object(name), record),
    update: (name, id, changes, asUser) => update(org, caller(asUser), object(name), id, changes),
    delete: (name, id, asUser) => remove(org, caller(asUser), object(name), id),
    plant: (name, values) => org.plant(name, completed(org, object(name), values)),
    rows: (name) => {
      org.catchUp();
      return [...org.store.table(object(name).name).rows.values()];
    },
    row: (id) => {
      const its = org.schema.objectOfId(id);
      return its && org.store.get(its.name, to18(id));
    },
    undelete: (id) => undelete(org, found(id).object, found(id).row),
    purge: (name) => {
      for (const row of [...org.store.table(object(name).name).rows.values()]) if (row.IsDeleted === true) org.store.remove(name, row);
    },
    merge: (masterId, loserId, asUser) => {
      caller(asUser);
      merge(org, userId(asUser), found(masterId).object, found(masterId).row, found(loserId).row);
    },
    assign: (user, name) => {
      org.catchUp();
      org.people.assign(userId(user), name);
    },
    unassign: (user, name) => {
      org.catchUp();
      org.people.unassign(userId(user), name);
    },
    addField: (name, field) => org.schema.addField(object(name).name, field),
  };
}
