import { describe, expect, test } from 'vitest';
import { defaults, normalise, syncsNothing, versionOf } from './configuration';
import { fromLightningSync } from './lightningSync';
import type { Condition, Configuration } from './model';

const contacts = (more: Partial<Configuration['contacts']>): Configuration => ({
  ...defaults,
  contacts: { ...defaults.contacts, ...more },
});
const events = (more: Partial<Configuration['events']>): Configuration => ({ ...defaults, events: { ...defaults.events, ...more } });
const condition = (field: string, operator: Condition['operator'], ...values: string[]): Condition => ({ field, operator, values });
const filtered = (...conditions: Condition[]) => syncsNothing(contacts({ conditions }))?.because ?? null;

describe('a configuration', () => {
  test('CFG1 the defaults: 30 days back, 180 ahead, no invitations, no private events', () => {
    expect(defaults.events).toMatchObject({ daysBack: 30, daysAhead: 180, mayInvite: false, private: 'off', which: 'all' });
    expect(syncsNothing(defaults)).toBe(null);
  });
  test('CFG1 is tidied before it is stored, and tidying again changes nothing', () => {
    const typed = normalise({
      ...contacts({
        conditions: [condition(' Region__c ', 'in', ' N ', '')],
        map: [
          { field: 'title', crm: 'A' },
          { field: 'title', crm: ' B__c ' },
        ],
      }),
      name: ' Sales ',
      blockedDomains: ['@Example.com', 'https://x.example/a', 'jo@x.example', ''],
      cycleMinutes: 0,
    });
    expect(typed).toMatchObject({ name: 'Sales', blockedDomains: ['example.com', 'x.example'], cycleMinutes: 1 });
    expect(typed.contacts).toMatchObject({ conditions: [condition('Region__c', 'in', 'N')], map: [{ field: 'title', crm: 'B__c' }] });
    expect(normalise(typed)).toEqual(typed);
    expect(normalise(events({ daysBack: -3, daysAhead: Number.NaN })).events).toMatchObject({ daysBack: 0, daysAhead: 0 });
  });
  test('CFG4 the version moves with every setting that changes a plan, and with nothing else', () => {
    const version = versionOf(defaults);
    expect(versionOf({ ...defaults, name: 'Other', id: 'a1', active: true })).toBe(version);
    expect(
      versionOf(JSON.parse(JSON.stringify({ ...defaults, contacts: Object.fromEntries(Object.entries(defaults.contacts).reverse()) }))),
    ).toBe(version);
    const changed = [
      contacts({ whose: 'all' }),
      contacts({ conditions: [condition('A', 'is empty')] }),
      events({ daysAhead: 181 }),
      { ...defaults, blockedDomains: ['x.example'] },
    ];
    expect(new Set([version, ...changed.map(versionOf)]).size).toBe(5);
  });
});

describe('a configuration that would sync nothing is refused', () => {
  test('CFG5 both directions off', () => {
    const off: Configuration = {
      ...defaults,
      contacts: { ...defaults.contacts, direction: 'off' },
      events: { ...defaults.events, direction: 'off' },
    };
    expect(syncsNothing(off)).toEqual({ field: 'contacts.direction', because: 'both directions off' });
    expect(syncsNothing(contacts({ direction: 'off' }))).toBe(null);
    expect(syncsNothing(events({ direction: 'off' }))).toBe(null);
  });
  test('CFG5 an empty event window, unless events are off', () => {
    expect(syncsNothing(events({ daysBack: 0, daysAhead: 0 }))).toEqual({ field: 'events.daysAhead', because: 'event window empty' });
    expect(syncsNothing(events({ daysBack: 0, daysAhead: 1 }))).toBe(null);
    expect(syncsNothing(events({ daysBack: 0, daysAhead: 0, direction: 'off' }))).toBe(null);
  });
  test('CFG5 LS-C9 a contact filter that lets nothing through', () => {
    expect(filtered(condition('A', 'in'))).toBe('condition without values');
    expect(filtered(condition(' ', 'equals', 'x'))).toBe('condition without field');
    expect(filtered(condition('A', 'equals', 'x'), condition('a', 'equals', 'y'))).toBe('conditions contradict');
    expect(filtered(condition('A', 'is empty'), condition('A', 'in', 'x', 'y'))).toBe('conditions contradict');
    expect(filtered(condition('A', 'in', 'xa', 'ya'), condition('A', 'starts with', 'z'))).toBe('conditions contradict');
    expect(filtered(condition('A', 'equals', 'x'), condition('A', 'not equals', 'X'))).toBe('conditions contradict');
  });
  test('CFG5 a filter that may let something through is not refused', () => {
    expect(filtered(condition('A', 'equals', 'x'), condition('B', 'equals', 'y'))).toBe(null);
    expect(filtered(condition('A', 'in', 'x', 'y'), condition('A', 'not equals', 'x'))).toBe(null);
    expect(filtered(condition('A', 'contains', 'x'), condition('A', 'starts with', 'y'))).toBe(null);
    expect(syncsNothing(contacts({ direction: 'off', conditions: [condition('A', 'in')] }))).toBe(null);
  });
});

describe('import from Lightning Sync', () => {
  test('ADM4 its words come out as ours', () => {
    const { configuration, remarks } = fromLightningSync({
      ...{
        name: 'EMEA',
        active: true,
        contactDirection: 'Sync both ways',
        eventDirection: 'Exchange to Salesforce',
        contactFilter: 'Selected Contacts',
      },
      ...{
        usersRecords: true,
        matchingBehavior: 'Most Recent Activity',
        whichEvents: 'Events users select',
        privateEvents: true,
        deleteEvents: true,
      },
    });
    expect(configuration).toMatchObject({
      ...{ name: 'EMEA', active: true },
      contacts: { direction: 'both', whose: 'mine', pick: 'most recent activity', onDelete: { mailbox: 'unlink', crm: 'unlink' } },
      events: { direction: 'mailbox to crm', which: 'picked', private: 'all', onDelete: { mailbox: 'delete', crm: 'delete' } },
    });
    expect(remarks).toEqual([]);
    expect(configuration.version).toBe(versionOf(configuration));
  });
  test('ADM4 LS-E1 every direction, for either provider', () => {
    const direction = (word: string) => fromLightningSync({ eventDirection: word }).configuration.events.direction;
    expect(
      ['Don’t Sync', "Don't sync", 'Salesforce to Google', 'Google Calendar to Salesforce', 'Sync Both Ways', 'Salesforce to Exchange'].map(
        direction,
      ),
    ).toEqual([...['off', 'off', 'crm to mailbox', 'mailbox to crm', 'both', 'crm to mailbox']]);
  });
  test('ADM4 LS-C8 all contacts', () => {
    expect(fromLightningSync({ contactFilter: 'All Contacts', usersRecords: false }).configuration.contacts.whose).toBe('all');
  });
  test('ADM4 LS-C9 a combination that synced nothing is said, and nothing is widened by it', () => {
    const half = fromLightningSync({ contactFilter: 'Selected Contacts', usersRecords: false });
    expect([half.configuration.contacts.whose, half.remarks]).toEqual(['mine', [{ word: 'usersRecords', code: 'would sync nothing' }]]);
    const other = fromLightningSync({ contactFilter: 'All Contacts', usersRecords: true });
    expect([other.configuration.contacts.whose, other.remarks]).toEqual(['mine', [{ word: 'contactFilter', code: 'would sync nothing' }]]);
  });
  test('ADM4 a word that is not understood is said, not guessed', () => {
    expect(fromLightningSync({ contactDirection: 'sideways', whichEvents: '?' }).remarks).toEqual([
      { word: 'contactDirection', code: 'not understood' },
      { word: 'whichEvents', code: 'not understood' },
    ]);
  });
  test('ADM4 what Instep does otherwise is said', () => {
    expect(fromLightningSync({ eventSeries: false, relateEvents: false }).remarks).toEqual([
      { word: 'eventSeries', code: 'done differently' },
      { word: 'relateEvents', code: 'always on' },
    ]);
  });
});
