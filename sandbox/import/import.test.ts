/** Files into the two stand-in mailboxes, and what their own APIs then show. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { createVendors, type Vendors } from '../vendors';
import { type Account, World } from '../world';
import { Door, listOf, textIn } from './door';
import { importFiles } from './index';

const folder = new URL('../../test/fixtures/', import.meta.url);
const filesOf = (kind: string) =>
  readdirSync(new URL(kind, folder)).map((name) => ({ name, bytes: readFileSync(new URL(`${kind}/${name}`, folder)) }));

const rep: Account = {
  ...{
    id: '0058d0000000901AAA',
    name: 'Ana Test',
    email: 'ana@brightwater.example',
    role: 'rep',
    aliases: [],
    timeZone: 'Europe/Madrid',
    profile: 'Sales',
  },
  mailbox: 'microsoft',
};

describe.each(['microsoft', 'google'] as const)('into %s', (mailbox) => {
  let world: World;
  let vendors: Vendors;
  let door: Door;
  beforeEach(async () => {
    world = new World();
    world.accounts.push({ ...rep, mailbox });
    vendors = await createVendors(world);
    door = new Door(world, mailbox === 'microsoft' ? vendors.graph : vendors.google, rep.id);
  });
  const take = (files: readonly { name: string; bytes: Uint8Array }[]) =>
    importFiles(world, vendors, { user: rep.email, provider: mailbox, files });

  const starts = async (): Promise<string[]> => {
    const [from, to] = ['2024-01-01T00:00:00Z', '2025-07-01T00:00:00Z'];
    const path =
      mailbox === 'microsoft'
        ? `/v1.0/me/calendarView?startDateTime=${from}&endDateTime=${to}&$top=200`
        : `/calendar/v3/calendars/primary/events?singleEvents=true&timeMin=${from}&timeMax=${to}&maxResults=200&timeZone=UTC`;
    const answer = await door.ask('GET', path);
    const shown = listOf(answer[mailbox === 'microsoft' ? 'value' : 'items']).map((each) => {
      const start = textIn(each['start'], 'dateTime') || textIn(each['start'], 'date');
      return `${start.slice(0, 16)} ${textIn(each, 'subject') || textIn(each, 'summary')}`;
    });
    return shown.sort();
  };

  test('every card and event is read or listed, and nobody is mailed', async () => {
    const cards = await take(filesOf('vcf'));
    expect([cards.contacts, cards.unreadable.length]).toEqual([6, 1]);
    const calendars = await take(filesOf('ics'));
    expect([calendars.events, calendars.unreadable.map(({ item }) => item)]).toEqual([
      23,
      ['On the 32nd', 'only-a-uid', 'Unknown rule', 'Every minute for ever', 'Nothing left'],
    ]);
    expect(world.mails).toEqual([]);
  });

  test('contacts lie in the folder or group that syncs', async () => {
    await take(filesOf('vcf'));
    if (mailbox === 'microsoft') {
      const [contacts] = listOf((await door.ask('GET', '/v1.0/me/contactFolders'))['value']);
      expect(textIn(contacts, 'displayName')).toBe('Salesforce_Sync');
      const inside = await door.ask('GET', `/v1.0/me/contactFolders/${textIn(contacts, 'id')}/contacts?$top=100`);
      expect(listOf(inside['value'])).toHaveLength(6);
    } else {
      const groups = listOf((await door.ask('GET', '/v1/contactGroups'))['contactGroups']);
      expect(groups.find((group) => textIn(group, 'name') === 'Salesforce Sync')).toMatchObject({ memberCount: 6 });
    }
  });

  test('a series shows its moved and lacks its deleted occurrences', async () => {
    await take(filesOf('ics').filter(({ name }) => name === 'series.ics'));
    const shown = await starts();
    expect(shown.filter((each) => each.endsWith('Weekly'))).toEqual([
      '2024-03-18T09:00 Weekly',
      '2024-03-25T09:00 Weekly',
      '2024-04-22T08:00 Weekly',
      '2024-04-29T08:00 Weekly',
    ]);
    expect(shown.filter((each) => /moved$/.test(each))).toEqual(
      ['2024-02-27T00:00 Whole day, moved', '2024-04-09T13:00 Weekly, moved'].map((each) =>
        mailbox === 'google' ? each.replace('-27T00:00', '-27') : each,
      ),
    );
    expect(shown).toHaveLength(5 + 4 + 2 + 3 + 5 + 2);
  });

  test('faults that somebody has set do not spoil an import, and stay', async () => {
    world.faults.switches['google.calendarWritesPerMinute'] = 1;
    world.faults.switches['graph.requestsPerTenMinutes'] = 1;
    expect((await take(filesOf('ics'))).events).toBe(23);
    expect(Object.keys(world.faults.switches)).toHaveLength(2);
  });

  test('an unknown person is named with those who are there', async () => {
    await expect(importFiles(world, vendors, { user: 'nobody', files: [] })).rejects.toThrow(/Nobody is called nobody.*ana@/);
  });
});
