/** Hands on the stand-ins, as people have them in the vendors' own screens: over HTTP, with a person's own token. */
import type { Sandbox } from '../../sandbox/server';

export interface GoogleEvent {
  readonly id: string;
  readonly etag: string;
  readonly summary?: string;
  readonly recurringEventId?: string;
  readonly start: { readonly dateTime?: string; readonly date?: string };
  readonly end: { readonly dateTime?: string };
  readonly attendees?: readonly unknown[];
  readonly organizer?: { readonly self?: boolean };
  readonly extendedProperties?: { readonly private?: Readonly<Record<string, string>> };
}
export type SalesforceRow = Readonly<Record<string, unknown>> & { readonly Id: string };

export interface Hands {
  events(): Promise<readonly GoogleEvent[]>;
  event(id: string): Promise<GoogleEvent>;
  /** An hour of tomorrow. */
  addEvent(summary: string): Promise<GoogleEvent>;
  editEvent(id: string, change: object): Promise<GoogleEvent>;
  contacts(): Promise<readonly { readonly resourceName: string }[]>;
  hasContact(email: string): Promise<boolean>;
  /** In Google's own screens: a contact that has a record is deleted. @returns its address. */
  deleteSomebodyPaired(): Promise<string>;
  query(soql: string): Promise<readonly SalesforceRow[]>;
  updateRecord(object: string, id: string, fields: object): Promise<void>;
}

async function tokenFor(sandbox: Sandbox, vendor: 'google' | 'salesforce', user: string): Promise<string> {
  const answer = await fetch(`${sandbox.urls.control}/control/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ vendor, user, lifeMs: 864_000_000 }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

export async function handsOf(sandbox: Sandbox, rep: string, admin: string): Promise<Hands> {
  const tokens = { google: await tokenFor(sandbox, 'google', rep), salesforce: await tokenFor(sandbox, 'salesforce', admin) };
  const ask = async <T>(vendor: 'google' | 'salesforce', path: string, method = 'GET', body?: object): Promise<T> => {
    const answer = await fetch(`${sandbox.urls[vendor]}${path}`, {
      method,
      headers: { authorization: `Bearer ${tokens[vendor]}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as T;
  };
  type Person = { readonly resourceName: string; readonly emailAddresses?: readonly { readonly value: string }[] };
  const everybody = async (): Promise<readonly Person[]> =>
    (await ask<{ connections?: Person[] }>('google', '/v1/people/me/connections?personFields=emailAddresses&pageSize=1000')).connections ??
    [];
  const query = async (soql: string): Promise<readonly SalesforceRow[]> =>
    (await ask<{ records: SalesforceRow[] }>('salesforce', `/services/data/v60.0/query?q=${encodeURIComponent(soql)}`)).records;
  const calendar = '/calendar/v3/calendars/primary/events';
  const event = (id: string) => ask<GoogleEvent>('google', `${calendar}/${id}`);
  return {
    event,
    events: async () => {
      const from = new Date(sandbox.world.clock.now() - 20 * 86_400_000).toISOString();
      return (await ask<{ items: GoogleEvent[] }>('google', `${calendar}?singleEvents=true&maxResults=2500&timeMin=${from}`)).items;
    },
    addEvent: (summary) => {
      const at = (hour: number) => ({
        dateTime: `${new Date(sandbox.world.clock.now() + 86_400_000).toISOString().slice(0, 10)}T${hour}:00:00Z`,
      });
      return ask('google', calendar, 'POST', { summary, start: at(10), end: at(11) });
    },
    editEvent: (id, change) => ask('google', `${calendar}/${id}`, 'PATCH', change),
    contacts: async () =>
      (await ask<{ connections?: { resourceName: string }[] }>('google', '/v1/people/me/connections?personFields=names&pageSize=1000'))
        .connections ?? [],
    hasContact: async (email) => (await everybody()).some(({ emailAddresses = [] }) => emailAddresses.some(({ value }) => value === email)),
    async deleteSomebodyPaired() {
      const records = await query('SELECT Id, Email FROM Contact WHERE Instep_Key__c != null AND Email != null');
      const people = (await everybody()).map(({ resourceName, emailAddresses: [first] = [] }) => ({
        resourceName,
        email: first?.value ?? '',
      }));
      const alone = ({ email }: { readonly email: string }) => people.filter((one) => one.email === email).length === 1;
      const person = people.find((one) => alone(one) && records.some(({ Email }) => Email === one.email));
      if (!person) throw new Error('nobody is paired');
      await ask('google', `/v1/${person.resourceName}:deleteContact`, 'DELETE');
      return person.email;
    },
    query,
    updateRecord: async (object, id, fields) =>
      void (await ask('salesforce', `/services/data/v60.0/sobjects/${object}/${id}`, 'PATCH', fields)),
  };
}
