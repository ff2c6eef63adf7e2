/** The Graph adapter keeps what every mailbox promises, against the stand-in, in fair weather and in foul. */
import { afterAll } from 'vitest';
import { createGraphMailbox } from '../../shared/adapters/graph';
import { folderName, keepOutName } from '../../shared/adapters/names';
import type { CalendarEvent, Contact } from '../../shared/core/model';
import { type MailboxUnderTest, mailboxContract } from './mailbox';
import { type Json, rowsOf, site, stop, textOf } from './mailbox.sandbox';

afterAll(stop);

mailboxContract('Graph', () => onGraph({}));
/** Small pages, any order, rows twice, empty pages first, times out of the window: all of it is documented behaviour. */
mailboxContract('Graph in foul weather', () =>
  onGraph({
    'graph.pageSize': 2,
    'graph.shuffle': true,
    'graph.duplicates': 0.3,
    'graph.emptyPages': true,
    'graph.duplicateTransactionStatus': 400,
  }),
);

const immutable = { prefer: 'IdType="ImmutableId"' };
const time = (text: string) => ({ dateTime: text.replace(/Z$/, '').padEnd(19, 'T00:00:00'), timeZone: 'UTC' });

function contactBody({ first, last, emails }: Partial<Contact>): Json {
  return {
    ...(first === undefined ? {} : { givenName: first }),
    ...(last === undefined ? {} : { surname: last }),
    ...(emails === undefined ? {} : { emailAddresses: emails.map((address) => ({ address })) }),
  };
}

function eventBody({ subject, location, description, start, end, allDay }: Partial<CalendarEvent>): Json {
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(location === undefined ? {} : { location: { displayName: location } }),
    ...(description === undefined ? {} : { body: { contentType: 'html', content: `<html><body><p>${description}</p></body></html>` } }),
    ...(start === undefined ? {} : { start: time(start) }),
    ...(end === undefined ? {} : { end: time(end) }),
    ...(allDay === undefined ? {} : { isAllDay: allDay }),
  };
}

async function onGraph(switches: Readonly<Record<string, unknown>>): Promise<MailboxUnderTest> {
  const { sandbox, http, requests, call: anywhere } = await site('graph');
  const { world } = sandbox;
  Object.assign(world.faults.switches, switches);
  const call = (method: string, path: string, body?: unknown) => anywhere(method, `/v1.0${path}`, body, immutable);
  const url = (kind: string, id: string) => `/me/${kind === 'contact' ? 'contacts' : 'events'}/${encodeURIComponent(id)}`;
  const folder = async (name: string): Promise<string> => {
    const found = rowsOf(await call('GET', '/me/contactFolders?$top=100'), 'value').find((row) => row.displayName === name);
    return textOf((found ?? (await call('POST', '/me/contactFolders', { displayName: name }))).id);
  };
  const all = async (path: string): Promise<readonly Json[]> => {
    const rows: Json[] = [];
    for (let next = path; next !== ''; ) {
      const page = await call('GET', next);
      rows.push(...rowsOf(page, 'value'));
      next = textOf(page['@odata.nextLink']).replace(/^https?:\/\/[^/]+\/v1\.0/, '');
    }
    return rows;
  };
  let rule = 0;

  return {
    mailbox: createGraphMailbox({ http }),
    provider: 'microsoft',
    hands: {
      addContact: async (set) =>
        textOf((await call('POST', `/me/contactFolders/${await folder(folderName)}/contacts`, contactBody(set))).id),
      addEvent: async (set) => textOf((await call('POST', '/me/events', eventBody(set))).id),
      addDaily: async (set, count) => {
        const startDate = textOf(set.start).slice(0, 10);
        const recurrence = {
          pattern: { type: 'daily', interval: 1 },
          range: { type: 'numbered', startDate, numberOfOccurrences: count, recurrenceTimeZone: 'UTC' },
        };
        const seriesId = textOf((await call('POST', '/me/events', { ...eventBody(set), recurrence })).id);
        const rows = await all(
          `${url('event', seriesId)}/instances?startDateTime=2026-01-01T00:00:00Z&endDateTime=2026-12-31T00:00:00Z&$top=100`,
        );
        const start = (row: Json) => textOf((row.start as Json).dateTime);
        return { seriesId, ids: [...rows].sort((a, b) => (start(a) < start(b) ? -1 : 1)).map((row) => textOf(row.id)) };
      },
      edit: async (kind, id, set) =>
        void (await call(
          'PATCH',
          url(kind, id),
          kind === 'contact' ? contactBody(set as Partial<Contact>) : eventBody(set as Partial<CalendarEvent>),
        )),
      delete: async (kind, id) => void (await call('DELETE', url(kind, id))),
      deleteSeries: async (id) => void (await call('DELETE', url('event', id))),
      moveOut: async (id) => void (await call('PATCH', url('contact', id), { parentFolderId: await folder('Elsewhere') })),
      keepOut: async (kind, id, on) => void (await call('PATCH', url(kind, id), { categories: on ? ['Red', keepOutName] : ['Red'] })),
      count: async (kind) =>
        (await all(kind === 'contact' ? `/me/contactFolders/${await folder(folderName)}/contacts?$top=500` : '/me/events?$top=500')).length,
    },
    forgetCursors: () => {
      world.clock.advance(1_000);
      world.faults.switches['graph.deltaTokensDeadBefore'] = world.clock.now();
      world.clock.advance(1_000);
    },
    loseNextAnswer: () =>
      world.faults.add({ id: `lost ${rule++}`, vendor: 'graph', path: '^POST .*\\$batch', kind: 'drop after', times: 1 }),
    throttleOnePart: () =>
      world.faults.add({
        id: `busy ${rule++}`,
        vendor: 'graph',
        path: '^POST /v1.0/me/events',
        kind: 'answer',
        status: 429,
        headers: { 'Retry-After': '1' },
        times: 1,
      }),
    calm: Object.keys(switches).length === 0,
    requests,
    mails: () => world.mails.length,
    close: async () => {},
  };
}
