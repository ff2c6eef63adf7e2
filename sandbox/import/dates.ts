/** Dates and times of iCalendar, strictly: a day that does not exist is an error, not the day after. */
import { Unfit } from './model';

export const DAY = 86_400_000;

export interface Stamp {
  /** Milliseconds as if the wall time were UTC. */
  readonly wall: number;
  readonly day: boolean;
  readonly utc: boolean;
}

const pattern = /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/** `what` names the value in the message. */
export function stampOf(value: string, what: string): Stamp {
  const shown = value.trim();
  const match = pattern.exec(shown.replace(/^(\d{8})Z$/i, '$1'));
  if (!match)
    throw new Unfit(`${what} is "${shown.slice(0, 40)}", which is no date. Correct it in the calendar it came from and export again.`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 0;
  const clock = hour < 24 || (hour === 24 && minute === 0 && second === 0);
  if (!exists || !clock || minute > 59 || second > 60)
    throw new Unfit(
      `${what} is ${shown}: there is no such ${exists ? 'time' : 'day'}. Correct it in the calendar it came from and export again.`,
    );
  const wall = date.getTime() + ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000;
  const offset = match[7];
  return { wall: wall - offsetMs(offset), day: match[4] === undefined, utc: offset !== undefined };
}

function offsetMs(offset: string | undefined): number {
  const match = /([+-])(\d\d):?(\d\d)/.exec(offset ?? '');
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000 : 0;
}

/** `PT1H30M`, `P1W`, also what is not quite ISO (`P1DT0H`, `PT86400S`). Null when it is no duration. */
export function durationOf(value: string): number | null {
  const match = /^([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(value.trim());
  if (!match) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(2).map((part) => Number(part ?? 0));
  return (match[1] === '-' ? -1 : 1) * (((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds) * 1000;
}

/** `2026-03-01T09:00:00` of a wall time. */
export const wallText = (wall: number): string => new Date(wall).toISOString().slice(0, 19);
/** `2026-03-01` of a wall time. */
export const dayText = (wall: number): string => new Date(wall).toISOString().slice(0, 10);
/** `20260301T090000`, as in iCalendar. */
export const compactText = (wall: number): string => wallText(wall).replace(/[-:]/g, '');
export const startOfDay = (wall: number): number => Math.floor(wall / DAY) * DAY;
