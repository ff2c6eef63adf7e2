/** Single records: read, create, change, delete, by id and by external id. */

import type { PartAnswer } from '../../wire';
import { invalidField, notFound, Refused } from '../refused';
import type { ObjectDef } from '../schema/field';
import { record, urlOf } from '../soql/show';
import { looksLikeId, to18 } from '../store/ids';
import type { Row } from '../store/table';
import { erase } from '../write/bin';
import { create, existing, remove, update, upsert } from '../write/dml';
import { fromHereOn } from '../write/series';
import { withValue } from '../write/unique';
import { stored } from '../write/values';
import { bodyOf, type Call, callerOf, methodNotAllowed, nothing, objectOf, ok } from './call';
import { checkUnmodified, headersOf, unchangedSince } from './conditions';

const made = (id: string, more: Readonly<Record<string, unknown>> = {}): PartAnswer => ({
  status: 201,
  body: { id, success: true, errors: [], ...more },
});

export function createOne(call: Call, name: string): PartAnswer {
  const row = create(call.org, callerOf(call), objectOf(call, name), bodyOf(call));
  const answer = made(row.Id);
  return { ...answer, headers: { Location: urlOf(name, row.Id, call.at) } };
}

export function recordById(call: Call, name: string, id: string): PartAnswer {
  const object = objectOf(call, name);
  const caller = callerOf(call);
  if (call.method === 'GET' || call.method === 'HEAD') return readOne(call, object, visible(call, object, id));
  if (call.method === 'PATCH' || call.method === 'POST') {
    checkUnmodified(call, object, existing(call.org, caller, object, id));
    update(call.org, caller, object, id, bodyOf(call));
    return nothing;
  }
  if (call.method !== 'DELETE') throw methodNotAllowed(call);
  remove(call.org, caller, object, id);
  return nothing;
}

function visible(call: Call, object: ObjectDef, id: string): Row {
  const row = looksLikeId(id) ? call.org.store.get(object.name, to18(id)) : null;
  if (row?.IsDeleted === true) throw new Refused('ENTITY_IS_DELETED', 'entity is deleted', [], 404);
  if (!row || !call.access.sees(object, row)) throw notFound();
  return row;
}

function readOne(call: Call, object: ObjectDef, row: Row): PartAnswer {
  const headers = headersOf(object, row);
  if (unchangedSince(call, Number(row.LastModifiedDate))) return { status: 304, headers };
  return ok(record(call, object, row, fieldsOf(call, object, call.query.get('fields')), call.at), headers);
}

/** All readable fields, or the ones that are named. */
export function fieldsOf(call: Call, object: ObjectDef, names: string | readonly string[] | null) {
  const { schema } = call.org;
  if (names === null) return schema.fields(object).filter((field) => call.access.readable(object, field));
  const list = typeof names === 'string' ? names.split(',') : names;
  return list.map((name) => {
    const field = schema.field(object, name.trim());
    if (!field || !call.access.readable(object, field)) throw invalidField(`No such column '${name}' on sobject of type ${object.name}`);
    return field;
  });
}

export function recordByKey(call: Call, name: string, fieldName: string, value: string): PartAnswer {
  const object = objectOf(call, name);
  const caller = callerOf(call);
  if (call.method === 'PATCH') {
    const { row, created } = upsert(call.org, caller, object, fieldName, value, bodyOf(call));
    return created ? made(row.Id, { created }) : ok({ id: row.Id, success: true, errors: [], created });
  }
  const field = call.org.schema.field(object, fieldName);
  if (!field?.idLookup || !call.access.readable(object, field))
    throw notFound(`Provided external ID field does not exist or is not accessible: ${fieldName}`);
  const rows = withValue(call.org, object.name, field.name, stored(call.org, field, value), field.caseSensitive).filter((row) =>
    call.access.sees(object, row),
  );
  if (rows.length > 1)
    return severalRecords(
      call,
      object,
      rows.map((row) => row.Id),
    );
  const row = rows[0];
  if (!row) throw notFound();
  if (call.method === 'GET') return readOne(call, object, row);
  if (call.method !== 'DELETE') throw methodNotAllowed(call);
  remove(call.org, caller, object, row.Id);
  return nothing;
}

/** 300: which records have the value. */
export const severalRecords = (call: Call, object: ObjectDef, ids: readonly string[]): PartAnswer => ({
  status: 300,
  body: ids.map((id) => urlOf(object.name, id, call.at)),
});

/** Asynchronous, as documented: the rows go `salesforce.seriesDeleteLagMs` later. */
export function deleteOnwards(call: Call, id: string): PartAnswer {
  const { org } = call;
  const object = objectOf(call, 'Event');
  const row = existing(org, callerOf(call), object, id);
  if (row.IsRecurrence2 !== true) throw new Refused('INVALID_OPERATION', 'The event does not belong to a series');
  if (!call.access.mayChange(object, row)) throw new Refused('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
  const run = () => {
    for (const each of fromHereOn(org, row)) erase(org, call.access.userId, object, each);
  };
  org.later.push({ at: org.world.clock.now() + org.number('salesforce.seriesDeleteLagMs', 2000), run });
  return nothing;
}
