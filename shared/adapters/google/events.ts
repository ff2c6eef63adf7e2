/** Events of the primary calendar, as single events and occurrences (decision 6). The window is enforced here, not by Google. */
import type { CalendarEvent, ItemId, Seen } from '../../core/model';
import { type Cursor, Failed, type Gone, type Page, type Unreadable, type Window } from '../../core/ports';
import { instantOf, timeText } from '../../core/time';
import { type Answer, readable } from '../http';
import { freshTrail, step } from '../loops';
import { expectOk, type GoogleAccount } from './account';
import { type Place, padMs, placeOf, resync } from './cursor';
import { seenEvent } from './event';
import { eventPageSchema, eventSchema, type GoogleEvent } from './schemas';

const events = '/calendars/primary/events';
export const eventPath = (id: ItemId): string => `${events}/${encodeURIComponent(id)}`;

type Covered = Pick<Place, 'from' | 'to'>;

export async function eventChanges(account: GoogleAccount, cursor: Cursor | null, window: Window): Promise<Page<'mailbox'>> {
  const place = cursor === null ? start(account, window) : placeOf(cursor, 'event');
  // Google may keep the first listing's window in the token, or forget it: only a new round is sure to cover new days.
  const outgrown = place.phase === 'delta' && place.page === '' && outgrows(window, place);
  return onePage(account, outgrown ? start(account, window) : place);
}

export async function readEvents(
  account: GoogleAccount,
  ids: readonly ItemId[],
  window: Window,
): Promise<{ items: readonly Seen<'mailbox'>[]; gone: readonly Gone[] }> {
  const items: Seen<'mailbox'>[] = [];
  const gone: Gone[] = [];
  const covered = coveredBy(window);
  await Promise.all(
    ids.map(async (id) => {
      const raw = await getEvent(account, id);
      const seen = raw && seenEvent(raw);
      if (!seen) gone.push({ id, how: 'deleted' });
      else if (inside(seen.item, covered)) items.push(seen);
      else gone.push({ id, how: 'left', now: seen });
    }),
  );
  return { items, gone };
}

/** Null when it is not there any more: a deleted event is still answered, as cancelled. */
export async function getEvent(account: GoogleAccount, id: ItemId): Promise<GoogleEvent | null> {
  const answer = await account.askCalendar(eventPath(id), { schema: eventSchema });
  if (answer.kind === 'gone') return null;
  const event = expectOk(answer);
  return event.status === 'cancelled' ? null : event;
}

const coveredBy = (window: Window): Covered => ({ from: instantOf(window.from) - padMs, to: instantOf(window.to) + padMs });
const outgrows = (window: Window, place: Place): boolean => instantOf(window.from) < place.from || instantOf(window.to) > place.to;

const start = (account: GoogleAccount, window: Window): Place => ({
  v: 1,
  kind: 'event',
  phase: 'full',
  page: '',
  sync: '',
  ...coveredBy(window),
  listedAt: account.http.clock.now(),
  groups: [],
  trail: freshTrail,
});

async function onePage(account: GoogleAccount, place: Place): Promise<Page<'mailbox'>> {
  const data = await ask(account, place);
  const more = data.nextPageToken !== undefined;
  if (!more && data.nextSyncToken === undefined) throw resync('event');
  const held = data.items.map((row) => `${row.id} ${String(row.etag)}`).join('\n');
  const trail = step(place.trail, 'google', 'list', place.page, held);
  const next: Place = more
    ? { ...place, page: data.nextPageToken!, trail }
    : { ...place, phase: 'delta', page: '', sync: data.nextSyncToken!, trail: freshTrail };
  return { ...told(data.items, place), cursor: JSON.stringify(next), more, full: place.phase === 'full' };
}

async function ask(account: GoogleAccount, place: Place) {
  const parameters = new URLSearchParams({ singleEvents: 'true', maxResults: String(account.pageSizes.events) });
  if (place.sync !== '') parameters.set('syncToken', place.sync);
  else {
    parameters.set('timeMin', timeText(place.from));
    parameters.set('timeMax', timeText(place.to));
  }
  if (place.page !== '') parameters.set('pageToken', place.page);
  let answer: Answer<{
    items: readonly { readonly id: string; readonly [name: string]: unknown }[];
    nextPageToken?: string | undefined;
    nextSyncToken?: string | undefined;
  }>;
  try {
    answer = await account.askCalendar(`${events}?${parameters}`, { schema: eventPageSchema });
  } catch (error) {
    // A token that Google no longer understands is refused as a bad request.
    if (error instanceof Failed && error.failure.kind === 'bad row' && (place.page !== '' || place.sync !== '')) throw resync('event');
    throw error;
  }
  if (answer.kind === 'resync') throw resync('event');
  return expectOk(answer);
}

function told(rows: readonly { readonly id: string }[], covered: Covered): Pick<Page<'mailbox'>, 'items' | 'gone' | 'unreadable'> {
  const items = new Map<ItemId, Seen<'mailbox'>>();
  const gone = new Map<ItemId, Gone>();
  const unreadable: Unreadable[] = [];
  for (const row of rows) {
    const read = readable(eventSchema, row);
    if ('why' in read) {
      unreadable.push({ id: row.id, why: read.why });
      continue;
    }
    items.delete(row.id);
    gone.delete(row.id);
    const verdict = judge(read.item, covered);
    if (verdict === null) continue;
    if ('how' in verdict) gone.set(row.id, verdict);
    else if ('why' in verdict) unreadable.push(verdict);
    else items.set(row.id, verdict);
  }
  return { items: [...items.values()], gone: [...gone.values()], unreadable };
}

/** Null: nothing that Instep looks at (birthdays, focus time, working places, what Gmail put there). */
function judge(raw: GoogleEvent, covered: Covered): Seen<'mailbox'> | Unreadable | Gone | null {
  // A deleted row guarantees its id alone; that of a series stands for all its occurrences.
  if (raw.status === 'cancelled') return { id: raw.id, how: 'deleted' };
  if (raw.eventType !== '' && raw.eventType !== 'default') return null;
  try {
    const seen = seenEvent(raw);
    return inside(seen.item, covered) ? seen : { id: raw.id, how: 'left', now: seen };
  } catch (error) {
    if (error instanceof RangeError) return { id: raw.id, why: error.message };
    throw error;
  }
}

function inside(item: Seen<'mailbox'>['item'], { from, to }: Covered): boolean {
  const event = item as CalendarEvent;
  return instantOf(event.end) >= from && instantOf(event.start) < to;
}
