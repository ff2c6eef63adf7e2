/** The words in which scenarios are written: what people have, what they do, and what is then to be seen. Plain data. */
import type { CalendarEvent, CauseCode, Configuration, Contact, CrmValue, PostalAddress, Provider, Side } from '../../shared/core/model';
import type { Act } from '../../shared/device/device';

export type { Side };

/** The second rep works with the other provider, in the same org. */
export type Who = 'rep' | 'colleague';
export type Fields = Readonly<Record<string, CrmValue>>;

export type Item =
  | { readonly kind: 'contact'; readonly set: Partial<Contact> }
  | { readonly kind: 'event'; readonly set: Partial<CalendarEvent>; readonly html?: string }
  /** Every day at the same time. */
  | { readonly kind: 'daily'; readonly set: Partial<CalendarEvent>; readonly count: number };

export type Thing =
  | { readonly kind: 'contact'; readonly fields: Fields; readonly account?: string }
  | { readonly kind: 'event'; readonly fields: Fields; readonly who?: string }
  | { readonly kind: 'account'; readonly name: string }
  | { readonly kind: 'lead'; readonly name: string; readonly email: string };

/** `Anna Berg`: the first word is the first name. */
export const contact = (name: string, set: Partial<Contact> = {}): Item => {
  const [first = '', ...last] = name.split(' ');
  return { kind: 'contact', set: { first, last: last.join(' '), ...set } };
};

/** Today from nine to ten, unless said otherwise. */
export const event = (subject: string, set: Partial<CalendarEvent> = {}, html?: string): Item => ({
  kind: 'event',
  set: { subject, start: '2026-03-02T09:00:00Z', end: '2026-03-02T10:00:00Z', ...set },
  ...(html === undefined ? {} : { html }),
});

export const daily = (subject: string, count: number, set: Partial<CalendarEvent> = {}): Item => ({
  kind: 'daily',
  count,
  set: { subject, start: '2026-03-02T09:00:00Z', end: '2026-03-02T10:00:00Z', ...set },
});

export const contactRecord = (name: string, fields: Fields = {}, account?: string): Thing => {
  const [FirstName = '', ...last] = name.split(' ');
  return { kind: 'contact', fields: { FirstName, LastName: last.join(' '), ...fields }, ...(account === undefined ? {} : { account }) };
};

export const eventRecord = (Subject: string, fields: Fields = {}, who?: string): Thing => ({
  kind: 'event',
  fields: {
    Subject,
    StartDateTime: '2026-03-02T09:00:00Z',
    EndDateTime: '2026-03-02T10:00:00Z',
    DurationInMinutes: 60,
    IsAllDayEvent: false,
    ...fields,
  },
  ...(who === undefined ? {} : { who }),
});

export const account = (name: string): Thing => ({ kind: 'account', name });
export const lead = (name: string, email: string): Thing => ({ kind: 'lead', name, email });

/** What differs from a new configuration's values. */
export interface Settings {
  readonly active?: boolean;
  readonly contacts?: Partial<Configuration['contacts']>;
  readonly events?: Partial<Omit<Configuration['events'], 'leaveOut'>> & {
    readonly leaveOut?: Partial<Configuration['events']['leaveOut']>;
  };
  readonly blockedDomains?: readonly string[];
  readonly userManagedConnection?: boolean;
}

export type Weather =
  | 'accounts cannot be asked'
  | 'people cannot be asked'
  | 'a record is locked for a while'
  | 'all records are locked'
  | 'a record is refused'
  | 'Salesforce is down'
  | 'the mailbox is busy'
  | 'fair';

/** Items are named by their name or subject; an occurrence by subject and day: `Standup 2026-03-04`. */
export type Step =
  | 'sync'
  | { readonly minutes: number }
  | { readonly mailbox: 'adds'; readonly item: Item; readonly by?: Who }
  | {
      readonly mailbox: 'edits';
      readonly what: string;
      readonly set: Partial<Contact> | Partial<CalendarEvent>;
      readonly by?: Who;
    }
  | {
      readonly mailbox: 'deletes' | 'deletes the series of' | 'moves out' | 'moves in' | 'marks' | 'unmarks';
      readonly what: string;
      readonly by?: Who;
    }
  | { readonly crm: 'adds'; readonly thing: Thing; readonly by?: Who }
  | { readonly crm: 'edits'; readonly what: string; readonly set: Fields }
  | { readonly crm: 'deletes'; readonly what: string }
  | { readonly card: string; readonly act: Act | ActByName; readonly by?: Who }
  | { readonly admin: Settings }
  | { readonly admin: 'unassigns' }
  | { readonly weather: Weather };

/** Acts that name a record: by its label, since ids are made while the scenario runs. */
export type ActByName =
  | { readonly do: 'pair'; readonly record: string }
  | { readonly do: 'use account'; readonly account: string }
  | { readonly do: 'relate to'; readonly person: string };

/** An event in Salesforce; its people by name, as `who`, `owner` and `invitees: ['Mira Holm: Accepted']`. */
export type RecordShown = Readonly<Record<string, CrmValue | readonly string[]>>;

/** Of addresses, the parts that matter. */
export type ContactShown = Partial<Omit<Contact, 'workAddress' | 'homeAddress' | 'otherAddress'>> & {
  readonly [Name in 'workAddress' | 'homeAddress' | 'otherAddress']?: Partial<PostalAddress>;
};

export interface Then {
  /** Exactly these, in any order; of each at least these values. */
  readonly crm?: { readonly contacts?: readonly Fields[]; readonly events?: readonly RecordShown[] };
  readonly mailbox?: { readonly contacts?: readonly ContactShown[]; readonly events?: readonly Partial<CalendarEvent>[] };
  readonly colleague?: { readonly status?: Readonly<Record<string, string>>; readonly mailbox?: Then['mailbox'] };
  /** `kind`, or `kind: cause` where they differ: 'in step', 'kept out: private'. */
  readonly status?: Readonly<Record<string, string>>;
  readonly facts?: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
  readonly remarks?: Readonly<
    Record<string, readonly { readonly cause: CauseCode; readonly facts?: Readonly<Record<string, string | number>> }[]>
  >;
  /** Rules looked at, the deciding one last. */
  readonly why?: Readonly<Record<string, readonly CauseCode[]>>;
  readonly actions?: Readonly<Record<string, readonly string[]>>;
  /** At least these, newest first or not. */
  readonly history?: readonly {
    readonly what: string;
    readonly side?: string;
    readonly field?: string;
    readonly before?: string;
    readonly after?: string;
  }[];
  readonly connection?: string;
}

export interface Given {
  readonly settings?: Settings;
  readonly mailbox?: readonly Item[];
  readonly crm?: readonly Thing[];
  readonly colleague?: { readonly mailbox?: readonly Item[]; readonly crm?: readonly Thing[]; readonly syncs?: boolean };
  /** Synced before anything happens; absent: when something happens. */
  readonly synced?: boolean;
}

export interface Scenario {
  readonly given?: Given;
  readonly when?: readonly Step[];
  readonly then: Then;
  /** Absent: both. */
  readonly providers?: readonly Provider[];
  /** Absent: both in memory and over HTTP. */
  readonly only?: { readonly on: 'memory' | 'HTTP'; readonly because: string };
  /** False: something is still waiting at the end, so that one more cycle may write. */
  readonly quiet?: boolean;
  /** Mails to others while cycles ran, where the configuration allows them; otherwise there may be none. */
  readonly mails?: number;
}
