/** Meetings of the company as the planned events of an import, and into the two mailboxes with the invitations they cause. */
import { DAY } from '../import/dates';
import { type Door, listOf, textIn } from '../import/door';
import { graphSeries } from '../import/graphRecurrence';
import { invite, withdraw } from '../import/invitation';
import { Tally } from '../import/ledger';
import type { ImportedEvent } from '../import/model';
import { type Planned, planFor } from '../import/plan';
import { ruleOf } from '../import/rules';
import { googleEvent, googleFields, googleSeries, occurrenceId } from '../import/toGoogle';
import { writeEvents as writeIntoGraph } from '../import/writeGraph';
import { ianaZone, utc } from '../import/zones';
import type { Account, World } from '../world';
import { type Meeting, monday } from './calendar';

const KEPT_OUT = "Don't Sync with Salesforce";

/** Where meetings of an account lie: this week's Monday in its zone. */
function frame(world: World, account: Account) {
  const zone = { ...(ianaZone(account.timeZone) ?? utc), id: '' };
  return { zone, start: monday(world.clock.now(), zone.toWall) };
}

export function timesOf(world: World, account: Account, meeting: Meeting): { allDay: boolean; start: number; end: number } {
  const { zone, start } = frame(world, account);
  const wall = start + meeting.day * DAY + (meeting.hour ?? 0) * 3_600_000;
  if (meeting.hour === null) return { allDay: true, start: wall, end: wall + meeting.length * DAY };
  return { allDay: false, start: zone.toUtc(wall), end: zone.toUtc(wall) + meeting.length * 3_600_000 };
}

function eventsOf(world: World, account: Account, meeting: Meeting, number: number): ImportedEvent[] {
  const { zone, start } = frame(world, account);
  const at = (day: number, hour: number | null) => ({ wall: start + day * DAY + (hour ?? 0) * 3_600_000, day: hour === null, zone });
  const first = at(meeting.day, meeting.hour);
  const me = meeting.from ? [{ email: account.email, name: account.name, response: meeting.answer ?? ('none' as const) }] : [];
  const master: ImportedEvent = {
    ...{
      file: 'company',
      item: meeting.subject,
      line: number,
      uid: `${account.id.toLowerCase()}-${number}@brightwater.example`,
      overrides: null,
    },
    start: first,
    lengthMs: meeting.length * (meeting.hour === null ? DAY : 3_600_000),
    subject: meeting.subject,
    location: meeting.location ?? '',
    description: meeting.text ?? meeting.html ?? '',
    html: meeting.html ?? '',
    showAs: meeting.showAs ?? 'busy',
    private: meeting.isPrivate === true,
    status: meeting.cancelled ? 'cancelled' : 'confirmed',
    organizer: meeting.from ?? null,
    attendees: [...(meeting.guests ?? []), ...me].map((guest) => ({ optional: false, resource: false, ...guest })),
    categories: meeting.category ? [meeting.category] : [],
    rules: meeting.rule ? [ruleOf(meeting.rule, first)] : [],
    ...{ exceptRules: [], extras: [], removed: [], sequence: 0 },
  };
  const edits = (meeting.edits ?? []).map(({ day, to }): ImportedEvent => {
    const single = { ...master, overrides: at(day, meeting.hour), rules: [] };
    if (to === 'deleted') return { ...single, start: single.overrides, status: 'cancelled' };
    return { ...single, start: at(to.day, to.hour), subject: to.subject ?? meeting.subject };
  });
  return [master, ...edits];
}

export const planned = (
  world: World,
  account: Account,
  meetings: readonly Meeting[],
  vendor: 'microsoft' | 'google',
): readonly Planned[] => {
  const plan = planFor(
    meetings.flatMap((meeting, index) => eventsOf(world, account, meeting, index + 1)),
    vendor === 'microsoft' ? graphSeries : googleSeries,
  );
  const trouble = plan.unreadable[0];
  if (trouble) throw new Error(`the company's calendar: ${trouble.item}: ${trouble.why}`);
  return plan.planned;
};

function check(tally: Tally): void {
  const trouble = tally.unreadable[0];
  if (trouble) throw new Error(`the company's calendar: ${trouble.item}: ${trouble.why}`);
}

/** Graph takes no answers of attendees with a new meeting: they come in as replies. */
export async function intoGraph(world: World, door: Door, account: Account, meetings: readonly Meeting[]): Promise<void> {
  const tally = new Tally();
  for (const each of planned(world, account, meetings, 'microsoft')) {
    await writeIntoGraph(world, door, [account.email, ...account.aliases], [each], tally);
    const event = each.kind === 'single' ? each.event : each.master;
    const answered = event.organizer ? [] : event.attendees.filter(({ response, email }) => response !== 'none' && !world.account(email));
    if (answered.length === 0) continue;
    const made = await door.ask(
      'GET',
      `/v1.0/me/events?$top=1&$orderby=createdDateTime desc&$filter=${encodeURIComponent(`subject eq '${event.subject.replaceAll("'", "''")}'`)}`,
    );
    const uid = textIn(listOf(made['value'])[0], 'iCalUId');
    for (const { email, response } of answered) {
      if (response !== 'none') world.deliver({ method: 'reply', vendor: 'google', from: email, to: account.email, uid, response });
    }
  }
  check(tally);
}

const events = '/calendar/v3/calendars/primary/events';

/** Somebody else's meeting comes in as a message does, and is answered without a word to anybody. */
async function invited(world: World, door: Door, account: Account, each: Planned, event: ImportedEvent): Promise<void> {
  const to = { user: account.email, uid: each.uid, zone: each.zone, by: 'graph' } as const;
  invite(world, to, each, []);
  if (event.status === 'cancelled') return withdraw(world, to, event);
  const found = await door.ask('GET', `${events}?iCalUID=${encodeURIComponent(each.uid)}`);
  const [copy] = listOf(found['items']);
  const answers = { none: 'needsAction', accepted: 'accepted', tentative: 'tentative', declined: 'declined' };
  const mine = event.attendees.find(({ email }) => email === account.email)?.response ?? 'none';
  const attendees = listOf(copy?.['attendees']).map((who) => (who['self'] === true ? { ...who, responseStatus: answers[mine] } : who));
  await door.ask('PATCH', `${events}/${textIn(copy, 'id')}?sendUpdates=none`, { attendees });
}

/** Own meetings are inserted, so that guests get their copies, under ids that are the same each time. */
export async function intoGoogle(door: Door, world: World, account: Account, meetings: readonly Meeting[]): Promise<void> {
  const tally = new Tally();
  for (const [index, each] of planned(world, account, meetings, 'google').entries()) {
    const event = each.kind === 'single' ? each.event : each.master;
    if (event.organizer) {
      await invited(world, door, account, each, event);
      continue;
    }
    const { iCalUID: _, ...body } = googleEvent(each, tally.shortened);
    const kept = event.categories.includes(KEPT_OUT) ? { extendedProperties: { private: { instepKeepOut: '1' } } } : {};
    const id = `tomas${String(index + 1).padStart(6, '0')}brightvater`;
    await door.ask('POST', `${events}?sendUpdates=all`, { id, ...body, ...kept });
    if (each.kind === 'single') continue;
    for (const { event: edit, occurrence } of each.overrides) {
      const path = `${events}/${occurrenceId(id, each, occurrence)}?sendUpdates=all`;
      if (edit.status === 'cancelled') await door.ask('DELETE', path);
      else await door.ask('PATCH', path, googleFields(edit, each.zone, tally.shortened));
    }
  }
  check(tally);
}

/** The fellow rep's invitations, answered in one's own mailbox so that the answer travels back. */
export async function answerFellow(door: Door, me: Account, fellow: Account): Promise<void> {
  if (me.mailbox === 'microsoft') {
    const found = await door.ask('GET', '/v1.0/me/events?$top=999&$select=id,organizer,type');
    for (const event of listOf(found['value'])) {
      const organizer = event['organizer'] as { emailAddress?: unknown } | undefined;
      if (textIn(organizer?.emailAddress, 'address') === fellow.email)
        await door.ask('POST', `/v1.0/me/events/${textIn(event, 'id')}/accept`, { sendResponse: true });
    }
    return;
  }
  const found = await door.ask('GET', `${events}?maxResults=2500`);
  for (const event of listOf(found['items'])) {
    if (
      textIn(event['organizer'], 'email') !== fellow.email ||
      textIn(event, 'recurringEventId') !== '' ||
      textIn(event, 'status') === 'cancelled'
    )
      continue;
    const attendees = listOf(event['attendees']).map((each) => (each['self'] === true ? { ...each, responseStatus: 'accepted' } : each));
    await door.ask('PATCH', `${events}/${textIn(event, 'id')}?sendUpdates=all`, { attendees });
  }
}
