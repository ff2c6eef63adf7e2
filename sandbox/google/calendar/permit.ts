/** Who may change what of an event: the organizer everything, guests their own business, nobody what is locked. */
import { calendarError } from '../answers';
import { type Call, isOwn } from '../call';
import { type JsonObject, objectOf, sameJson, textOf } from '../json';
import { ownsEvent } from './calendars';
import { attendeesOf } from './copies';
import type { Stored } from './model';
import type { Calendar } from './store';

const mainFields = ['summary', 'description', 'location', 'start', 'end', 'recurrence'];
/** What only the organizer may change ("Shared vs. private properties"). */
export const sharedFields = [
  ...mainFields,
  'attendees',
  'status',
  'conferenceData',
  'guestsCanModify',
  'guestsCanInviteOthers',
  'guestsCanSeeOtherGuests',
  'attachments',
  'source',
];

export function permit(call: Call, calendar: Calendar, stored: Stored, before: JsonObject, after: JsonObject): void {
  const changed = (name: string) => !sameJson(before[name], after[name]);
  const locked = call.world.faults.switches['google.locked'];
  if (Array.isArray(locked) && locked.includes(stored.masterId || stored.id) && mainFields.some(changed)) {
    throw calendarError(403, 'forbidden', 'The event is locked.', { domain: 'calendar' });
  }
  if (ownsEvent(calendar, call.account, stored) || before.guestsCanModify === true) return;
  // Without guests it is an imported copy, the rep's own.
  if (attendeesOf(before).length === 0) return;
  const guests = (fields: JsonObject) => attendeesOf(fields).filter((each) => !isOwn(call.account, textOf(each.email)));
  const shared = (fields: JsonObject) => objectOf(fields.extendedProperties).shared;
  const touched = sharedFields.some((name) => (name === 'attendees' ? !sameJson(guests(before), guests(after)) : changed(name)));
  if (touched || !sameJson(shared(before), shared(after))) throw forNonOrganizer();
}

export const forNonOrganizer = () =>
  calendarError(403, 'forbiddenForNonOrganizer', 'Shared properties can only be changed by the organizer of the event.', {
    domain: 'calendar',
  });
