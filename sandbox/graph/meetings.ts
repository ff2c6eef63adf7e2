/**
 * Mails and the copies of attendees. Whoever organizes and changes a meeting mails its attendees (wire-contracts 1.5: no
 * switch against it); every such mail is noted in `world.mails`. People of the company get the meeting into their own
 * mailbox, with the same iCalUId.
 */
import { dateMs } from '../google/calendar/time';
import type { Account, MeetingEvent, MeetingMessage, World } from '../world';
import { plainOf } from './bodies';
import { isMine, NO_RESPONSE } from './eventShape';
import type { EventItem, Exception } from './items';
import { isObject, type Json, objectsOf, textOf } from './json';
import type { Mailbox } from './mailbox';
import { plannedTimes } from './occurrences';
import { fromLines, linesOf } from './recurrence';
import { DAY, dateOf, stampText, timesAt } from './times';
import { windowsOf } from './zones';

export interface Attendee {
  readonly address: string;
  readonly name: string;
}

export const attendeesOf = (fields: Json): readonly Attendee[] =>
  objectsOf(fields.attendees).flatMap(({ emailAddress }) =>
    isObject(emailAddress) && textOf(emailAddress.address)
      ? [{ address: textOf(emailAddress.address), name: textOf(emailAddress.name) }]
      : [],
  );

const RESPONSES = { accepted: 'accepted', declined: 'declined', tentativelyAccepted: 'tentative' } as const;

function pointOf(wall: number, zone: string, allDay: boolean): MeetingEvent['start'] {
  return allDay ? { date: dateOf(wall) } : { dateTime: new Date(wall).toISOString().slice(0, 19), timeZone: zone };
}

function meetingOf(item: EventItem, exception?: Exception, date?: string): MeetingEvent {
  const fields = { ...item.fields, ...exception?.fields };
  const times = exception?.times ?? (date === undefined ? item.times : plannedTimes(item, date));
  return {
    subject: textOf(fields.subject),
    text: plainOf(fields.body),
    location: isObject(fields.location) ? textOf(fields.location.displayName) : '',
    start: pointOf(times.startWall, times.zone, times.allDay),
    end: pointOf(times.endWall, times.zone, times.allDay),
    recurrence: item.series && date === undefined ? linesOf(item.series.pattern, item.series.range, item.times) : [],
    isPrivate: fields.sensitivity === 'private' || fields.sensitivity === 'confidential',
    organizer: { name: item.organizer.name, email: item.organizer.address },
    attendees: objectsOf(fields.attendees).map(({ type, status, emailAddress }) => ({
      name: isObject(emailAddress) ? textOf(emailAddress.name) : '',
      email: isObject(emailAddress) ? textOf(emailAddress.address) : '',
      optional: type === 'optional',
      response: RESPONSES[(isObject(status) ? status.response : '') as keyof typeof RESPONSES] ?? 'none',
    })),
  };
}

export class Meetings {
  constructor(
    private readonly world: World,
    private readonly mailboxOf: (user: string) => Mailbox,
  ) {
    world.postmen.push((message) => this.#receive(message));
  }

  #mail(from: string, to: string, about: string): void {
    this.world.mails.push({ at: this.world.clock.now(), vendor: 'graph', from, to, about });
  }

  /** The organizer has changed the meeting, or an occurrence of it. @param dropped attendees who are no longer invited. */
  announce(account: Account, item: EventItem, date?: string, dropped: readonly Attendee[] = []): void {
    if (!isMine(account, item.organizer.address)) return;
    const exception = date === undefined ? undefined : item.series?.exceptions[date];
    const event = meetingOf(item, exception, date);
    const common = { vendor: 'graph', from: account.email, uid: item.uid, ...this.#original(item, date) } as const;
    for (const { address } of attendeesOf({ ...item.fields, ...exception?.fields })) {
      if (isMine(account, address)) continue;
      this.#mail(account.email, address, `Invitation: ${event.subject}`);
      this.world.deliver({ ...common, method: 'request', to: address, event });
    }
    for (const { address } of dropped) this.#cancel(account, item, address, common);
  }
  /** The organizer has called it off. */
  cancel(account: Account, item: EventItem, date?: string): void {
    if (!isMine(account, item.organizer.address)) return;
    const fields = date === undefined ? item.fields : { ...item.fields, ...item.series?.exceptions[date]?.fields };
    const common = { vendor: 'graph', from: account.email, uid: item.uid, ...this.#original(item, date) } as const;
    for (const { address } of attendeesOf(fields)) if (!isMine(account, address)) this.#cancel(account, item, address, common);
  }
  #cancel(
    account: Account,
    item: EventItem,
    address: string,
    common: Pick<MeetingMessage, 'vendor' | 'from' | 'uid' | 'originalStart'>,
  ): void {
    this.#mail(account.email, address, `Canceled: ${textOf(item.fields.subject)}`);
    this.world.deliver({ ...common, method: 'cancel', to: address });
  }
  /** An attendee has answered. */
  reply(account: Account, item: EventItem, response: 'accepted' | 'declined' | 'tentative', date?: string): void {
    const to = item.organizer.address;
    this.#mail(account.email, to, `${response}: ${textOf(item.fields.subject)}`);
    this.world.deliver({
      vendor: 'graph',
      method: 'reply',
      from: account.email,
      to,
      uid: item.uid,
      response,
      ...this.#original(item, date),
    });
  }
  #original(item: EventItem, date?: string): { readonly originalStart?: string } {
    return date === undefined ? {} : { originalStart: stampText(plannedTimes(item, date).start) };
  }

  #receive(message: MeetingMessage): void {
    const account = this.world.account(message.to);
    if (account?.mailbox !== 'microsoft') return;
    const box = this.mailboxOf(account.id);
    const key = box.uids.get(message.uid);
    const item = key === undefined ? undefined : box.events.get(key);
    const date = message.originalStart === undefined || !item ? undefined : dateIn(item, Date.parse(message.originalStart));
    if (message.method === 'reply') this.#replied(box, item, message);
    else if (message.method === 'cancel') this.#cancelled(box, item, date);
    else if (message.event) this.#requested(box, account, item, message.event, message.uid, date);
  }

  #requested(
    box: Mailbox,
    account: Account,
    item: EventItem | undefined,
    event: MeetingEvent,
    uid: string,
    date: string | undefined,
  ): void {
    if (item && isMine(account, item.organizer.address)) return; // their own meeting
    const times = timesIn(event);
    const fields = copyFields(event, item?.fields);
    if (item?.series && date !== undefined) {
      const old = item.series.exceptions[date];
      const exception = {
        fields,
        times,
        changeKey: box.newChangeKey(),
        modified: box.now,
        extended: old?.extended ?? [],
        extensions: old?.extensions ?? {},
      };
      item.series = {
        ...item.series,
        exceptions: { ...item.series.exceptions, [date]: exception },
        cancelled: item.series.cancelled.filter((each) => each !== date),
      };
      box.stamp(item);
      box.putEvent(item);
      return;
    }
    const recurrence = fromLines(event.recurrence, times);
    const series = recurrence ? { ...recurrence, exceptions: {}, cancelled: [] } : null;
    if (item) {
      Object.assign(item, { fields: { ...item.fields, ...fields }, times, series: keptSeries(item, series, times) });
      box.stamp(item);
      box.putEvent(item);
      return;
    }
    const organizer = { name: event.organizer.name || event.organizer.email, address: event.organizer.email };
    box.putEvent({
      ...box.born(),
      calendar: box.defaultCalendar,
      uid,
      times,
      series,
      transactionId: null,
      organizer,
      fields,
      extended: [],
      extensions: {},
    });
  }

  /** Outlook leaves a cancelled meeting in the attendee's calendar, marked as such. */
  #cancelled(box: Mailbox, item: EventItem | undefined, date: string | undefined): void {
    if (!item) return;
    if (item.series && date !== undefined) {
      const { [date]: _, ...exceptions } = item.series.exceptions;
      item.series = { ...item.series, exceptions, cancelled: [...new Set([...item.series.cancelled, date])] };
    } else {
      const subject = textOf(item.fields.subject);
      item.fields = {
        ...item.fields,
        isCancelled: true,
        showAs: 'free',
        subject: subject.startsWith('Canceled: ') ? subject : `Canceled: ${subject}`,
      };
    }
    box.stamp(item);
    box.putEvent(item);
  }

  #replied(box: Mailbox, item: EventItem | undefined, message: MeetingMessage): void {
    if (!item || !message.response) return;
    const response = Object.entries(RESPONSES).find(([, word]) => word === message.response)![0];
    const status = { response, time: stampText(box.now) };
    const attendees = objectsOf(item.fields.attendees).map((each) =>
      isObject(each.emailAddress) && textOf(each.emailAddress.address).toLowerCase() === message.from.toLowerCase()
        ? { ...each, status }
        : each,
    );
    item.fields = { ...item.fields, attendees };
    box.stamp(item);
    box.putEvent(item);
  }
}

/** The original date of the occurrence that began at that instant. */
const dateIn = (item: EventItem, start: number): string => {
  const guess = new Date(start);
  const near = [-1, 0, 1].map((days) => dateOf(guess.getTime() + days * DAY));
  return near.find((date) => plannedTimes(item, date).start === start) ?? dateOf(start);
};

function timesIn(event: MeetingEvent) {
  const wall = (point: MeetingEvent['start']) => ('date' in point ? dateMs(point.date) : Date.parse(`${point.dateTime.slice(0, 19)}Z`));
  const allDay = 'date' in event.start;
  const zone = 'date' in event.start ? 'UTC' : event.start.timeZone;
  return timesAt(wall(event.start), wall(event.end), zone, windowsOf(zone), allDay);
}

/** The copy keeps what is the attendee's own: answer, reminder, categories, show-as, privacy. */
function copyFields(event: MeetingEvent, own: Json | undefined): Json {
  const attendees = event.attendees.map(({ name, email, optional, response }) => ({
    type: optional ? 'optional' : 'required',
    status:
      response === 'none'
        ? NO_RESPONSE
        : { response: response === 'tentative' ? 'tentativelyAccepted' : response, time: '0001-01-01T00:00:00Z' },
    emailAddress: { name: name || email, address: email },
  }));
  return {
    subject: event.subject,
    body: { contentType: 'text', content: event.text },
    location: { displayName: event.location },
    attendees,
    isCancelled: false,
    sensitivity: event.isPrivate ? 'private' : 'normal',
    responseStatus: own?.responseStatus ?? { response: 'notResponded', time: '0001-01-01T00:00:00Z' },
    showAs: own?.showAs === undefined || own.showAs === 'free' ? 'tentative' : own.showAs,
  };
}

/** Exceptions survive as long as the rule and the hour stay. */
function keptSeries(item: EventItem, series: EventItem['series'], times: EventItem['times']): EventItem['series'] {
  const same =
    item.series &&
    series &&
    JSON.stringify([item.series.pattern, item.series.range, item.times.startWall]) ===
      JSON.stringify([series.pattern, series.range, times.startWall]);
  return same ? item.series : series;
}
