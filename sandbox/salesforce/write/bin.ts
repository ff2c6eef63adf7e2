/** The recycle bin: deleting with what hangs below, bringing back, purging, merging (wire-contracts 4.4). */
import type { Org } from '../org';
import { Refused } from '../refused';
import type { ObjectDef } from '../schema/field';
import type { Row, Value } from '../store/table';
import { recount } from './hooks';
import { childrenOf, uninvited } from './invitees';
import { checkUnique } from './unique';

const dayMs = 86_400_000;

export function erase(org: Org, userId: string, object: ObjectDef, row: Row, more: Readonly<Record<string, Value>> = {}): void {
  if (row.IsDeleted === true) return;
  if (object.name === 'Contact' && row.IsPersonAccount === true && more.withAccount !== true) {
    throw new Refused('INSUFFICIENT_ACCESS_OR_READONLY', 'The contact of a person account is deleted with its account');
  }
  if (object.name === 'PermissionSetAssignment') {
    org.store.remove(object.name, row);
    org.forgetAccess();
    return;
  }
  const stamp = org.stamp(row);
  const by = { LastModifiedById: userId, LastModifiedDate: stamp, SystemModstamp: stamp };
  const { withAccount: _, ...kept } = more;
  org.store.change(object.name, row, { IsDeleted: true, ...by, ...kept });
  cascade(org, userId, object, row);
  recount(org, userId, object, row);
}

function cascade(org: Org, userId: string, object: ObjectDef, row: Row): void {
  if (object.name === 'EventRelation') for (const child of uninvited(org, row)) erase(org, userId, org.object('Event'), child);
  if (object.name === 'Event') for (const child of childrenOf(org, row)) erase(org, userId, object, child);
  for (const { object: below, field } of org.schema.childrenOf(object)) {
    const rows = org.store.table(below.name).having(field.name, [row.Id]);
    for (const each of rows.filter((one) => one.IsDeleted !== true)) {
      const goesAlong = field.masterDetail || (object.name === 'Account' && below.name === 'Contact') || below.name === 'EventRelation';
      if (goesAlong) erase(org, userId, below, each, { withAccount: object.name === 'Account' });
      else if (field.updateable) org.store.change(below.name, each, { [field.name]: null, SystemModstamp: org.stamp(each) });
    }
  }
}

export function undelete(org: Org, object: ObjectDef, row: Row): void {
  if (row.IsDeleted !== true) return;
  const unique = org.schema.fields(object).flatMap((field) => (field.unique ? [field.name] : []));
  checkUnique(org, object, row, unique);
  org.store.change(object.name, row, { IsDeleted: false, SystemModstamp: org.stamp(row), LastModifiedDate: org.stamp(row) });
}

/** Rows leave the bin after this long: queryAll and `/deleted` no longer know them. */
export const binMs = (org: Org): number => org.number('salesforce.recycleBinDays', 15) * dayMs;
export const isPurged = (org: Org, row: Row): boolean => row.IsDeleted === true && Number(row.SystemModstamp) < org.now() - binMs(org);

/** Everything that hangs on the loser hangs on the master now; the loser is deleted and says by whom it was replaced. */
export function merge(org: Org, userId: string, object: ObjectDef, master: Row, loser: Row): void {
  org.store.transaction(() => {
    const stamp = org.stamp(master);
    for (const { object: below, field } of org.schema.childrenOf(object)) {
      for (const each of org.store.table(below.name).having(field.name, [loser.Id])) {
        if (each.IsDeleted !== true) org.store.change(below.name, each, { [field.name]: master.Id, SystemModstamp: stamp });
      }
    }
    erase(org, userId, object, loser, { MasterRecordId: master.Id });
    org.store.change(object.name, master, { SystemModstamp: stamp, LastModifiedDate: stamp, LastModifiedById: userId });
  });
}
