/**
 * What is to be written: single events and series that the vendor can hold. What it cannot hold (a rule of a kind it
 * does not know, dates beside the rule) becomes single events, and that is noted.
 */
import { createHash } from 'node:crypto';
import { compactText, DAY, startOfDay } from './dates';
import type { ImportedEvent, Note, Unreadable } from './model';
import { isEndless, type Occurrence, occurrences, utcOf, type Window } from './occurrences';
import { around, type Override, type Series, sort } from './series';
import { ianaZone, nearestZone, utc } from './zones';

export interface PlannedSingle {
  readonly kind: 'single';
  readonly uid: string;
  readonly event: ImportedEvent;
  /** IANA name of the zone to write it in. */
  readonly zone: string;
}
export interface PlannedSeries {
  readonly kind: 'series';
  readonly uid: string;
  /** Starts with its first occurrence. */
  readonly master: ImportedEvent;
  readonly zone: string;
  readonly overrides: readonly Override[];
  /** UTC of the occurrences that were taken out. */
  readonly removed: readonly Occurrence[];
}
export type Planned = PlannedSingle | PlannedSeries;

/** What a vendor can keep as one series. */
export interface Capability {
  readonly vendor: string;
  /** Null: it can; else why not, as the end of a sentence. */
  refuses(master: ImportedEvent): string | null;
  /** Dates beside the rule can be part of the series. */
  readonly extras: boolean;
}
export interface Plan {
  readonly planned: readonly Planned[];
  readonly unreadable: readonly Unreadable[];
  readonly notes: readonly Note[];
}

const MOST = 5000;
const whole: Window = { from: Number.NEGATIVE_INFINITY, to: Date.UTC(2200, 0, 1), cap: MOST };
const years: Window = { from: Date.UTC(2000, 0, 1), to: Date.UTC(2030, 0, 1), cap: MOST };

const madeUp = (event: ImportedEvent) =>
  `import-${createHash('sha1').update(`${event.file}\n${event.item}\n${event.start.wall}`).digest('hex').slice(0, 24)}`;

class Planner {
  readonly planned: Planned[] = [];
  readonly notes: Note[] = [];
  readonly #uids = new Set<string>();
  constructor(private readonly capability: Capability) {}

  #uid(wanted: string): string {
    let uid = wanted;
    for (let n = 2; this.#uids.has(uid); n++) uid = `${wanted}-${n}`;
    this.#uids.add(uid);
    return uid;
  }

  #note(event: ImportedEvent, note: string): void {
    this.notes.push({ file: event.file, item: event.item, note });
  }

  single(event: ImportedEvent, uid = event.uid || madeUp(event)): void {
    this.planned.push({ kind: 'single', uid: this.#uid(uid), event, zone: zoneAt(event) });
  }

  stray(event: ImportedEvent): void {
    this.#note(event, 'It edits one occurrence of a series that is not in the file, or that never had it; it was added as a single event.');
    this.single(event, `${event.uid || madeUp(event)}-${compactText(event.overrides?.wall ?? event.start.wall)}`);
  }

  series({ master, overrides }: Series): void {
    const why = this.capability.refuses(master);
    if (why !== null) this.#expand(master, overrides, why);
    else this.#keep(master, overrides);
  }

  /** One occurrence as an event of its own. */
  #occurrence(master: ImportedEvent, { wall, lengthMs }: Occurrence, uid: string): void {
    const start = { ...master.start, wall };
    const event = { ...master, start, lengthMs: lengthMs ?? master.lengthMs, rules: [], exceptRules: [], extras: [], removed: [] };
    this.single(event, `${uid}-${compactText(wall)}`);
  }

  #expand(master: ImportedEvent, overrides: readonly Override[], why: string): void {
    const uid = master.uid || madeUp(master);
    const window = master.rules.some(isEndless) ? years : whole;
    const edited = new Map(overrides.map((each) => [each.occurrence.utc, each.event]));
    const list = occurrences(master, window);
    for (const each of list) if (!edited.has(each.utc)) this.#occurrence(master, each, uid);
    for (const { event, occurrence } of overrides) {
      if (event.status !== 'cancelled') this.single(event, `${uid}-${compactText(occurrence.wall)}`);
    }
    const reach = window === years ? ' from 2000 to 2029' : '';
    const cut = list.length >= MOST ? ` Only the first ${MOST} were added.` : '';
    this.#note(
      master,
      `${this.capability.vendor} cannot keep this series, because ${why}: each occurrence${reach} was added as a single event.${cut}`,
    );
  }

  #keep(master: ImportedEvent, overrides: readonly Override[]): void {
    const uid = master.uid || madeUp(master);
    const bare = { ...master, removed: [], extras: [] };
    const first = master.rules.length > 0 ? (occurrences(bare, around(master, 1))[0]?.wall ?? master.start.wall) : master.start.wall;
    const apart = master.extras.filter(({ lengthMs }) => !this.capability.extras || (lengthMs !== null && lengthMs !== master.lengthMs));
    const within = {
      ...endedAtLast(master),
      start: { ...master.start, wall: first },
      extras: master.extras.filter((extra) => !apart.includes(extra)),
    };
    const edited = new Map(overrides.map((each) => [each.occurrence.utc, each]));
    const extras = new Set(apart.length === 0 ? [] : occurrences({ ...master, rules: [], extras: apart }, whole).map(({ utc: at }) => at));
    const regular = occurrences(within, { ...around(master), cap: 20_000 });
    const ruled = new Set(regular.map(({ utc: at }) => at));
    for (const each of occurrences({ ...master, extras: apart }, whole)) {
      if (!extras.has(each.utc) || ruled.has(each.utc)) continue;
      const edit = edited.get(each.utc);
      edited.delete(each.utc);
      if (!edit) this.#occurrence(master, each, uid);
      else if (edit.event.status !== 'cancelled') this.single(edit.event, `${uid}-${compactText(each.wall)}`);
    }
    if (apart.length > 0)
      this.#note(
        master,
        `${this.capability.vendor} cannot keep dates beside the rule in a series (RDATE): they were added as single events.`,
      );
    const kept = [...edited.values()];
    const removed = occurrences({ ...within, removed: [] }, around(master)).filter(({ utc: at }) => !ruled.has(at) && !edited.has(at));
    this.planned.push({ kind: 'series', uid: this.#uid(uid), master: within, zone: this.#zone(within, regular), overrides: kept, removed });
  }

  /** A zone whose clock shows every occurrence at the file's hour; the nearest one when there is none. */
  #zone(master: ImportedEvent, list: readonly Occurrence[]): string {
    const { zone, day } = master.start;
    if (day || zone === utc) return zone.iana || 'UTC';
    const step = Math.max(1, Math.floor(list.length / 100));
    const sample = list.filter((_, index) => index % step === 0).map(({ utc: at }) => at);
    const { name, exact } = nearestZone(zone, sample);
    if (!exact)
      this.#note(
        master,
        `The file defines the time zone "${zone.id}" unlike any that a mailbox knows; ${name} was taken, so some occurrences may be off by an hour.`,
      );
    return name;
  }
}

/** Vendors read the last day of a rule in their own ways, so it ends with its last occurrence. */
function endedAtLast(master: ImportedEvent): ImportedEvent {
  const [rule, ...more] = master.rules;
  if (!rule || rule.until === null || more.length > 0) return master;
  const last = occurrences({ ...master, removed: [], extras: [] }, around(master)).at(-1);
  return last ? { ...master, rules: [{ ...rule, until: last.wall }] } : master;
}

/** The file's zone by name when that shows the same hour at this moment; else UTC. */
function zoneAt({ start }: ImportedEvent): string {
  if (start.day || start.zone === utc) return start.zone.iana || 'UTC';
  const named = start.zone.iana ? ianaZone(start.zone.iana) : null;
  return named && named.toWall(utcOf(start)) === start.wall ? start.zone.iana : 'UTC';
}

export function planFor(events: readonly ImportedEvent[], capability: Capability): Plan {
  const sorted = sort(events);
  const planner = new Planner(capability);
  for (const event of sorted.singles) planner.single(event);
  for (const series of sorted.series) planner.series(series);
  for (const event of sorted.strays) planner.stray(event);
  const replaced = sorted.replaced.map(({ file, item }) => ({
    file,
    item,
    note: 'A later version of the same occurrence is in the file; that one was added.',
  }));
  return { planned: planner.planned, unreadable: sorted.unreadable, notes: [...planner.notes, ...replaced] };
}

export interface Span {
  readonly allDay: boolean;
  /** Wall times in the zone. */
  readonly start: number;
  readonly end: number;
}
/** Start and end as the vendor is to show them in this zone; of an all-day event whole days, the end exclusive. */
export function spanIn(event: ImportedEvent, zone: string): Span {
  if (event.start.day) {
    const start = startOfDay(event.start.wall);
    return { allDay: true, start, end: start + Math.max(DAY, event.lengthMs) };
  }
  const there = ianaZone(zone) ?? utc;
  const at = utcOf(event.start);
  return { allDay: false, start: there.toWall(at), end: there.toWall(at + event.lengthMs) };
}
