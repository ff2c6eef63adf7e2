/** Hands of the other people in a test of the add-in: the rep in plain Outlook (Graph), the admin, whoever looks into Salesforce. */
import type { Salesforce as StandIn } from '../../sandbox/salesforce';
import type { Sandbox } from '../../sandbox/server';
import type { Account } from '../../sandbox/world';
import { realClock, realRandom } from '../../shared/adapters/clock';
import { createHttp } from '../../shared/adapters/http';
import { createSalesforce } from '../../shared/adapters/salesforce';
import type { Admin } from '../../shared/device/admin';

const org = 'https://brightwater.my.salesforce.com';

export const repOf = (sandbox: Sandbox): Account =>
  found(sandbox.world.accounts, (one) => one.role === 'rep' && one.mailbox === 'microsoft');
export const adminAccount = (sandbox: Sandbox): Account => found(sandbox.world.accounts, ({ role }) => role === 'admin');

export function found<T>(list: readonly T[], is: (one: T) => boolean): T {
  const one = list.find(is);
  if (one === undefined) throw new Error('not found');
  return one;
}

export interface GraphEvent {
  readonly id: string;
  readonly subject: string;
  readonly type: string;
  readonly categories: readonly string[];
  readonly isOrganizer: boolean;
  readonly isCancelled: boolean;
  readonly isAllDay: boolean;
  readonly sensitivity: string;
  readonly organizer: { readonly emailAddress: { readonly address: string } } | null;
  readonly attendees: readonly { readonly emailAddress?: { readonly address?: string } }[];
  readonly start: { readonly dateTime: string };
}

export class Hands {
  constructor(
    readonly sandbox: Sandbox,
    readonly rep: Account,
  ) {}

  async graph<T>(path: string, init: { readonly method?: string; readonly body?: unknown } = {}): Promise<T> {
    const token = this.sandbox.world.tokens.issue('graph', this.rep.id);
    const answer = await fetch(`${this.sandbox.urls.graph}/v1.0${path}`, {
      method: init.method ?? 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  async event(subject: string): Promise<GraphEvent> {
    return found(await this.events(subject), () => true);
  }

  async events(subject: string): Promise<readonly GraphEvent[]> {
    const now = this.sandbox.world.clock.now();
    const [from, to] = [now - 7 * 86_400_000, now + 40 * 86_400_000].map((at) => new Date(at).toISOString());
    const { value } = await this.graph<{ value: GraphEvent[] }>(`/me/calendarView?startDateTime=${from}&endDateTime=${to}&$top=500`);
    return value.filter((event) => event.subject === subject);
  }

  /** In plain Outlook, the category on a contact of the folder. @returns the contact's address. */
  async keepSomebodyOut(): Promise<string> {
    // The first few write to the rep in the Outlook-like page.
    const contact = found((await this.contacts()).slice(10), ({ emailAddresses }) => emailAddresses[0]?.address !== undefined);
    await this.graph(`/me/contacts/${contact.id}`, { method: 'PATCH', body: { categories: ["Don't Sync with Salesforce"] } });
    return contact.emailAddresses[0]?.address ?? '';
  }

  /** An event of the next weeks that is like no other: of the rep's own, or of somebody outside. */
  async oneOf(whose: 'own' | 'outside'): Promise<string> {
    const now = this.sandbox.world.clock.now();
    const between = async (from: number, to: number): Promise<readonly GraphEvent[]> => {
      const [start, end] = [from, to].map((days) => new Date(now + days * 86_400_000).toISOString());
      return (await this.graph<{ value: GraphEvent[] }>(`/me/calendarView?startDateTime=${start}&endDateTime=${end}&$top=1000`)).value;
    };
    // Which ones lie ahead hangs on the weekday; one that went by may be called the same, and is in Salesforce too.
    const all = [...(await between(-60, 0)), ...(await between(0, 240))];
    const once = (await between(0, 20)).filter(({ subject }) => all.filter((other) => other.subject === subject).length === 1);
    const mine = this.sandbox.world.accounts.map(({ email }) => email);
    const is = (event: GraphEvent): boolean =>
      event.type === 'singleInstance' &&
      event.categories.length === 0 &&
      event.attendees.length > 0 &&
      // A colleague who is invited has a copy in Salesforce.
      (whose === 'outside' || !event.attendees.some(({ emailAddress }) => mine.includes(emailAddress?.address ?? ''))) &&
      event.sensitivity === 'normal' &&
      !event.isCancelled &&
      !event.isAllDay &&
      (whose === 'own' ? event.isOrganizer : !mine.includes(event.organizer?.emailAddress.address ?? ''));
    return found(once, (event) => is(event) && this.records('Event', event.subject).length === 0).subject;
  }

  /** In plain Outlook: a contact that has a record is deleted. @returns its address. */
  async deleteSomebodyPaired(): Promise<string> {
    const paired = new Set(this.salesforce.rows('Contact').flatMap((row) => (row.Instep_Key__c ? [row.Email] : [])));
    const all = await this.contacts();
    const addressOf = ({ emailAddresses: [first] }: (typeof all)[number]) => first?.address ?? '';
    const alone = (address: string) => all.filter((one) => addressOf(one) === address).length === 1;
    const contact = found(all, (one) => alone(addressOf(one)) && paired.has(addressOf(one)));
    await this.graph(`/me/contacts/${contact.id}`, { method: 'DELETE' });
    return contact.emailAddresses[0]?.address ?? '';
  }

  async contacts() {
    const folders = await this.graph<{ value: { id: string; displayName: string }[] }>('/me/contactFolders');
    const { id } = found(folders.value, ({ displayName }) => displayName === 'Salesforce_Sync');
    const path = `/me/contactFolders/${id}/contacts?$top=500`;
    return (await this.graph<{ value: { id: string; emailAddresses: { address?: string }[] }[] }>(path)).value;
  }

  /** Tomorrow, one hour from this one on. */
  async addEvent(subject: string, hour: number): Promise<void> {
    const day = new Date(this.sandbox.world.clock.now() + 86_400_000).toISOString().slice(0, 10);
    const at = (whole: number) => ({ dateTime: `${day}T${whole}:00:00`, timeZone: 'UTC' });
    await this.graph('/me/events', { method: 'POST', body: { subject, start: at(hour), end: at(hour + 1) } });
  }

  /** Two records get each other's mark, as by an import that went wrong. @returns their ids. */
  swapMarks(subjects: readonly [string, string]): readonly [string, string] {
    const [one, other] = subjects.map((subject) => found(this.records('Event', subject), () => true));
    if (!one || !other) throw new Error('no records');
    const marks: readonly (readonly [string, unknown])[] = [
      [one.Id, null],
      [other.Id, one.Instep_Key__c],
      [one.Id, other.Instep_Key__c],
    ];
    for (const [id, mark] of marks)
      this.salesforce.update('Event', id, { Instep_Key__c: mark as string | null }, adminAccount(this.sandbox).id);
    return [one.Id, other.Id];
  }

  /** A series of three days, from tomorrow on. */
  async addSeries(subject: string): Promise<void> {
    const start = new Date(this.sandbox.world.clock.now() + 86_400_000).toISOString().slice(0, 10);
    const at = (hour: string) => ({ dateTime: `${start}T${hour}:00:00`, timeZone: 'UTC' });
    const recurrence = {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', startDate: start, numberOfOccurrences: 3 },
    };
    await this.graph('/me/events', { method: 'POST', body: { subject, start: at('09'), end: at('10'), recurrence } });
  }

  async categorise(subject: string, categories: readonly string[]): Promise<void> {
    const { id } = await this.event(subject);
    await this.graph(`/me/events/${encodeURIComponent(id)}`, { method: 'PATCH', body: { categories } });
  }

  /** The vendor ends session and refresh token, as it does after its own time or when an admin says so. */
  async signOut(vendor: 'salesforce' | 'graph'): Promise<void> {
    const body = JSON.stringify({ expireTokens: { vendor, user: this.rep.id, refresh: true } });
    await fetch(`${this.sandbox.urls.control}/control/fault`, { method: 'POST', body });
  }

  get salesforce(): StandIn {
    return this.sandbox.vendors.salesforce as StandIn;
  }

  records(object: 'Event' | 'Contact', subject: string) {
    return this.salesforce.rows(object).filter((row) => row.Subject === subject || row.LastName === subject);
  }

  get admin(): Admin {
    const who = adminAccount(this.sandbox);
    const http = createHttp({
      fetch,
      clock: realClock,
      random: realRandom,
      tokens: async () => this.sandbox.world.tokens.issue('salesforce', who.id),
      origins: { [org]: this.sandbox.urls.salesforce },
      log: () => undefined,
    });
    return createSalesforce({ http, random: realRandom, instanceUrl: org, userId: who.id }).admin;
  }

  /** Requests that changed something at a vendor, since that many. */
  writes(vendor: 'salesforce' | 'graph', since: number): readonly string[] {
    const changes = (method: string, path: string): boolean =>
      method !== 'GET' && !/\$batch|composite$|composite\/?\?|translateExchangeIds|oauth2/.test(path);
    return this.sandbox.world.log.slice(since).flatMap((entry) => {
      if (entry.vendor !== vendor) return [];
      return [entry, ...entry.parts].filter(({ method, path }) => changes(method, path)).map(({ method, path }) => `${method} ${path}`);
    });
  }
}
