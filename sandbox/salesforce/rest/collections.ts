/** Collections of up to 200 records: 200 even when every row failed, in order, all or none when asked (4.3). */

import type { PartAnswer } from '../../wire';
import { Refused } from '../refused';
import { record } from '../soql/show';
import { looksLikeId, to18 } from '../store/ids';
import { create, remove, update, upsert } from '../write/dml';
import { bodyOf, type Call, callerOf, type Json, methodNotAllowed, objectOf, ok } from './call';
import { fieldsOf } from './records';

export interface RowAnswer {
  readonly id?: string;
  readonly success: boolean;
  readonly errors: readonly Readonly<Record<string, unknown>>[];
  readonly created?: boolean;
}

const most = 200;
const mostRuns = 10;
const rolledBack: RowAnswer = {
  success: false,
  errors: [
    {
      statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
      fields: [],
    },
  ],
};

export function collection(call: Call): PartAnswer {
  const [name, external] = call.path.slice(2);
  if (call.method === 'DELETE') return deleteMany(call);
  if (name !== undefined && external === undefined && (call.method === 'GET' || call.method === 'POST')) return retrieve(call, name);
  const records = recordsOf(call);
  const allOrNone = bodyOf(call).allOrNone === true;
  if (call.method === 'POST' && name === undefined) {
    return ok(each(call, allOrNone, records, (given) => ({ id: create(call.org, callerOf(call), typeOf(call, given), given).Id })));
  }
  if (call.method === 'PATCH' && name === undefined) {
    const change = (given: Json) => ({ id: update(call.org, callerOf(call), typeOf(call, given), idOf(given), given).Id });
    return ok(each(call, allOrNone, records, change));
  }
  if (call.method !== 'PATCH' || name === undefined || external === undefined) throw methodNotAllowed(call);
  return upsertMany(call, name, external, records, allOrNone);
}

const idOf = (given: Json): string => {
  const id = given.Id ?? given.id;
  if (typeof id !== 'string') throw new Refused('MISSING_ARGUMENT', 'Id not specified in an update call', ['Id']);
  return id;
};

function upsertMany(call: Call, name: string, external: string, records: readonly Json[], allOrNone: boolean): PartAnswer {
  const object = objectOf(call, name);
  const keyIn = (given: Json) => Object.entries(given).find(([key]) => key.toLowerCase() === external.toLowerCase())?.[1];
  const keys = records.map((given) => keyIn(given));
  const answers = each(call, allOrNone, records, (given, i) => {
    const key = keys[i];
    if (key !== null && key !== undefined && keys.indexOf(key) !== keys.lastIndexOf(key)) {
      throw new Refused('DUPLICATE_VALUE', `Duplicate external id specified: ${String(key)}`, [external]);
    }
    const { row, created } = upsert(call.org, callerOf(call), object, external, key, given);
    return { id: row.Id, created };
  });
  return ok(answers);
}

function recordsOf(call: Call): readonly Json[] {
  const { records } = bodyOf(call);
  if (!Array.isArray(records)) throw new Refused('JSON_PARSER_ERROR', 'The collection has no records');
  tooMany(records.length);
  const runs = records.filter((each, i) => i === 0 || typeName(each) !== typeName(records[i - 1])).length;
  if (runs > mostRuns) throw new Refused('LIMIT_EXCEEDED', `Records of more than ${mostRuns} runs of different types in one request`);
  return records as readonly Json[];
}
function tooMany(count: number): void {
  if (count > most) throw new Refused('LIMIT_EXCEEDED', `The request has ${count} records, only ${most} are allowed`);
}

const typeName = (given: Json): unknown => (given.attributes as { type?: unknown } | undefined)?.type;

function typeOf(call: Call, given: Json) {
  const type = typeName(given);
  if (typeof type !== 'string') throw new Refused('INVALID_INPUT', "The record's attributes have no type", ['attributes']);
  const object = call.org.schema.object(type);
  if (!object || !call.access.rights(object).read) throw new Refused('INVALID_TYPE', `sObject type '${type}' is not supported.`);
  return object;
}

function each(
  call: Call,
  allOrNone: boolean,
  records: readonly Json[],
  run: (given: Json, i: number) => { id: string; created?: boolean },
): RowAnswer[] {
  const all = () => records.map((given, i) => rowAnswer(call, () => run(given, i)));
  const failed = (answers: readonly RowAnswer[]) => allOrNone && answers.some((answer) => !answer.success);
  const answers = call.org.store.transaction(all, failed);
  return failed(answers) ? answers.map((answer) => (answer.success ? rolledBack : answer)) : answers;
}

/** With `salesforce.unknownFieldFailsAll` a field that does not exist refuses the whole request instead of its row. */
function rowAnswer(call: Call, run: () => { id: string; created?: boolean }): RowAnswer {
  try {
    const { id, created } = run();
    return { id, success: true, errors: [], ...(created === undefined ? {} : { created }) };
  } catch (error) {
    if (!(error instanceof Refused) || error.errorCode === 'JSON_PARSER_ERROR') throw error;
    if (error.errorCode === 'INVALID_FIELD' && call.org.on('salesforce.unknownFieldFailsAll')) throw error;
    const { matches: _, ...shown } = error.asRowError;
    return { success: false, errors: [shown] };
  }
}

function deleteMany(call: Call): PartAnswer {
  const ids = (call.query.get('ids') ?? '').split(',').filter((id) => id !== '');
  tooMany(ids.length);
  const allOrNone = call.query.get('allOrNone') === 'true';
  const records = ids.map((id) => ({ Id: id.trim() }));
  const drop = ({ Id }: Json) => {
    const id = String(Id);
    const object = looksLikeId(id) ? call.org.schema.objectOfId(id) : null;
    if (!object) throw new Refused('MALFORMED_ID', `bad id ${id}`, ['Id']);
    remove(call.org, callerOf(call), object, id);
    return { id: to18(id) };
  };
  return ok(each(call, allOrNone, records, drop));
}

/** Records by id, null for each that is not there. */
function retrieve(call: Call, name: string): PartAnswer {
  const object = objectOf(call, name);
  const asked =
    call.method === 'POST' ? bodyOf(call) : { ids: call.query.get('ids')?.split(','), fields: call.query.get('fields')?.split(',') };
  if (!Array.isArray(asked.ids) || !Array.isArray(asked.fields)) throw new Refused('MISSING_ARGUMENT', 'ids and fields are needed');
  if (asked.ids.length > 2000) throw new Refused('LIMIT_EXCEEDED', 'at most 2000 ids');
  const fields = fieldsOf(call, object, asked.fields.map(String));
  const rows = asked.ids.map((id) => call.org.store.get(object.name, to18(String(id).trim())));
  return ok(
    rows.map((row) => (row && row.IsDeleted !== true && call.access.sees(object, row) ? record(call, object, row, fields, call.at) : null)),
  );
}
