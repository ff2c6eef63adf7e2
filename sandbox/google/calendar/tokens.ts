/** What a listing asks for and what its sync token stands for (Calendar API, "Synchronize resources efficiently"). */
import { badParameter, calendarError } from '../answers';
import type { Call } from '../call';
import { unseal } from '../json';
import { changedRows, matches, type Search, type Window } from './read';
import type { Calendar } from './store';

const forbiddenWithToken = [
  'iCalUID',
  'orderBy',
  'privateExtendedProperty',
  'q',
  'sharedExtendedProperty',
  'timeMax',
  'timeMin',
  'updatedMin',
];

export const whatWasAsked = (query: URLSearchParams): string =>
  [...query.entries()]
    .filter(([name]) => name !== 'pageToken' && name !== 'maxResults' && name !== 'prettyPrint' && name !== 'alt')
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');

export function pageSize(query: URLSearchParams): number {
  const asked = query.get('maxResults');
  if (asked === null) return 250;
  const size = Number(asked);
  if (!Number.isInteger(size) || size < 1) throw badParameter('maxResults', 'Invalid value for maxResults.');
  return Math.min(size, 2500);
}

export function windowOf(query: URLSearchParams): Window {
  const read = (name: string): number | null => {
    const text = query.get(name);
    if (text === null) return null;
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(Date.parse(text))) {
      throw calendarError(400, 'badRequest', 'Bad Request');
    }
    return Math.floor(Date.parse(text) / 1000) * 1000;
  };
  const window = { min: read('timeMin'), max: read('timeMax') };
  if (window.min !== null && window.max !== null && window.max <= window.min) {
    throw calendarError(400, 'timeRangeEmpty', 'The specified time range is empty.', {
      domain: 'calendar',
      locationType: 'parameter',
      location: 'timeMax',
    });
  }
  return window;
}

/** "syncToken": the forbidden neighbours, the dead token, and the rows since. */
export function readSyncToken(call: Call, calendar: Calendar, token: string) {
  const { query, world, now } = call;
  const clash = forbiddenWithToken.find((name) => query.has(name));
  if (clash) throw badParameter(clash, `Sync token cannot be used together with ${clash}.`);
  if (query.get('showDeleted') === 'false') throw badParameter('showDeleted', 'showDeleted cannot be false when a sync token is given.');
  const sealed = unseal(token);
  if (sealed?.k !== 'sync' || sealed.c !== calendar.head.id) throw badParameter('syncToken', 'Invalid sync token value.');
  const single = query.get('singleEvents') === 'true';
  if (sealed.single !== single || sealed.types !== query.getAll('eventTypes').sort().join()) {
    throw badParameter('syncToken', 'Sync token was issued for other request parameters.');
  }
  const age = now - Number(sealed.at);
  if (Number(sealed.s) > calendar.seq || age > world.faults.number('google.calendarTokenLifeMs', Number.POSITIVE_INFINITY)) {
    const place = { domain: 'calendar', locationType: 'parameter', location: 'syncToken' } as const;
    throw calendarError(410, 'fullSyncRequired', 'Sync token is no longer valid, a full sync is required.', place);
  }
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  const deletedSeries = world.faults.switches['google.deletedSeries'] === 'master' ? 'master' : 'instances';
  const types = query.getAll('eventTypes');
  const search: Search = { q: '', uid: '', privates: [], shareds: [], types, updatedMin: null };
  return {
    window: { min: number(sealed.min), max: number(sealed.max) },
    rows: (window: Window, expanded: boolean) =>
      changedRows(calendar, Number(sealed.s), window, expanded, now, deletedSeries).filter((row) => matches(calendar, row, search)),
  };
}
