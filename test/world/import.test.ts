/**
 * Real exports of many programs: what we read of each agrees with what an independent parser counted. Runs only where
 * the collection of such files lies beside the repository.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Door, listOf, textIn } from '../../sandbox/import/door';
import { importFiles } from '../../sandbox/import/index';
import { readFiles } from '../../sandbox/import/read';
import { countInstances } from '../../sandbox/import/series';
import { createVendors, type Vendors } from '../../sandbox/vendors';
import { type Account, World } from '../../sandbox/world';

const data = new URL('../../../shared/data/', import.meta.url);
const there = existsSync(new URL('counts.json', data));

type Counts = Readonly<Record<string, number>> & {
  readonly format: 'vcard' | 'icalendar';
  readonly folder: string;
  readonly capped?: boolean;
};
const counts: Readonly<Record<string, Counts>> = there ? JSON.parse(readFileSync(new URL('counts.json', data), 'utf8')) : {};
const names = (format: Counts['format']) => Object.keys(counts).filter((name) => counts[name]?.format === format);
const file = (name: string) => ({ name, bytes: readFileSync(new URL(`${counts[name]?.folder}/${name}`, data)) });

const from = Date.UTC(2000, 0, 1);
const to = Date.UTC(2030, 0, 1);
const rep: Account = {
  ...{
    id: '0058d0000000901AAA',
    name: 'Ana Test',
    email: 'ana@brightwater.example',
    role: 'rep',
    aliases: [],
    timeZone: 'UTC',
    profile: 'Sales',
  },
  mailbox: 'google',
};

/** How many appearances the mailbox itself shows in those years. */
async function shown(
  door: Door,
  path: (page: string) => string,
  list: string,
  next: (answer: Readonly<Record<string, unknown>>) => string,
): Promise<number> {
  let count = 0;
  for (let page: string | null = ''; page !== null; ) {
    const answer = await door.ask('GET', path(page));
    const starts = listOf(answer[list]).map(
      ({ start }) =>
        Date.parse(`${textIn(start, 'dateTime').slice(0, 19)}Z`) || Date.parse(textIn(start, 'date') || textIn(start, 'dateTime')),
    );
    count += starts.filter((start) => start >= from && start < to).length;
    page = next(answer) || null;
  }
  return count;
}
const inGoogle = (vendors: Vendors, world: World) =>
  shown(
    new Door(world, vendors.google, rep.id),
    (page) =>
      `/calendar/v3/calendars/primary/events?singleEvents=true&maxResults=2500&timeZone=UTC&timeMin=2000-01-01T00:00:00Z&timeMax=2030-01-01T00:00:00Z${page && `&pageToken=${page}`}`,
    'items',
    (answer) => textIn(answer, 'nextPageToken'),
  );
async function inOutlook(vendors: Vendors, world: World): Promise<number> {
  let count = 0;
  const door = new Door(world, vendors.graph, rep.id);
  for (let year = 2000; year < 2030; year++) {
    const answer = await door.ask(
      'GET',
      `/v1.0/me/calendarView?$top=1000&$select=start&startDateTime=${year}-01-01T00:00:00Z&endDateTime=${year + 1}-01-01T00:00:00Z`,
    );
    expect(answer['@odata.nextLink']).toBeUndefined();
    const starts = listOf(answer['value']).map(({ start }) => Date.parse(`${textIn(start, 'dateTime').slice(0, 19)}Z`));
    count += starts.filter((start) => start >= Date.UTC(year, 0, 1) && start < Date.UTC(year + 1, 0, 1)).length;
  }
  return count;
}

if (there) {
  describe('files that real programs exported', () => {
    test.each(names('vcard'))('contacts of %s', (name) => {
      const expected = counts[name]!;
      const { cards, found, unreadable } = readFiles([file(name)], 'UTC');
      const sum = (key: 'emails' | 'phones' | 'addresses') => cards.reduce((total, card) => total + card[key].length, 0);
      expect({
        cards: cards.length,
        found: found.cards,
        unreadable: unreadable.length,
        withName: cards.filter(({ display, first, last }) => `${display}${first}${last}` !== '').length,
        emails: sum('emails'),
        phones: sum('phones'),
        addresses: sum('addresses'),
      }).toEqual({
        ...{ cards: expected['cards'], found: expected['cards'], unreadable: 0, withName: expected['withName'] },
        ...{ emails: expected['emails'], phones: expected['phones'], addresses: expected['addresses'] },
      });
    });

    test.each(names('icalendar'))('events of %s', (name) => {
      const expected = counts[name]!;
      const { events, found } = readFiles([file(name)], 'UTC');
      const count = (is: (event: (typeof events)[number]) => boolean) => events.filter(is).length;
      const instances = countInstances(events, { from, to, cap: 5000 });
      expect({
        vevents: found.events,
        unexpandable: found.events - events.length,
        recurring: count(({ overrides, rules, extras }) => !overrides && rules.length + extras.length > 0),
        overrides: count(({ overrides }) => overrides !== null),
        allDay: count(({ start }) => start.day),
        cancelled: count(({ status }) => status === 'cancelled'),
        private: count((event) => event.private),
        mostAttendees: Math.max(0, ...events.map(({ attendees }) => attendees.length)),
        instances: instances.all,
        cancelledInstances: instances.cancelled,
      }).toEqual({
        ...{ vevents: expected['vevents'], unexpandable: expected['unexpandableMasters'] ?? 0, recurring: expected['recurringMasters'] },
        ...{
          overrides: expected['overrides'],
          allDay: expected['allDay'],
          cancelled: expected['cancelled'],
          private: expected['privateOrConfidential'],
        },
        ...{
          mostAttendees: expected['maxAttendees'],
          instances: expected['instances2000to2030'],
          cancelledInstances: expected['cancelledInstances'],
        },
      });
    });

    test.each(['microsoft', 'google'] as const)(
      'every item is in the %s mailbox or listed',
      async (mailbox) => {
        for (const name of Object.keys(counts)) {
          const world = new World();
          world.accounts.push({ ...rep, mailbox });
          const vendors = await createVendors(world);
          const report = await importFiles(world, vendors, { user: rep.id, provider: mailbox, files: [file(name)] });
          const expected = counts[name]!;
          expect([name, report.contacts + report.events + report.unreadable.length]).toEqual([
            name,
            expected['cards'] ?? expected['vevents'],
          ]);
          expect(world.mails).toEqual([]);
          if (expected.format !== 'icalendar' || expected.capped) continue;
          const seen = mailbox === 'google' ? await inGoogle(vendors, world) : await inOutlook(vendors, world);
          // A cancelled occurrence is gone from both; Outlook keeps a cancelled meeting, marked as such, Google hides it.
          const gone = name === 'apple-macos-status.ics' && mailbox === 'microsoft' ? 0 : expected['cancelledInstances']!;
          expect([name, seen]).toEqual([name, expected['instances2000to2030']! - gone]);
        }
      },
      120_000,
    );
  });
} else {
  test('the collection of real exports is not beside this repository', () => {
    expect(names('vcard')).toEqual([]);
  });
}
