/** One request to Graph: whose mailbox, and what its `Prefer` header wishes. Wishes hold for one request only (1.1). */
import type { Context } from 'hono';
import type { Account, World } from '../world';
import { badRequest } from './failure';
import { isObject, type Json } from './json';
import type { Mailbox } from './mailbox';
import { ianaOf } from './zones';

export interface Prefer {
  readonly immutable: boolean;
  /** IANA, and the name to answer with. */
  readonly zone: string;
  readonly zoneName: string;
  readonly pageSize: number | null;
  readonly text: boolean;
  readonly applied: string;
}

export interface Call {
  readonly world: World;
  readonly account: Account;
  readonly box: Mailbox;
  readonly prefer: Prefer;
  readonly query: URLSearchParams;
  /** Address of the request, for links. */
  readonly url: URL;
  readonly ifMatch: string | null;
}

export function preferOf(header: string | undefined): Prefer {
  const wishes = new Map<string, string>();
  for (const [, name, value] of (header ?? '').matchAll(/([\w.-]+)\s*=\s*("[^"]*"|[^,;\s]+)/g))
    wishes.set(name!.toLowerCase(), value!.replaceAll('"', ''));
  const applied: string[] = [];
  const immutable = wishes.get('idtype')?.toLowerCase() === 'immutableid';
  if (immutable) applied.push('IdType="ImmutableId"');
  const zoneName = wishes.get('outlook.timezone') ?? 'UTC';
  const zone = ianaOf(zoneName);
  if (zone === null) throw badRequest(`The TimeZone '${zoneName}' is not supported.`, 'TimeZoneNotSupportedException');
  if (wishes.has('outlook.timezone')) applied.push(`outlook.timezone="${zoneName}"`);
  const text = wishes.get('outlook.body-content-type')?.toLowerCase() === 'text';
  if (text) applied.push('outlook.body-content-type="text"');
  const size = Number(wishes.get('odata.maxpagesize'));
  const pageSize = Number.isInteger(size) && size > 0 ? size : null;
  if (pageSize !== null) applied.push(`odata.maxpagesize=${pageSize}`);
  return { immutable, zone, zoneName, pageSize, text, applied: applied.join(', ') };
}

export async function bodyOf(c: Context): Promise<Json> {
  const text = await c.req.text();
  if (text.trim() === '') return {};
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
      'BadRequest',
    );
  }
  if (!isObject(body)) throw badRequest('Empty Payload. JSON content expected.', 'BadRequest');
  return body;
}
