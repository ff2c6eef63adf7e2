/** Writing events: insert, import, patch, update, delete, move (Calendar API, methods of "Events"). */
import { randomUUID } from 'node:crypto';
import { calendarError, notFound } from '../answers';
import { type Call, isOwn } from '../call';
import { type Json, type JsonObject, objectOf, textOf } from '../json';
import { asWire, merge, readFields, readId } from './body';
import { type Calendars, ownsEvent } from './calendars';
import { cancelInstance, checkRule, replaceFields, replaceInstance } from './change';
import { linkOf, withConference } from './conference';
import { attendeesOf, type Copies, cancelCopy, type SendUpdates } from './copies';
import type { Row, Stored } from './model';
import { forNonOrganizer, permit, sharedFields } from './permit';
import { resolve } from './read';
import { effective, etagOf, rowOf } from './show';
import type { Calendar } from './store';

export class Writing {
  constructor(
    private readonly call: Call,
    private readonly calendars: Calendars,
    private readonly copies: Copies,
    private readonly calendar: Calendar,
  ) {}

  get #send(): SendUpdates {
    const { query } = this.call;
    const asked = query.get('sendUpdates') ?? (query.get('sendNotifications') === 'true' ? 'all' : 'none');
    if (asked !== 'all' && asked !== 'externalOnly' && asked !== 'none')
      throw calendarError(400, 'invalid', 'Invalid value for: sendUpdates');
    return asked;
  }

  insert(): Row {
    const { body, now } = this.call;
    const send = this.#send;
    const id = readId(body.id) ?? this.#newId();
    if (textOf(body.id) && textOf(body.iCalUID)) throw calendarError(400, 'invalid', 'Only one of id and iCalUID may be given.');
    const uid = textOf(body.iCalUID) || `${id}@google.com`;
    // Ids of deleted events stay taken.
    if (this.calendar.get(id) || this.calendar.withUid(uid).some((each) => !each.cancelled)) throw duplicate();
    if (body.eventType === 'fromGmail' && !this.call.world.faults.on('google.allowFromGmail')) {
      throw calendarError(400, 'eventTypeRestriction', 'This event type cannot be created.', { domain: 'calendar' });
    }
    const fields = this.#read({ ...body, status: body.status === 'cancelled' ? null : body.status }, null);
    const organizer = this.calendars.organizerOf(this.calendar);
    const stored = this.#fresh(id, uid, { ...fields, ...this.#organizerAccepts(fields, organizer.email) });
    this.calendar.touch(stored, now);
    this.copies.spread(this.calendar, stored, null, send);
    const bump = this.call.world.faults.number('google.bumpAfterCreateMs', Number.NaN);
    if (!Number.isNaN(bump)) this.calendar.bumpAt(now + bump, id);
    return rowOf(stored);
  }

  /** "import": a private copy by iCalUID; the same again replaces it. Nobody is mailed. */
  import(): Row {
    const { body, now } = this.call;
    const uid = textOf(body.iCalUID);
    if (!uid) throw calendarError(400, 'required', 'Missing iCalUID.');
    const { eventType: _, ...rest } = body;
    const fields = this.#read(rest, null);
    const known = this.calendar.withUid(uid)[0];
    const who = objectOf(body.organizer);
    const named = textOf(who.email);
    const organizer = named
      ? { email: named, ...(textOf(who.displayName) ? { displayName: textOf(who.displayName) } : {}) }
      : this.calendars.organizerOf(this.calendar);
    const stored = known ?? this.#fresh(this.#newId(), uid, fields);
    stored.organizer = organizer;
    replaceFields(this.calendar, stored, fields, now);
    return rowOf(stored);
  }

  patch(id: string): Row {
    const row = this.#open(id);
    const before = effective(this.calendar, row);
    const status = row.cancelled ? 'cancelled' : (before.status ?? null);
    return this.#change(id, row, before, objectOf(merge({ ...asWire(before), status }, this.call.body)));
  }

  update(id: string): Row {
    const row = this.#open(id);
    const before = effective(this.calendar, row);
    const { body } = this.call;
    // Of a series the rule goes when it is not sent; an instance keeps the place that its rule gave it.
    return this.#change(id, row, before, { ...body, eventType: body.eventType ?? before.eventType });
  }

  delete(id: string): void {
    const row = this.#open(id);
    if (row.cancelled) throw calendarError(410, 'deleted', 'Resource has been deleted');
    this.#remove(row, this.#send);
  }

  move(id: string): Row {
    const { query, account, now } = this.call;
    const row = this.#open(id);
    const target = this.calendars.find(account, query.get('destination') ?? '');
    const { stored } = row;
    if (row.original || stored.masterId) {
      throw calendarError(403, 'cannotChangeOrganizerOfInstance', 'Cannot change the organizer of an instance.', { domain: 'calendar' });
    }
    if (row.cancelled) throw notFound();
    if (stored.fields.eventType)
      throw calendarError(400, 'eventTypeRestriction', 'Only default events can be moved.', { domain: 'calendar' });
    if (!ownsEvent(this.calendar, account, stored)) throw forNonOrganizer();
    if (target === this.calendar) return row;
    const exceptions = this.calendar.exceptionsOf(stored.id);
    const moved: Stored = { ...stored, organizer: this.calendars.organizerOf(target), retired: {}, seq: 0 };
    target.touch(moved, now);
    for (const each of exceptions) target.touch({ ...each, organizer: moved.organizer }, now);
    stored.cancelled = true;
    this.calendar.touch(stored, now);
    this.copies.spread(target, moved, moved.fields, this.#send);
    return rowOf(moved);
  }

  /** The row of a path, with `If-Match` heeded. */
  #open(id: string): Row {
    const row = resolve(this.calendar, id);
    const wanted = this.call.headers.get('If-Match');
    const tags = wanted?.split(',').map((tag) => tag.trim());
    if (tags && !tags.includes('*') && !tags.includes(etagOf(row.stored))) {
      throw calendarError(412, 'conditionNotMet', 'Precondition Failed', { locationType: 'header', location: 'If-Match' });
    }
    return row;
  }

  #change(id: string, row: Row, before: JsonObject, wanted: JsonObject): Row {
    const { account, now } = this.call;
    const send = this.#send;
    const { stored } = row;
    // A deleted event comes back only by being called confirmed or tentative again.
    if (wanted.status === 'cancelled' || (row.cancelled && !wanted.status)) {
      if (!row.cancelled) this.#remove(row, send);
      return resolve(this.calendar, id);
    }
    const type = textOf(wanted.eventType) || 'default';
    if (type !== (textOf(before.eventType) || 'default')) {
      throw calendarError(400, 'eventTypeRestriction', 'The event type cannot be changed.', { domain: 'calendar' });
    }
    const fields = this.#read(wanted, before);
    permit(this.call, this.calendar, stored, before, fields);
    const organizes = ownsEvent(this.calendar, account, stored);
    const after = this.#store(row, fields, now);
    if (organizes) this.copies.spread(this.calendar, after, before, send);
    else this.#tellOrganizer(after, before, fields, send);
    return rowOf(after);
  }

  #store(row: Row, fields: JsonObject, now: number): Stored {
    const { stored } = row;
    const original = row.original ?? stored.original;
    const master = row.original ? stored : stored.masterId ? this.calendar.get(stored.masterId) : undefined;
    if (original && master) return replaceInstance(this.calendar, master, original, fields, now);
    replaceFields(this.calendar, stored, fields, now);
    return stored;
  }

  #tellOrganizer(stored: Stored, before: JsonObject, after: JsonObject, send: SendUpdates): void {
    const { account, now } = this.call;
    const responseIn = (fields: JsonObject) =>
      textOf(attendeesOf(fields).find((each) => isOwn(account, textOf(each.email)))?.responseStatus);
    if (before.guestsCanModify === true) {
      const theirs = this.calendars.organizersCopy(stored);
      const event = theirs?.get(stored.id);
      if (theirs && event && !stored.masterId) {
        const old = event.fields;
        replaceFields(theirs, event, { ...old, ...Object.fromEntries(sharedFields.map((name) => [name, after[name]])) }, now);
        this.copies.spread(theirs, event, old, send);
        return;
      }
    }
    const response = responseIn(after);
    if (response && response !== responseIn(before)) this.copies.reply(stored, account.email, response, send);
  }

  #remove(row: Row, send: SendUpdates): void {
    const { account, now } = this.call;
    const before = effective(this.calendar, row);
    const { stored } = row;
    const master = row.original ? stored : stored.masterId ? this.calendar.get(stored.masterId) : undefined;
    const original = row.original ?? stored.original;
    const gone = master && original ? cancelInstance(this.calendar, master, original, now) : stored;
    if (gone === stored) cancelCopy(this.calendar, stored, now);
    if (ownsEvent(this.calendar, account, gone)) this.copies.spread(this.calendar, gone, before, send);
    else if (attendeesOf(before).length > 0) this.copies.reply(gone, account.email, 'declined', send);
  }

  /** Body to fields. Conference and attachments stay as they are unless the call says it understands them. */
  #read(body: JsonObject, before: JsonObject | null): JsonObject {
    const { query } = this.call;
    const fields = readFields(body, this.calendar.head.timeZone);
    const keep = (name: string, understood: boolean, value: Json | undefined) => {
      const next = understood ? value : before?.[name];
      if (next !== undefined && next !== null) fields[name] = next;
    };
    const understood = query.get('conferenceDataVersion') === '1';
    const conference = understood ? withConference(body.conferenceData) : undefined;
    keep('conferenceData', understood, conference);
    keep('hangoutLink', understood, linkOf(conference) || null);
    keep('attachments', query.get('supportsAttachments') === 'true', body.attachments);
    checkRule(fields);
    return fields;
  }

  #organizerAccepts(fields: JsonObject, organizer: string): JsonObject {
    const attendees = attendeesOf(fields);
    if (attendees.length === 0) return {};
    const accepts = (each: JsonObject) => isOwn(this.call.account, textOf(each.email)) || textOf(each.email) === organizer;
    return {
      attendees: attendees.map((each) =>
        accepts(each) && each.responseStatus === 'needsAction' ? { ...each, responseStatus: 'accepted' } : each,
      ),
    };
  }

  #newId(): string {
    return randomUUID().replaceAll('-', '').slice(0, 26);
  }

  #fresh(id: string, uid: string, fields: JsonObject): Stored {
    const { account, now } = this.call;
    return {
      ...{ id, uid, masterId: '', original: null, cancelled: false, fields, organizer: this.calendars.organizerOf(this.calendar) },
      ...{ creator: { email: account.email, displayName: account.name }, created: now, updated: now, seq: 0, retired: {} },
    };
  }
}

const duplicate = () => calendarError(409, 'duplicate', 'The requested identifier already exists.');
