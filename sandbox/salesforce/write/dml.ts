/** Creates, changes and deletes records the way the API does: rights, values, required and unique fields, rules. */
import type { Access } from '../access';
import type { Org } from '../org';
import { invalidField, Refused } from '../refused';
import type { FieldDef, ObjectDef } from '../schema/field';
import { looksLikeId, to18 } from '../store/ids';
import type { Row, Value } from '../store/table';
import { erase } from './bin';
import { checkDuplicates } from './duplicates';
import { afterWrite, beforeWrite, refuseForeign } from './hooks';
import { checkRules } from './rules';
import { checkUnique, withValue } from './unique';
import { stored } from './values';

export interface Caller {
  readonly access: Access;
  /** Header `Sforce-Duplicate-Rule-Header: allowSave=true`. */
  readonly saveAnyway: boolean;
}

export type Input = Readonly<Record<string, unknown>>;

const denied = (what: string) => new Refused('INSUFFICIENT_ACCESS_OR_READONLY', `insufficient access rights on ${what}`);
const noRight = (object: ObjectDef, verb: string) => denied(`object: ${object.name} cannot be ${verb}`);

/** The fields of a record as sent, translated; unknown and unwritable ones refused. */
function read(org: Org, caller: Caller, object: ObjectDef, input: Input, verb: 'createable' | 'updateable'): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const [name, given] of Object.entries(input)) {
    if (name === 'attributes' || name === 'Id' || name === 'id') continue;
    if (typeof given === 'object' && given !== null) {
      Object.assign(values, byExternalId(org, object, name, given as Input));
      continue;
    }
    const field = org.schema.field(object, name);
    if (!field || !caller.access.readable(object, field)) {
      throw invalidField(`No such column '${name}' on sobject of type ${object.name}`);
    }
    if (!field[verb] || !caller.access.writable(object, field)) {
      const hint = 'Please check the security settings of this field and verify that it is read/write for your profile or permission set.';
      throw new Refused('INVALID_FIELD_FOR_INSERT_UPDATE', `Unable to create/update fields: ${field.name}. ${hint}`, [field.name]);
    }
    values[field.name] = stored(org, field, given);
  }
  return values;
}

/** `Rep__r: { UserKey__c: '…' }` names the parent by its external id. */
function byExternalId(org: Org, object: ObjectDef, relationship: string, given: Input): Record<string, Value> {
  const reference = org.schema.reference(object, relationship);
  const parent = reference && org.schema.object(reference.refs[0] ?? '');
  const [name, value] = Object.entries(given).find(([key]) => key !== 'attributes') ?? ['', null];
  const field = parent && org.schema.field(parent, name);
  if (!reference || !parent || !field?.idLookup) throw invalidField(`No such column '${relationship}' on sobject of type ${object.name}`);
  const found = withValue(org, parent.name, field.name, stored(org, field, value), field.caseSensitive)[0];
  if (!found) {
    const message = `Foreign key external ID: ${String(value)} not found for field ${field.name} in entity ${parent.name}`;
    throw new Refused('INVALID_FIELD', message);
  }
  return { [reference.name]: found.Id };
}

/** What a new record holds where nothing was said. */
export function defaultsOf(org: Org, object: ObjectDef): Record<string, Value> {
  const row = org.blank(object);
  for (const field of org.schema.fields(object)) {
    const pick = field.picks.find((each) => each.default);
    if (pick) row[field.name] = pick.value;
    if (field.defaultValue !== null && field.type !== 'boolean') row[field.name] = stored(org, field, field.defaultValue);
  }
  return row;
}

export function autoNumber(org: Org, object: ObjectDef): Record<string, Value> {
  const format = org.schema.field(object, 'Name')?.autoNumber;
  if (!format) return {};
  const number = String(org.store.number(`${object.name}.Name`));
  return { Name: format.replace(/\{(0+)\}/, (_, zeros: string) => number.padStart(zeros.length, '0')) };
}

function checkRequired(org: Org, object: ObjectDef, row: Row, named: readonly string[] | null): void {
  const missing = org.schema
    .fields(object)
    .filter((field) => !field.nillable && !field.defaulted && field.type !== 'id' && row[field.name] === null)
    .filter((field) => named === null || named.includes(field.name))
    .map((field) => field.name);
  if (missing.length) throw new Refused('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
}

function checkReferences(org: Org, object: ObjectDef, values: Readonly<Record<string, Value>>): void {
  for (const [name, value] of Object.entries(values)) {
    const field = org.schema.field(object, name) as FieldDef;
    if (field.type !== 'reference' || typeof value !== 'string') continue;
    const target = org.schema.objectOfId(value);
    const row = target && org.store.get(target.name, value);
    if (target && !row) throw new Refused('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${value}`, [name]);
    if (row?.IsDeleted === true) throw new Refused('ENTITY_IS_DELETED', `entity is deleted: ${value}`, [name]);
    if (name === 'OwnerId' && row?.IsActive === false) {
      throw new Refused('INACTIVE_OWNER_OR_USER', 'operation performed with inactive user', [name]);
    }
  }
}

/** The switch `salesforce.lockedIds` locks these records, and what hangs below them; `salesforce.lockNext` the next writes. */
function checkLock(org: Org, row: Readonly<Record<string, Value>>): void {
  const { switches } = org.world.faults;
  const next = org.number('salesforce.lockNext', 0);
  if (next > 0) switches['salesforce.lockNext'] = next - 1;
  const locked = org.list('salesforce.lockedIds');
  if (next > 0 || locked.some((id) => row.Id === id || row.AccountId === id)) {
    const ids = [row.AccountId ?? row.Id ?? ''].join();
    throw new Refused('UNABLE_TO_LOCK_ROW', `unable to obtain exclusive access to this record or 1 records: ${ids}`);
  }
}

const owned = (object: ObjectDef, caller: Caller) => (object.fields.has('ownerid') ? { OwnerId: caller.access.userId } : {});

export function create(org: Org, caller: Caller, object: ObjectDef, input: Input): Row {
  if (!object.createable || !caller.access.rights(object).create) throw noRight(object, 'inserted');
  return org.store.transaction(() => {
    const given = read(org, caller, object, input, 'createable');
    const stamp = org.stamp();
    const by = { CreatedById: caller.access.userId, LastModifiedById: caller.access.userId };
    const stamps = { ...by, CreatedDate: stamp, LastModifiedDate: stamp, SystemModstamp: stamp, IsDeleted: false };
    const row = { ...defaultsOf(org, object), ...owned(object, caller), ...given, ...autoNumber(org, object), ...stamps, Id: '' } as Row;
    Object.assign(row, beforeWrite(org, object, given, row, null));
    checkRequired(org, object, row, null);
    checkReferences(org, object, given);
    refuseForeign(caller.access, object, row);
    checkLock(org, row);
    checkUnique(org, object, row, Object.keys(given));
    checkRules(org, caller.access.userId, object, row, null);
    checkDuplicates(org, object, row, caller.saveAnyway);
    row.Id = org.store.newId(object.prefix);
    org.store.insert(object.name, row);
    afterWrite(org, caller.access.userId, object, row, null);
    return row;
  });
}

/** The record that is to be changed, as far as this user may know of it. */
export function existing(org: Org, caller: Caller, object: ObjectDef, id: string): Row {
  if (!looksLikeId(id)) throw new Refused('MALFORMED_ID', `${object.label} ID: id value of incorrect type: ${id}`, ['Id']);
  const row = org.store.get(object.name, to18(id));
  if (!row) throw new Refused('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  if (row.IsDeleted === true) throw new Refused('ENTITY_IS_DELETED', 'entity is deleted', [], 404);
  if (!caller.access.sees(object, row)) {
    throw new Refused('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', `insufficient access rights on cross-reference id: ${id}`);
  }
  return row;
}

export function update(org: Org, caller: Caller, object: ObjectDef, id: string, input: Input): Row {
  const row = existing(org, caller, object, id);
  if (!object.updateable || !caller.access.rights(object).edit) throw noRight(object, 'updated');
  if (!caller.access.mayChange(object, row)) throw denied('object id');
  return org.store.transaction(() => {
    const given = read(org, caller, object, input, 'updateable');
    const prior = { ...row };
    const stamp = org.stamp(row);
    const stamps = { LastModifiedById: caller.access.userId, LastModifiedDate: stamp, SystemModstamp: stamp };
    const next = { ...row, ...given } as Row;
    const more = beforeWrite(org, object, given, next, prior);
    Object.assign(next, more, stamps);
    checkRequired(org, object, next, Object.keys(given));
    checkReferences(org, object, given);
    refuseForeign(caller.access, object, next);
    checkLock(org, next);
    checkUnique(org, object, next, Object.keys(given));
    checkRules(org, caller.access.userId, object, next, prior);
    org.store.change(object.name, row, { ...given, ...more, ...stamps });
    afterWrite(org, caller.access.userId, object, row, prior);
    return row;
  });
}

export interface Upserted {
  readonly row: Row;
  readonly created: boolean;
}

/** @throws Refused `MULTIPLE` with the ids when several records have the value: the single call answers 300. */
export function upsert(org: Org, caller: Caller, object: ObjectDef, fieldName: string, value: unknown, input: Input): Upserted {
  const field = org.schema.field(object, fieldName);
  if (!field || !caller.access.readable(object, field)) {
    throw new Refused('NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${fieldName}`, [], 404);
  }
  if (field.type === 'id') {
    if (value === null || value === undefined || value === '') return { row: create(org, caller, object, input), created: true };
    return { row: update(org, caller, object, String(value), input), created: false };
  }
  if (!field.idLookup) throw new Refused('INVALID_FIELD', `Field name provided, ${fieldName} does not match an External ID`);
  const key = stored(org, field, value);
  if (key === null) throw new Refused('MISSING_ARGUMENT', `${field.name} not specified`, [field.name]);
  const found = withValue(org, object.name, field.name, key, field.caseSensitive);
  if (found.length > 1) {
    const ids = found.map((each) => each.Id);
    const message = `${field.name}: more than one record found for external id field: [${ids.join(', ')}]`;
    throw new Refused('DUPLICATE_EXTERNAL_ID', message, [field.name], 300, { matches: ids });
  }
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => name.toLowerCase() !== field.name.toLowerCase()));
  const only = found[0];
  if (only) return { row: update(org, caller, object, only.Id, rest), created: false };
  return { row: create(org, caller, object, { ...rest, [field.name]: value }), created: true };
}

export function remove(org: Org, caller: Caller, object: ObjectDef, id: string): void {
  const row = existing(org, caller, object, id);
  if (!object.deletable || !caller.access.rights(object).delete) throw noRight(object, 'deleted');
  if (!caller.access.mayChange(object, row)) throw denied('object id');
  checkLock(org, row);
  org.store.transaction(() => erase(org, caller.access.userId, object, row));
}
