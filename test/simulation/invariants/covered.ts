/** RST5, CON1, EVT1: what nothing keeps out is on the other side. Only what nobody ever deleted, hid or decided about is looked at. */
import type { Configuration } from '../../../shared/core/model';
import type { Life } from '../book';
import { spanOf } from '../typing';
import type { SimRep, SimWorld } from '../world';
import type { Invariant } from '.';
import { seriesOf } from './edits';

const harmless = new Set(['reset', 'configuration']);
const dayMs = 86_400_000;

export const covered: Invariant = (sim) =>
  sim.reps.flatMap((rep) => [...sim.book.lives.values()].flatMap((life) => missingTwin(sim, rep, life)));

function missingTwin(sim: SimWorld, rep: SimRep, life: Life): string[] {
  const rules = life.kind === 'contact' ? rep.configuration.contacts : rep.configuration.events;
  if (rules.direction !== 'both' || !plain(sim, life) || !takesPart(sim, rep, life)) return [];
  const kin = [life.name, seriesOf(life.name)].flatMap((name) => sim.book.named(name));
  const twin = kin.some((one) => one.live && one.place === (life.place === 'crm' ? rep.index : 'crm'));
  return twin
    ? []
    : [
        `RST5: ${life.name} (${life.place === 'crm' ? 'Salesforce' : `mailbox ${life.place}`} ${life.id}) has no twin with rep ${rep.index}`,
      ];
}

/** Nothing ever happened to it, anywhere, that could be a reason. */
function plain(sim: SimWorld, life: Life): boolean {
  if (!life.live || life.name === '' || isOfSeries(sim, life)) return false;
  if ([...(sim.book.asked.get(life.name) ?? [])].some((what) => !harmless.has(what))) return false;
  return sim.book.named(life.name).every((one) => one.live && one.log.every((change) => !change.hidden && !change.wasHidden));
}

/** The record of an occurrence that was read before it had a name of its own: which one it is, and what became of that, its name does not tell. */
const isOfSeries = (sim: SimWorld, { name }: Life): boolean => [...sim.book.names()].some((one) => one.startsWith(`${name}_`));

function takesPart(sim: SimWorld, rep: SimRep, life: Life): boolean {
  if (life.place !== 'crm' && life.place !== rep.index) return false;
  const emails = sim.book.named(life.name).flatMap((one) => [...one.emails, one.values.email ?? '']);
  if (rep.configuration.blockedDomains.length > 0 && emails.some((email) => email.endsWith('@blocked.test'))) return false;
  const owner = life.place === 'crm' ? sim.org.find(life.id)?.fields.OwnerId : null;
  if (life.kind === 'contact') return life.place !== 'crm' || rep.configuration.contacts.whose === 'all' || owner === rep.userId;
  if (owner !== null && owner !== rep.userId) return false;
  if (life.place !== 'crm') {
    const event = rep.mailbox.hands.event(life.id);
    const blocked = rep.configuration.blockedDomains.length > 0 && event?.attendees.some(({ email }) => email.endsWith('@blocked.test'));
    if (!event || blocked || event.cancelled || event.response === 'declined' || leftOutByOrganizer(sim, rep, life, event.organizer))
      return false;
  }
  return insideWindow(life.values.time ?? '', rep.configuration, sim.clock.now());
}

/** The organizer's device brings the meeting, unless the organizer's own rules keep it out (EVT4). */
function leftOutByOrganizer(sim: SimWorld, rep: SimRep, life: Life, organizer: string): boolean {
  const other = sim.reps.find((one) => one !== rep && one.address === organizer);
  if (!other || !['both', 'mailbox to crm'].includes(other.configuration.events.direction)) return false;
  const theirs = sim.book.named(life.name).find((one) => one.place === other.index);
  return !theirs || !takesPart(sim, other, theirs);
}

export function insideWindow(time: string, { events }: Configuration, now: number): boolean {
  const { start, end, allDay } = spanOf(time);
  if (allDay && events.leaveOut.allDay) return false;
  const today = Math.floor(now / dayMs) * dayMs;
  return Date.parse(start) < today + (events.daysAhead - 1) * dayMs && Date.parse(end) > today - (events.daysBack - 1) * dayMs;
}
