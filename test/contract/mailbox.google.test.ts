/** The Google adapter keeps what every mailbox promises, against the stand-in, in fair weather and in foul. */
import { afterAll } from 'vitest';
import { createGoogleMailbox } from '../../shared/adapters/google';
import { groupName, keepOutName } from '../../shared/adapters/names';
import type { CalendarEvent, Contact } from '../../shared/core/model';
import { type MailboxUnderTest, mailboxContract } from './mailbox';
import { type Json, rowsOf, site, stop, textOf } from './mailbox.sandbox';

afterAll(stop);

mailboxContract('Google', () => onGoogle({}));
/** Small pages, an empty one first, other etags in lists, one write at a time, an event touched after it was made. */
mailboxContract('Google in foul weather', () =>
  onGoogle({
    'google.pageSize': 2,
    'google.emptyPages': true,
    'google.listEtags': true,
    'google.parallelWritesFail': true,
    'google.peopleWriteMs': 1,
    'google.deletedSeries': 'master',
    'google.tokenForgetsWindow': true,
  }),
);

const fields = 'names,memberships,metadata';
const time = (text: string) => (text.length === 10 ? { date: text } : { dateTime: text, timeZone: 'UTC' });

function personBody({ first, last, emails }: Partial<Contact>, before: Json = {}): Json {
  return {
    names: [{ ...before, ...(first === undefined ? {} : { givenName: first }), ...(last === undefined ? {} : { familyName: last }) }],
    ...(emails === undefined ? {} : { emailAddresses: emails.map((value) => ({ value })) }),
  };
}

function eventBody({ subject, location, description, start, end }: Partial<CalendarEvent>): Json {
  return {
    ...(subject === undefined ? {} : { summary: subject }),
    ...(location === undefined ? {} : { location }),
    ...(description === undefined ? {} : { description: `<b>${description}</b>` }),
    ...(start === undefined ? {} : { start: time(start) }),
    ...(end === undefined ? {} : { end: time(end) }),
  };
}

async function onGoogle(switches: Readonly<Record<string, unknown>>): Promise<MailboxUnderTest> {
  const { sandbox, http, requests, call } = await site('google');
  const { world } = sandbox;
  Object.assign(world.faults.switches, switches);
  const events = '/calendar/v3/calendars/primary/events';
  const group = async (name: string): Promise<string> =>
    textOf(rowsOf(await call('GET', '/v1/contactGroups?pageSize=100'), 'contactGroups').find((row) => row.name === name)?.resourceName);
  const modify = async (name: string, body: Json) => void (await call('POST', `/v1/${await group(name)}/members:modify`, body));
  const all = async (path: string, name: string): Promise<readonly Json[]> => {
    const rows: Json[] = [];
    for (let token: string | null = ''; token !== null; ) {
      const page: Json = await call('GET', token === '' ? path : `${path}&pageToken=${encodeURIComponent(token)}`);
      rows.push(...rowsOf(page, name));
      token = textOf(page.nextPageToken) || null;
    }
    return rows;
  };
  let rule = 0;
  const editPerson = async (id: string, set: Partial<Contact>) => {
    const person = await call('GET', `/v1/${id}?personFields=${fields}`);
    const [name = {}] = rowsOf(person, 'names');
    const { metadata: _, displayName: __, displayNameLastFirst: ___, unstructuredName: ____, ...parts } = name;
    await call('PATCH', `/v1/${id}:updateContact?updatePersonFields=names`, { metadata: person.metadata, ...personBody(set, parts) });
  };

  return {
    mailbox: createGoogleMailbox({ http }),
    provider: 'google',
    hands: {
      addContact: async (set) => {
        const id = textOf((await call('POST', '/v1/people:createContact', personBody(set))).resourceName);
        await modify(groupName, { resourceNamesToAdd: [id] });
        return id;
      },
      addEvent: async (set) => textOf((await call('POST', events, eventBody(set))).id),
      addDaily: async (set, count) => {
        const seriesId = textOf((await call('POST', events, { ...eventBody(set), recurrence: [`RRULE:FREQ=DAILY;COUNT=${count}`] })).id);
        const rows = await all(`${events}/${seriesId}/instances?maxResults=100`, 'items');
        return { seriesId, ids: rows.map((row) => textOf(row.id)).sort() };
      },
      edit: async (kind, id, set) => {
        if (kind === 'contact') await editPerson(id, set as Partial<Contact>);
        else await call('PATCH', `${events}/${id}`, eventBody(set as Partial<CalendarEvent>));
      },
      delete: async (kind, id) => void (await call('DELETE', kind === 'contact' ? `/v1/${id}:deleteContact` : `${events}/${id}`)),
      deleteSeries: async (id) => void (await call('DELETE', `${events}/${id}`)),
      moveOut: async (id) => modify(groupName, { resourceNamesToRemove: [id] }),
      keepOut: async (_, id, on) => modify(keepOutName, on ? { resourceNamesToAdd: [id] } : { resourceNamesToRemove: [id] }),
      count: async (kind) =>
        (
          await (kind === 'contact'
            ? all(`/v1/people/me/connections?personFields=${fields}&pageSize=1000`, 'connections')
            : all(`${events}?maxResults=2500`, 'items'))
        ).length,
    },
    forgetCursors: () => {
      const details = [
        { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'EXPIRED_SYNC_TOKEN', domain: 'people.googleapis.com' },
      ];
      const body = { error: { code: 400, message: 'Sync token is expired.', status: 'FAILED_PRECONDITION', details } };
      world.faults.add({
        id: `expired ${rule++}`,
        vendor: 'google',
        path: '^GET /v1/people/me/connections.*syncToken',
        kind: 'answer',
        status: 400,
        body,
        times: 1,
      });
      world.faults.switches['google.calendarTokenLifeMs'] = -1;
    },
    loseNextAnswer: (kind) =>
      world.faults.add({
        id: `lost ${rule++}`,
        vendor: 'google',
        path: kind === 'contact' ? '^POST /v1/people:batchCreate' : '^POST /calendar/v3/calendars/primary/events',
        kind: 'drop after',
        times: 1,
      }),
    throttleOnePart: (kind) =>
      world.faults.add({
        id: `busy ${rule++}`,
        vendor: 'google',
        path: kind === 'contact' ? '^POST /v1/people' : '^POST /calendar/v3/calendars/primary/events',
        kind: 'answer',
        status: 429,
        times: 1,
      }),
    calm: Object.keys(switches).length === 0,
    requests,
    mails: () => world.mails.length,
    close: async () => {},
  };
}
