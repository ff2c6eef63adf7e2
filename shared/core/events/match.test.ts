import { describe, expect, test } from 'vitest';
import { markOfMailboxItem, markOfRecord } from '../keys';
import { matchKeysOf, type Picking, pickEvent } from '../match';
import type { CalendarEvent, CrmValue, Row, Seen } from '../model';
import { blankEvent } from './blank';

const rep = { mailboxId: 'mb', orgId: 'org', userId: '005' };
const alone: Picking = { rep, taken: new Set() };
const standup: CalendarEvent = {
  ...blankEvent,
  uid: 'u1',
  subject: 'Stand-up',
  start: '2026-03-01T09:00:00Z',
  end: '2026-03-01T09:15:00Z',
};
const fields = {
  Subject: 'stand-up ',
  StartDateTime: '2026-03-01T09:00:00Z',
  EndDateTime: null,
  DurationInMinutes: 15,
  IsAllDayEvent: false,
  OwnerId: '005',
};

const inMailbox = (id: string, item: CalendarEvent, mark = ''): Seen<'mailbox'> => ({
  side: 'mailbox',
  kind: 'event',
  id,
  version: '1',
  modifiedAt: 0,
  mark,
  item,
});
const inCrm = (id: string, more: Record<string, CrmValue> = {}, mark = ''): Seen<'crm'> => ({
  ...{ side: 'crm', kind: 'event', id, version: '1', modifiedAt: 0, mark },
  item: { kind: 'event', fields: { ...fields, ...more }, invitees: [] },
});
const keys = (seen: Seen) =>
  matchKeysOf({ side: seen.side, kind: 'event', id: seen.id, seen, notes: [], trouble: null } satisfies Row, rep);
function twins(m: Seen<'mailbox'>, r: Seen<'crm'>): string | null {
  const there = pickEvent(m, [r], alone);
  expect(there.by).toBe(pickEvent(r, [m], alone).by);
  if (there.by) expect(keys(m).some((key) => keys(r).includes(key))).toBe(true);
  return there.by;
}

describe('matching events, in both directions', () => {
  test('EVT2 LS-E6 subject, start and end', () => {
    expect(twins(inMailbox('e', standup), inCrm('00U'))).toBe('time');
    expect(twins(inMailbox('e', standup), inCrm('00U', { DurationInMinutes: 30 }))).toBe(null);
    expect(twins(inMailbox('e', standup), inCrm('00U', { Subject: 'Other' }))).toBe(null);
    expect(twins(inMailbox('e', standup), inCrm('00U', { StartDateTime: '2026-03-01T10:00:00Z' }))).toBe(null);
  });
  test('EVT1 EVT2 all-day events match all-day events only', () => {
    const holiday = { ...standup, allDay: true, start: '2026-03-01', end: '2026-03-02' };
    const record = { IsAllDayEvent: true, ActivityDate: '2026-03-01', StartDateTime: '2026-03-01T00:00:00Z', DurationInMinutes: 1440 };
    expect(twins(inMailbox('e', holiday), inCrm('00U', record))).toBe('time');
    expect(twins(inMailbox('e', holiday), inCrm('00U', { ...record, IsAllDayEvent: false }))).toBe(null);
  });
  test('EVT4 by time only the rep’s own record, never an invitee’s child; by mark anybody’s', () => {
    expect(twins(inMailbox('e', standup), inCrm('00U', { OwnerId: '005other' }))).toBe(null);
    expect(twins(inMailbox('e', standup), inCrm('00U', { IsChild: true }))).toBe(null);
    const mark = markOfMailboxItem(rep, 'e', standup);
    expect(twins(inMailbox('e', standup), inCrm('00U', { OwnerId: '005other', Subject: 'Moved' }, mark))).toBe('mark');
    expect(twins(inMailbox('e', standup, markOfRecord(rep, '00U')), inCrm('00U', { Subject: 'Moved' }))).toBe('mark');
  });
  test('EVT2 the mark beats a better looking record; RST8 says whether anything else agrees', () => {
    const mark = markOfMailboxItem(rep, 'e', standup);
    const moved = inCrm('00Ub', { Subject: 'Else', StartDateTime: '2026-04-01T09:00:00Z' }, mark);
    expect(pickEvent(inMailbox('e', standup), [inCrm('00Ua'), moved], alone)).toMatchObject({ id: '00Ub', by: 'mark', agrees: false });
  });
  test('EVT2 of two equal records the older one, and both are named', () => {
    const two = [inCrm('00Ub', { CreatedDate: '2026-01-02T00:00:00Z' }), inCrm('00Ua', { CreatedDate: '2026-01-01T00:00:00Z' })];
    expect(pickEvent(inMailbox('e', standup), two, alone)).toMatchObject({ id: '00Ua', several: ['00Ua', '00Ub'] });
    expect(pickEvent(inMailbox('e', standup), two, { rep, taken: new Set(['00Ua']) })).toMatchObject({ id: '00Ub', several: [] });
  });
});
