/**
 * A meeting in the mailboxes of its guests (Calendar API, "Invite users to events"): the organizer's event is copied to
 * every guest who has a Google mailbox, answers travel back, and mails go out as `sendUpdates` says. Guests elsewhere
 * learn of it by mail alone.
 */
import type { MeetingEvent, World } from '../../world';
import { isObject, type Json, type JsonObject, listOf, objectOf, textOf } from '../json';
import type { Calendars } from './calendars';
import { cancelInstance, replaceFields, replaceInstance } from './change';
import type { Stored } from './model';
import { effective, rowOf } from './show';
import type { Calendar } from './store';
import { type When, wallOf, whenOf } from './time';

export type SendUpdates = 'all' | 'externalOnly' | 'none';

/** Each guest's own business, not carried over ("Events" resource: private properties, reminders, colour, show-as). */
const ownFields = ['reminders', 'colorId', 'transparency', 'visibility', 'eventLabelId', 'privateCopy'];

export const attendeesOf = (fields: JsonObject): JsonObject[] => listOf(fields.attendees).filter(isObject);
const emailOf = (attendee: JsonObject): string => textOf(attendee.email).toLowerCase();
const guestsOf = (fields: JsonObject | null, organizer: string): Map<string, JsonObject> =>
  new Map(attendeesOf(fields ?? {}).flatMap((each) => (emailOf(each) === organizer.toLowerCase() ? [] : [[emailOf(each), each] as const])));

export class Copies {
  constructor(
    private readonly world: World,
    private readonly calendars: Calendars,
  ) {}

  /** Brings the guests' copies in line with the organizer's row; `before`: what it said, null for a new one. */
  spread(calendar: Calendar, stored: Stored, before: JsonObject | null, send: SendUpdates): void {
    if (stored.fields.privateCopy === true) return;
    const fields = effective(calendar, rowOf(stored));
    const old = guestsOf(before, stored.organizer.email);
    const now = stored.cancelled ? new Map<string, JsonObject>() : guestsOf(fields, stored.organizer.email);
    for (const email of new Set([...old.keys(), ...now.keys()])) {
      const stays = now.has(email);
      const theirs = this.calendars.of(email);
      if (theirs && theirs !== calendar) {
        if (stays) this.#copyTo(theirs, stored, fields);
        else cancelCopy(theirs, stored, this.world.clock.now());
      }
      this.#mail(stored, fields, email, !stays ? 'cancel' : old.has(email) ? 'update' : 'invitation', send);
    }
  }

  #copyTo(theirs: Calendar, source: Stored, fields: JsonObject): void {
    const now = this.world.clock.now();
    const master = source.masterId ? theirs.get(source.masterId) : undefined;
    const known = theirs.get(source.id);
    if (known?.cancelled && declined(fields, theirs.head.id)) return;
    if (master && source.original) {
      const mine = effective(theirs, known ? rowOf(known) : { stored: master, original: source.original, cancelled: false });
      replaceInstance(theirs, master, source.original, carried(fields, mine), now);
      return;
    }
    const copy = known ?? { ...source, fields: {}, created: now, seq: 0, retired: {} };
    copy.organizer = source.organizer;
    replaceFields(theirs, copy, carried(fields, known?.fields ?? {}), now);
  }

  #mail(stored: Stored, fields: JsonObject, to: string, kind: 'invitation' | 'update' | 'cancel', send: SendUpdates): void {
    const external = this.calendars.of(to) === null;
    if (send === 'none' || (send === 'externalOnly' && !external)) return;
    const from = stored.organizer.email;
    const about = `${kind === 'cancel' ? 'cancellation' : kind}: ${textOf(fields.summary)}`;
    this.world.mails.push({ at: this.world.clock.now(), vendor: 'google', from, to, about });
    if (!external) return;
    const original = stored.original ? { originalStart: originalText(stored.original) } : {};
    const message = { vendor: 'google', from, to, uid: stored.uid, ...original } as const;
    if (kind === 'cancel') this.world.deliver({ ...message, method: 'cancel' });
    else this.world.deliver({ ...message, method: 'request', event: meetingOf(stored, fields) });
  }

  /** A guest's answer, brought to the organizer, and from there to the other guests. */
  reply(copy: Stored, guest: string, response: string, send: SendUpdates): void {
    const to = copy.organizer.email;
    const theirs = this.calendars.organizersCopy(copy);
    if (theirs) this.answered(theirs, copy.uid, copy.original, guest, response);
    if (response === 'needsAction' || send === 'none' || (send === 'externalOnly' && theirs)) return;
    this.world.mails.push({ at: this.world.clock.now(), vendor: 'google', from: guest, to, about: `reply: ${response}` });
    const original = copy.original ? { originalStart: originalText(copy.original) } : {};
    if (!theirs) {
      const answer = response as 'accepted' | 'declined' | 'tentative';
      this.world.deliver({ vendor: 'google', method: 'reply', from: guest, to, uid: copy.uid, response: answer, ...original });
    }
  }

  /** Notes an answer in the organizer's calendar. */
  answered(calendar: Calendar, uid: string, original: When | null, guest: string, response: string): void {
    const now = this.world.clock.now();
    const event = calendar.withUid(uid)[0];
    if (!event || event.cancelled) return;
    const known = original ? calendar.exception(event.id, original) : event;
    const row = known ? rowOf(known) : { stored: event, original, cancelled: false };
    if (row.cancelled) return;
    const before = effective(calendar, row);
    const attendees = attendeesOf(before).map((each) =>
      emailOf(each) === guest.toLowerCase() ? { ...each, responseStatus: response } : each,
    );
    const fields = { ...before, attendees };
    if (original) this.spread(calendar, replaceInstance(calendar, event, original, fields, now), before, 'none');
    else {
      replaceFields(calendar, event, fields, now);
      this.spread(calendar, event, before, 'none');
    }
  }
}

/** Who deleted his copy has declined and is left alone. */
const declined = (fields: JsonObject, guest: string): boolean =>
  attendeesOf(fields).some((each) => emailOf(each) === guest.toLowerCase() && each.responseStatus === 'declined');

export function cancelCopy(theirs: Calendar, source: Stored, now: number): void {
  const master = source.masterId ? theirs.get(source.masterId) : undefined;
  const copy = theirs.get(source.id);
  if (master && source.original) {
    if (!copy?.cancelled) cancelInstance(theirs, master, source.original, now);
  } else if (copy && !copy.cancelled) {
    copy.cancelled = true;
    theirs.touch(copy, now);
  }
}

/** What of the organizer's event goes into a guest's copy, beside what the guest keeps for himself. */
function carried(source: JsonObject, mine: JsonObject): JsonObject {
  const fields: JsonObject = { ...source };
  for (const name of ownFields) {
    delete fields[name];
    if (mine[name] !== undefined) fields[name] = mine[name];
  }
  const shared = objectOf(source.extendedProperties).shared;
  const own = objectOf(mine.extendedProperties).private;
  const properties: JsonObject = { ...(own ? { private: own } : {}), ...(shared ? { shared } : {}) };
  if (Object.keys(properties).length > 0) fields.extendedProperties = properties;
  else delete fields.extendedProperties;
  return fields;
}

const originalText = (when: When): string => ('date' in when ? when.date : new Date(when.at).toISOString());

function meetingOf(stored: Stored, fields: JsonObject): MeetingEvent {
  const time = (value: Json | undefined): MeetingEvent['start'] => {
    const when = whenOf(value);
    if (!when || 'date' in when) return { date: when?.date ?? '1970-01-01' };
    return { dateTime: new Date(wallOf(when.at, when.timeZone)).toISOString().slice(0, 19), timeZone: when.timeZone };
  };
  const responses = { accepted: 'accepted', declined: 'declined', tentative: 'tentative' } as const;
  return {
    subject: textOf(fields.summary),
    text: textOf(fields.description),
    location: textOf(fields.location),
    start: time(fields.start),
    end: time(fields.end),
    recurrence: listOf(fields.recurrence).map(textOf),
    isPrivate: fields.visibility === 'private' || fields.visibility === 'confidential',
    organizer: { name: stored.organizer.displayName ?? '', email: stored.organizer.email },
    attendees: attendeesOf(fields).map((each) => ({
      name: textOf(each.displayName),
      email: textOf(each.email),
      optional: each.optional === true,
      response: responses[textOf(each.responseStatus) as keyof typeof responses] ?? 'none',
    })),
  };
}
