/** The rep's own data over the Google stand-in's API, as the original pages get theirs from Google. */
interface Account {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly mailbox: string;
}

export interface Me {
  readonly email: string;
  readonly name: string;
}

export interface When {
  readonly dateTime?: string;
  readonly date?: string;
}

export interface GoogleEvent {
  readonly id: string;
  readonly summary?: string;
  readonly description?: string;
  readonly location?: string;
  readonly status?: string;
  readonly visibility?: string;
  readonly start: When;
  readonly end: When;
  readonly recurringEventId?: string;
  readonly organizer?: { readonly email?: string; readonly displayName?: string; readonly self?: boolean };
  readonly attendees?: readonly {
    readonly email: string;
    readonly displayName?: string;
    readonly self?: boolean;
    readonly resource?: boolean;
  }[];
}

export interface Person {
  readonly resourceName: string;
  readonly etag: string;
  readonly names?: readonly { readonly displayName?: string; readonly givenName?: string; readonly familyName?: string }[];
  readonly emailAddresses?: readonly { readonly value?: string }[];
  readonly phoneNumbers?: readonly { readonly value?: string; readonly type?: string }[];
  readonly organizations?: readonly { readonly name?: string; readonly title?: string; readonly department?: string }[];
  readonly memberships?: readonly { readonly contactGroupMembership?: { readonly contactGroupResourceName?: string } }[];
}

const post = async <T>(path: string, body: unknown): Promise<T> =>
  (await (await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json()) as T;

export class Google {
  #token = '';

  private constructor(
    readonly me: Me,
    /** The time that the stand-ins see. */
    readonly now: number,
    private readonly origin: string,
  ) {}

  /** The person of `?user=`, else the first with a mailbox at Google. */
  static async open(): Promise<Google> {
    const wanted = new URLSearchParams(location.search).get('user');
    const [accounts, told, clock] = await Promise.all([
      fetch('/control/accounts').then((answer) => answer.json() as Promise<readonly Account[]>),
      fetch('/stand-ins.json').then((answer) => answer.json() as Promise<{ urls: { google: string } }>),
      post<{ now: number }>('/control/clock', {}),
    ]);
    const here = accounts.filter(({ mailbox }) => mailbox === 'google');
    const me = here.find(({ email }) => email === wanted) ?? here.find(({ role }) => role === 'rep');
    if (!me) throw new Error('Nobody here has a mailbox at Google.');
    return new Google(me, clock.now, told.urls.google);
  }

  async call<T>(path: string, method = 'GET', body?: unknown): Promise<T> {
    let answer = await this.#send(path, method, body);
    if (answer.status === 401) {
      this.#token = '';
      answer = await this.#send(path, method, body);
    }
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status}: ${text.slice(0, 200)}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  async #send(path: string, method: string, body: unknown): Promise<Response> {
    if (this.#token === '') {
      const { access_token } = await post<{ access_token: string }>('/control/token', { vendor: 'google', user: this.me.email });
      this.#token = access_token;
    }
    return fetch(`${this.origin}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async events(from: number, to: number): Promise<readonly GoogleEvent[]> {
    const query = new URLSearchParams({
      singleEvents: 'true',
      orderBy: 'startTime',
      maxResults: '2500',
      timeMin: new Date(from).toISOString(),
      timeMax: new Date(to).toISOString(),
    });
    const { items } = await this.call<{ items?: readonly GoogleEvent[] }>(`/calendar/v3/calendars/primary/events?${query}`);
    return (items ?? []).filter(({ status }) => status !== 'cancelled');
  }

  async people(): Promise<readonly Person[]> {
    const all: Person[] = [];
    for (let page = ''; ; ) {
      const query = new URLSearchParams({
        personFields: 'names,emailAddresses,phoneNumbers,organizations,memberships',
        pageSize: '1000',
        ...(page ? { pageToken: page } : {}),
      });
      const answer = await this.call<{ connections?: readonly Person[]; nextPageToken?: string }>(`/v1/people/me/connections?${query}`);
      all.push(...(answer.connections ?? []));
      if (!answer.nextPageToken) return all;
      page = answer.nextPageToken;
    }
  }
}

export const nameOf = (person: Person): string => person.names?.[0]?.displayName ?? person.emailAddresses?.[0]?.value ?? '(no name)';
export const emailOf = (person: Person): string => (person.emailAddresses?.[0]?.value ?? '').toLowerCase();
