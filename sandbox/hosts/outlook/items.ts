/** What is selected in the make-believe Outlook: mails and appointments, as its list and its add-ins see them. */

export interface Somebody {
  readonly name: string;
  readonly email: string;
}

export interface Mail {
  readonly type: 'message';
  readonly mode: 'read' | 'compose';
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly from: Somebody;
  readonly to: readonly Somebody[];
  readonly cc: readonly Somebody[];
  readonly at: string;
  categories: readonly string[];
}

export interface Appointment {
  readonly type: 'appointment';
  readonly mode: 'read' | 'compose';
  /** As Exchange's own web service writes it; '' while it has never been saved. */
  readonly id: string;
  readonly seriesId: string;
  readonly subject: string;
  readonly text: string;
  readonly location: string;
  readonly organizer: Somebody;
  readonly attendees: readonly Somebody[];
  readonly start: string;
  readonly end: string;
  categories: readonly string[];
}

export type HostItem = Mail | Appointment;

/** Graph's ids and Exchange's differ in two letters. */
export const ewsId = (restId: string): string => restId.replaceAll('-', '/').replaceAll('_', '+');
export const restId = (id: string): string => id.replaceAll('/', '-').replaceAll('+', '_');
