/** `dateTimeTimeZone` to instants and back (wire-contracts 1.5): local time without offset, zone by Windows or IANA name. */
import { instantOf, wallOf } from '../google/calendar/time';
import type { Prefer } from './call';
import { badRequest, GraphError } from './failure';
import type { Times } from './items';
import { isObject, type Json, textOf } from './json';
import { ianaOf } from './zones';

export const DAY = 86_400_000;
const SHAPE = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d)(?:\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/;

const invalid = (message: string) => new GraphError(400, 'ErrorPropertyValidationFailure', message);

/** Wall clock time as if it were UTC, and its zone. A `Z` or offset in the text wins over the zone's name, as at Graph. */
function pointOf(value: unknown, name: string): { readonly wall: number; readonly zone: string; readonly zoneName: string } {
  if (!isObject(value)) throw badRequest(`The property '${name}' must be an object.`);
  const [, date, time = '00:00', seconds = '00', offset] = SHAPE.exec(textOf(value.dateTime)) ?? [];
  if (!date) throw badRequest(`Cannot convert the literal '${String(value.dateTime)}' to the expected type 'Edm.DateTimeOffset'.`);
  const zoneName = textOf(value.timeZone) || 'UTC';
  const zone = ianaOf(zoneName);
  if (zone === null) throw invalid(`The time zone '${zoneName}' is not known.`);
  const wall = Date.parse(`${date}T${time}:${seconds}Z`);
  if (Number.isNaN(wall))
    throw badRequest(`Cannot convert the literal '${String(value.dateTime)}' to the expected type 'Edm.DateTimeOffset'.`);
  if (!offset) return { wall, zone, zoneName };
  return { wall: wallOf(Date.parse(`${date}T${time}:${seconds}${offset}`), zone), zone, zoneName };
}

/** @throws 400 unless the end is not before the start, and all-day events go from midnight to midnight in one zone. */
export function timesOf(start: unknown, end: unknown, allDay: boolean): Times {
  const from = pointOf(start, 'start');
  const to = pointOf(end, 'end');
  if (allDay && (from.zone !== to.zone || from.wall % DAY !== 0 || to.wall % DAY !== 0 || to.wall <= from.wall)) {
    throw invalid(
      'The Event.Start property for an all-day event needs to be set to midnight, and so does Event.End, in the same time zone.',
    );
  }
  // the end is kept in the zone of the start: an event has one series clock
  const endWall = from.zone === to.zone ? to.wall : wallOf(instantOf(to.wall, to.zone), from.zone);
  const times = timesAt(from.wall, endWall, from.zone, from.zoneName, allDay);
  if (times.end < times.start) throw invalid('The end time should not be before the start time.');
  return times;
}

export function timesAt(startWall: number, endWall: number, zone: string, zoneName: string, allDay: boolean): Times {
  const instant = (wall: number) => (allDay ? wall : instantOf(wall, zone));
  return { allDay, startWall, endWall, zone, zoneName, start: instant(startWall), end: instant(endWall) };
}

export const stampText = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
export const dateOf = (wall: number): string => new Date(wall).toISOString().slice(0, 10);

export function pointJson(instant: number, allDay: boolean, prefer: Prefer): Json {
  const wall = allDay ? instant : wallOf(instant, prefer.zone);
  return { dateTime: `${new Date(wall).toISOString().slice(0, 23)}0000`, timeZone: prefer.zoneName };
}

/** A window parameter: with offset as written, without one in UTC. */
export function instantParameter(query: URLSearchParams, name: string): number | null {
  const found = [...query].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  if (found === undefined) return null;
  const text = found.replace(' ', '+'); // a plus that was not encoded
  const at = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : text.includes('T') ? `${text}Z` : text);
  if (Number.isNaN(at)) throw badRequest(`The value '${found}' of parameter '${name}' is invalid.`, 'ErrorInvalidParameter');
  return at;
}
