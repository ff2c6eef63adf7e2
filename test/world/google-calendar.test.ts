/**
 * What we believe of Google Calendar v3. Each test names the vendor's rule; the pages are under
 * developers.google.com/workspace/calendar/api: "Events" reference, "Synchronize resources efficiently", "Handle errors".
 */
import { describe, expect, test } from 'vitest';
import { at, EVENTS, errorOf, lab, NOON, reasonOf, rows, type Wire } from './google-lab';

const WEEKLY = ['RRULE:FREQ=WEEKLY;COUNT=6;BYDAY=MO'];
const DAY = 86_400_000;
const ids = (items: readonly Wire[]) => items.map((item) => item.id);

describe('Calendar listing', () => {
  test('Events.list: nextSyncToken is on the last page only, pages may be short or empty', async () => {
    const { ada, world } = lab();
    for (let i = 0; i < 5; i++) await ada.insert({ summary: `e${i}`, ...at('2026-03-02', '09:00', '10:00') });
    const first = await ada.events({ maxResults: '2' });
    expect(rows(first.body, 'items')).toHaveLength(2);
    expect(first.body.nextSyncToken).toBeUndefined();
    world.faults.switches['google.emptyPages'] = true;
    const empty = await ada.events({ maxResults: '2' });
    expect(rows(empty.body, 'items')).toHaveLength(0);
    expect(empty.body.nextPageToken).toBeTypeOf('string');
    const { items, token } = await ada.all({ maxResults: '2' });
    expect(new Set(ids(items)).size).toBe(5);
    expect(token).not.toBe('');
  });

  test('Events.list syncToken: only what changed since comes back, deletions bare with at least the id', async () => {
    const { ada } = lab();
    const kept = await ada.insert({ summary: 'kept', ...at('2026-03-02', '09:00', '10:00') });
    const gone = await ada.insert({ summary: 'gone', ...at('2026-03-03', '09:00', '10:00') });
    const { token } = await ada.all();
    expect((await ada.all({ syncToken: token })).items).toEqual([]);
    await ada.drop(String(gone.id));
    await ada.patch(String(kept.id), { summary: 'changed' });
    const { items } = await ada.all({ syncToken: token });
    expect(items).toHaveLength(2);
    expect(items[0]).toEqual({ kind: 'calendar#event', etag: expect.any(String), id: gone.id, status: 'cancelled' });
    expect(items[1]).toMatchObject({ id: kept.id, summary: 'changed' });
  });

  test.each(['iCalUID', 'orderBy', 'privateExtendedProperty', 'q', 'sharedExtendedProperty', 'timeMin', 'timeMax', 'updatedMin'])(
    'Events.list syncToken: %s is refused beside it with 400',
    async (name) => {
      const { ada } = lab();
      const { token } = await ada.all();
      const answer = await ada.events({ syncToken: token, [name]: '2026-03-01T00:00:00Z' });
      expect(answer.status).toBe(400);
      expect(errorOf(answer)).toMatchObject({ code: 400, errors: [{ reason: 'invalid' }] });
    },
  );

  test('Events.list syncToken: showDeleted=false is refused with 400', async () => {
    const { ada } = lab();
    const { token } = await ada.all();
    expect((await ada.events({ syncToken: token, showDeleted: 'false' })).status).toBe(400);
  });

  test('Events.list syncToken: a dead token is 410 fullSyncRequired on the parameter', async () => {
    const { ada, world } = lab();
    world.faults.switches['google.calendarTokenLifeMs'] = DAY;
    const { token } = await ada.all();
    world.clock.advance(2 * DAY);
    const answer = await ada.events({ syncToken: token });
    expect(answer.status).toBe(410);
    expect(rows(errorOf(answer), 'errors')[0]).toMatchObject({ reason: 'fullSyncRequired', location: 'syncToken' });
  });

  test('Events.list updatedMin: too long ago is 410 updatedMinTooLongAgo', async () => {
    const { ada } = lab();
    const answer = await ada.events({ updatedMin: new Date(NOON - 60 * DAY).toISOString() });
    expect([answer.status, reasonOf(answer)]).toEqual([410, 'updatedMinTooLongAgo']);
  });

  test('Events.list timeMin and timeMax: exclusive bounds on end and start', async () => {
    const { ada } = lab();
    const one = await ada.insert({ summary: 'nine to ten', ...at('2026-03-02', '09:00', '10:00', 'UTC') });
    const within = async (timeMin: string, timeMax: string) =>
      ids((await ada.all({ timeMin: `2026-03-02T${timeMin}:00Z`, timeMax: `2026-03-02T${timeMax}:00Z` })).items);
    expect(await within('10:00', '11:00')).toEqual([]);
    expect(await within('08:00', '09:00')).toEqual([]);
    expect(await within('09:30', '09:40')).toEqual([one.id]);
  });

  test('Events.list timeMin after timeMax: 400 timeRangeEmpty', async () => {
    const { ada } = lab();
    const answer = await ada.events({ timeMin: '2026-03-02T00:00:00Z', timeMax: '2026-03-01T00:00:00Z' });
    expect([answer.status, reasonOf(answer)]).toEqual([400, 'timeRangeEmpty']);
  });

  test('Events.list orderBy: startTime only with singleEvents, and then without a sync token', async () => {
    const { ada } = lab();
    await ada.insert({ summary: 'late', ...at('2026-03-05', '09:00', '10:00') });
    await ada.insert({ summary: 'early', ...at('2026-03-02', '09:00', '10:00') });
    expect((await ada.events({ orderBy: 'startTime' })).status).toBe(400);
    const { items, token } = await ada.all({ orderBy: 'startTime', singleEvents: 'true' });
    expect(items.map((item) => item.summary)).toEqual(['early', 'late']);
    expect(token).toBe('');
  });

  test('Events.list privateExtendedProperty: repeated constraints are all met; iCalUID finds by uid', async () => {
    const { ada } = lab();
    const event = await ada.insert({ ...at('2026-03-02', '09:00', '10:00'), extendedProperties: { private: { a: '1', b: '2' } } });
    await ada.insert({ ...at('2026-03-02', '09:00', '10:00'), extendedProperties: { private: { a: '1' } } });
    const found = await ada.get(`${EVENTS}?privateExtendedProperty=a%3D1&privateExtendedProperty=b%3D2`);
    expect(ids(rows(found.body, 'items'))).toEqual([event.id]);
    expect(ids((await ada.all({ iCalUID: String(event.iCalUID) })).items)).toEqual([event.id]);
  });
});

describe('Calendar series', () => {
  const standup = { summary: 'Standup', ...at('2026-03-16', '09:00', '09:30'), recurrence: WEEKLY };

  test('Events.list singleEvents=true: every instance is a row and keeps its hour across daylight saving', async () => {
    const { ada } = lab();
    const master = await ada.insert(standup);
    const { items } = await ada.all({ singleEvents: 'true', orderBy: 'startTime' });
    expect(items).toHaveLength(6);
    expect(items.map((item) => (item.start as Wire).dateTime)).toEqual([
      ...['2026-03-16T09:00:00+01:00', '2026-03-23T09:00:00+01:00', '2026-03-30T09:00:00+02:00'],
      ...['2026-04-06T09:00:00+02:00', '2026-04-13T09:00:00+02:00', '2026-04-20T09:00:00+02:00'],
    ]);
    expect(items[2]).toMatchObject({ id: `${master.id}_20260330T070000Z`, recurringEventId: master.id });
    expect(items[2]?.recurrence).toBeUndefined();
  });

  test('Events.list singleEvents=false: the master, and exceptions as rows, cancelled ones without being asked', async () => {
    const { ada } = lab();
    const master = await ada.insert(standup);
    await ada.patch(`${master.id}_20260323T080000Z`, { summary: 'Moved', ...at('2026-03-23', '11:00', '11:30') });
    await ada.drop(`${master.id}_20260330T070000Z`);
    const { items } = await ada.all();
    expect(ids(items)).toEqual([master.id, `${master.id}_20260323T080000Z`, `${master.id}_20260330T070000Z`]);
    expect(items[1]).toMatchObject({ summary: 'Moved', originalStartTime: { dateTime: '2026-03-23T09:00:00+01:00' } });
    expect(items[1]).toMatchObject({ start: { dateTime: '2026-03-23T11:00:00+01:00' } });
    expect(Object.keys(items[2]!).sort()).toEqual(['etag', 'id', 'kind', 'originalStartTime', 'recurringEventId', 'status']);
  });

  test('Events recurrence: EXDATE, RDATE and EXRULE take part, UNTIL is inclusive, all-day ids end in a date', async () => {
    const { ada } = lab();
    const timed = await ada.insert({
      ...at('2026-03-16', '09:00', '09:30'),
      recurrence: [
        'RRULE:FREQ=DAILY;UNTIL=20260320T080000Z',
        'EXDATE;TZID=Europe/Berlin:20260317T090000',
        'EXRULE:FREQ=WEEKLY;BYDAY=WE',
        'RDATE:20260326T080000Z',
      ],
    });
    const starts = async (id: unknown) => rows((await ada.get(`${EVENTS}/${id}/instances`)).body, 'items').map((item) => item.id);
    expect(await starts(timed.id)).toEqual(['0316', '0319', '0320', '0326'].map((day) => `${timed.id}_2026${day}T080000Z`));
    const allDay = await ada.insert({
      ...{ start: { date: '2026-03-16' }, end: { date: '2026-03-17' } },
      recurrence: ['RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;VALUE=DATE:20260317'],
    });
    expect(await starts(allDay.id)).toEqual([`${allDay.id}_20260316`, `${allDay.id}_20260318`]);
  });

  test('Events recurrence: a timed series needs a time zone, and DTSTART is not allowed in it', async () => {
    const { ada } = lab();
    const times = { start: { dateTime: '2026-03-16T09:00:00Z' }, end: { dateTime: '2026-03-16T10:00:00Z' } };
    expect(reasonOf(await ada.post(EVENTS, { ...times, recurrence: WEEKLY }))).toBe('required');
    const withStart = await ada.post(EVENTS, { ...standup, recurrence: ['DTSTART:20260316T090000Z', ...WEEKLY] });
    expect([withStart.status, reasonOf(withStart)]).toEqual([400, 'invalid']);
  });

  test('Events singleEvents sync: a changed instance is resent alone, a changed series with all its instances', async () => {
    const { ada } = lab();
    const master = await ada.insert(standup);
    const first = await ada.all({ singleEvents: 'true' });
    await ada.patch(`${master.id}_20260323T080000Z`, { summary: 'Other' });
    const second = await ada.all({ singleEvents: 'true', syncToken: first.token });
    expect(ids(second.items)).toEqual([`${master.id}_20260323T080000Z`]);
    await ada.patch(String(master.id), { location: 'Room 1' });
    const third = await ada.all({ singleEvents: 'true', syncToken: second.token });
    expect(third.items).toHaveLength(6);
    expect(third.items.every((item) => item.location === 'Room 1')).toBe(true);
    expect(third.items.filter((item) => item.summary === 'Other')).toHaveLength(1);
  });

  test('Events singleEvents sync: instances that a new rule takes away are told as cancelled', async () => {
    const { ada } = lab();
    const master = await ada.insert(standup);
    const { token } = await ada.all({ singleEvents: 'true' });
    await ada.patch(String(master.id), { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=MO'] });
    const { items } = await ada.all({ singleEvents: 'true', syncToken: token });
    expect(items.filter((item) => item.status === 'cancelled').map((item) => item.id)).toEqual(
      ['0330T07', '0406T07', '0413T07', '0420T07'].map((tail) => `${master.id}_2026${tail}0000Z`),
    );
    expect(items.filter((item) => item.status === 'confirmed')).toHaveLength(2);
  });

  test('Events singleEvents sync: a single event that becomes a series is told as cancelled, then come its instances', async () => {
    const { ada } = lab();
    const { id } = await ada.insert({ summary: 'once', ...at('2026-03-16', '09:00', '09:30') });
    const { token } = await ada.all({ singleEvents: 'true' });
    await ada.patch(String(id), { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] });
    const { items } = await ada.all({ singleEvents: 'true', syncToken: token });
    expect(items.map((item) => [item.id, item.status])).toEqual([
      [id, 'cancelled'],
      [`${id}_20260316T080000Z`, 'confirmed'],
      [`${id}_20260323T080000Z`, 'confirmed'],
    ]);
  });

  test.each([
    ['instances', 6],
    ['master', 1],
  ])('Events singleEvents sync: a deleted series is told as its %s', async (way, count) => {
    const { ada, world } = lab();
    world.faults.switches['google.deletedSeries'] = way;
    const master = await ada.insert(standup);
    const { token } = await ada.all({ singleEvents: 'true' });
    await ada.drop(String(master.id));
    const { items } = await ada.all({ singleEvents: 'true', syncToken: token });
    expect(items).toHaveLength(count);
    expect(items.every((item) => item.status === 'cancelled')).toBe(true);
    if (way === 'master') expect(items[0]?.id).toBe(master.id);
    else expect(items[0]).toMatchObject({ recurringEventId: master.id, originalStartTime: {} });
  });

  test('Events window: an instance moved into the window is listed, one moved out is not', async () => {
    const { ada } = lab();
    const master = await ada.insert(standup);
    const query = { singleEvents: 'true', timeMin: '2026-03-15T00:00:00Z', timeMax: '2026-03-24T00:00:00Z' };
    await ada.patch(`${master.id}_20260420T070000Z`, at('2026-03-18', '10:00', '10:30'));
    await ada.patch(`${master.id}_20260323T080000Z`, at('2026-05-01', '10:00', '10:30'));
    expect(ids((await ada.all(query)).items).sort()).toEqual([`${master.id}_20260316T080000Z`, `${master.id}_20260420T070000Z`]);
  });

  test('Events: edits of the series reach exceptions where they did not say otherwise', async () => {
    const { ada } = lab();
    const master = await ada.insert(standup);
    await ada.patch(`${master.id}_20260323T080000Z`, { summary: 'Own' });
    await ada.patch(String(master.id), { summary: 'All', location: 'Room 2' });
    expect((await ada.event(`${master.id}_20260323T080000Z`)).body).toMatchObject({ summary: 'Own', location: 'Room 2' });
  });

  test('Events.get: an instance that the rule does not have is 404, one of a deleted series is cancelled', async () => {
    const { ada } = lab();
    const master = await ada.insert(standup);
    expect((await ada.event(`${master.id}_20260324T080000Z`)).status).toBe(404);
    await ada.drop(String(master.id));
    expect((await ada.event(`${master.id}_20260323T080000Z`)).body).toMatchObject({ status: 'cancelled' });
  });
});

describe('Calendar writing', () => {
  const meeting = at('2026-03-02', '09:00', '10:00');

  test('Events.insert id: base32hex of 5 to 1024 characters', async () => {
    const { ada } = lab();
    for (const id of ['abcd', 'ABCDE', 'xyzzy', 'with-dash']) expect((await ada.post(EVENTS, { id, ...meeting })).status).toBe(400);
    expect((await ada.insert({ id: 'abcde01234', ...meeting })).id).toBe('abcde01234');
  });

  test('Events.insert id: the same again is 409 duplicate, also after the event was deleted', async () => {
    const { ada } = lab();
    await ada.insert({ id: 'abcde01234', ...meeting });
    const again = await ada.post(EVENTS, { id: 'abcde01234', ...meeting });
    expect([again.status, reasonOf(again), errorOf(again).message]).toEqual([409, 'duplicate', 'The requested identifier already exists.']);
    await ada.drop('abcde01234');
    expect((await ada.post(EVENTS, { id: 'abcde01234', ...meeting })).status).toBe(409);
    expect((await ada.patch('abcde01234', { status: 'confirmed' })).body.status).toBe('confirmed');
  });

  test('Events.patch: extendedProperties are merged, null deletes one; update replaces all', async () => {
    const { ada } = lab();
    const { id } = await ada.insert({ ...meeting, extendedProperties: { private: { a: '1', b: '2' }, shared: { s: '1' } } });
    const patched = await ada.patch(String(id), { extendedProperties: { private: { b: null, c: '3' } } });
    expect(patched.body.extendedProperties).toEqual({ private: { a: '1', c: '3' }, shared: { s: '1' } });
    const put = await ada.call('PUT', `${EVENTS}/${id}`, { ...meeting, extendedProperties: { private: { z: '9' } } });
    expect(put.body.extendedProperties).toEqual({ private: { z: '9' } });
  });

  test('Extended properties: keys over 44 characters are dropped and values cut at 1024, silently', async () => {
    const { ada } = lab();
    const event = await ada.insert({ ...meeting, extendedProperties: { private: { ['k'.repeat(45)]: 'x', v: 'y'.repeat(2000) } } });
    expect(event.extendedProperties).toEqual({ private: { v: 'y'.repeat(1024) } });
  });

  test('Events.patch: a start with both date and dateTime is 400, dateTime null makes it all-day', async () => {
    const { ada } = lab();
    const { id } = await ada.insert(meeting);
    expect((await ada.patch(String(id), { start: { date: '2026-03-02' }, end: { date: '2026-03-03' } })).status).toBe(400);
    const day = (date: string) => ({ date, dateTime: null, timeZone: null });
    const answer = await ada.patch(String(id), { start: day('2026-03-02'), end: day('2026-03-03') });
    expect(answer.body).toMatchObject({ start: { date: '2026-03-02' }, end: { date: '2026-03-03' } });
  });

  test('Events.insert: an end before the start is 400 timeRangeEmpty', async () => {
    const { ada } = lab();
    expect(reasonOf(await ada.post(EVENTS, at('2026-03-02', '10:00', '09:00')))).toBe('timeRangeEmpty');
  });

  test('Events.delete: 204, then 410 deleted; get answers 200 with status cancelled', async () => {
    const { ada } = lab();
    const { id } = await ada.insert({ summary: 'x', ...meeting });
    expect((await ada.drop(String(id))).status).toBe(204);
    const again = await ada.drop(String(id));
    expect([again.status, reasonOf(again)]).toEqual([410, 'deleted']);
    const got = await ada.event(String(id));
    expect([got.status, got.body.status]).toEqual([200, 'cancelled']);
    expect(ids((await ada.all()).items)).toEqual([]);
    expect(ids((await ada.all({ showDeleted: 'true' })).items)).toEqual([id]);
  });

  test('Concurrency: a strong etag in body and header; a stale If-Match is 412 conditionNotMet', async () => {
    const { ada } = lab();
    const event = await ada.insert(meeting);
    const first = await ada.patch(String(event.id), { summary: 'a' }, { 'If-Match': String(event.etag) });
    expect(first.status).toBe(200);
    expect(first.headers.get('ETag')).toBe(first.body.etag);
    for (const method of ['PATCH', 'PUT', 'DELETE']) {
      const stale = await ada.call(method, `${EVENTS}/${event.id}`, meeting, { 'If-Match': String(event.etag) });
      expect(stale.status).toBe(412);
      expect(rows(errorOf(stale), 'errors')[0]).toEqual({
        ...{ domain: 'global', reason: 'conditionNotMet', message: 'Precondition Failed' },
        ...{ locationType: 'header', location: 'If-Match' },
      });
    }
  });

  test('Concurrency: Google may edit a new event by itself, so a first If-Match fails although nobody else wrote', async () => {
    const { ada, world } = lab();
    world.faults.switches['google.bumpAfterCreateMs'] = 1000;
    const event = await ada.insert(meeting);
    world.clock.advance(2000);
    expect((await ada.patch(String(event.id), { summary: 'a' }, { 'If-Match': String(event.etag) })).status).toBe(412);
    const now = await ada.event(String(event.id));
    expect((await ada.patch(String(event.id), { summary: 'a' }, { 'If-Match': String(now.body.etag) })).status).toBe(200);
  });

  test('Events.updated does not move when only reminders change, the etag does', async () => {
    const { ada, world } = lab();
    const event = await ada.insert(meeting);
    world.clock.advance(60_000);
    const { body } = await ada.patch(String(event.id), { reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 5 }] } });
    expect(body.updated).toBe(event.updated);
    expect(body.etag).not.toBe(event.etag);
    expect((await ada.patch(String(event.id), { summary: 'x' })).body.updated).not.toBe(event.updated);
  });

  test('Events.import: a private copy by iCalUID, nobody is mailed, the same again replaces it', async () => {
    const { ada, ben, world } = lab();
    const attendees = [{ email: 'ben@instep.example' }];
    const imported = (summary: string) => ada.post(`${EVENTS}/import`, { iCalUID: 'uid-1@elsewhere', summary, attendees, ...meeting });
    const first = await imported('one');
    const second = await imported('two');
    expect(second.body.id).toBe(first.body.id);
    expect(second.body).toMatchObject({ summary: 'two', iCalUID: 'uid-1@elsewhere' });
    expect((await ben.all()).items).toEqual([]);
    expect(world.mails).toEqual([]);
  });

  test('Events.eventType cannot be changed, and fromGmail cannot be created', async () => {
    const { ada } = lab();
    const { id } = await ada.insert({ ...meeting, eventType: 'focusTime' });
    expect((await ada.patch(String(id), { eventType: 'default' })).status).toBe(400);
    expect((await ada.post(EVENTS, { ...meeting, eventType: 'fromGmail' })).status).toBe(400);
    expect(ids((await ada.all({ eventTypes: 'focusTime' })).items)).toEqual([id]);
    expect(ids((await ada.all({ eventTypes: 'default' })).items)).toEqual([]);
  });

  test('conferenceData stays as it is unless conferenceDataVersion=1 is sent', async () => {
    const { ada } = lab();
    const event = await ada.insert({ ...meeting, conferenceData: { createRequest: { requestId: 'r1' } } }, '?conferenceDataVersion=1');
    expect(event.hangoutLink).toMatch(/^https:\/\/meet\.google\.com\//);
    const put = await ada.call('PUT', `${EVENTS}/${event.id}`, { ...meeting, summary: 'x' });
    expect(put.body.conferenceData).toEqual(event.conferenceData);
    const cleared = await ada.call('PATCH', `${EVENTS}/${event.id}?conferenceDataVersion=1`, { conferenceData: null });
    expect(cleared.body.conferenceData).toBeUndefined();
  });

  test('A locked event refuses changes of its main fields', async () => {
    const { ada, world } = lab();
    const event = await ada.insert(meeting);
    world.faults.switches['google.locked'] = [event.id];
    expect((await ada.event(String(event.id))).body.locked).toBe(true);
    expect((await ada.patch(String(event.id), { summary: 'x' })).status).toBe(403);
    expect((await ada.patch(String(event.id), { extendedProperties: { private: { a: '1' } } })).status).toBe(200);
  });

  test('Events.move: another calendar becomes the organizer, instances cannot be moved', async () => {
    const { ada } = lab();
    const { body: other } = await ada.post('/calendar/v3/calendars', { summary: 'Projects' });
    const event = await ada.insert({ ...meeting, recurrence: WEEKLY });
    const move = (id: string) => ada.post(`${EVENTS}/${id}/move?destination=${encodeURIComponent(String(other.id))}`, {});
    expect(reasonOf(await move(`${event.id}_20260302T080000Z`))).toBe('cannotChangeOrganizerOfInstance');
    expect((await move(String(event.id))).body).toMatchObject({ id: event.id, organizer: { email: other.id } });
    expect((await ada.event(String(event.id))).body.status).toBe('cancelled');
  });
});

describe('Calendar guests', () => {
  const invited = {
    summary: 'Demo',
    ...at('2026-03-02', '09:00', '10:00'),
    attendees: [{ email: 'ben@instep.example' }, { email: 'mia@instep.example' }],
  };

  test('A guest with a Google mailbox gets a copy under the same id, marked as not his own', async () => {
    const { ada, ben } = lab();
    const event = await ada.insert({ ...invited, extendedProperties: { private: { mine: '1' }, shared: { ours: '1' } } });
    const { body: copy } = await ben.event(String(event.id));
    expect(copy).toMatchObject({ id: event.id, iCalUID: event.iCalUID, summary: 'Demo', extendedProperties: { shared: { ours: '1' } } });
    expect((copy.organizer as Wire).self).toBeUndefined();
    expect((event.organizer as Wire).self).toBe(true);
    expect(rows(copy, 'attendees').filter((each) => each.self)).toEqual([
      { email: 'ben@instep.example', responseStatus: 'needsAction', self: true },
    ]);
    expect((copy.extendedProperties as Wire).private).toBeUndefined();
  });

  test('sendUpdates: none by default mails nobody; all mails everybody; externalOnly those without Google', async () => {
    const { ada, world } = lab();
    const letters: string[] = [];
    world.postmen.push((message) => letters.push(`${message.method} ${message.to}`));
    await ada.insert(invited);
    expect([world.mails.length, letters]).toEqual([0, []]);
    const { id } = await ada.insert(invited, '?sendUpdates=all');
    expect(world.mails.map((mail) => mail.to)).toEqual(['ben@instep.example', 'mia@instep.example']);
    await ada.drop(String(id), '?sendUpdates=externalOnly');
    expect(world.mails.slice(2).map((mail) => [mail.to, mail.about])).toEqual([['mia@instep.example', 'cancellation: Demo']]);
    expect(letters).toEqual(['request mia@instep.example', 'cancel mia@instep.example']);
  });

  test('forbiddenForNonOrganizer: a guest may not change what is shared, but what is his own', async () => {
    const { ada, ben } = lab();
    const { id } = await ada.insert(invited);
    const refused = await ben.patch(String(id), { summary: 'Mine' });
    expect([refused.status, reasonOf(refused)]).toEqual([403, 'forbiddenForNonOrganizer']);
    const own = await ben.patch(String(id), { transparency: 'transparent', extendedProperties: { private: { k: 'v' } } });
    expect(own.status).toBe(200);
    await ada.patch(String(id), { summary: 'Demo 2' });
    expect((await ben.event(String(id))).body).toMatchObject({
      summary: 'Demo 2',
      transparency: 'transparent',
      extendedProperties: { private: { k: 'v' } },
    });
    expect((await ada.event(String(id))).body.transparency).toBeUndefined();
  });

  test('A guest answers in his own copy and the organizer sees it; deleting the copy declines', async () => {
    const { ada, ben } = lab();
    const { id } = await ada.insert(invited);
    await ben.patch(String(id), {
      attendees: [{ email: 'ben@instep.example', responseStatus: 'accepted' }, { email: 'mia@instep.example' }],
    });
    expect(rows((await ada.event(String(id))).body, 'attendees')[0]).toMatchObject({ responseStatus: 'accepted' });
    await ben.drop(String(id));
    expect(rows((await ada.event(String(id))).body, 'attendees')[0]).toMatchObject({ responseStatus: 'declined' });
    expect((await ada.event(String(id))).body.status).toBe('confirmed');
    await ada.patch(String(id), { summary: 'Demo 3' });
    expect((await ben.all()).items).toEqual([]);
  });

  test('A guest answers for one instance: the organizer sees it on that instance alone', async () => {
    const { ada, ben } = lab();
    const { id } = await ada.insert({ ...invited, recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] });
    const attendees = [{ email: 'ben@instep.example', responseStatus: 'tentative' }, { email: 'mia@instep.example' }];
    await ben.patch(`${id}_20260303T080000Z`, { attendees });
    await ben.drop(`${id}_20260304T080000Z`);
    const answers = rows((await ada.get(`${EVENTS}/${id}/instances`)).body, 'items').map(
      (item) => rows(item, 'attendees')[0]?.responseStatus,
    );
    expect(answers.sort()).toEqual(['declined', 'needsAction', 'tentative']);
    expect(ids((await ben.all({ singleEvents: 'true' })).items)).toHaveLength(2);
  });

  test('guestsCanModify: a guest may change the meeting for everybody', async () => {
    const { ada, ben } = lab();
    const { id } = await ada.insert({ ...invited, guestsCanModify: true });
    expect((await ben.patch(String(id), { summary: 'Changed by Ben' })).status).toBe(200);
    expect((await ada.event(String(id))).body.summary).toBe('Changed by Ben');
  });

  test('Deleting or moving one instance reaches the copies of guests; uninviting takes the copy away', async () => {
    const { ada, ben } = lab();
    const { id } = await ada.insert({ ...invited, recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] });
    await ada.drop(`${id}_20260303T080000Z`);
    await ada.patch(`${id}_20260304T080000Z`, at('2026-03-04', '15:00', '16:00'));
    const { items } = await ben.all({ singleEvents: 'true', orderBy: 'startTime' });
    expect(items.map((item) => (item.start as Wire).dateTime)).toEqual(['2026-03-02T09:00:00+01:00', '2026-03-04T15:00:00+01:00']);
    await ada.patch(String(id), { attendees: [{ email: 'mia@instep.example' }] });
    expect((await ben.all({ singleEvents: 'true' })).items).toEqual([]);
  });

  test('An invitation to one instance alone is a row of its own with its recurringEventId', async () => {
    const { ada, ben } = lab();
    const { id } = await ada.insert({ ...at('2026-03-02', '09:00', '10:00'), recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] });
    await ada.patch(`${id}_20260303T080000Z`, { attendees: [{ email: 'ben@instep.example' }] });
    const { items } = await ben.all({ singleEvents: 'true' });
    expect(items).toMatchObject([{ id: `${id}_20260303T080000Z`, recurringEventId: id, start: { dateTime: '2026-03-03T09:00:00+01:00' } }]);
  });

  test('A meeting that somebody organizes elsewhere arrives by mail, and the answer goes back', async () => {
    const { ada, world } = lab();
    const replies: string[] = [];
    world.postmen.push((message) => message.method === 'reply' && replies.push(`${message.from} ${message.response} ${message.uid}`));
    const event = {
      ...{ subject: 'From Mia', text: '', location: '', recurrence: ['RRULE:FREQ=DAILY;COUNT=2'], isPrivate: false },
      start: { dateTime: '2026-03-02T09:00:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2026-03-02T10:00:00', timeZone: 'Europe/Berlin' },
      organizer: { name: 'Mia Soft', email: 'mia@instep.example' },
      attendees: [{ name: '', email: 'ada@instep.example', optional: false, response: 'none' as const }],
    };
    const message = { vendor: 'graph', from: 'mia@instep.example', to: 'ada@instep.example', uid: 'uid-of-mia' } as const;
    world.deliver({ ...message, method: 'request', event });
    const { items } = await ada.all({ singleEvents: 'true' });
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({ summary: 'From Mia', iCalUID: 'uid-of-mia', organizer: { email: 'mia@instep.example' } });
    const answer = { attendees: [{ email: 'ada@instep.example', responseStatus: 'accepted' }] };
    await ada.call('PATCH', `${EVENTS}/${items[0]?.recurringEventId}?sendUpdates=all`, answer);
    expect(replies).toEqual(['ada@instep.example accepted uid-of-mia']);
    world.deliver({ ...message, method: 'cancel', originalStart: '2026-03-02T08:00:00.000Z' });
    expect((await ada.all({ singleEvents: 'true' })).items).toHaveLength(1);
    world.deliver({ ...message, method: 'cancel' });
    expect((await ada.all({ singleEvents: 'true' })).items).toEqual([]);
  });
});

describe('Calendar errors and the rest', () => {
  test('Usage limits: 403 userRateLimitExceeded of the domain usageLimits, or 429, and no Retry-After', async () => {
    const { ada, world } = lab();
    world.faults.switches['google.calendarPerMinute'] = 2;
    await ada.all();
    await ada.all();
    const refused = await ada.events();
    expect(refused.status).toBe(403);
    expect(rows(errorOf(refused), 'errors')[0]).toMatchObject({ domain: 'usageLimits', reason: 'userRateLimitExceeded' });
    expect(refused.headers.get('Retry-After')).toBeNull();
    world.faults.switches['google.calendarQuotaStatus'] = 429;
    const other = await ada.events();
    expect([other.status, reasonOf(other)]).toEqual([429, 'rateLimitExceeded']);
    world.clock.advance(61_000);
    expect((await ada.events()).status).toBe(200);
  });

  test('401 authError for a missing or expired token', async () => {
    const { ada, world } = lab();
    world.tokens.expire('google');
    const answer = await ada.events();
    expect([answer.status, reasonOf(answer)]).toEqual([401, 'authError']);
  });

  test('404 notFound for a calendar that is not shared', async () => {
    const { ada } = lab();
    const answer = await ada.get('/calendar/v3/calendars/ben@instep.example/events');
    expect([answer.status, reasonOf(answer)]).toEqual([404, 'notFound']);
  });

  test('calendarList has the primary calendar, settings the time zone, userinfo the address', async () => {
    const { ada } = lab();
    expect(rows((await ada.get('/calendar/v3/users/me/calendarList')).body, 'items')[0]).toMatchObject({
      id: 'ada@instep.example',
      primary: true,
    });
    expect((await ada.get('/calendar/v3/users/me/settings/timezone')).body.value).toBe('Europe/Berlin');
    expect((await ada.get('/oauth2/v3/userinfo')).body).toMatchObject({ email: 'ada@instep.example', sub: expect.any(String) });
    expect((await ada.get('/oauth2/v2/userinfo')).body).toMatchObject({ email: 'ada@instep.example', id: expect.any(String) });
  });

  test('What is dumped and loaded again answers the same, sync tokens included', async () => {
    const { ada, google } = lab();
    const { id } = await ada.insert({ ...at('2026-03-02', '09:00', '10:00'), recurrence: WEEKLY });
    await ada.drop(`${id}_20260309T080000Z`);
    const before = await ada.all({ singleEvents: 'true' });
    const dump: unknown = JSON.parse(JSON.stringify(google.dump()));
    google.clear();
    expect((await ada.all()).items).toEqual([]);
    google.load(dump);
    expect((await ada.all({ singleEvents: 'true' })).items).toEqual(before.items);
    await ada.patch(`${id}_20260302T080000Z`, { summary: 'x' });
    expect(ids((await ada.all({ singleEvents: 'true', syncToken: before.token })).items)).toEqual([`${id}_20260302T080000Z`]);
  });
});
