/** A small company with a Salesforce org, for the tests of the stand-in: people, a clock that stands, calls in process. */
import { createSalesforce, type Salesforce } from '../../sandbox/salesforce';
import { idOf } from '../../sandbox/salesforce/store/ids';
import { served } from '../../sandbox/wire';
import { type Account, World } from '../../sandbox/world';

export type Wire = Record<string, unknown>;
export const base = '/services/data/v62.0';
export const start = Date.parse('2026-03-02T09:00:00Z');
export const iso = (at: number): string => new Date(at).toISOString();
const minute = 60_000;

const person = (number: number, name: string, role: Account['role']): Account => ({
  id: idOf('005', number),
  name,
  email: `${name.split(' ')[0]!.toLowerCase()}@instep.example`,
  role,
  mailbox: 'microsoft',
  aliases: [],
  timeZone: 'Europe/Berlin',
  profile: 'Sales',
});

export interface Answer {
  readonly status: number;
  readonly body: Wire;
  /** Of an error: its first code. */
  readonly code: string;
  readonly headers: Headers;
}

export class Client {
  token: string;
  readonly id: string;

  constructor(
    readonly salesforce: Salesforce,
    readonly world: World,
    account: Account,
  ) {
    this.id = account.id;
    this.token = world.tokens.issue('salesforce', account.id);
  }

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const request = {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const app = served(this.world, 'salesforce', this.salesforce.app, () => false);
    const response = await app.request(path.startsWith('/services') ? path : base + path, request);
    const text = await response.text();
    const parsed = (text === '' ? {} : JSON.parse(text)) as Wire;
    const code = Array.isArray(parsed) ? String((parsed[0] as Wire | undefined)?.errorCode ?? '') : '';
    return { status: response.status, headers: response.headers, body: parsed, code };
  }
  get = (path: string, headers?: Record<string, string>) => this.call('GET', path, undefined, headers);
  post = (path: string, body: unknown, headers?: Record<string, string>) => this.call('POST', path, body, headers);
  patch = (path: string, body: unknown, headers?: Record<string, string>) => this.call('PATCH', path, body, headers);
  delete = (path: string) => this.call('DELETE', path);
  query = (soql: string, headers?: Record<string, string>) => this.get(`/query?q=${encodeURIComponent(soql)}`, headers);
  queryAll = (soql: string) => this.get(`/queryAll?q=${encodeURIComponent(soql)}`);
  /** Records of a query that must work. */
  async rows(soql: string): Promise<Wire[]> {
    const answer = await this.query(soql);
    if (answer.status !== 200) throw new Error(`${soql}: ${JSON.stringify(answer.body)}`);
    return answer.body.records as Wire[];
  }
  /** Id of a record that must be created. */
  async make(object: string, record: Wire): Promise<string> {
    const answer = await this.post(`/sobjects/${object}`, record);
    if (answer.status !== 201) throw new Error(`${object}: ${JSON.stringify(answer.body)}`);
    return String(answer.body.id);
  }
}

export interface Lab {
  readonly world: World;
  readonly salesforce: Salesforce;
  readonly rita: Client;
  readonly ralf: Client;
  readonly ada: Client;
  readonly ursula: Client;
}

/** Rita and Ralf are reps, Ada is an Instep admin, Ursula has no part in Instep. */
export function lab(): Lab {
  const world = new World();
  world.clock.freeze();
  world.clock.set(start);
  const accounts = [
    person(1, 'Rita Rep', 'rep'),
    person(2, 'Ralf Rep', 'rep'),
    person(3, 'Ada Admin', 'admin'),
    person(4, 'Ursula User', 'user'),
  ];
  world.accounts.push(...accounts);
  const salesforce = createSalesforce(world);
  const [rita, ralf, ada, ursula] = accounts.map((account) => new Client(salesforce, world, account)) as [Client, Client, Client, Client];
  return { world, salesforce, rita, ralf, ada, ursula };
}

/** The rep's own record, as the first device makes it. */
export const makeRep = (client: Client, more: Wire = {}): Promise<string> =>
  client.make('Instep_Rep__c', { Name: 'Rep', User__c: client.id, UserKey__c: client.id, ...more });

/** What a device writes to take or keep the lease. */
export const lease = (number: number, holder: string | null, until: number = start + 10 * minute): Wire => ({
  LeaseNumber__c: number,
  LeaseHolder__c: holder,
  LeaseUntil__c: holder === null ? null : iso(until),
});
