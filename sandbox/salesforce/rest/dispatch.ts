/** Finds what a path below `/services/data/vNN.0` means. */
import type { PartAnswer } from '../../wire';
import { notFound, Refused } from '../refused';
import { type Call, methodNotAllowed, objectOf, ok, refusal } from './call';
import { collection } from './collections';
import { basics, describeAll, describeOne } from './describe';
import { deleted, updated } from './feeds';
import { type Allocation, limits } from './limits';
import type { Queries } from './queries';
import { createOne, deleteOnwards, recordById, recordByKey, severalRecords } from './records';

export interface Parts {
  readonly queries: Queries;
  readonly allocation: Allocation;
}

const resources = ['sobjects', 'query', 'queryAll', 'limits', 'composite'];

export function dispatch(parts: Parts, call: Call): PartAnswer {
  const [first = ''] = call.path;
  switch (first.toLowerCase()) {
    case '':
      return ok(Object.fromEntries(resources.map((name) => [name, `/services/data/${call.at}/${name}`])));
    case 'query':
    case 'queryall':
      if (call.method !== 'GET') throw methodNotAllowed(call);
      return parts.queries.answer(call);
    case 'sobjects':
      return sobjects(call);
    case 'limits':
      return limits(call, parts.allocation);
    case 'composite':
      if (call.path[1]?.toLowerCase() === 'sobjects') return collection(call);
      throw notFound();
    default:
      throw notFound();
  }
}

function sobjects(call: Call): PartAnswer {
  const [, name, third, fourth] = call.path;
  if (name === undefined) return describeAll(call);
  if (third === undefined) return call.method === 'POST' ? createOne(call, name) : basics(call, name);
  if (third === 'describe') return describeOne(call, name);
  if (third === 'updated' && call.method === 'GET') return updated(call, name);
  if (third === 'deleted' && call.method === 'GET') return deleted(call, name);
  if (fourth === undefined) return recordById(call, name, third);
  if (fourth === 'fromThisEventOnwards' && name === 'Event' && call.method === 'DELETE') return deleteOnwards(call, third);
  return byKey(call, name, third, fourth);
}

function byKey(call: Call, name: string, field: string, value: string): PartAnswer {
  try {
    return recordByKey(call, name, field, value);
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 300) throw error;
    return severalRecords(call, objectOf(call, name), error.extra.matches as readonly string[]);
  }
}

/** The answer, also when it is a refusal. */
export function answered(run: () => PartAnswer): PartAnswer {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refused) return refusal(error);
    throw error;
  }
}
