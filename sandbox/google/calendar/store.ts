/** One calendar: rows by id, exceptions by series, and the log of changes that sync tokens point into. */
import type { JsonObject } from '../json';
import type { CalendarHead, Stored } from './model';
import { Series } from './recurrence';
import { stampOf, type When, whenOf } from './time';

export class Calendar {
  readonly events = new Map<string, Stored>();
  readonly #byMaster = new Map<string, Set<string>>();
  readonly #byUid = new Map<string, Set<string>>();
  readonly #series = new WeakMap<Stored, { seq: number; series: Series }>();
  /** Ids in the order of their changes; an older entry of the same id is stale. */
  #log: { seq: number; id: string }[] = [];
  #bumps: { at: number; id: string }[] = [];
  seq = 0;
  updated = 0;

  constructor(readonly head: CalendarHead) {}

  /** Google edits a new event by itself a little later; the etag moves on. Happens before the next request after that time. */
  bumpAt(at: number, id: string): void {
    this.#bumps.push({ at, id });
  }
  bumpDue(now: number): void {
    for (const { id } of this.#bumps.filter((bump) => bump.at <= now)) {
      const stored = this.events.get(id);
      if (stored && !stored.cancelled) this.touch(stored, now);
    }
    this.#bumps = this.#bumps.filter((bump) => bump.at > now);
  }

  get(id: string): Stored | undefined {
    return this.events.get(id);
  }

  /** Notes a change of the row, new or not. Reminders move the etag but not `updated` (Events resource, `reminders`). */
  touch(stored: Stored, now: number, silent = false): void {
    stored.seq = ++this.seq;
    if (!silent) stored.updated = now;
    this.updated = Math.max(this.updated, stored.updated);
    this.events.set(stored.id, stored);
    if (stored.masterId) add(this.#byMaster, stored.masterId, stored.id);
    else add(this.#byUid, stored.uid, stored.id);
    this.#log.push({ seq: stored.seq, id: stored.id });
    if (this.#log.length > 2 * this.events.size + 64) this.#log = this.#log.filter((entry) => this.events.get(entry.id)?.seq === entry.seq);
  }

  /** An exception that its series no longer has. */
  forget(stored: Stored): void {
    this.events.delete(stored.id);
    this.#byMaster.get(stored.masterId)?.delete(stored.id);
  }

  exceptionsOf(masterId: string): Stored[] {
    return [...(this.#byMaster.get(masterId) ?? [])].flatMap((id) => this.events.get(id) ?? []);
  }

  withUid(uid: string): Stored[] {
    return [...(this.#byUid.get(uid) ?? [])].flatMap((id) => this.events.get(id) ?? []);
  }

  /** Rows changed after the sequence number, in the order of their last change. */
  changedSince(seq: number): Stored[] {
    let low = 0;
    let high = this.#log.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#log[middle]!.seq <= seq) low = middle + 1;
      else high = middle;
    }
    return this.#log.slice(low).flatMap((entry) => {
      const stored = this.events.get(entry.id);
      return stored && stored.seq === entry.seq ? [stored] : [];
    });
  }

  /** The rule of a master; null for anything else. */
  seriesOf(stored: Stored): Series | null {
    const lines = stored.fields.recurrence;
    const start = whenOf(stored.fields.start);
    if (stored.masterId || !Array.isArray(lines) || lines.length === 0 || !start) return null;
    const known = this.#series.get(stored);
    if (known?.seq === stored.seq) return known.series;
    const series = new Series(start, lines as string[]);
    this.#series.set(stored, { seq: stored.seq, series });
    return series;
  }

  exception(masterId: string, original: When): Stored | undefined {
    return this.events.get(instanceId(masterId, original));
  }

  dump(): JsonObject {
    return {
      head: { ...this.head },
      seq: this.seq,
      events: [...this.events.values()].map((each) => ({ ...each }) as unknown as JsonObject),
    };
  }

  static load(dump: { head: CalendarHead; seq: number; events: Stored[] }): Calendar {
    const calendar = new Calendar({ ...dump.head });
    for (const event of [...dump.events].sort((a, b) => a.seq - b.seq)) {
      const copy = structuredClone(event);
      calendar.touch(copy, copy.updated);
      copy.seq = event.seq;
    }
    calendar.#log = [...calendar.events.values()].map(({ id, seq }) => ({ seq, id })).sort((a, b) => a.seq - b.seq);
    calendar.seq = dump.seq;
    return calendar;
  }
}

export const instanceId = (masterId: string, original: When): string => `${masterId}_${stampOf(original)}`;

function add(index: Map<string, Set<string>>, key: string, id: string): void {
  const ids = index.get(key);
  if (ids) ids.add(id);
  else index.set(key, new Set([id]));
}
