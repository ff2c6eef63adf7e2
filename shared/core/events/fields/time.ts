/**
 * Start, end and all-day as one value (LS-EF1, EF5): `2026-03-01T09:00:00Z/2026-03-01T10:00:00Z`, or of an all-day event
 * `2026-03-01/2026-03-02`, end exclusive. One, because half a move would be an event that nobody wanted.
 *
 * Salesforce, as its Event reference tells it: an all-day event has its date in ActivityDate, at midnight UTC and never to be
 * shifted; its EndDateTime is the midnight of its *last* day, while DurationInMinutes counts whole days. The duration says it
 * unambiguously, so it is what is read first, and all that is written.
 */
import type { Canonical, CrmPut, Field, FieldContext } from '../../field';
import type { CalendarEvent, CrmRecord, CrmValue } from '../../model';
import { addDays, dateText, dayMs, instantOf, minute, timeText } from '../../time';

const names = ['StartDateTime', 'EndDateTime', 'DurationInMinutes', 'IsAllDayEvent', 'ActivityDate'];

interface Span {
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
}

/** What a canonical time says. */
export function spanOf(value: Canonical): Span {
  const [start = '', end = ''] = value.split('/');
  return { start, end, allDay: start.length === 10 };
}

const minutesOf = (value: Canonical): number => {
  const { start, end } = spanOf(value);
  return Math.round((instantOf(end) - instantOf(start)) / minute);
};

/** A time as we write it, on a day that every month has: there is nothing to work out, and as texts such times are in order. */
const plain = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** '' for what is no span of time. An all-day event lasts a day at least, a timed one may last no time at all. */
function canonical(start: string, end: string, allDay: boolean): Canonical {
  if (!allDay && plain.test(start) && plain.test(end)) return `${start}/${end > start ? end : start}`;
  const from = instantOf(start);
  if (Number.isNaN(from)) return '';
  const to = instantOf(end);
  if (!allDay) return `${timeText(from)}/${timeText(Number.isNaN(to) ? from : Math.max(from, to))}`;
  const first = start.slice(0, 10);
  const last = Number.isNaN(to) ? '' : end.slice(0, 10);
  return `${first}/${last > first ? last : addDays(first, 1)}`;
}

const text = (value: CrmValue | undefined): string => (typeof value === 'string' ? value : '');

/** The canonical time of a record, '' when it has none. */
function fromCrm({ fields }: CrmRecord): Canonical {
  const minutes = typeof fields.DurationInMinutes === 'number' ? fields.DurationInMinutes : null;
  if (fields.IsAllDayEvent === true) {
    const first = (text(fields.ActivityDate) || text(fields.StartDateTime)).slice(0, 10);
    if (Number.isNaN(instantOf(first))) return '';
    const last = instantOf(text(fields.EndDateTime).slice(0, 10));
    const days = minutes !== null ? Math.ceil(minutes / 1440) : Number.isNaN(last) ? 1 : (last - instantOf(first)) / dayMs + 1;
    return canonical(first, addDays(first, Math.max(1, days)), true);
  }
  const start = text(fields.StartDateTime);
  const from = instantOf(start);
  const end = text(fields.EndDateTime) || (Number.isNaN(from) || minutes === null ? '' : timeText(from + minutes * minute));
  return canonical(start, end, false);
}

export { fromCrm as crmTime, fromMailbox as mailboxTime };

/** The longest event when nobody has told: what every org allows. */
const maxMinutes = (c: FieldContext): number => c.schema?.maxEventMinutes ?? 1440;

/** The value as the CRM can hold it: its start, and as much of it as fits. */
function fitted(value: Canonical, max: number): Canonical {
  if (minutesOf(value) <= max) return value;
  const { start, allDay } = spanOf(value);
  return allDay
    ? `${start}/${addDays(start, Math.max(1, Math.floor(max / 1440)))}`
    : `${start}/${timeText(instantOf(start) + max * minute)}`;
}

const fromMailbox = (event: CalendarEvent): Canonical => canonical(event.start, event.end, event.allDay);

/** An event too long for the CRM was moved there: it moves here and keeps its length (SYN2). */
function regrown(value: Canonical, event: CalendarEvent | null, max: number): Canonical {
  if (event === null) return value;
  const whole = fromMailbox(event);
  const { start, allDay } = spanOf(value);
  if (whole === '' || event.allDay !== allDay || minutesOf(whole) <= max || minutesOf(value) !== minutesOf(fitted(whole, max)))
    return value;
  const end = instantOf(start) + minutesOf(whole) * minute;
  return `${start}/${allDay ? dateText(end) : timeText(end)}`;
}

function toCrm(value: Canonical, record: CrmRecord | null, c: FieldContext): CrmPut {
  if (value === '') return { set: {}, shortened: null, held: false };
  const shows = record === null ? '' : fromCrm(record);
  if (shows === value) return { set: {}, shortened: null, held: true };
  const held = fitted(value, maxMinutes(c));
  const { start, end, allDay } = spanOf(held);
  const minutes = minutesOf(held);
  const set = allDay
    ? { IsAllDayEvent: true, ActivityDate: start, StartDateTime: `${start}T00:00:00Z`, DurationInMinutes: minutes }
    : { IsAllDayEvent: false, StartDateTime: start, EndDateTime: end, DurationInMinutes: minutes };
  return {
    set: shows === held ? {} : set,
    shortened: held === value ? null : { field: 'time', from: minutesOf(value), to: minutes },
    held: true,
  };
}

export const time: Field<'event'> = {
  name: 'time',
  kind: 'event',
  crmDefault: 'StartDateTime',
  remappable: false,
  reads: () => names,
  sets: () => names,
  heldBy: (record) => fromCrm(record) !== '',
  fromMailbox,
  fromCrm,
  toMailbox: (value, event, c) => {
    if (value === '' || (event !== null && fromMailbox(event) === value)) return {};
    return spanOf(regrown(value, event, maxMinutes(c)));
  },
  toCrm,
};
