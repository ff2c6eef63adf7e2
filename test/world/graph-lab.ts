/** A Graph stand-in of its own for each test, with two people who have a mailbox there and one at Google. */
import { createGraph } from '../../sandbox/graph';
import { type Served, served } from '../../sandbox/wire';
import { type Account, type Vendor, World } from '../../sandbox/world';
import { judge } from './graph-contract';

export type Json = Readonly<Record<string, unknown>>;
export interface Row {
  readonly id: string;
  readonly '@odata.etag': string;
  readonly [name: string]: unknown;
}
/** An answer's body, as far as tests look into it: an entity, a list or an error. */
export interface Body extends Row {
  readonly parentFolderId: string;
  readonly value: readonly Row[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
  readonly error: { readonly code: string; readonly message: string; readonly innerError: Readonly<Record<string, string>> };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Body;
}

const person = (number: number, name: string, mailbox: Account['mailbox']): Account => ({
  id: `00558000000000${number}AAA`,
  name: `${name} Rep`,
  email: `${name.toLowerCase()}@example.com`,
  role: 'rep',
  mailbox,
  aliases: [`${name.toLowerCase()}.rep@example.com`],
  timeZone: 'Europe/Berlin',
  profile: 'Sales',
});
export const ann = person(1, 'Ann', 'microsoft');
export const ben = person(2, 'Ben', 'microsoft');
export const gus = person(3, 'Gus', 'google');

export class Lab {
  readonly world = new World();
  readonly vendor: Vendor;
  readonly served: Served;
  #tokens = new Map<string, string>();

  constructor() {
    this.world.accounts.push(ann, ben, gus);
    this.world.clock.freeze();
    this.world.clock.set(Date.parse('2026-03-01T12:00:00Z'));
    this.vendor = createGraph(this.world);
    this.served = served(this.world, 'graph', this.vendor.app, () => false);
  }
  token(who: Account): string {
    const known = this.#tokens.get(who.id);
    if (known && this.world.tokens.look(known)) return known;
    const token = this.world.tokens.issue('graph', who.id);
    this.#tokens.set(who.id, token);
    return token;
  }
  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}, who = ann): Promise<Answer> {
    const at = path.startsWith('http') ? path.replace(/^https?:\/\/[^/]+/, '') : `/v1.0${path}`;
    const all = {
      authorization: `Bearer ${this.token(who)}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    const response = await this.served.request(at, { method, headers: all, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    const json: unknown = text === '' ? null : JSON.parse(text);
    judge(method, at, response.status, json);
    return { status: response.status, headers: response.headers, json: json as Body };
  }
  get = (path: string, headers?: Record<string, string>, who?: Account) => this.call('GET', path, undefined, headers, who);
  post = (path: string, body: unknown = {}, headers?: Record<string, string>, who?: Account) => this.call('POST', path, body, headers, who);
  patch = (path: string, body: unknown, headers?: Record<string, string>, who?: Account) => this.call('PATCH', path, body, headers, who);
  del = (path: string, headers?: Record<string, string>, who?: Account) => this.call('DELETE', path, undefined, headers, who);

  /** A whole round: all rows of all pages, the number of pages, and the link for the next round. */
  async round(path: string, headers?: Record<string, string>) {
    const rows: Row[] = [];
    const sizes: number[] = [];
    for (let next: string | undefined = path; next; ) {
      const { json }: Answer = await this.get(next, headers);
      rows.push(...json.value);
      sizes.push(json.value.length);
      if (json['@odata.deltaLink']) return { rows, sizes, link: json['@odata.deltaLink'] };
      next = json['@odata.nextLink'];
      if (sizes.length > 500) throw new Error('the round does not end');
    }
    throw new Error('the round ended without a deltaLink');
  }
}

export const contact = (givenName: string, more: Json = {}): Json => ({ givenName, surname: 'Test', ...more });
export const at = (dateTime: string, timeZone = 'UTC') => ({ dateTime, timeZone });
export const event = (subject: string, start: string, end: string, more: Json = {}): Json => ({
  subject,
  start: at(start),
  end: at(end),
  ...more,
});
export const weekly = (subject: string, more: Json = {}): Json =>
  event(subject, '2026-03-02T09:00:00', '2026-03-02T10:00:00', {
    recurrence: {
      pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'] },
      range: { type: 'numbered', startDate: '2026-03-02', numberOfOccurrences: 5 },
    },
    ...more,
  });
export const MARCH = 'startDateTime=2026-03-01T00:00:00Z&endDateTime=2026-04-01T00:00:00Z';
export const IMMUTABLE = { prefer: 'IdType="ImmutableId"' };
