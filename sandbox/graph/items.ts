/** What a mailbox holds, as it is stored: vendor JSON for the plain fields, times and series reckoned out. */
import type { Json } from './json';

export interface ExtendedProperty {
  readonly id: string;
  readonly value: string;
}

export interface Item {
  /** The immutable id: the key of everything. */
  readonly key: string;
  /** The default id of today. */
  id: string;
  changeKey: string;
  readonly created: number;
  modified: number;
  fields: Json;
  extended: readonly ExtendedProperty[];
  /** Open extensions by name. */
  extensions: Readonly<Record<string, Json>>;
}

export interface ContactItem extends Item {
  folder: string;
}

/** Wall clock times are kept as if they were UTC. All-day events have no zone: midnight wherever one looks. */
export interface Times {
  readonly allDay: boolean;
  readonly startWall: number;
  readonly endWall: number;
  /** IANA. */
  readonly zone: string;
  /** As the client wrote it. */
  readonly zoneName: string;
  readonly start: number;
  readonly end: number;
}

export interface Exception {
  readonly fields: Json;
  readonly times: Times | null;
  readonly changeKey: string;
  readonly modified: number;
  readonly extended: readonly ExtendedProperty[];
  readonly extensions: Readonly<Record<string, Json>>;
}

export interface Series {
  readonly pattern: Json;
  readonly range: Json;
  /** By original date. */
  readonly exceptions: Readonly<Record<string, Exception>>;
  readonly cancelled: readonly string[];
}

export interface EventItem extends Item {
  readonly calendar: string;
  uid: string;
  times: Times;
  series: Series | null;
  readonly transactionId: string | null;
  /** Address of the organizer; in an attendee's copy another than the mailbox's. */
  readonly organizer: { readonly name: string; readonly address: string };
}

export interface Folder {
  readonly id: string;
  displayName: string;
  parentFolderId: string;
}

export interface Calendar {
  readonly id: string;
  name: string;
  color: string;
  changeKey: string;
  readonly isDefault: boolean;
}

export interface Category {
  readonly id: string;
  readonly displayName: string;
  color: string;
}
