/** What an import reads from files, before it is written in a vendor's words. */

/** Where an item came from, for messages: the file, and the item's name, subject or line. */
export interface Source {
  readonly file: string;
  readonly item: string;
}
export interface Unreadable extends Source {
  /** A plain sentence: why, and what to do. */
  readonly why: string;
}
/** A value that the mailbox could not hold as it was. */
export interface Shortened {
  readonly item: string;
  readonly field: string;
  readonly from: string;
  readonly to: string;
}
/** Something that was read, but not quite as written. */
export interface Note extends Source {
  readonly note: string;
}

export interface CardAddress {
  readonly types: readonly string[];
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly country: string;
}
/** A value with its TYPEs in capitals and its Apple label, if any. */
export interface Typed {
  readonly types: readonly string[];
  readonly label: string;
  readonly value: string;
}
/** An item of a file, by the line it begins at. */
export interface Read extends Source {
  readonly line: number;
}
export interface Card extends Read {
  readonly prefix: string;
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  readonly suffix: string;
  readonly display: string;
  readonly nickname: string;
  readonly company: string;
  readonly department: string;
  readonly title: string;
  readonly emails: readonly Typed[];
  readonly phones: readonly Typed[];
  readonly addresses: readonly CardAddress[];
  readonly websites: readonly Typed[];
  /** `2026-03-01`, `--03-01` without a year, or ''. */
  readonly birthday: string;
  readonly spouse: string;
  readonly manager: string;
  readonly assistant: string;
  readonly note: string;
  readonly categories: readonly string[];
  readonly private: boolean;
}

/** A time zone as far as an import needs it. Wall times are milliseconds, as if they were UTC. */
export interface Zone {
  /** What the file called it; '' for floating times. */
  readonly id: string;
  /** An IANA name that a vendor understands; '' when none is known. */
  readonly iana: string;
  toUtc(wall: number): number;
  toWall(utc: number): number;
}
export interface Moment {
  readonly wall: number;
  /** A date without a time. */
  readonly day: boolean;
  readonly zone: Zone;
}
export interface Invitee {
  readonly email: string;
  readonly name: string;
  readonly response: 'none' | 'accepted' | 'tentative' | 'declined';
  readonly optional: boolean;
  readonly resource: boolean;
}
export type Frequency = 'YEARLY' | 'MONTHLY' | 'WEEKLY' | 'DAILY' | 'HOURLY' | 'MINUTELY' | 'SECONDLY';
export interface ByDay {
  /** MO to SU. */
  readonly day: string;
  /** 0: every; 2: the second; -1: the last. */
  readonly nth: number;
}
export interface Rule {
  readonly freq: Frequency;
  readonly interval: number;
  readonly count: number | null;
  /** Wall time in the zone of the event's start. */
  readonly until: number | null;
  readonly byDay: readonly ByDay[];
  /** BYMONTH, BYMONTHDAY, BYYEARDAY, BYWEEKNO, BYHOUR, BYMINUTE, BYSECOND, BYSETPOS. */
  readonly by: Readonly<Record<string, readonly number[]>>;
  readonly weekStart: string;
}
export interface Extra {
  readonly start: Moment;
  /** Of a period: its length in milliseconds. */
  readonly lengthMs: number | null;
}
export interface ImportedEvent extends Read {
  readonly uid: string;
  readonly overrides: Moment | null;
  readonly start: Moment;
  /** Milliseconds; of an all-day event whole days, at least one. */
  readonly lengthMs: number;
  readonly subject: string;
  readonly location: string;
  readonly description: string;
  readonly html: string;
  readonly showAs: 'free' | 'busy' | 'tentative' | 'away' | 'elsewhere';
  readonly private: boolean;
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  readonly organizer: { readonly email: string; readonly name: string } | null;
  readonly attendees: readonly Invitee[];
  readonly categories: readonly string[];
  readonly rules: readonly Rule[];
  /** EXRULE of older files: what these give is taken out. */
  readonly exceptRules: readonly Rule[];
  readonly extras: readonly Extra[];
  readonly removed: readonly Moment[];
  readonly sequence: number;
}

/** Everything found in the files. `found` counts cards and events, readable or not. */
export interface Reading {
  readonly found: { cards: number; events: number /** Files with neither. */; emptyFiles: number };
  readonly cards: Card[];
  readonly events: ImportedEvent[];
  readonly unreadable: Unreadable[];
  readonly notes: Note[];
}

/** Thrown while one item is read; becomes its line among the unreadable. */
export class Unfit extends Error {}
