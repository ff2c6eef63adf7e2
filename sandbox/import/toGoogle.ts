/** Cards and events in Google's words: People API `Person`, Calendar API `Event`. */
import { compactText, dayText, wallText } from './dates';
import type { Card, CardAddress, ImportedEvent, Rule, Shortened, Typed } from './model';
import { isSubDaily, type Occurrence, occurrences, utcOf } from './occurrences';
import { plainText } from './plainText';
import { type Capability, type PlannedSeries, type PlannedSingle, spanIn } from './plan';
import { around } from './series';
import { cut } from './slots';

export type Body = Readonly<Record<string, unknown>>;

const typeOf = ({ types, label }: { types: readonly string[]; label: string }, wanted: Readonly<Record<string, string>>): Body => {
  if (label !== '') return { type: label };
  const kind = Object.keys(wanted).find((key) => key.split(' ').every((word) => types.includes(word)));
  return kind ? { type: wanted[kind] } : {};
};

const emailTypes = { HOME: 'home', WORK: 'work', OTHER: 'other' };
const phoneTypes = {
  'HOME FAX': 'homeFax',
  'WORK FAX': 'workFax',
  FAX: 'otherFax',
  'WORK CELL': 'workMobile',
  'WORK PAGER': 'workPager',
  CELL: 'mobile',
  PAGER: 'pager',
  MAIN: 'main',
  HOME: 'home',
  WORK: 'work',
  OTHER: 'other',
};
const valued = (list: readonly Typed[], types: Readonly<Record<string, string>>) =>
  list.map((each) => ({ value: each.value, ...typeOf(each, types) }));

const addressBody = (address: CardAddress): Body => ({
  ...typeOf({ types: address.types, label: '' }, emailTypes),
  streetAddress: address.street,
  city: address.city,
  region: address.state,
  postalCode: address.postalCode,
  country: address.country,
});

function dateBody(birthday: string): Body {
  const [, year = '', month = '', day = ''] = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(birthday) ?? [];
  return { ...(year === '-' ? {} : { year: Number(year) }), month: Number(month), day: Number(day) };
}

/** What Google cuts: biographies at 30,000 characters, other texts at 1,024. */
export function googlePerson(card: Card, groups: readonly string[], shortened: Shortened[]): Body {
  const one = (field: string, value: string, most = 1024) => cut(shortened, card.item, field, value, most);
  const organization = {
    name: one('company', card.company),
    department: one('department', card.department),
    title: one('title', card.title),
  };
  const relations = (['spouse', 'manager', 'assistant'] as const).flatMap((type) =>
    card[type] ? [{ person: one(type, card[type]), type }] : [],
  );
  const names = {
    honorificPrefix: card.prefix,
    givenName: one('first name', card.first),
    middleName: card.middle,
    familyName: one('last name', card.last),
    honorificSuffix: card.suffix,
  };
  const named = Object.values(names).some((value) => value !== '');
  const person: Record<string, readonly unknown[]> = {
    names: named ? [names] : card.display && card.display !== card.company ? [{ givenName: one('name', card.display) }] : [],
    nicknames: card.nickname ? [{ value: one('nickname', card.nickname) }] : [],
    organizations: Object.values(organization).some((value) => value !== '') ? [{ ...organization, type: 'work' }] : [],
    emailAddresses: valued(card.emails, emailTypes),
    phoneNumbers: valued(card.phones, phoneTypes),
    addresses: card.addresses.map(addressBody),
    urls: valued(card.websites, emailTypes),
    birthdays: card.birthday ? [{ date: dateBody(card.birthday) }] : [],
    relations,
    biographies: card.note ? [{ value: one('notes', card.note, 30_000), contentType: 'TEXT_PLAIN' }] : [],
    memberships: groups.map((contactGroupResourceName) => ({ contactGroupMembership: { contactGroupResourceName } })),
  };
  return Object.fromEntries(Object.entries(person).filter(([, list]) => list.length > 0));
}

export const googleSeries: Capability = {
  vendor: 'Google Calendar',
  extras: true,
  refuses: (master) => (master.rules.some(isSubDaily) ? 'it repeats several times a day' : null),
};

/** A rule as Google takes it: UNTIL in UTC for timed events, a date for all-day ones. */
export function ruleLine(name: string, rule: Rule, event: ImportedEvent): string {
  const until = () => (event.start.day ? dayText(rule.until!).replaceAll('-', '') : `${compactText(event.start.zone.toUtc(rule.until!))}Z`);
  const parts = [
    `FREQ=${rule.freq}`,
    ...(rule.interval > 1 ? [`INTERVAL=${rule.interval}`] : []),
    ...(rule.count !== null ? [`COUNT=${rule.count}`] : rule.until !== null ? [`UNTIL=${until()}`] : []),
    ...Object.entries(rule.by).map(([key, numbers]) => `${key}=${numbers.join(',')}`),
    ...(rule.byDay.length > 0 ? [`BYDAY=${rule.byDay.map(({ day, nth }) => `${nth === 0 ? '' : nth}${day}`).join(',')}`] : []),
    ...(rule.weekStart === 'MO' ? [] : [`WKST=${rule.weekStart}`]),
  ];
  return `${name}:${parts.join(';')}`;
}

/** Id of an occurrence: of the series, and the start that its rule gave it ("Events: instances"). */
export const occurrenceId = (id: string, { master }: PlannedSeries, { utc, wall }: Occurrence): string =>
  `${id}_${master.start.day ? dayText(wall).replaceAll('-', '') : `${compactText(utc)}Z`}`;

function recurrenceOf({ master, removed }: PlannedSeries): string[] {
  const moments = (name: string, walls: readonly { wall: number; utc: number }[]) => {
    const values = walls.map(({ wall, utc }) => (master.start.day ? dayText(wall).replaceAll('-', '') : `${compactText(utc)}Z`));
    return values.length === 0 ? [] : [`${name}${master.start.day ? ';VALUE=DATE' : ''}:${values.join(',')}`];
  };
  const dates = occurrences({ ...master, rules: [], removed: [], exceptRules: [] }, around(master));
  return [
    ...master.rules.map((rule) => ruleLine('RRULE', rule, master)),
    ...master.exceptRules.map((rule) => ruleLine('EXRULE', rule, master)),
    ...(master.extras.length > 0
      ? moments('RDATE', master.rules.length > 0 ? dates.filter(({ utc }) => utc !== utcOf(master.start)) : dates)
      : []),
    ...moments('EXDATE', removed),
  ];
}

const answers = { none: 'needsAction', accepted: 'accepted', tentative: 'tentative', declined: 'declined' } as const;

/** Everything but identity and recurrence; also the body of an edited occurrence. */
export function googleFields(event: ImportedEvent, zone: string, shortened: Shortened[]): Body {
  const span = spanIn(event, zone);
  const time = (wall: number) => (span.allDay ? { date: dayText(wall) } : { dateTime: wallText(wall), timeZone: zone });
  const most = 200;
  const listed = event.attendees.slice(0, most);
  if (event.attendees.length > most)
    shortened.push({ item: event.item, field: 'attendees', from: `${event.attendees.length} attendees`, to: `the first ${most}` });
  return {
    summary: cut(shortened, event.item, 'subject', event.subject, 1024),
    description: cut(shortened, event.item, 'description', event.description || plainText(event.html), 8192),
    location: cut(shortened, event.item, 'location', event.location, 1024),
    start: time(span.start),
    end: time(span.end),
    status: event.status === 'tentative' ? 'tentative' : 'confirmed',
    transparency: event.showAs === 'free' ? 'transparent' : 'opaque',
    visibility: event.private ? 'private' : 'default',
    attendees: listed.map(({ email, name, response, optional, resource }) => ({
      email,
      responseStatus: answers[response],
      ...(name ? { displayName: name } : {}),
      ...(optional ? { optional } : {}),
      ...(resource ? { resource } : {}),
    })),
    ...(event.sequence > 0 ? { sequence: event.sequence } : {}),
  };
}

export function googleEvent(planned: PlannedSingle | PlannedSeries, shortened: Shortened[]): Body {
  const event = planned.kind === 'single' ? planned.event : planned.master;
  const organizer = event.organizer
    ? { organizer: { email: event.organizer.email, ...(event.organizer.name ? { displayName: event.organizer.name } : {}) } }
    : {};
  const recurrence = planned.kind === 'series' ? { recurrence: recurrenceOf(planned) } : {};
  return { iCalUID: planned.uid, ...googleFields(event, planned.zone, shortened), ...organizer, ...recurrence };
}
