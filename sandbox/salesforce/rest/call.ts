/** One call of the API, alone or as a part of a composite, and the answers all of them share. */

import type { PartAnswer, Scope } from '../../wire';
import type { Access } from '../access';
import type { Org } from '../org';
import { notFound, Refused } from '../refused';
import type { ObjectDef } from '../schema/field';
import type { Caller } from '../write/dml';

export interface Call {
  readonly org: Org;
  readonly access: Access;
  readonly method: string;
  /** Behind `/services/data/vNN.0`, decoded, without empty parts. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly header: (name: string) => string | null;
  readonly body: unknown;
  /** Where the parts of a composite are noted. */
  readonly scope: Scope | undefined;
  /** `v62.0` */
  readonly at: string;
}

export const callerOf = (call: Call): Caller => ({
  access: call.access,
  saveAnyway: /allowSave\s*=\s*true/i.test(call.header('sforce-duplicate-rule-header') ?? ''),
});

/** The object, as far as this user knows that it exists. */
export function objectOf(call: Call, name: string): ObjectDef {
  const object = call.org.schema.object(name);
  if (!object || !call.access.rights(object).read) throw notFound();
  return object;
}

export type Json = Readonly<Record<string, unknown>>;

export function bodyOf(call: Call): Json {
  if (typeof call.body === 'object' && call.body !== null && !Array.isArray(call.body)) return call.body as Json;
  throw new Refused('JSON_PARSER_ERROR', 'The request body is no JSON object');
}

export const ok = (body: unknown, headers: Readonly<Record<string, string>> = {}): PartAnswer => ({ status: 200, headers, body });
export const nothing: PartAnswer = { status: 204 };

export const refusal = (error: Refused): PartAnswer => ({ status: error.status, body: [error.asError] });

export const methodNotAllowed = (call: Call): Refused =>
  new Refused('METHOD_NOT_ALLOWED', `HTTP Method '${call.method}' not allowed. Allowed are GET,POST,PATCH,DELETE,HEAD`, [], 405);
