/** What we believe of Salesforce events, series and invitees (wire-contracts 4.6), each against the stand-in. */
import { describe, expect, test } from 'vitest';
import { type Client, iso, lab, start } from './salesforce-lab';

const hour = 3_600_000;
const day = 24 * hour;
const at = (text: string) => `${text}.000+0000`;
const timed = (more: object = {}) => ({ Subject: 'Standup', StartDateTime: iso(start), EndDateTime: iso(start + hour), ...more });
const read = async (client: Client, id: string) => (await client.get(`/sobjects/Event/${id}`)).body;

describe('Times', () => {
  test('start, end and duration say the same, whichever was given', async () => {
    const { rita } = lab();
    const byEnd = await read(rita, await rita.make('Event', timed()));
    expect(byEnd).toMatchObject({ DurationInMinutes: 60, ActivityDate: '2026-03-02', ActivityDateTime: at('2026-03-02T09:00:00') });
    const byDuration = await rita.make('Event', { Subject: 'x', ActivityDateTime: iso(start), DurationInMinutes: 30 });
    expect(await read(rita, byDuration)).toMatchObject({ EndDateTime: at('2026-03-02T09:30:00') });
    const contradiction = { ...timed(), DurationInMinutes: 7 };
    expect(await rita.post('/sobjects/Event', contradiction)).toMatchObject({ status: 400, code: 'FIELD_INTEGRITY_EXCEPTION' });
    expect(await rita.post('/sobjects/Event', { Subject: 'x' })).toMatchObject({ code: 'REQUIRED_FIELD_MISSING' });
    expect(await rita.post('/sobjects/Event', timed({ EndDateTime: iso(start - hour) }))).toMatchObject({
      code: 'FIELD_INTEGRITY_EXCEPTION',
    });
  });

  test('EVT1 all-day is midnight UTC and ends on its last day', async () => {
    const { rita } = lab();
    const id = await rita.make('Event', { Subject: 'Fair', IsAllDayEvent: true, ActivityDate: '2026-03-05', DurationInMinutes: 2880 });
    expect(await read(rita, id)).toMatchObject({
      StartDateTime: at('2026-03-05T00:00:00'),
      EndDateTime: at('2026-03-06T00:00:00'),
      EndDate: '2026-03-06',
      DurationInMinutes: 2880,
    });
    await rita.patch(`/sobjects/Event/${id}`, { ActivityDate: '2026-03-09' });
    expect(await read(rita, id)).toMatchObject({ ActivityDate: '2026-03-09', EndDate: '2026-03-10' });
    const shifted = { Subject: 'x', IsAllDayEvent: true, ActivityDate: '2026-03-05', StartDateTime: '2026-03-04T23:00:00Z' };
    expect(await rita.post('/sobjects/Event', shifted)).toMatchObject({ code: 'FIELD_INTEGRITY_EXCEPTION' });
  });

  test('EVT1 over a day only with multi-day events, over 14 days never', async () => {
    const { rita, world } = lab();
    const long = (days: number) => rita.post('/sobjects/Event', timed({ EndDateTime: iso(start + days * day) }));
    expect((await long(14)).status).toBe(201);
    expect(await long(15)).toMatchObject({ code: 'FIELD_INTEGRITY_EXCEPTION' });
    world.faults.switches['salesforce.multiDayEvents'] = false;
    expect((await long(1)).status).toBe(201);
    expect(await long(2)).toMatchObject({ status: 400, code: 'FIELD_INTEGRITY_EXCEPTION', body: [{ fields: ['DurationInMinutes'] }] });
  });

  test('a year later an event is archived: only queryAll has it', async () => {
    const { rita, world } = lab();
    await rita.make('Event', timed());
    world.clock.advance(366 * day);
    rita.token = world.tokens.issue('salesforce', rita.id);
    expect(await rita.rows('SELECT Id FROM Event')).toEqual([]);
    expect((await rita.queryAll('SELECT Id, IsArchived FROM Event')).body.records).toMatchObject([{ IsArchived: true }]);
  });
});

describe('People', () => {
  test('EVT5 Who is a contact or a lead, and brings the account', async () => {
    const { rita } = lab();
    const AccountId = await rita.make('Account', { Name: 'Acme' });
    const WhoId = await rita.make('Contact', { LastName: 'A', AccountId });
    expect(await read(rita, await rita.make('Event', timed({ WhoId })))).toMatchObject({ AccountId, WhoId });
    expect(await rita.post('/sobjects/Event', timed({ WhoId: AccountId }))).toMatchObject({ code: 'MALFORMED_ID' });
  });

  test('EVT4 an invited user gets a child event that follows its parent and cannot be changed', async () => {
    const { rita, ralf } = lab();
    const EventId = await rita.make('Event', timed({ Instep_Key__c: 'k1' }));
    await rita.make('EventRelation', { EventId, RelationId: ralf.id });
    expect(await read(rita, EventId)).toMatchObject({ IsGroupEvent: true, GroupEventType: '1', IsChild: false });
    const children = () => ralf.rows(`SELECT Id, Subject, IsChild, Instep_Key__c FROM Event WHERE OwnerId = '${ralf.id}'`);
    expect(await children()).toMatchObject([{ Subject: 'Standup', IsChild: true, Instep_Key__c: null }]);
    await rita.patch(`/sobjects/Event/${EventId}`, { Subject: 'Moved' });
    const [child] = await children();
    expect(child).toMatchObject({ Subject: 'Moved' });
    expect((await ralf.patch(`/sobjects/Event/${String(child?.Id)}`, { Subject: 'x' })).status).toBe(400);
    const onChild = { EventId: child?.Id, RelationId: rita.id };
    expect(await rita.post('/sobjects/EventRelation', onChild)).toMatchObject({ code: 'INVALID_CROSS_REFERENCE_KEY' });
    await rita.delete(`/sobjects/Event/${EventId}`);
    expect(await children()).toEqual([]);
  });

  test('EVT4 invitees answer on their relation; taking one out takes the child event too', async () => {
    const { rita, ralf } = lab();
    const EventId = await rita.make('Event', timed());
    const id = await rita.make('EventRelation', { EventId, RelationId: ralf.id });
    expect(await rita.post('/sobjects/EventRelation', { EventId, RelationId: ralf.id })).toMatchObject({ code: 'DUPLICATE_VALUE' });
    expect((await rita.patch(`/sobjects/EventRelation/${id}`, { Status: 'Accepted' })).status).toBe(204);
    expect(await rita.rows('SELECT Id, (SELECT RelationId, Status FROM EventRelations) FROM Event WHERE IsChild = false')).toMatchObject([
      { EventRelations: { records: [{ RelationId: ralf.id, Status: 'Accepted' }] } },
    ]);
    await rita.delete(`/sobjects/EventRelation/${id}`);
    expect(await rita.rows('SELECT Id FROM Event')).toHaveLength(1);
  });

  test('EVT4 an event has at most 50 invitees', async () => {
    const { rita } = lab();
    const EventId = await rita.make('Event', timed());
    for (let i = 0; i < 50; i++) {
      await rita.make('EventRelation', { EventId, RelationId: await rita.make('Contact', { LastName: `A${i}` }) });
    }
    const RelationId = await rita.make('Contact', { LastName: 'One more' });
    expect((await rita.post('/sobjects/EventRelation', { EventId, RelationId })).status).toBe(400);
  });

  test('a private event is the owner’s alone', async () => {
    const { rita, ralf } = lab();
    await rita.make('Event', timed({ IsPrivate: true }));
    expect(await ralf.rows('SELECT Id FROM Event')).toEqual([]);
    expect(await rita.rows('SELECT Id FROM Event')).toHaveLength(1);
  });
});

describe('A Lightning series', () => {
  const weekly = 'RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;COUNT=4';
  const series = async () => {
    const all = lab();
    const id = await all.rita.make('Event', timed({ Recurrence2PatternText: weekly }));
    return { ...all, id };
  };
  const rows = (client: Client) =>
    client.rows('SELECT Id, StartDateTime, IsRecurrence2, IsRecurrence2Exception FROM Event ORDER BY StartDateTime');

  test('EVT3 every occurrence is a row that repeats the pattern', async () => {
    const { rita, id } = await series();
    const all = await rows(rita);
    expect(all.map((row) => row.StartDateTime)).toEqual(['02', '09', '16', '23'].map((date) => at(`2026-03-${date}T09:00:00`)));
    expect(all[0]?.Id).toBe(id);
    expect(await read(rita, String(all[2]?.Id))).toMatchObject({
      Recurrence2PatternText: weekly,
      Recurrence2PatternVersion: '1',
      IsRecurrence2: true,
    });
  });

  test('EVT3 an edited occurrence is an exception; the rule itself cannot be changed', async () => {
    const { rita } = await series();
    const [, second] = await rows(rita);
    await rita.patch(`/sobjects/Event/${String(second?.Id)}`, { Subject: 'Special' });
    expect((await rows(rita)).map((row) => row.IsRecurrence2Exception)).toEqual([false, true, false, false]);
    const change = await rita.patch(`/sobjects/Event/${String(second?.Id)}`, { Recurrence2PatternText: 'RRULE:FREQ=DAILY' });
    expect(change).toMatchObject({ status: 400, code: 'INVALID_FIELD_FOR_INSERT_UPDATE' });
  });

  test('EVT3 "from here on" deletes later, one row by itself at once', async () => {
    const { rita, world } = await series();
    const all = await rows(rita);
    await rita.delete(`/sobjects/Event/${String(all[0]?.Id)}`);
    expect(await rows(rita)).toHaveLength(3);
    expect((await rita.delete(`/sobjects/Event/${String(all[2]?.Id)}/fromThisEventOnwards`)).status).toBe(204);
    expect(await rows(rita)).toHaveLength(3);
    world.clock.advance(3000);
    expect((await rows(rita)).map((row) => row.Id)).toEqual([all[1]?.Id]);
  });

  test('a rule that is none is refused', async () => {
    const { rita } = lab();
    const answer = await rita.post('/sobjects/Event', timed({ Recurrence2PatternText: 'RRULE:FREQ=SOMETIMES' }));
    expect(answer).toMatchObject({ status: 400, code: 'FIELD_INTEGRITY_EXCEPTION' });
  });
});
