/** Times and numbers as people read them: relative under one hour, clock time today, date after that (DESIGN section 4). */
import type { Instant } from '../../core/model';
import { locale } from './catalogue';
import { kept } from './intl';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** In the rep's language. */
const spoken = <T extends object>(key: string, make: (tag: string) => T): T => {
  const { tag } = locale();
  return kept(`${tag} ${key}`, () => make(tag));
};

const dated = (options: Intl.DateTimeFormatOptions, at: Instant): string =>
  spoken(JSON.stringify(options), (tag) => new Intl.DateTimeFormat(tag, options)).format(at);

/** "08:10" where the day has 24 hours, "8:10 AM" where it has twice twelve. */
const clockTime = (): Intl.DateTimeFormatOptions =>
  spoken('clock', (tag) => {
    const { hour12 } = new Intl.DateTimeFormat(tag, { hour: 'numeric' }).resolvedOptions();
    return { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit' };
  });

const sameDay = (a: Instant, b: Instant): boolean => new Date(a).toDateString() === new Date(b).toDateString();
const sameYear = (a: Instant, b: Instant): boolean => new Date(a).getFullYear() === new Date(b).getFullYear();

/** A moment that a sentence names: "14:20" today, "Mon, 09:12" within six days, "3 Nov, 11:20" else. */
export function moment(at: Instant, now: Instant): string {
  if (sameDay(at, now)) return dated(clockTime(), at);
  if (Math.abs(now - at) < 6 * day) return dated({ weekday: 'short', ...clockTime() }, at);
  if (sameYear(at, now)) return dated({ day: 'numeric', month: 'short', ...clockTime() }, at);
  return dated({ day: 'numeric', month: 'short', year: 'numeric' }, at);
}

/** How long ago, or how soon: "2 minutes ago" under an hour, else the moment. */
export function ago(at: Instant, now: Instant, style: 'long' | 'short' = 'long'): string {
  const minutes = Math.round((at - now) / minute);
  if (Math.abs(minutes) >= 60) return moment(at, now);
  const relative = spoken(`relative ${style}`, (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style }));
  return minutes === 0 ? relative.format(0, 'second') : relative.format(minutes, 'minute');
}

/** A calendar day: "19 Nov", with its year when that is another one. */
export const dayOf = (at: Instant, now: Instant): string =>
  dated(sameYear(at, now) ? { day: 'numeric', month: 'short' } : { day: 'numeric', month: 'short', year: 'numeric' }, at);

/** Date and time in full, for notes and lists that are read later. */
export const stamp = (at: Instant): string => dated({ day: 'numeric', month: 'short', year: 'numeric', ...clockTime() }, at);

/** The label of a day in a chart: "Wed 18". */
export const weekday = (isoDay: string): string =>
  dated({ weekday: 'short', day: 'numeric', timeZone: 'UTC' }, Date.parse(`${isoDay}T00:00:00Z`));

export const daysBetween = (from: Instant, to: Instant): number => Math.floor((to - from) / day);

export const number = (value: number): string => spoken('number', (tag) => new Intl.NumberFormat(tag)).format(value);
export const shortNumber = (value: number): string =>
  spoken('short', (tag) => new Intl.NumberFormat(tag, { notation: 'compact', maximumFractionDigits: 1 })).format(value);
export const percent = (share: number): string =>
  spoken('percent', (tag) => new Intl.NumberFormat(tag, { style: 'percent' })).format(share);
/** Of a small share too, more than "0 %". */
export const finePercent = (share: number): string =>
  spoken('fine percent', (tag) => new Intl.NumberFormat(tag, { style: 'percent', maximumSignificantDigits: 2 })).format(share);
export const list = (names: readonly string[]): string =>
  spoken('list', (tag) => new Intl.ListFormat(tag, { type: 'conjunction' })).format(names);

/** Time left, rounded so that it does not flicker: whole minutes from one minute on. */
export function minutesLeft(seconds: number): number {
  return Math.max(1, Math.round(seconds / 60));
}

/** A fact may be an instant: no count reaches the year 2001 in milliseconds. */
export const isInstant = (value: string | number): value is number => typeof value === 'number' && value > 1e12 - 5e10;

const isoDay = /^\d{4}-\d\d-\d\d$/;
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;
const wholeDay: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' };
const dayAndTime = (): Intl.DateTimeFormatOptions => ({ weekday: 'short', day: 'numeric', month: 'short', ...clockTime() });

/** All-day dates stay dates, a moment is shown in the rep's zone, anything else as it is. */
export function dayOrTime(text: string): string {
  if (isoDay.test(text)) return dated(wholeDay, Date.parse(text));
  return isoTime.test(text) ? dated(dayAndTime(), Date.parse(text)) : text;
}

/** An item's own time: a date or moment, or a span (start/end, exclusive) as a range. */
export function itemTime(text: string): string {
  const [start = '', end, more] = text.split('/');
  if (end === undefined || more !== undefined) return dayOrTime(text);
  if (isoTime.test(start) && isoTime.test(end)) return ranged(dayAndTime(), Date.parse(start), Date.parse(end));
  if (isoDay.test(start) && isoDay.test(end))
    return ranged(wholeDay, Date.parse(start), Math.max(Date.parse(start), Date.parse(end) - day));
  return text;
}

const ranged = (options: Intl.DateTimeFormatOptions, from: Instant, to: Instant): string =>
  spoken(JSON.stringify(options), (tag) => new Intl.DateTimeFormat(tag, options)).formatRange(from, to);
