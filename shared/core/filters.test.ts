import { describe, expect, test } from 'vitest';
import { defaults } from './configuration';
import { blankContact } from './contacts/blank';
import { beyondLimit } from './contacts/filters';
import { holds } from './contacts/filters/conditions';
import { blankEvent } from './events/blank';
import { type FilterContext, isAsked } from './filter';
import { filtersOf } from './filters';
import type { Attendee, CalendarEvent, Condition, Configuration, Contact, CrmValue, Entry, Note, Pair, Rep } from './model';

const rep: Rep = {
  ...{ userId: '005rep', name: 'Rep', email: 'rep@acme.example', mailboxAddresses: ['rep@acme.example'], provider: 'google' },
  ...{ mailboxId: 'm', orgId: 'o', ownDomains: ['acme.example'] },
};
const pairOf = (kind: 'contact' | 'event', by: Pair['by'] = 'e-mail'): Pair => ({
  ...{ id: 'p', kind, mailboxId: 'm1', crmId: 'r1', by, since: 0, agreed: null, mailboxVersion: '', crmVersion: '', agreedAt: 0 },
});

interface Given {
  readonly item?: Partial<Contact> | Partial<CalendarEvent>;
  readonly record?: Record<string, CrmValue>;
  readonly pair?: boolean | Pair['by'];
  readonly notes?: readonly Note[];
  readonly mark?: string;
}
function entry(kind: 'contact' | 'event', { item, record, pair, notes = [], mark = '' }: Given): Entry {
  const base = { id: 'x', version: '1', modifiedAt: 0, kind };
  const own =
    kind === 'contact'
      ? { ...blankContact, ...(item as Partial<Contact>) }
      : { ...blankEvent, start: '2026-03-01', end: '2026-03-02', allDay: true, ...(item as Partial<CalendarEvent>) };
  return {
    kind,
    pair: pair ? pairOf(kind, pair === true ? undefined : pair) : null,
    mailbox: item ? { side: 'mailbox', kind, id: 'm1', seen: { ...base, side: 'mailbox', mark, item: own }, notes, trouble: null } : null,
    crm: record
      ? {
          side: 'crm',
          kind,
          id: 'r1',
          seen: { ...base, side: 'crm', mark: '', item: { kind, fields: record, invitees: [] } },
          notes: item ? [] : notes,
          trouble: null,
        }
      : null,
  };
}
function why(kind: 'contact' | 'event', given: Given, configuration: Configuration = defaults) {
  const c: FilterContext = { rep, configuration, schema: null, window: { from: '2026-02-01', to: '2026-08-01' } };
  const about = entry(kind, given);
  for (const filter of filtersOf[kind]) {
    const found = isAsked(filter, about) ? filter.test(about, c) : null;
    if (found) return found;
  }
  return null;
}
const contacts = (more: Partial<Configuration['contacts']>): Configuration => ({
  ...defaults,
  contacts: { ...defaults.contacts, ...more },
});
const events = (more: Partial<Configuration['events']>): Configuration => ({ ...defaults, events: { ...defaults.events, ...more } });
const mine = { OwnerId: rep.userId };

describe('what keeps a contact out', () => {
  const contact = (given: Given, configuration?: Configuration) => why('contact', given, configuration)?.cause ?? null;

  test('CON1 nothing, when it lies in the folder', () => expect(contact({ item: {} })).toBe(null));
  test('EXC2 the rep’s mark on the item, or a note', () => {
    expect(contact({ item: { keptOut: true, private: true } })).toBe('kept out by you');
    expect(contact({ record: mine, notes: [{ kind: 'kept out', at: 1 }] })).toBe('kept out by you');
  });
  test('CON1 CON5 not in the folder, or moved out of it', () => {
    expect(contact({ item: { inFolder: false } })).toBe('not in the folder');
    expect(contact({ item: { inFolder: false }, record: mine, pair: true })).toBe('moved out of the folder');
  });
  test('EXC4 private', () => expect(contact({ item: { private: true } })).toBe('private'));
  test('CFG1 a blocked domain, on any address and either side, subdomains too', () => {
    const blocked = { ...defaults, blockedDomains: ['rival.example'] };
    expect(why('contact', { item: { emails: ['a@x.example', 'b@EU.rival.example'] } }, blocked)).toEqual({
      cause: 'blocked domain',
      facts: { domain: 'rival.example' },
    });
    expect(contact({ record: { ...mine, Email: 'c@rival.example' } }, blocked)).toBe('blocked domain');
    expect(contact({ item: { emails: ['b@notrival.example'] } }, blocked)).toBe(null);
  });
  test('CFG1 LS-C8 owned by someone else, when only one’s own sync', () => {
    expect(contact({ record: { OwnerId: '005else' } })).toBe('owned by someone else');
    expect(contact({ record: { OwnerId: '005else' } }, contacts({ whose: 'all' }))).toBe(null);
    expect(contact({ item: {}, record: mine })).toBe(null);
  });
  test('CFG1 LS-C10 every operator of a field condition', () => {
    const ok = (operator: Condition['operator'], values: string[], value: CrmValue) => holds({ field: 'A', operator, values }, value);
    expect([
      ok('equals', ['North'], 'north '),
      ok('equals', ['North'], 'South'),
      ok('equals', ['true'], true),
      ok('equals', ['5'], 5),
    ]).toEqual([true, false, true, true]);
    expect([ok('not equals', ['North'], 'South'), ok('not equals', ['North'], 'NORTH'), ok('not equals', ['North'], null)]).toEqual([
      true,
      false,
      true,
    ]);
    expect([ok('contains', ['ort'], 'North'), ok('contains', ['x'], 'North')]).toEqual([true, false]);
    expect([ok('starts with', ['no'], 'North'), ok('starts with', ['or'], 'North')]).toEqual([true, false]);
    expect([ok('in', ['A', 'North'], 'North'), ok('in', ['A'], 'North')]).toEqual([true, false]);
    expect([ok('is empty', [], null), ok('is empty', [], ' '), ok('is empty', [], 'x')]).toEqual([true, true, false]);
  });
  test('CFG1 CFG4 conditions look at the record, or at what the record would hold', () => {
    const title = contacts({ conditions: [{ field: 'Title', operator: 'contains', values: ['chief'] }] });
    expect(contact({ item: { title: 'Chief of staff' } }, title)).toBe(null);
    expect(why('contact', { item: { title: 'Driver' } }, title)).toEqual({
      cause: 'field condition',
      facts: { field: 'Title', operator: 'contains', value: 'chief' },
    });
    expect(contact({ item: { title: 'Chief' }, record: { ...mine, Title: 'Driver' }, pair: true }, title)).toBe('field condition');
    expect(contact({ record: { ...mine, Title: 'CHIEF' } }, title)).toBe(null);
    const company = contacts({ conditions: [{ field: 'Account.Name', operator: 'equals', values: ['Acme'] }] });
    expect(contact({ item: { company: 'acme' } }, company)).toBe(null);
  });
  test('CON6 LS-C30 the fifty thousand and first', () => {
    expect([beyondLimit(49_999), beyondLimit(50_000)?.cause]).toEqual([null, 'limit reached']);
  });
});

describe('what keeps an event out', () => {
  const event = (given: Given, configuration?: Configuration) => why('event', given, configuration)?.cause ?? null;
  const attendee = (email: string, resource = false): Attendee => ({ email, name: '', response: 'none', optional: false, resource });
  const at = (start: string) => ({ start: `${start}T09:00:00Z`, end: `${start}T10:00:00Z`, allDay: false });

  test('EVT1 nothing, inside the window', () => expect(event({ item: {} })).toBe(null));
  test('EXC2 the rep’s mark comes before everything else', () => {
    expect(event({ item: { keptOut: true, cancelled: true, ...at('2020-01-01') } })).toBe('kept out by you');
  });
  test('EVT1 outside the window, with the day on which it joins', () => {
    expect(why('event', { item: at('2026-09-10') })).toEqual({
      cause: 'outside the window',
      facts: { from: '2026-02-01', to: '2026-08-01', joinsOn: '2026-03-15' },
    });
    expect(why('event', { item: at('2025-09-10') })?.facts).toMatchObject({ joinsOn: '' });
    const record = { IsAllDayEvent: false, StartDateTime: '2025-01-01T09:00:00Z', EndDateTime: '2025-01-01T10:00:00Z' };
    expect(event({ record })).toBe('outside the window');
  });
  test('EVT1 SYN1 a pair whose one side has left the window is still synced', () => {
    const record = { IsAllDayEvent: false, StartDateTime: '2026-03-01T09:00:00Z', EndDateTime: '2026-03-01T10:00:00Z' };
    expect(event({ item: at('2026-09-10'), record, pair: true })).toBe(null);
  });
  test('CFG1 LS-E33 private, unless the configuration lets them through', () => {
    expect(event({ item: { private: true } })).toBe('private');
    expect(event({ record: { IsPrivate: true } })).toBe('private');
    expect(event({ item: { private: true } }, events({ private: 'time only' }))).toBe(null);
    expect(event({ item: { private: true } }, events({ private: 'all' }))).toBe(null);
  });
  test('LS-E41 cancelled', () => expect(event({ item: { cancelled: true } })).toBe('cancelled'));
  test('CFG1 declined and all-day, where the configuration leaves them out', () => {
    const leave = (allDay: boolean, declined: boolean) => events({ leaveOut: { allDay, declined, withoutOutsiders: false } });
    expect([
      event({ item: { response: 'declined' } }, leave(false, true)),
      event({ item: { response: 'declined' } }, leave(false, false)),
    ]).toEqual(['declined', null]);
    expect([
      event({ item: {} }, leave(true, false)),
      event({ record: { IsAllDayEvent: true } }, leave(true, false)),
      event({ item: at('2026-03-01') }, leave(true, false)),
    ]).toEqual(['all-day', 'all-day', null]);
  });
  test('CFG1 without outsiders: colleagues and rooms are none', () => {
    const leave = events({ leaveOut: { allDay: false, declined: false, withoutOutsiders: true } });
    expect(event({ item: { attendees: [attendee('col@eu.acme.example'), attendee('room@rooms.example', true)] } }, leave)).toBe(
      'without outsiders',
    );
    expect(event({ item: {} }, leave)).toBe('without outsiders');
    expect(event({ item: { attendees: [attendee('ann@x.example')] } }, leave)).toBe(null);
    expect(event({ item: { organizer: 'ann@x.example', mine: false } }, leave)).toBe(null);
  });
  test('CFG1 a blocked domain among attendees or as organizer', () => {
    const blocked = { ...defaults, blockedDomains: ['rival.example'] };
    expect(event({ item: { attendees: [attendee('a@x.example'), attendee('b@rival.example')] } }, blocked)).toBe('blocked domain');
    expect(event({ item: { organizer: 'b@rival.example' } }, blocked)).toBe('blocked domain');
  });
  test('EVT7 LS-E5 not picked; but what came from Salesforce needs no picking', () => {
    const picked = events({ which: 'picked' });
    expect(event({ item: {} }, picked)).toBe('not picked');
    expect(event({ item: {}, notes: [{ kind: 'picked', at: 1 }] }, picked)).toBe(null);
    expect(event({ item: {}, mark: 'r' }, picked)).toBe(null);
    expect(event({ item: {}, record: {}, pair: 'rep' }, picked)).toBe(null);
    expect(event({ item: {}, record: {}, pair: true }, picked)).toBe('not picked');
    expect(event({ record: { IsAllDayEvent: true, ActivityDate: '2026-03-01' } }, picked)).toBe(null);
  });
});
