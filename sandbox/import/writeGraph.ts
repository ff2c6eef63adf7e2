/** Writes cards and planned events into a Microsoft mailbox through the stand-in's own Graph API. */

import type { World } from '../world';
import { dayText } from './dates';
import { type Door, isObject, listOf, Refused, textIn } from './door';
import { invite, withdraw } from './invitation';
import type { Tally } from './ledger';
import type { Card, ImportedEvent } from './model';
import type { Occurrence } from './occurrences';
import type { Planned, PlannedSeries, PlannedSingle } from './plan';
import type { Override } from './series';
import { type Body, graphContact, graphEvent, graphFields } from './toGraph';

export const FOLDER = 'Salesforce_Sync';
const me = '/v1.0/me';

async function folderNamed(door: Door, name: string): Promise<string> {
  let path = `${me}/contactFolders?$top=100`;
  while (path !== '') {
    const answer = await door.ask('GET', path);
    const found = listOf(answer['value']).find((folder) => textIn(folder, 'displayName') === name);
    if (found) return textIn(found, 'id');
    path = textIn(answer, '@odata.nextLink').replace(/^https?:\/\/[^/]+/, '');
  }
  return textIn(await door.ask('POST', `${me}/contactFolders`, { displayName: name }), 'id');
}

const BATCH = 20;

/** Contacts go twenty at a time in `$batch`; each part has its own answer. */
export async function writeCards(door: Door, cards: readonly Card[], folder: boolean, tally: Tally): Promise<number> {
  if (cards.length === 0) return 0;
  const url = folder ? `/me/contactFolders/${await folderNamed(door, FOLDER)}/contacts` : '/me/contacts';
  let written = 0;
  for (let from = 0; from < cards.length; from += BATCH) {
    const some = cards.slice(from, from + BATCH);
    const requests = some.map((card, index) => ({
      id: String(index),
      method: 'POST',
      url,
      headers: { 'Content-Type': 'application/json' },
      body: graphContact(card, tally.shortened),
    }));
    const answers = new Map(
      listOf((await door.ask('POST', '/v1.0/$batch', { requests }))['responses']).map((answer) => [textIn(answer, 'id'), answer]),
    );
    for (const [index, card] of some.entries()) {
      const answer = answers.get(String(index));
      if (answer && Number(answer['status']) < 300) written++;
      else tally.refused(card, messageOf(answer?.['body']));
    }
  }
  return written;
}

const messageOf = (body: unknown) => (isObject(body) ? textIn(body['error'], 'message') : '') || 'no reason was given.';

class EventWriter {
  constructor(
    private readonly world: World,
    private readonly door: Door,
    /** The mailbox's own addresses, in lower case. */
    private readonly own: ReadonlySet<string>,
    private readonly tally: Tally,
    private readonly user: string,
  ) {}

  async write(planned: Planned): Promise<void> {
    const event = planned.kind === 'single' ? planned.event : planned.master;
    if (event.organizer && !this.own.has(event.organizer.email)) await this.#invited(planned, event);
    else if (planned.kind === 'series') await this.#series(planned);
    else if (event.status === 'cancelled')
      this.tally.note(event, 'It is cancelled and nobody invited to it, so Outlook has no place for it; it was left out.');
    else await this.door.ask('POST', `${me}/events`, graphEvent(planned, this.tally.shortened));
  }

  /** Somebody else's meeting comes in as an invitation does; what is the rep's own is set on the copy. */
  async #invited(planned: PlannedSingle | PlannedSeries, event: ImportedEvent): Promise<void> {
    const to = { user: this.user, uid: planned.uid, zone: planned.zone, by: 'google' } as const;
    invite(this.world, to, planned, this.tally.shortened);
    const found = await this.door.ask(
      'GET',
      `${me}/events?$filter=${encodeURIComponent(`iCalUId eq '${planned.uid.replaceAll("'", "''")}'`)}`,
    );
    const id = textIn(listOf(found['value'])[0], 'id');
    if (id === '') throw new Refused(404, 'the invitation did not arrive.');
    const { showAs, categories, sensitivity } = graphFields(event, planned.zone, []);
    await this.door.ask('PATCH', `${me}/events/${id}`, { showAs, categories, sensitivity });
    await this.#answer(id, event);
    if (planned.kind === 'series') {
      for (const occurrence of planned.removed) withdraw(this.world, to, event, occurrence);
      for (const { event: edit, occurrence } of planned.overrides) {
        if (edit.status === 'cancelled') withdraw(this.world, to, event, occurrence);
        else
          invite(
            this.world,
            to,
            { kind: 'single', uid: planned.uid, event: { ...edit, organizer: event.organizer }, zone: planned.zone },
            this.tally.shortened,
            occurrence,
          );
      }
    }
    if (event.status === 'cancelled') withdraw(this.world, to, event);
  }

  /** Declining would take the meeting out of the calendar, so such an answer is only told. */
  async #answer(id: string, event: ImportedEvent): Promise<void> {
    const response = event.attendees.find(({ email }) => this.own.has(email))?.response ?? 'none';
    if (response === 'declined')
      this.tally.note(event, 'It was declined; Outlook keeps no declined meetings, so it stays without an answer.');
    const verb = { none: '', declined: '', accepted: 'accept', tentative: 'tentativelyAccept' }[response];
    if (verb !== '') await this.door.ask('POST', `${me}/events/${id}/${verb}`, { sendResponse: false });
  }

  async #series(series: PlannedSeries): Promise<void> {
    const id = textIn(await this.door.ask('POST', `${me}/events`, graphEvent(series, this.tally.shortened)), 'id');
    if (series.master.status === 'cancelled') this.tally.note(series.master, 'The series is marked as cancelled; it was added as it is.');
    for (const occurrence of series.removed) await this.#remove(id, series, occurrence);
    for (const override of series.overrides) await this.tally.attempt(override.event, () => this.#override(id, series, override));
  }

  async #instance(id: string, series: PlannedSeries, { utc, wall }: Occurrence): Promise<string> {
    const day = 86_400_000;
    const [from, to] = [utc - 2 * day, utc + 2 * day].map((at) => new Date(at).toISOString());
    const answer = await this.door.ask('GET', `${me}/events/${id}/instances?startDateTime=${from}&endDateTime=${to}&$top=100`);
    const found = listOf(answer['value']).find((instance) => {
      const start = textIn(instance['start'], 'dateTime');
      return series.master.start.day ? start.startsWith(dayText(wall)) : Date.parse(`${start.slice(0, 19)}Z`) === utc;
    });
    return textIn(found, 'id');
  }

  async #remove(id: string, series: PlannedSeries, occurrence: Occurrence): Promise<void> {
    const instance = await this.#instance(id, series, occurrence);
    if (instance !== '') await this.door.ask('DELETE', `${me}/events/${instance}`);
    else
      this.tally.note(
        series.master,
        `Its occurrence of ${dayText(occurrence.wall)} was to be left out, but Outlook's series has none there.`,
      );
  }

  /** Outlook never lets an occurrence pass its neighbour: then it leaves the series and becomes an event of its own. */
  async #override(id: string, series: PlannedSeries, { event, occurrence }: Override): Promise<void> {
    const instance = await this.#instance(id, series, occurrence);
    const body: Body = graphFields(event, series.zone, this.tally.shortened);
    if (event.status === 'cancelled') {
      if (instance !== '') await this.door.ask('DELETE', `${me}/events/${instance}`);
      return;
    }
    if (instance !== '') {
      try {
        await this.door.ask('PATCH', `${me}/events/${instance}`, body);
        return;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        await this.door.ask('DELETE', `${me}/events/${instance}`);
      }
    }
    await this.door.ask('POST', `${me}/events`, body);
    this.tally.note(
      event,
      'Outlook does not let an occurrence pass its neighbours: it was taken out of the series and added as a single event.',
    );
  }
}

export async function writeEvents(
  world: World,
  door: Door,
  own: readonly string[],
  planned: readonly Planned[],
  tally: Tally,
): Promise<void> {
  const writer = new EventWriter(world, door, new Set(own.map((mail) => mail.toLowerCase())), tally, own[0] ?? '');
  for (const each of planned) await tally.attempt(each.kind === 'single' ? each.event : each.master, () => writer.write(each));
}
