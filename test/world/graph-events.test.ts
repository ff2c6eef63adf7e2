/** What we believe of Graph's events and series: Outlook calendar API overview, event resource, recurrence how-to. */
import { expect, test } from 'vitest';
import { event, IMMUTABLE, Lab, MARCH, weekly } from './graph-lab';

const BERLIN = 'W. Europe Standard Time';
const in3 = (zone: string, more = {}) => ({
  subject: 'x',
  start: { dateTime: '2026-07-01T09:00:00', timeZone: zone },
  end: { dateTime: '2026-07-01T10:00:00', timeZone: zone },
  ...more,
});
const INSTANCES = `instances?${MARCH}`;

test('Graph events: Windows and IANA zones are both taken; times come back in UTC, or in the zone preferred', async () => {
  const lab = new Lab();
  for (const zone of [BERLIN, 'Europe/Berlin']) {
    const made = (await lab.post('/me/events', in3(zone))).json;
    expect([made.start, made.originalStartTimeZone]).toEqual([{ dateTime: '2026-07-01T07:00:00.0000000', timeZone: 'UTC' }, zone]);
    const read = await lab.get(`/me/events/${made.id}`, { prefer: 'outlook.timezone="Tokyo Standard Time"' });
    expect(read.json.start).toEqual({ dateTime: '2026-07-01T16:00:00.0000000', timeZone: 'Tokyo Standard Time' });
  }
  expect((await lab.post('/me/events', in3('Middle-earth'))).status).toBe(400);
});

test('Graph events: all-day goes from midnight to midnight of one zone, the end exclusive, else 400', async () => {
  const lab = new Lab();
  const days = (start: string, end: string) => event('x', start, end, { isAllDay: true });
  expect((await lab.post('/me/events', days('2026-03-10T00:00:00', '2026-03-11T00:00:00'))).status).toBe(201);
  expect((await lab.post('/me/events', days('2026-03-10T08:00:00', '2026-03-11T00:00:00'))).status).toBe(400);
  expect((await lab.post('/me/events', days('2026-03-10T00:00:00', '2026-03-10T00:00:00'))).status).toBe(400);
  expect((await lab.post('/me/events', event('x', '2026-03-10T10:00:00', '2026-03-10T09:00:00'))).status).toBe(400);
});

test('Graph events: all-day days are the same in every zone', async () => {
  const lab = new Lab();
  const made = (
    await lab.post('/me/events', {
      ...in3(BERLIN),
      start: { dateTime: '2026-03-10T00:00:00', timeZone: BERLIN },
      end: { dateTime: '2026-03-11T00:00:00', timeZone: BERLIN },
      isAllDay: true,
    })
  ).json;
  expect(made.start).toMatchObject({ dateTime: '2026-03-10T00:00:00.0000000' });
});

test('Graph events: bodies come as HTML, or as text with CR LF when preferred', async () => {
  const lab = new Lab();
  const html = '<html><head><style>p{}</style></head><body><p>One &amp; two</p><p>three<br>four</p></body></html>';
  const made = (
    await lab.post('/me/events', event('x', '2026-03-10T09:00:00', '2026-03-10T10:00:00', { body: { contentType: 'html', content: html } }))
  ).json;
  expect([made.body, made.bodyPreview]).toEqual([{ contentType: 'html', content: html }, 'One & two\r\nthree\r\nfour']);
  const text = (await lab.get(`/me/events/${made.id}`, { prefer: 'outlook.body-content-type="text"' })).json.body;
  expect(text).toEqual({ contentType: 'text', content: 'One & two\r\nthree\r\nfour' });
  const plain = (await lab.patch(`/me/events/${made.id}`, { body: { contentType: 'text', content: 'a < b' } })).json.body as {
    content: string;
  };
  expect(plain.content).toContain('a &lt; b');
});

test('Graph events: a transactionId is taken for ever; a repeat is 409 with the id, or 400 without', async () => {
  const lab = new Lab();
  const body = event('x', '2026-03-10T09:00:00', '2026-03-10T10:00:00', { transactionId: 'key-1' });
  const { id } = (await lab.post('/me/events', body)).json;
  const again = await lab.post('/me/events', body);
  expect([again.status, again.json.error.code]).toEqual([409, 'ErrorDuplicateTransactionId']);
  expect(again.json.error).toMatchObject({ '@event.existingEventId': id });
  lab.world.faults.switches['graph.duplicateTransactionStatus'] = 400;
  const bare = await lab.post('/me/events', body);
  expect([bare.status, '@event.existingEventId' in bare.json.error]).toEqual([400, false]);
  await lab.del(`/me/events/${id}`);
  expect((await lab.post('/me/events', body)).status).toBe(400);
});

test('Graph events: a create may succeed and answer 503; the repeat finds the event', async () => {
  const lab = new Lab();
  lab.world.faults.add({ id: 'lost', vendor: 'graph', path: '^POST .*/events', kind: 'after', status: 503, times: 1 });
  const body = event('x', '2026-03-10T09:00:00', '2026-03-10T10:00:00', { transactionId: 'key-1' });
  expect((await lab.post('/me/events', body)).status).toBe(503);
  expect((await lab.post('/me/events', body)).status).toBe(409);
  expect((await lab.get('/me/events')).json.value).toHaveLength(1);
});

test('Graph calendarView: shows what overlaps the window, expanded and in order of time; needs both ends', async () => {
  const lab = new Lab();
  await lab.post('/me/events', weekly('standup'));
  await lab.post('/me/events', event('overlaps', '2026-02-28T23:00:00', '2026-03-01T01:00:00'));
  await lab.post('/me/events', event('touches', '2026-02-28T23:00:00', '2026-03-01T00:00:00'));
  const { value } = (await lab.get(`/me/calendarView?${MARCH}&$top=50`)).json;
  expect(value.map(({ subject }) => subject)).toEqual(['overlaps', ...Array(5).fill('standup')]);
  expect(value.map(({ type }) => type)).toEqual(['singleInstance', ...Array(5).fill('occurrence')]);
  expect((await lab.get('/me/calendarView?startDateTime=2026-03-01T00:00:00Z')).status).toBe(400);
});

test('Graph series: occurrences keep the hour of their zone over the change of clocks', async () => {
  const lab = new Lab();
  const start = { dateTime: '2026-03-23T09:00:00', timeZone: BERLIN };
  const end = { dateTime: '2026-03-23T10:00:00', timeZone: BERLIN };
  const { recurrence } = weekly('x') as { recurrence: { pattern: object } };
  await lab.post('/me/events', {
    subject: 'x',
    start,
    end,
    recurrence: { ...recurrence, range: { type: 'endDate', startDate: '2026-03-23', endDate: '2026-03-30' } },
  });
  const { value } = (await lab.get(`/me/calendarView?startDateTime=2026-03-20T00:00:00Z&endDateTime=2026-04-20T00:00:00Z`)).json;
  expect(value.map((row) => (row.start as { dateTime: string }).dateTime.slice(0, 16))).toEqual(['2026-03-23T08:00', '2026-03-30T07:00']);
});

test.each([
  ['daily, every other day', { type: 'daily', interval: 2 }, ['02', '04', '06']],
  ['weekly on two days', { type: 'weekly', interval: 1, daysOfWeek: ['tuesday', 'thursday'] }, ['03', '05', '10']],
  ['the last Friday of the month', { type: 'relativeMonthly', interval: 1, daysOfWeek: ['friday'], index: 'last' }, ['27', '24', '29']],
  ['the 31st, or the last day of shorter months', { type: 'absoluteMonthly', interval: 1, dayOfMonth: 31 }, ['31', '30', '31']],
  [
    'the first working day',
    { type: 'relativeMonthly', interval: 1, daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], index: 'first' },
    ['02', '01', '01'],
  ],
  ['every year', { type: 'absoluteYearly', interval: 1, dayOfMonth: 2, month: 3 }, ['02', '02', '02']],
])('Graph series: %s', async (_, pattern, days) => {
  const lab = new Lab();
  const made = await lab.post(
    '/me/events',
    weekly('x', { recurrence: { pattern, range: { type: 'numbered', startDate: '2026-03-02', numberOfOccurrences: 3 } } }),
  );
  expect(made.status).toBe(201);
  const { value } = (
    await lab.get(`/me/events/${made.json.id}/instances?startDateTime=2026-03-01T00:00:00Z&endDateTime=2028-12-31T00:00:00Z`)
  ).json;
  expect(value.map((row) => (row.start as { dateTime: string }).dateTime.slice(8, 10))).toEqual(days);
});

test('Graph series: an incomplete pattern or range is refused', async () => {
  const lab = new Lab();
  const range = { type: 'noEnd', startDate: '2026-03-02' };
  for (const recurrence of [
    { pattern: { type: 'weekly', interval: 1 }, range },
    { pattern: { type: 'hourly', interval: 1 }, range },
    { pattern: { type: 'daily', interval: 1 }, range: { type: 'endDate', startDate: '2026-03-02' } },
    { pattern: { type: 'daily', interval: 1 } },
  ]) {
    expect((await lab.post('/me/events', weekly('x', { recurrence }))).status).toBe(400);
  }
});

test('Graph series: iCalUId differs per occurrence, ids too; the series is named in each', async () => {
  const lab = new Lab();
  const master = (await lab.post('/me/events', weekly('standup'), IMMUTABLE)).json;
  const { value } = (await lab.get(`/me/events/${master.id}/${INSTANCES}`, IMMUTABLE)).json;
  expect(new Set([master.iCalUId, ...value.map(({ iCalUId }) => iCalUId)]).size).toBe(6);
  expect(new Set(value.map(({ seriesMasterId }) => seriesMasterId))).toEqual(new Set([master.id]));
  expect((await lab.get(`/me/events/${value[2]!.id}`, IMMUTABLE)).json).toEqual(value[2]);
});

test('Graph series: an edited occurrence becomes an exception, listed by the series only when asked for', async () => {
  const lab = new Lab();
  const master = (await lab.post('/me/events', weekly('standup'))).json;
  const { value } = (await lab.get(`/me/events/${master.id}/${INSTANCES}`)).json;
  const edited = (
    await lab.patch(`/me/events/${value[1]!.id}`, {
      start: { dateTime: '2026-03-10T09:00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-03-10T10:00:00', timeZone: 'UTC' },
    })
  ).json;
  expect([edited.type, edited.id, edited.originalStart]).toEqual(['exception', value[1]!.id, '2026-03-09T09:00:00Z']);
  const plain = (await lab.get(`/me/events/${master.id}`)).json;
  expect(['exceptionOccurrences' in plain, 'cancelledOccurrences' in plain]).toEqual([false, false]);
  const asked = (await lab.get(`/me/events/${master.id}?$expand=exceptionOccurrences`)).json;
  expect(asked.exceptionOccurrences).toEqual([expect.objectContaining({ id: edited.id })]);
});

test('Graph series: an occurrence may not be moved to or past its neighbour', async () => {
  const lab = new Lab();
  const master = (await lab.post('/me/events', weekly('standup'))).json;
  const { value } = (await lab.get(`/me/events/${master.id}/${INSTANCES}`)).json;
  const to = (date: string) =>
    lab.patch(`/me/events/${value[1]!.id}`, {
      start: { dateTime: `${date}T14:00:00`, timeZone: 'UTC' },
      end: { dateTime: `${date}T15:00:00`, timeZone: 'UTC' },
    });
  for (const date of ['2026-03-16', '2026-03-18', '2026-03-02']) {
    const { status, json } = await to(date);
    expect([status, json.error.code]).toEqual([400, 'ErrorOccurrenceCrossingBoundary']);
  }
  expect((await to('2026-03-15')).status).toBe(200);
});

test('Graph series: another subject keeps the exceptions, another time drops them', async () => {
  const lab = new Lab();
  const master = (await lab.post('/me/events', weekly('standup'))).json;
  const { value } = (await lab.get(`/me/events/${master.id}/${INSTANCES}`)).json;
  await lab.patch(`/me/events/${value[1]!.id}`, { subject: 'special' });
  await lab.patch(`/me/events/${master.id}`, { subject: 'weekly', location: { displayName: 'Room 1' } });
  const subjects = async () => (await lab.get(`/me/events/${master.id}/${INSTANCES}`)).json.value.map(({ subject }) => subject);
  expect(await subjects()).toEqual(['weekly', 'special', 'weekly', 'weekly', 'weekly']);
  await lab.patch(`/me/events/${master.id}`, {
    start: { dateTime: '2026-03-02T11:00:00', timeZone: 'UTC' },
    end: { dateTime: '2026-03-02T12:00:00', timeZone: 'UTC' },
  });
  expect(await subjects()).toEqual(Array(5).fill('weekly'));
});

test('Graph events: extended properties of a series are read from its occurrences too', async () => {
  const lab = new Lab();
  const id = 'String {8b1d3f52-6f0a-4b7e-9a5d-1c2e3f405162} Name InstepMark';
  await lab.post('/me/events', weekly('standup', { singleValueExtendedProperties: [{ id, value: 'm' }] }));
  const { value } = (await lab.get(`/me/calendarView?${MARCH}&$expand=singleValueExtendedProperties($filter=id eq '${id}')`)).json;
  expect(value.map((row) => row.singleValueExtendedProperties)).toEqual(Array(5).fill([{ id, value: 'm' }]));
});

test('Graph open extensions: written in the body, read by $expand, changed and removed under their name', async () => {
  const lab = new Lab();
  const made = (
    await lab.post(
      '/me/events',
      event('x', '2026-03-10T09:00:00', '2026-03-10T10:00:00', {
        extensions: [{ '@odata.type': 'microsoft.graph.openTypeExtension', extensionName: 'com.example.key', key: 1 }],
      }),
    )
  ).json;
  expect((await lab.get(`/me/events/${made.id}?$expand=extensions`)).json.extensions).toEqual([
    expect.objectContaining({ extensionName: 'com.example.key', key: 1 }),
  ]);
  expect((await lab.patch(`/me/events/${made.id}/extensions/com.example.key`, { key: 2 })).json.key).toBe(2);
  expect((await lab.del(`/me/events/${made.id}/extensions/com.example.key`)).status).toBe(204);
  expect((await lab.get(`/me/events/${made.id}/extensions/com.example.key`)).status).toBe(404);
});

test('Graph calendars: events of another calendar are not in the default one', async () => {
  const lab = new Lab();
  const other = (await lab.post('/me/calendars', { name: 'Team' })).json;
  await lab.post(`/me/calendars/${other.id}/events`, event('x', '2026-03-10T09:00:00', '2026-03-10T10:00:00'));
  expect((await lab.get(`/me/calendarView?${MARCH}`)).json.value).toEqual([]);
  expect((await lab.get(`/me/calendars/${other.id}/calendarView?${MARCH}`)).json.value).toHaveLength(1);
  expect((await lab.get('/me/calendars')).json.value).toHaveLength(2);
});
