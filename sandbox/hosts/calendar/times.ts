/** Days and hours of the calendar page, in the visitor's own time zone. */
import type { GoogleEvent } from '../google/api';

export const minute = 60_000;

export const midnight = (at: number | Date): Date => {
  const day = new Date(at);
  day.setHours(0, 0, 0, 0);
  return day;
};

export const plusDays = (day: Date, days: number): Date => {
  const next = new Date(day);
  next.setDate(next.getDate() + days);
  return next;
};

/** Weeks begin on Monday. */
export const monday = (day: Date): Date => plusDays(midnight(day), -((day.getDay() + 6) % 7));

/** Of an all-day event: midnight here of the day that it names. */
const dayOf = (date: string): number => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day).getTime();
};

export const allDay = (event: GoogleEvent): boolean => event.start.date !== undefined;
export const startOf = (event: GoogleEvent): number =>
  event.start.date ? dayOf(event.start.date) : Date.parse(event.start.dateTime ?? '');
export const endOf = (event: GoogleEvent): number => (event.end.date ? dayOf(event.end.date) : Date.parse(event.end.dateTime ?? ''));

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const full = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

export const clockOf = (at: number): string => clock.format(at);
export const spanOf = (event: GoogleEvent): string =>
  allDay(event) ? full.format(startOf(event)) : `${full.format(startOf(event))}, ${clockOf(startOf(event))} – ${clockOf(endOf(event))}`;

export const twoDigits = (n: number): string => String(n).padStart(2, '0');
export const isoDay = (day: Date): string => `${day.getFullYear()}-${twoDigits(day.getMonth() + 1)}-${twoDigits(day.getDate())}`;
