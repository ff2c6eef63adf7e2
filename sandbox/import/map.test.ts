/** What of a card or an event each vendor is given, and what is told to have been left out. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { graphRecurrence, graphSeries } from './graphRecurrence';
import type { Shortened } from './model';
import { type PlannedSeries, planFor } from './plan';
import { readFiles } from './read';
import { googleEvent, googlePerson, googleSeries } from './toGoogle';
import { graphContact, graphEvent } from './toGraph';

const fixture = (path: string) => ({ name: path, bytes: readFileSync(new URL(`../../test/fixtures/${path}`, import.meta.url)) });
const event = (...lines: string[]) =>
  readFiles(
    [{ name: 'x.ics', bytes: Buffer.from(['BEGIN:VEVENT', 'UID:u', 'SUMMARY:S', ...lines, 'END:VEVENT'].join('\n')) }],
    'Europe/Madrid',
  ).events;
const card = (...lines: string[]) =>
  readFiles([{ name: 'x.vcf', bytes: Buffer.from(['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD'].join('\n')) }], 'UTC').cards[0]!;

test('Outlook holds two business phones, three addresses of mail, one of each other phone; the rest is told', () => {
  const shortened: Shortened[] = [];
  const body = graphContact(readFiles([fixture('vcf/version-2.1.vcf')], 'UTC').cards[0]!, shortened);
  expect(body).toMatchObject({
    ...{
      givenName: 'Rhea',
      surname: 'Ostler',
      title: 'Dr.',
      generation: 'jr.',
      birthday: '1980-03-21T11:59:00Z',
      businessPhones: ['+49 555 0001', '+49 555 0002'],
    },
    homeAddress: { street: 'Mill Lane 1', city: 'Ulm', state: '', postalCode: '89073', countryOrRegion: 'Germany' },
    singleValueExtendedProperties: [
      { id: 'String 0x3A1F', value: '+49 555 0004' },
      { id: 'Integer 0x0036', value: '2' },
    ],
  });
  expect(shortened).toEqual([
    {
      item: 'Dr. Rhea Ostler',
      field: 'business phone',
      from: '+49 555 0001, +49 555 0002, +49 555 0003',
      to: '+49 555 0001, +49 555 0002',
    },
  ]);
});

test('a fourth address of mail, a fourth postal address and an overlong name are told', () => {
  const shortened: Shortened[] = [];
  const lines = [1, 2, 3, 4].flatMap((n) => [`EMAIL:m${n}@x.example`, `ADR;TYPE=HOME:;;Street ${n};Town;;;`]);
  const body = graphContact(card(`N:${'L'.repeat(300)};F;;;`, ...lines), shortened);
  expect(body.emailAddresses).toHaveLength(3);
  expect(shortened.map(({ field, to }) => [field, to.length > 30 ? to.length : to])).toEqual([
    ['last name', 255],
    ['name', 255],
    ['e-mail', 'm1@x.example, m2@x.example, m3@x.example'.length],
    ['address', ''],
    ['address', ''],
  ]);
});

test('Google keeps every phone and address, with its type', () => {
  const shortened: Shortened[] = [];
  const body = googlePerson(readFiles([fixture('vcf/version-2.1.vcf')], 'UTC').cards[0]!, ['contactGroups/a'], shortened);
  expect(shortened).toEqual([]);
  expect(body).toMatchObject({
    names: [{ givenName: 'Rhea', familyName: 'Ostler', honorificPrefix: 'Dr.' }],
    phoneNumbers: [{ type: 'work' }, { type: 'work' }, { type: 'work' }, { type: 'homeFax' }, { type: 'mobile' }],
    birthdays: [{ date: { year: 1980, month: 3, day: 21 } }],
    memberships: [{ contactGroupMembership: { contactGroupResourceName: 'contactGroups/a' } }],
  });
});

const pattern = (rule: string, start = '20240102T090000Z') => {
  const [read] = event(`DTSTART:${start}`, `RRULE:${rule}`);
  return graphRecurrence(read!, 'UTC')?.pattern ?? null;
};
test.each([
  ['FREQ=DAILY;INTERVAL=3', { type: 'daily', interval: 3 }],
  ['FREQ=DAILY;BYDAY=MO,FR', { type: 'weekly', interval: 1, daysOfWeek: ['monday', 'friday'], firstDayOfWeek: 'monday' }],
  ['FREQ=WEEKLY;INTERVAL=2;WKST=SU', { type: 'weekly', interval: 2, daysOfWeek: ['tuesday'], firstDayOfWeek: 'sunday' }],
  ['FREQ=WEEKLY;BYHOUR=9', { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'], firstDayOfWeek: 'monday' }],
  ['FREQ=MONTHLY', { type: 'absoluteMonthly', interval: 1, dayOfMonth: 2 }],
  ['FREQ=MONTHLY;BYDAY=-1FR', { type: 'relativeMonthly', interval: 1, index: 'last', daysOfWeek: ['friday'] }],
  ['FREQ=MONTHLY;BYDAY=WE;BYSETPOS=3', { type: 'relativeMonthly', interval: 1, index: 'third', daysOfWeek: ['wednesday'] }],
  ['FREQ=YEARLY', { type: 'absoluteYearly', interval: 1, month: 1, dayOfMonth: 2 }],
  ['FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', { type: 'relativeYearly', interval: 1, month: 10, index: 'last', daysOfWeek: ['sunday'] }],
  // Outlook would take the last day of a shorter month.
  ['FREQ=MONTHLY;BYMONTHDAY=31', null],
  ['FREQ=MONTHLY;BYDAY=TU', null],
  ['FREQ=MONTHLY;BYDAY=1SU,-1SU', null],
  ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1,2', null],
  ['FREQ=YEARLY;BYMONTHDAY=5', null],
  ['FREQ=YEARLY;BYDAY=20MO', null],
  ['FREQ=YEARLY;BYWEEKNO=20', null],
  ['FREQ=HOURLY;COUNT=3', null],
])('Graph has a pattern for %s, or none', (rule, expected) => {
  expect(pattern(rule)).toEqual(expected);
});

test('a yearly 29 February is not the 28th', () => {
  expect(pattern('FREQ=YEARLY', '20240229T090000Z')).toBeNull();
});

test('ranges end with the last occurrence, whatever day UNTIL falls on', () => {
  const ranges = ['UNTIL=20240110T085959Z', 'UNTIL=20240109', 'COUNT=5', 'COUNT=1200', 'WKST=MO'].map((end) => {
    const [planned] = planFor(event('DTSTART:20240102T090000Z', `RRULE:FREQ=DAILY;${end}`), graphSeries).planned;
    return (graphEvent(planned as PlannedSeries, []).recurrence as { range: object }).range;
  });
  expect(ranges).toMatchObject([
    { type: 'endDate', endDate: '2024-01-09' },
    { type: 'endDate', endDate: '2024-01-09' },
    { type: 'numbered', numberOfOccurrences: 5 },
    { type: 'endDate', endDate: '2027-04-15' },
    { type: 'noEnd' },
  ]);
});

test('what a vendor cannot keep as a series becomes single events, and that is noted', () => {
  const { events } = readFiles([fixture('ics/series.ics')], 'UTC');
  const graph = planFor(events, graphSeries);
  const count = (plan: typeof graph, uid: string) => plan.planned.filter((each) => each.uid.startsWith(uid)).map(({ kind }) => kind);
  expect(count(graph, 'positions')).toEqual(['single', 'single', 'single']);
  expect(count(graph, 'periods')).toEqual(['single', 'single']);
  expect(count(graph, 'hourly')).toHaveLength(5);
  expect(count(graph, 'weekly')).toEqual(['series', 'single']);
  expect(graph.notes.map(({ note }) => note).join('\n')).toMatch(
    /Outlook cannot keep this series, because its rule is of a kind that Outlook does not have/,
  );
  const google = planFor(events, googleSeries);
  expect(count(google, 'positions')).toEqual(['series']);
  expect(count(google, 'hourly')).toHaveLength(5);
  const weekly = google.planned.find(({ uid }) => uid === 'weekly') as PlannedSeries;
  expect(googleEvent(weekly, [])).toMatchObject({
    iCalUID: 'weekly',
    start: { dateTime: '2024-03-18T10:00:00', timeZone: 'Europe/Berlin' },
    recurrence: ['RRULE:FREQ=WEEKLY;UNTIL=20240429T080000Z', 'EXDATE:20240401T080000Z'],
  });
  expect(weekly.overrides.map(({ event: { subject, status } }) => [subject, status])).toEqual([
    ['Weekly, moved', 'confirmed'],
    ['Weekly', 'cancelled'],
  ]);
});
