/** What a calendar of the stand-in holds. Rows are shown to clients by `show.ts` only. */
import type { JsonObject } from '../json';
import type { When } from './time';

export interface Someone {
  readonly email: string;
  readonly displayName?: string;
}

/**
 * A single event, the master of a series, or an exception of one. An exception keeps only what differs from its master
 * (null: cleared), so that later edits of the series still reach it.
 */
export interface Stored {
  readonly id: string;
  readonly uid: string;
  /** '' unless an exception. */
  readonly masterId: string;
  readonly original: When | null;
  cancelled: boolean;
  /** `start`, `end` and `originalStartTime` as {@link When}, the rest as on the wire, defaults left out. */
  fields: JsonObject;
  organizer: Someone;
  creator: Someone;
  readonly created: number;
  updated: number;
  /** Place in the calendar's sequence of changes; also what the etag is made of. */
  seq: number;
  /** Of a master: instances that a change of the rule took away, by stamp, with the sequence of that change. */
  retired: { [stamp: string]: number };
}

export interface CalendarHead {
  /** The address of the owner for the primary calendar. */
  readonly id: string;
  /** Account id. */
  readonly owner: string;
  readonly primary: boolean;
  summary: string;
  description: string;
  timeZone: string;
}

/** One line of a list: a stored row, or an instance of a series that nobody has touched. */
export interface Row {
  readonly stored: Stored;
  /** Of an untouched instance. */
  readonly original: When | null;
  /** Shown as deleted although nothing stored says so: retired or with its master. */
  readonly cancelled: boolean;
}
