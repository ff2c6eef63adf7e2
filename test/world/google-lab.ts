/** A small company with Google mailboxes, for the tests of the stand-in: people, clock, and calls in process. */
import { createGoogle } from '../../sandbox/google';
import { type Account, type Vendor, World } from '../../sandbox/world';

export type Wire = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly body: Wire;
  readonly headers: Headers;
}

const person = (id: string, name: string, mailbox: Account['mailbox'], timeZone = 'Europe/Berlin'): Account => ({
  ...{
    id,
    name,
    email: `${name.split(' ')[0]!.toLowerCase()}@instep.example`,
    role: 'rep',
    mailbox,
    aliases: [],
    timeZone,
    profile: 'Sales',
  },
});

export interface Lab {
  readonly world: World;
  readonly google: Vendor;
  readonly ada: Client;
  readonly ben: Client;
}

export class Client {
  constructor(
    private readonly google: Vendor,
    readonly token: string,
  ) {}

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await this.google.app.request(path, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? (JSON.parse(text) as Wire) : {} };
  }
  get = (path: string, headers?: Record<string, string>) => this.call('GET', path, undefined, headers);
  post = (path: string, body: unknown) => this.call('POST', path, body);

  events = (query: Record<string, string> = {}) => this.get(`${EVENTS}?${new URLSearchParams(query)}`);
  insert = async (event: Wire, query = '') => (await this.post(`${EVENTS}${query}`, event)).body;
  event = (id: string) => this.get(`${EVENTS}/${id}`);
  patch = (id: string, body: Wire, headers?: Record<string, string>) => this.call('PATCH', `${EVENTS}/${id}`, body, headers);
  drop = (id: string, query = '') => this.call('DELETE', `${EVENTS}/${id}${query}`);

  /** Follows pages; the last page's sync token beside all rows. */
  async all(query: Record<string, string> = {}): Promise<{ items: Wire[]; token: string }> {
    const items: Wire[] = [];
    for (let page = ''; ; ) {
      const { body } = await this.events({ ...query, ...(page ? { pageToken: page } : {}) });
      items.push(...rows(body, 'items'));
      if (typeof body.nextPageToken !== 'string') return { items, token: String(body.nextSyncToken ?? '') };
      page = body.nextPageToken;
    }
  }
}

export const EVENTS = '/calendar/v3/calendars/primary/events';
export const rows = (body: Wire, name: string): Wire[] => (body[name] ?? []) as Wire[];
export const errorOf = (answer: Answer): Wire => answer.body.error as Wire;
export const reasonOf = (answer: Answer): unknown => rows(errorOf(answer), 'errors')[0]?.reason;

/** Noon of Sunday, 1 March 2026. */
export const NOON = Date.parse('2026-03-01T12:00:00Z');
export const at = (day: string, time: string, end: string, zone = 'Europe/Berlin'): Wire => ({
  start: { dateTime: `${day}T${time}:00`, timeZone: zone },
  end: { dateTime: `${day}T${end}:00`, timeZone: zone },
});

export function lab(): Lab {
  const world = new World();
  world.clock.freeze();
  world.clock.set(NOON);
  world.accounts.push(person('005000000000001AAA', 'Ada Lovelace', 'google'), person('005000000000002AAA', 'Ben Hecht', 'google'));
  world.accounts.push(person('005000000000003AAA', 'Mia Soft', 'microsoft'));
  const google = createGoogle(world);
  const client = (id: string) => new Client(google, world.tokens.issue('google', id, 400 * 86_400_000));
  return { world, google, ada: client('005000000000001AAA'), ben: client('005000000000002AAA') };
}
