import { parse } from 'valibot';
import { describe, expect, test } from 'vitest';
import { blankEvent } from '../../core/events/blank';
import { eventBody, eventOf, seriesUid } from './event';
import { eventSchema } from './schemas';

const raw = (more: object) =>
  parse(eventSchema, {
    id: 'x',
    start: { dateTime: '2026-03-02T09:00:00.0000000', timeZone: 'UTC' },
    end: { dateTime: '2026-03-02T10:00:00.0000000', timeZone: 'UTC' },
    isOrganizer: true,
    ...more,
  });

describe('EVT1 an event of Graph', () => {
  test('EVT1 nothing but times is enough', () => {
    expect(eventOf(raw({}), 'uid')).toEqual({ ...blankEvent, uid: 'uid', start: '2026-03-02T09:00:00Z', end: '2026-03-02T10:00:00Z' });
  });

  test('EVT3 the UID of a series is that of its occurrences with the date blanked', () => {
    const series = '040000008200E00074C5B7101A82E0080000000070C5B2A3D5F6D80100000000000000001000000011';
    const occurrence = `${series.slice(0, 32)}07EA0305${series.slice(40)}`;
    expect(seriesUid(occurrence)).toBe(series);
    expect(seriesUid(series)).toBe(series);
    expect(seriesUid('abc@google.com')).toBeNull();
  });

  test('EVT1 dates of all-day events are the same wherever the mailbox lives', () => {
    const allDay = (originalStart: string) =>
      eventOf(
        raw({
          isAllDay: true,
          start: { dateTime: '2026-03-05T00:00:00.0000000', timeZone: 'UTC' },
          end: { dateTime: '2026-03-06T00:00:00.0000000', timeZone: 'UTC' },
          seriesMasterId: 'm',
          type: 'exception',
          originalStart,
        }),
        'uid',
      );
    for (const midnight of ['2026-03-05T00:00:00Z', '2026-03-04T23:00:00Z', '2026-03-05T08:00:00Z', '2026-03-04T13:00:00Z'])
      expect(allDay(midnight)).toMatchObject({ start: '2026-03-05', end: '2026-03-06', originalStart: '2026-03-05' });
  });

  test('EVT1 times that are not in UTC, though asked for, are not guessed', () => {
    expect(() => eventOf(raw({ start: { dateTime: '2026-03-02T09:00:00', timeZone: 'Pacific Standard Time' } }), '')).toThrow(RangeError);
  });

  test.each([
    ['free', 'free'],
    ['tentative', 'tentative'],
    ['busy', 'busy'],
    ['oof', 'away'],
    ['workingElsewhere', 'elsewhere'],
    ['unknown', 'busy'],
  ])('EVT1 shown as %s is %s', (theirs, ours) => {
    expect(eventOf(raw({ showAs: theirs }), '').showAs).toBe(ours);
    if (theirs !== 'unknown')
      expect(eventBody({ showAs: eventOf(raw({ showAs: theirs }), '').showAs }, blankEvent)).toEqual({ showAs: theirs });
  });

  test.each([
    ['normal', false],
    ['personal', true],
    ['private', true],
    ['confidential', true],
  ])('CFG1 sensitivity %s is private: %s', (sensitivity, expected) => {
    expect(eventOf(raw({ sensitivity }), '').private).toBe(expected);
  });

  test('EVT4 somebody else’s meeting is not mine; an own event without guests has no organizer', () => {
    const organizer = { emailAddress: { address: 'Boss@X.com', name: 'Boss' } };
    expect(eventOf(raw({ organizer }), '')).toMatchObject({ organizer: '', mine: true, response: 'none' });
    const attendees = [{ type: 'required', emailAddress: { address: 'Me@X.com' }, status: { response: 'tentativelyAccepted' } }];
    expect(
      eventOf(raw({ organizer, attendees, isOrganizer: false, responseStatus: { response: 'tentativelyAccepted' } }), ''),
    ).toMatchObject({
      organizer: 'boss@x.com',
      organizerName: 'Boss',
      mine: false,
      response: 'tentative',
      attendees: [{ email: 'me@x.com', response: 'tentative', optional: false, resource: false }],
    });
  });

  test('SYN2 only what is set is sent; times go together', () => {
    const base = { ...blankEvent, start: '2026-03-02T09:00:00Z', end: '2026-03-02T10:00:00Z' };
    expect(eventBody({ subject: 'S' }, base)).toEqual({ subject: 'S' });
    expect(eventBody({ start: '2026-03-02T08:00:00Z' }, base)).toEqual({
      isAllDay: false,
      start: { dateTime: '2026-03-02T08:00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-03-02T10:00:00', timeZone: 'UTC' },
    });
    expect(eventBody({ keptOut: true }, { ...base, categories: ['Red'] })).toEqual({ categories: ['Red', "Don't Sync with Salesforce"] });
    expect(eventBody({ categories: [] }, { ...base, categories: ['Red', "Don't Sync with Salesforce"], keptOut: true })).toEqual({
      categories: [],
    });
  });
});
