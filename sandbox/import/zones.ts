/**
 * Time zones of an import: by the file's own VTIMEZONE; else by name (IANA, Windows, a few habits of exporters); else
 * the time floats and is read in the mailbox's zone.
 */
import ICAL from 'ical.js';
import { all, type Component, first } from './components';
import { DAY, stampOf } from './dates';
import type { Zone } from './model';
import { text } from './properties';
import { fromWindows, usualZones } from './windowsZones';

export const utc: Zone = { id: 'UTC', iana: 'UTC', toUtc: (wall) => wall, toWall: (instant) => instant };

const formats = new Map<string, Intl.DateTimeFormat | null>();
function formatOf(name: string): Intl.DateTimeFormat | null {
  let format = formats.get(name);
  if (format === undefined) {
    try {
      const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
      format = new Intl.DateTimeFormat('en-US', { timeZone: name, hourCycle: 'h23', era: 'short', ...fields });
    } catch {
      format = null;
    }
    formats.set(name, format);
  }
  return format;
}

function exactOffset(format: Intl.DateTimeFormat, instant: number): number {
  const part: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(instant)) part[type] = value;
  const date = new Date(0);
  date.setUTCFullYear(Number(part['year']) * (part['era'] === 'BC' ? -1 : 1), Number(part['month']) - 1, Number(part['day']));
  date.setUTCHours(Number(part['hour']), Number(part['minute']), Number(part['second']));
  return date.getTime() - Math.floor(instant / 1000) * 1000;
}

/** Asking Intl is slow, so the offsets at both ends of each day are kept. */
function offsets(format: Intl.DateTimeFormat): (instant: number) => number {
  const atMidnight = new Map<number, number>();
  const midnight = (day: number) => {
    const known = atMidnight.get(day);
    const offset = known ?? exactOffset(format, day * DAY);
    if (known === undefined) atMidnight.set(day, offset);
    return offset;
  };
  return (instant) => {
    const day = Math.floor(instant / DAY);
    const before = midnight(day);
    return before === midnight(day + 1) ? before : exactOffset(format, instant);
  };
}

const zoneByIana = new Map<string, Zone>();
/** The zone of this IANA name, or null. */
export function ianaZone(name: string, id = name): Zone | null {
  if (name === '' || !/^[A-Za-z]/.test(name)) return null;
  const cached = zoneByIana.get(name);
  if (cached) return cached.id === id ? cached : { ...cached, id };
  const format = formatOf(name);
  if (!format) return null;
  const offset = offsets(format);
  const toUtc = (wall: number) => {
    const guess = wall - offset(wall - offset(wall));
    return guess + offset(guess) === wall ? guess : wall - Math.min(offset(guess - DAY), offset(guess + DAY));
  };
  const official = name.toUpperCase() === 'UTC' ? 'UTC' : (officialName(name) ?? name);
  const zone = { id: name, iana: official, toUtc, toWall: (instant: number) => instant + offset(instant) };
  zoneByIana.set(name, zone);
  return { ...zone, id };
}

const supported = Intl.supportedValuesOf('timeZone');
const officialNames = new Map(supported.map((name) => [name.toLowerCase(), name]));
/** `Europe/lisbon` is understood by Intl, not by every vendor. */
const officialName = (name: string) => officialNames.get(name.toLowerCase()) ?? formatOf(name)?.resolvedOptions().timeZone;
const byCity = new Map(supported.map((name) => [name.slice(name.lastIndexOf('/') + 1).toLowerCase(), name]));

function fixedOffset(name: string): string {
  const match = /^\(?(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(00)?\)?(?:\s|$)/i.exec(name);
  if (!match || Number(match[2]) > 14) return '';
  return Number(match[2]) === 0 ? 'UTC' : `Etc/GMT${match[1] === '+' ? '-' : '+'}${Number(match[2])}`;
}

/** An IANA name for what a file calls a zone, or ''. */
export function nameFor(id: string): string {
  const name = id.replace(/^["'\s]+|["'\s]+$/g, '');
  if (/^(utc|gmt|z|etc\/(utc|gmt|zulu)|coordinated universal time|\(utc\) coordinated universal time)$/i.test(name)) return 'UTC';
  if (/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(name) && formatOf(name)) return officialName(name) ?? name;
  const windows = fromWindows(name);
  if (windows) return windows;
  const path = name.split('/').filter(Boolean);
  for (let from = 1; from < path.length; from++) {
    const tail = path.slice(from).join('/');
    if (formatOf(tail)) return officialName(tail) ?? tail;
  }
  const dashed = name.replace('-', '/').replaceAll(' ', '_');
  if (/^[A-Za-z_]+\/[A-Za-z_]+$/.test(dashed) && formatOf(dashed)) return officialName(dashed) ?? dashed;
  const described = name.replace(/^\((UTC|GMT)[^)]*\)\s*/i, '').replace(/^[^:]*Time\s*:/i, '');
  if (described !== name && fromWindows(described)) return fromWindows(described);
  for (const city of described.split(/[,;/]/)) {
    const found = byCity.get(city.trim().toLowerCase().replaceAll(' ', '_'));
    if (found) return found;
  }
  return fixedOffset(name);
}

/** Lines of a VTIMEZONE that ical.js can work with in bounded time, or '' when there are none. */
function zoneText(component: Component): string {
  const parts = component.children.flatMap((observance) => {
    if (observance.name !== 'STANDARD' && observance.name !== 'DAYLIGHT') return [];
    const lines = ['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO'].map((name) => [name, text(first(observance, name))] as const);
    if (lines.some(([, value]) => value === '') || lines.slice(1).some(([, value]) => !/^[+-]?\d{4}(\d\d)?$/.test(value))) return [];
    stampOf(lines[0]![1], 'the time zone');
    const rules = all(observance, 'RRULE').map((rule) => rule.value.trim());
    if (rules.some((rule) => !/^FREQ=YEARLY/i.test(rule) && !/;FREQ=YEARLY/i.test(rule))) return [];
    const more = rules.map((rule) => `RRULE:${rule}`).concat(all(observance, 'RDATE').map((rdate) => `RDATE:${rdate.value}`));
    return [`BEGIN:${observance.name}`, ...lines.map(([name, value]) => `${name}:${value}`), ...more, `END:${observance.name}`];
  });
  return parts.length === 0 ? '' : ['BEGIN:VTIMEZONE', 'TZID:file', ...parts, 'END:VTIMEZONE'].join('\r\n');
}

/** ical.js knows offsets up to 2035 only; later years are like the one 28 or 56 years before: the same weekdays. */
const LAST_YEAR = 2034;
const likeYear = (year: number) => (year > LAST_YEAR ? year - 28 * Math.ceil((year - LAST_YEAR) / 28) : year);

/** The zone as a file defines it; null when the definition is of no use. */
export function fileZone(component: Component, id: string): Zone | null {
  try {
    const lines = zoneText(component);
    if (lines === '') return null;
    const zone = new ICAL.Timezone(ICAL.Component.fromString(lines));
    const kept = new Map<number, number>();
    const at = (wall: number): number => {
      const known = kept.get(wall);
      if (known !== undefined) return known;
      const date = new Date(wall);
      const [year, month, day] = [likeYear(date.getUTCFullYear()), date.getUTCMonth() + 1, date.getUTCDate()];
      const [hour, minute, second] = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
      const offset =
        zone.utcOffset(new ICAL.Time({ year, month, day, hour, minute, second, isDate: false }, ICAL.Timezone.utcTimezone)) * 1000;
      if (kept.size < 20_000) kept.set(wall, offset);
      return offset;
    };
    at(Date.UTC(2020, 0, 1));
    const toUtc = (wall: number) => wall - at(wall);
    const toWall = (instant: number) => {
      const guess = instant + at(instant);
      return guess - at(guess) === instant ? guess : instant + at(guess);
    };
    return { id, iana: nameFor(id), toUtc, toWall };
  } catch {
    return null;
  }
}

/** The share of these instants at which an IANA zone shows the hour that the file's zone shows. */
function agreement(zone: Zone, name: string, instants: readonly number[]): number {
  const named = ianaZone(name);
  if (named === null) return 0;
  return instants.filter((instant) => named.toWall(instant) === zone.toWall(instant)).length / Math.max(1, instants.length);
}

/**
 * The IANA zone to write a series of the file's zone in, and whether it shows every occurrence at the file's hour. A zone
 * known by name keeps its name even where the file's rules are outdated; only nameless ones are searched for by their offsets.
 */
export function nearestZone(zone: Zone, instants: readonly number[]): { readonly name: string; readonly exact: boolean } {
  const named = zone.iana === '' ? 0 : agreement(zone, zone.iana, instants);
  if (named > 0.5) return { name: zone.iana, exact: named === 1 };
  const same =
    usualZones.find((name) => agreement(zone, name, instants) === 1) ?? supported.find((name) => agreement(zone, name, instants) === 1);
  if (same) return { name: same, exact: true };
  const shares = usualZones.map((name) => ({ name, share: agreement(zone, name, instants) }));
  const best = shares.reduce((a, b) => (b.share > a.share ? b : a), { name: zone.iana || 'UTC', share: named });
  return { name: best.name, exact: false };
}
