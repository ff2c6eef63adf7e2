/** Each awkwardness of exported files, one by one, on fixtures of our own. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ImportedEvent } from './model';
import { occurrences, utcOf } from './occurrences';
import { readFiles } from './read';
import { countInstances, sort } from './series';

const fixture = (path: string) => readFileSync(new URL(`../../test/fixtures/${path}`, import.meta.url));
const read = (bytes: Uint8Array | string, name = 'file', zone = 'UTC') =>
  readFiles([{ name, bytes: typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes }], zone);
const at = (event: ImportedEvent | undefined) => (event ? new Date(utcOf(event.start)).toISOString() : '');
const card = (...lines: string[]) => `BEGIN:VCARD\r\nVERSION:3.0\r\n${lines.join('\r\n')}\r\nEND:VCARD\r\n`;

test('vCard 2.1: bare parameters, quoted-printable with soft breaks, charset, base64 until an empty line, a card in AGENT', () => {
  const { cards, found, unreadable } = read(fixture('vcf/version-2.1.vcf'));
  expect([found.cards, unreadable]).toEqual([1, []]);
  expect(cards[0]).toMatchObject({
    ...{
      first: 'Rhea',
      last: 'Ostler',
      middle: 'Ann,Marie',
      prefix: 'Dr.',
      suffix: 'jr.',
      company: 'Ostler, Kin & Co',
      department: 'Sales, North',
    },
    ...{ title: 'Geschäftsführerin', birthday: '1980-03-21', private: true, note: 'First line\nsecond; line, with a soft break' },
  });
  expect(cards[0]?.phones.map(({ value, types }) => [value, ...types])).toEqual([
    ['+49 555 0001', 'WORK', 'VOICE'],
    ['+49 555 0002', 'WORK', 'VOICE'],
    ['+49 555 0003', 'WORK', 'VOICE'],
    ['+49 555 0004', 'HOME', 'FAX'],
    ['+49 555 0005', 'CELL'],
  ]);
  expect(cards[0]?.addresses).toEqual([
    { types: ['HOME', 'PREF'], street: 'Mill Lane 1', city: 'Ulm', state: '', postalCode: '89073', country: 'Germany' },
  ]);
});

test('several cards: blank lines between, a missing END, version 4.0, an empty card and a line that is no property', () => {
  const { cards, found, unreadable, notes } = read(fixture('vcf/several.vcf'));
  expect(found.cards).toBe(5);
  expect(cards.map(({ item }) => item)).toEqual(['Aslı Ümit', 'No End', 'Four Point Oh', 'only@several.example']);
  expect(unreadable.map(({ file, item }) => [file, item])).toEqual([['file', 'card at line 28']]);
  expect(unreadable[0]?.why).toMatch(/holds no name.*Add one of them/);
  expect(notes).toEqual([{ file: 'file', item: 'line 15', note: expect.stringMatching(/END line is missing/) }]);
  expect(cards[0]).toMatchObject({
    note: 'Comma, semicolon; newline\nbackslash \\ done',
    spouse: 'Deniz',
    categories: ['Customers', 'North, far'],
  });
  expect(cards[0]?.phones).toEqual([{ types: [], label: 'AssistantPhone', value: '+90 555 01' }]);
  expect(cards[2]).toMatchObject({ first: 'Four Point', last: 'Oh', birthday: '--02-03', spouse: 'Kim' });
  expect(cards[2]?.emails.map(({ value }) => value)).toEqual(['first@several.example', 'second@several.example']);
  expect(cards[2]?.phones[0]).toMatchObject({ value: '+1-555-0100', types: ['WORK', 'VOICE'] });
  expect(cards[3]?.birthday).toBe('');
});

test('a card inside AGENT on continuation lines belongs to nobody', () => {
  const { cards, found } = read(fixture('vcf/agent-folded.vcf'));
  expect(found.cards).toBe(1);
  expect(cards[0]).toMatchObject({ first: 'Olga', phones: [{ value: '+1 555 0112' }] });
});

const plain = card('N:Groß;Jürgen;;;', 'FN:Jürgen Groß', 'NOTE:ein sehr', ' langer Satz', 'EMAIL:j@x.example');
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
const encodings: Readonly<Record<string, Uint8Array>> = {
  'UTF-8': Buffer.from(plain, 'utf8'),
  'a byte order mark': Buffer.from(`\ufeff${plain}`, 'utf8'),
  'UTF-16 little endian': Buffer.from(`\ufeff${plain}`, 'utf16le'),
  'UTF-16 big endian': swapped(Buffer.from(`\ufeff${plain}`, 'utf16le')),
  'UTF-16 without a mark': Buffer.from(plain, 'utf16le'),
  'Windows-1252': Buffer.from(plain, 'latin1'),
  'CR CR LF': Buffer.from(plain.replaceAll('\r\n', '\r\r\n'), 'utf8'),
  'bare CR': Buffer.from(plain.replaceAll('\r\n', '\r'), 'utf8'),
  'bare LF': Buffer.from(plain.replaceAll('\r\n', '\n'), 'utf8'),
  'no line end at the end': Buffer.from(plain.trimEnd(), 'utf8'),
  'indented as a whole': Buffer.from(plain.replace(/^(?=.)/gm, '  '), 'utf8'),
  'lower case': Buffer.from(
    plain.replace(/^(BEGIN:VCARD|END:VCARD|[A-Z]+(?=:))/gm, (word) => word.toLowerCase()),
    'utf8',
  ),
};
test.each(Object.keys(encodings))('the same card in %s', (name) => {
  const { cards, found } = read(encodings[name]!);
  expect(found.cards).toBe(1);
  expect(cards[0]).toMatchObject({ first: 'Jürgen', last: 'Groß', display: 'Jürgen Groß', note: 'ein sehrlanger Satz' });
});

test('encodings that change from line to line, a letter cut by a fold, a bare CR inside a value', () => {
  const mixed = Buffer.concat([
    Buffer.from('BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8:J'),
    Buffer.from([0xc3]),
    Buffer.from('\r\n '),
    Buffer.from([0xbc]),
    Buffer.from('rgen\r\nTITLE:Caf'),
    Buffer.from([0xe9]),
    Buffer.from('\r\nNOTE:one\rtwo\r\nEND:VCARD\r\n'),
  ]);
  expect(read(mixed).cards[0]).toMatchObject({ display: 'Jürgen', title: 'Café', note: 'one\ntwo' });
});

test('a file without cards or events, and an empty one, are listed with what to do', () => {
  expect(read('Hello,\r\nthis is a letter.').unreadable).toEqual([
    {
      file: 'file',
      item: 'file',
      why: 'The file holds no contact card and no event; it begins with "Hello, this is a letter.". Export it again as .vcf or .ics.',
    },
  ]);
  expect(read('').unreadable[0]?.why).toBe('The file is empty. Export it again as .vcf or .ics.');
});

test('a file of tasks alone is listed; beside events they are a note', () => {
  const task = 'BEGIN:VTODO\r\nSUMMARY:Call\r\nEND:VTODO\r\n';
  const event = 'BEGIN:VEVENT\r\nDTSTART:20261125T100000Z\r\nEND:VEVENT\r\n';
  const calendar = (inside: string) => read(`BEGIN:VCALENDAR\r\n${inside}END:VCALENDAR\r\n`);
  expect(calendar(task + task).unreadable).toEqual([
    { file: 'file', item: 'file', why: '2 × task: neither a contact nor an event, so left out.' },
  ]);
  expect(calendar(task + event)).toMatchObject({
    unreadable: [],
    notes: [{ note: '1 × task: neither a contact nor an event, so left out.' }],
  });
});

test('time zones: by definition wherever it stands, by Windows name, by description, by path; unknown ones float and it is said', () => {
  const { events, unreadable, notes } = read(fixture('ics/zones.ics'), 'zones.ics', 'Europe/Madrid');
  expect(unreadable).toEqual([]);
  const starts = Object.fromEntries(events.map((event) => [event.uid, at(event).slice(11, 16)]));
  expect(starts).toMatchObject({
    ...{ 'late-definition': '06:30', windows: '10:00', described: '16:00', cities: '11:00', mozilla: '10:00' },
    ...{ undefined: '10:00', floating: '10:00', utc: '12:00' },
  });
  expect(notes.filter(({ item }) => item === 'zones.ics').map(({ note }) => note)).toEqual([
    expect.stringMatching(/"Customized Time Zone" is not defined/),
  ]);
  const days = events.filter(({ start }) => start.day);
  expect(days.map(({ uid, lengthMs }) => [uid, lengthMs / 86_400_000])).toEqual([
    ['day', 1],
    ['bare-day', 1],
  ]);
  expect(days.map(({ start }) => new Date(start.wall).toISOString())).toEqual(Array(2).fill('2024-07-15T00:00:00.000Z'));
  expect(events.find(({ uid }) => uid === 'windows')?.lengthMs).toBe(45 * 60_000);
});

test('series: left-out dates in another zone, moved, cancelled and homeless occurrences, periods, rules of many kinds', () => {
  const { events, unreadable, notes } = read(fixture('ics/series.ics'), 'series.ics');
  expect(unreadable).toEqual([]);
  expect(notes.map(({ note }) => note)).toEqual([expect.stringMatching(/20249999T080000Z.*That date was left out/)]);
  const sorted = sort(events);
  expect(sorted.strays.map(({ subject }) => subject)).toEqual(['Matches nothing', 'No master']);
  expect(sorted.unreadable.map(({ item }) => item)).toEqual(['Every minute for ever', 'Nothing left']);
  const starts = (uid: string) => {
    const series = sorted.series.find(({ master }) => master.uid === uid);
    return series
      ? occurrences(series.master, { from: 0, to: Date.UTC(2030, 0, 1), cap: 100 }).map(({ utc }) =>
          new Date(utc).toISOString().slice(0, 16),
        )
      : [];
  };
  expect(starts('weekly')).toEqual([
    '2024-03-18T09:00',
    '2024-03-25T09:00',
    '2024-04-08T08:00',
    '2024-04-15T08:00',
    '2024-04-22T08:00',
    '2024-04-29T08:00',
  ]);
  expect(starts('periods')).toEqual(['2024-06-01T09:00', '2024-06-03T09:00']);
  expect(starts('positions')).toEqual(['2024-01-30T09:00', '2024-02-28T09:00', '2024-03-28T09:00']);
  expect(starts('hourly')).toHaveLength(5);
  const edited = sorted.series
    .filter(({ overrides }) => overrides.length > 0)
    .map(({ master, overrides }) => [master.uid, overrides.length]);
  expect(edited).toEqual([
    ['weekly', 2],
    ['allday', 1],
  ]);
  const window = { from: Date.UTC(2024, 0, 1), to: Date.UTC(2025, 6, 1), cap: 100 };
  const finite = events.filter(({ uid }) => uid !== 'minutely');
  expect(countInstances(finite, window)).toEqual({ all: 6 + 1 + 1 + 4 + 2 + 3 + 5, cancelled: 1 });
});

test('broken events never stop the rest, and each says why', () => {
  const { events, found, unreadable, notes } = read(fixture('ics/broken.ics'), 'broken.ics');
  expect(found.events).toBe(6);
  expect(unreadable.map(({ item, why }) => `${item}: ${why}`)).toEqual([
    expect.stringMatching(/^On the 32nd: Its start \(DTSTART\) is 20171032T000000: there is no such day\. Correct it/),
    expect.stringMatching(/^only-a-uid: It has no start/),
    expect.stringMatching(/^Unknown rule: It repeats by a rule that cannot be read \(FREQ=SOMETIMES\)/),
  ]);
  const said = notes.map(({ item, note }) => `${item}: ${note}`).join('\n');
  for (const part of [
    /1 × free\/busy list/,
    /1 × task/,
    /ended before it began/,
    /answer "CONFIRMED"/,
    /attendee "Nobody"/,
    /without "mailto:"/,
  ])
    expect(said).toMatch(part);
  const [raw, quoted, folded] = events;
  expect(raw).toMatchObject({
    ...{ subject: 'Raw lines', description: 'Dear all,\n\nPasscode: 1234\nMeeting ID: 99\nsee you', lengthMs: 0 },
    organizer: { email: 'luis.sanchez@broken.example', name: 'Luis Sanchez' },
    attendees: [
      { email: 'jane@broken.example', name: 'Doe, Jane <jane@broken.example>', response: 'none', optional: false, resource: false },
      { email: 'joe@broken.example', name: '', response: 'declined', optional: true, resource: false },
      { email: 'room5@broken.example', name: 'Room 5', response: 'none', optional: false, resource: true },
    ],
  });
  expect(quoted).toMatchObject({ subject: 'Café', description: '<p>Microsoft</p>\n<br class="clear" />', lengthMs: 0 });
  expect(folded).toMatchObject({ uid: 'folded', subject: 'Folded before the colon', status: 'cancelled', private: true, showAs: 'free' });
  expect(folded?.start.day).toBe(true);
});

test('a calendar of version 1.0 keeps its short rules', () => {
  const old = (rule: string) =>
    `BEGIN:VCALENDAR\r\nVERSION:1.0\r\nBEGIN:VEVENT\r\nSUMMARY:Old\r\nDTSTART:20240102T090000Z\r\nRRULE:${rule}\r\nEND:VEVENT\r\nEND:VCALENDAR`;
  const rule = (text: string) => read(old(text)).events[0]?.rules[0];
  expect(rule('W2 TU TH #6')).toMatchObject({ freq: 'WEEKLY', interval: 2, count: 6, byDay: [{ day: 'TU' }, { day: 'TH' }] });
  expect(rule('MP1 1+ MO 20250101T000000Z')).toMatchObject({
    freq: 'MONTHLY',
    count: null,
    byDay: [{ day: 'MO', nth: 1 }],
    until: Date.UTC(2025, 0, 1),
  });
  expect(rule('D1 #0')).toMatchObject({ freq: 'DAILY', count: null, until: null });
});
