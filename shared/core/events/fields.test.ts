import { describe, expect, test } from 'vitest';
import { defaults } from '../configuration';
import type { Lens } from '../field';
import { fieldsOf } from '../fields';
import type { CalendarEvent, Configuration, CrmRecord, CrmValue } from '../model';
import type { CrmSchema } from '../ports';
import { blankEvent } from './blank';
import { maskPrivate } from './mask';

const schemaOf = (maxEventMinutes: number): CrmSchema => {
  const field = { length: 255, createable: true, updateable: true, required: false, values: [] };
  const names = ['StartDateTime', 'EndDateTime', 'DurationInMinutes', 'IsAllDayEvent', 'ActivityDate', 'Subject'];
  return { contact: {}, event: Object.fromEntries(names.map((name) => [name, field])), maxEventMinutes, personAccounts: false };
};
const lens = (name: string, configuration: Configuration = defaults, schema: CrmSchema | null = null): Lens =>
  fieldsOf('event', configuration, 'microsoft', schema).find((one) => one.name === name)!;
const event = (more: Partial<CalendarEvent>): CalendarEvent => ({ ...blankEvent, ...more });
const record = (fields: Record<string, CrmValue>): CrmRecord => ({ kind: 'event', fields, invitees: [] });
const none = { StartDateTime: null, EndDateTime: null, DurationInMinutes: null, IsAllDayEvent: false, ActivityDate: null };

describe('time', () => {
  const time = lens('time');
  const multiDay = lens('time', defaults, schemaOf(20160));

  test('EVT1 LS-E28 all-day stays all-day, on its own date, with an exclusive end', () => {
    expect(time.toCrm('2026-03-01/2026-03-02', null).set).toEqual({
      IsAllDayEvent: true,
      ActivityDate: '2026-03-01',
      StartDateTime: '2026-03-01T00:00:00Z',
      DurationInMinutes: 1440,
    });
    expect(multiDay.toCrm('2026-03-01/2026-03-04', null)).toMatchObject({ set: { DurationInMinutes: 4320 }, shortened: null });
    expect(time.toMailbox('2026-03-01/2026-03-02', null)).toEqual({ start: '2026-03-01', end: '2026-03-02', allDay: true });
  });
  test('EVT1 a record’s all-day end is its last day, its duration is whole days', () => {
    const allDay = { ...none, IsAllDayEvent: true, ActivityDate: '2026-03-01', StartDateTime: '2026-03-01T00:00:00Z' };
    expect(time.read.crm(record({ ...allDay, DurationInMinutes: 2880, EndDateTime: '2026-03-02T00:00:00Z' }))).toBe(
      '2026-03-01/2026-03-03',
    );
    expect(time.read.crm(record({ ...allDay, EndDateTime: '2026-03-02T00:00:00Z' }))).toBe('2026-03-01/2026-03-03');
    expect(time.read.crm(record(allDay))).toBe('2026-03-01/2026-03-02');
    expect(time.read.crm(record({ ...allDay, ActivityDate: null }))).toBe('2026-03-01/2026-03-02');
  });
  test('EVT1 a timed event by its end, or by its duration', () => {
    const timed = { ...none, StartDateTime: '2026-03-01T09:00:00Z' };
    expect(time.read.crm(record({ ...timed, EndDateTime: '2026-03-01T09:30:00Z', DurationInMinutes: 30 }))).toBe(
      '2026-03-01T09:00:00Z/2026-03-01T09:30:00Z',
    );
    expect(time.read.crm(record({ ...timed, DurationInMinutes: 45 }))).toBe('2026-03-01T09:00:00Z/2026-03-01T09:45:00Z');
    expect(time.toCrm('2026-03-01T09:00:00Z/2026-03-01T09:30:00Z', null).set).toEqual({
      IsAllDayEvent: false,
      StartDateTime: '2026-03-01T09:00:00Z',
      EndDateTime: '2026-03-01T09:30:00Z',
      DurationInMinutes: 30,
    });
  });
  test('EVT1 how a time is spelt is no edit', () => {
    const spelt = record({ ...none, StartDateTime: '2026-03-01T09:00:00.000Z', EndDateTime: '2026-03-01T10:30:00+01:00' });
    expect(time.read.crm(spelt)).toBe('2026-03-01T09:00:00Z/2026-03-01T09:30:00Z');
  });
  test('EVT1 what is longer than the org allows is shortened, and said', () => {
    const week = '2026-03-01T09:00:00Z/2026-03-08T09:00:00Z';
    expect(time.toCrm(week, null)).toMatchObject({
      set: { EndDateTime: '2026-03-02T09:00:00Z', DurationInMinutes: 1440 },
      shortened: { field: 'time', from: 10080, to: 1440 },
    });
    expect(multiDay.toCrm(week, null).shortened).toBe(null);
    expect(multiDay.toCrm('2026-03-01/2026-03-31', null)).toMatchObject({
      set: { DurationInMinutes: 20160 },
      shortened: { from: 43200, to: 20160 },
    });
  });
  test('SYN2 an event that is too long for the CRM, moved there, keeps its length here', () => {
    const week = event({ start: '2026-03-01', end: '2026-03-08', allDay: true });
    expect(time.toMailbox('2026-03-02/2026-03-03', week)).toEqual({ start: '2026-03-02', end: '2026-03-09', allDay: true });
    const short = event({ start: '2026-03-01T09:00:00Z', end: '2026-03-01T10:00:00Z' });
    expect(time.toMailbox('2026-03-02T09:00:00Z/2026-03-03T09:00:00Z', short)).toMatchObject({ end: '2026-03-03T09:00:00Z' });
  });
  test('SYN2 a record without a time takes no part, and is never given an empty one', () => {
    expect(time.takesPart(record(none))).toBe(false);
    expect(time.toCrm('', record(none))).toEqual({ set: {}, shortened: null, held: false });
    expect(time.toMailbox('', event({ start: '2026-03-01' }))).toEqual({});
  });
});

describe('free/busy', () => {
  const showAs = lens('showAs');
  test('SYN2 LS-EF8 tentative and elsewhere are busy to the CRM, and are not lost while it says busy', () => {
    for (const kept of ['tentative', 'elsewhere', 'busy'] as const) {
      expect(showAs.read.mailbox(event({ showAs: kept }))).toBe('busy');
      expect(showAs.toMailbox('busy', event({ showAs: kept }))).toEqual({});
      expect(showAs.toMailbox('away', event({ showAs: kept }))).toEqual({ showAs: 'away' });
    }
    expect(showAs.toCrm('away', record({ ShowAs: 'Busy' })).set).toEqual({ ShowAs: 'OutOfOffice' });
    expect(showAs.toCrm('busy', record({ ShowAs: 'OurOwnValue' })).set).toEqual({});
  });
});

describe('private events', () => {
  const timeOnly: Configuration = { ...defaults, events: { ...defaults.events, private: 'time only' } };
  const secret = event({
    private: true,
    subject: 'Surgery',
    location: 'Clinic',
    description: 'fear',
    attendees: [{ email: 'dr@x.example', name: 'Dr', response: 'none', optional: false, resource: false }],
  });
  const texts = ['subject', 'location', 'description'];

  test('EXC4 "time only": what it is about reads as Busy, and nothing else leaves', () => {
    const read = (configuration: Configuration) => texts.map((name) => lens(name, configuration).read.mailbox(secret));
    expect(read(timeOnly)).toEqual(['Busy', '', '']);
    expect(read({ ...timeOnly, events: { ...timeOnly.events, private: 'all' } })).toEqual(['Surgery', 'Clinic', 'fear']);
    expect(JSON.stringify(maskPrivate(secret, timeOnly))).not.toMatch(/Surgery|Clinic|fear|dr@x/);
    expect(maskPrivate(event({ subject: 'Open' }), timeOnly).subject).toBe('Open');
  });
  test('EXC4 SYN2 the mask, or an edit of it in the CRM, never comes back over the rep’s own text', () => {
    for (const name of texts) expect(lens(name, timeOnly).toMailbox('edited', secret)).toEqual({});
    expect(lens('subject', timeOnly).toMailbox('edited', event({ subject: 'Open' }))).toEqual({ subject: 'edited' });
    expect(lens('time', timeOnly).toMailbox('2026-03-01/2026-03-02', secret)).toMatchObject({ start: '2026-03-01' });
  });
  test('EVT1 LS-EF4 a long subject is cut at 255, an empty one stays empty', () => {
    expect(String(lens('subject').toCrm('x'.repeat(300), null).set.Subject)).toHaveLength(255);
    expect(lens('subject').toCrm('', record({ Subject: 'x' })).set).toEqual({ Subject: null });
  });
});
