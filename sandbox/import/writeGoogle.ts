/** Writes cards and planned events into a Google account through the stand-in's own People and Calendar API. */

import { type Door, isObject, listOf, Refused, textIn } from './door';
import type { Tally } from './ledger';
import type { Card } from './model';
import type { Planned, PlannedSeries } from './plan';
import type { Override } from './series';
import { googleEvent, googleFields, googlePerson, occurrenceId } from './toGoogle';

export const GROUP = 'Salesforce Sync';
const events = '/calendar/v3/calendars/primary/events';

async function groupNamed(door: Door, name: string): Promise<string> {
  let page = '';
  do {
    const answer = await door.ask('GET', `/v1/contactGroups?pageSize=1000${page && `&pageToken=${page}`}`);
    const found = listOf(answer['contactGroups']).find((group) => textIn(group, 'name') === name);
    if (found) return textIn(found, 'resourceName');
    page = textIn(answer, 'nextPageToken');
  } while (page !== '');
  return textIn(await door.ask('POST', '/v1/contactGroups', { contactGroup: { name } }), 'resourceName');
}

/** "people:batchCreateContacts": 200 at a time; when a batch is refused, one by one, so that one card spoils no other. */
const MOST = 200;

export async function writeCards(door: Door, cards: readonly Card[], folder: boolean, tally: Tally): Promise<number> {
  if (cards.length === 0) return 0;
  const groups = ['contactGroups/myContacts', ...(folder ? [await groupNamed(door, GROUP)] : [])];
  let written = 0;
  for (let from = 0; from < cards.length; from += MOST) {
    const some = cards.slice(from, from + MOST);
    const bodies = some.map((card) => googlePerson(card, groups, tally.shortened));
    try {
      await door.ask('POST', '/v1/people:batchCreateContacts', {
        contacts: bodies.map((contactPerson) => ({ contactPerson })),
        readMask: 'names',
      });
      written += some.length;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      for (const [index, card] of some.entries()) {
        if (await tally.attempt(card, async () => void (await door.ask('POST', '/v1/people:createContact', bodies[index])))) written++;
      }
    }
  }
  return written;
}

async function writeOverride(door: Door, id: string, series: PlannedSeries, { event, occurrence }: Override, tally: Tally): Promise<void> {
  const path = `${events}/${occurrenceId(id, series, occurrence)}`;
  if (event.status === 'cancelled') await door.ask('DELETE', path);
  else await door.ask('PATCH', path, googleFields(event, series.zone, tally.shortened));
}

async function writeSeries(door: Door, series: PlannedSeries, tally: Tally): Promise<void> {
  const body = googleEvent(series, tally.shortened);
  if (series.overrides.length === 0) {
    await door.ask('POST', `${events}/import`, body);
    return;
  }
  // Without guests an imported series is the rep's own and its occurrences can be edited; the guests follow at the end.
  const { attendees, ...alone } = body;
  const id = textIn(await door.ask('POST', `${events}/import`, alone), 'id');
  for (const override of series.overrides) await tally.attempt(override.event, () => writeOverride(door, id, series, override, tally));
  if (Array.isArray(attendees) && attendees.length > 0) await door.ask('PATCH', `${events}/${id}?sendUpdates=none`, { attendees });
}

export async function writeEvents(door: Door, planned: readonly Planned[], tally: Tally): Promise<void> {
  for (const each of planned) {
    const source = each.kind === 'single' ? each.event : each.master;
    await tally.attempt(source, async () => {
      if (each.kind === 'series') await writeSeries(door, each, tally);
      else {
        const made = await door.ask('POST', `${events}/import`, googleEvent(each, tally.shortened));
        if (each.event.status === 'cancelled' && isObject(made)) {
          await door.ask('DELETE', `${events}/${textIn(made, 'id')}?sendUpdates=none`);
          tally.note(source, 'It is cancelled: Google Calendar keeps it as a deleted event.');
        }
      }
      if (each.kind === 'series' && source.status === 'cancelled')
        tally.note(source, 'The series is marked as cancelled; it was added as it is.');
    });
  }
}
