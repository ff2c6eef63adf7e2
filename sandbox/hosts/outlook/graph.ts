/** What the Outlook-like page shows: the rep's calendar from the stand-in Graph, and mails made up around the rep's contacts. */
import { type Appointment, ewsId, type Mail, restId, type Somebody } from './items';

interface Places {
  readonly control: string;
  readonly graph: string;
}

interface GraphAddress {
  readonly emailAddress?: { readonly name?: string; readonly address?: string };
}

interface GraphEvent {
  readonly id: string;
  readonly seriesMasterId?: string | null;
  readonly subject?: string | null;
  readonly bodyPreview?: string;
  readonly location?: { readonly displayName?: string };
  readonly organizer?: GraphAddress | null;
  readonly isOrganizer?: boolean;
  readonly attendees?: readonly GraphAddress[];
  readonly start: { readonly dateTime: string };
  readonly end: { readonly dateTime: string };
  readonly categories?: readonly string[];
}

interface GraphContact {
  readonly displayName?: string | null;
  readonly givenName?: string | null;
  readonly surname?: string | null;
  readonly categories?: readonly string[];
  readonly emailAddresses?: readonly { readonly address?: string }[];
}

export interface Account extends Somebody {
  readonly mailbox: string;
  readonly role: string;
}

const day = 86_400_000;

/** Three days back, and the whole of this week, as a week of Outlook's does. */
const firstShown = (now: number): number => {
  const weekday = (new Date(now).getUTCDay() + 6) % 7;
  return Math.min(now - 3 * day, (Math.floor(now / day) - weekday) * day);
};

export class GraphPlace {
  constructor(
    private readonly places: Places,
    private readonly fetchThem: typeof fetch,
  ) {}

  async accounts(): Promise<readonly Account[]> {
    return (await (await this.fetchThem(`${this.places.control}/control/accounts`)).json()) as Account[];
  }

  async ask<T>(user: string, path: string, init: RequestInit = {}): Promise<T> {
    const answer = await this.fetchThem(`${this.places.control}/control/token`, {
      method: 'POST',
      body: JSON.stringify({ vendor: 'graph', user, lifeMs: day }),
    });
    const { access_token } = (await answer.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
    return (await (await this.fetchThem(`${this.places.graph}/v1.0${path}`, { ...init, headers })).json()) as T;
  }

  async events(user: string, now: number): Promise<Appointment[]> {
    const between = `startDateTime=${new Date(firstShown(now)).toISOString()}&endDateTime=${new Date(now + 21 * day).toISOString()}`;
    const { value } = await this.ask<{ value: GraphEvent[] }>(user, `/me/calendarView?${between}&$top=200&$orderby=start/dateTime`);
    return value.map((event) => appointmentOf(event));
  }

  async contacts(user: string): Promise<readonly (Somebody & { readonly keptOut: boolean })[]> {
    const folders = await this.ask<{ value: { id: string; displayName: string }[] }>(user, '/me/contactFolders');
    const folder = folders.value.find(({ displayName }) => displayName === 'Salesforce_Sync');
    const path = folder ? `/me/contactFolders/${folder.id}/contacts?$top=60` : '/me/contacts?$top=60';
    const { value } = await this.ask<{ value: GraphContact[] }>(user, path);
    return value.flatMap((contact) => {
      const email = contact.emailAddresses?.[0]?.address;
      const name = contact.displayName || `${contact.givenName ?? ''} ${contact.surname ?? ''}`.trim();
      return email ? [{ name: name || email, email, keptOut: (contact.categories ?? []).includes("Don't Sync with Salesforce") }] : [];
    });
  }

  async masterCategories(user: string): Promise<readonly { displayName: string; color: string }[]> {
    const { value } = await this.ask<{ value: { displayName: string; color: string }[] }>(user, '/me/outlook/masterCategories');
    return value.map(({ displayName, color }) => ({ displayName, color }));
  }

  async categories(user: string, id: string): Promise<readonly string[]> {
    return (
      (await this.ask<{ categories?: string[] }>(user, `/me/events/${encodeURIComponent(restId(id))}?$select=categories`)).categories ?? []
    );
  }

  async setCategories(user: string, id: string, categories: readonly string[]): Promise<void> {
    await this.ask(user, `/me/events/${encodeURIComponent(restId(id))}`, { method: 'PATCH', body: JSON.stringify({ categories }) });
  }
}

const personOf = (from: GraphAddress | null | undefined): Somebody => ({
  name: from?.emailAddress?.name ?? from?.emailAddress?.address ?? '',
  email: from?.emailAddress?.address ?? '',
});

function appointmentOf(event: GraphEvent): Appointment {
  return {
    type: 'appointment',
    mode: event.isOrganizer ? 'compose' : 'read',
    id: ewsId(event.id),
    seriesId: event.seriesMasterId ? ewsId(event.seriesMasterId) : '',
    subject: event.subject ?? '',
    text: event.bodyPreview ?? '',
    location: event.location?.displayName ?? '',
    organizer: personOf(event.organizer),
    attendees: (event.attendees ?? []).map(personOf),
    start: `${event.start.dateTime.slice(0, 19)}Z`,
    end: `${event.end.dateTime.slice(0, 19)}Z`,
    categories: event.categories ?? [],
  };
}

/** Known, unknown and excluded people, colleagues, and a mail to nobody from outside. */
export function mailsFor(
  user: Somebody,
  colleague: Somebody,
  contacts: readonly (Somebody & { readonly keptOut: boolean })[],
  now: number,
): Mail[] {
  const known = contacts.filter(({ keptOut }) => !keptOut);
  const out = contacts.find(({ keptOut }) => keptOut);
  const stranger = { name: 'Robin Castellano', email: 'robin.castellano@new-leads.example' };
  const mail = (id: string, subject: string, from: Somebody, to: readonly Somebody[], cc: readonly Somebody[], text: string): Mail => ({
    type: 'message',
    mode: 'read',
    id: `AAMkAmail${id}=`,
    subject,
    text,
    from,
    to,
    cc,
    at: new Date(now - Number(id) * 3_700_000).toISOString(),
    categories: [],
  });
  const some = (at: number): Somebody => known[at % Math.max(known.length, 1)] ?? stranger;
  return [
    mail('1', 'Offer for next week', some(0), [user], [colleague, some(1)], 'Dear all,\n\nplease find the offer attached.\n\nKind regards'),
    mail('2', 'We would like to talk', stranger, [user], [], 'Hello,\n\nwe met at the fair. When may I call?\n\nRobin'),
    mail('3', 'Sunday lunch', out ?? some(2), [user], [], 'See you at one.'),
    mail('4', 'Service dates', some(3), [user, some(4)], [stranger, some(5)], 'The dates stand.'),
    mail('5', 'Team lunch', colleague, [user], [], 'Twelve o’clock at the usual place.'),
  ];
}
