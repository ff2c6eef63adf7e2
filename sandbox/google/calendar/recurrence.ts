/**
 * Recurrence: the lines of an event (RRULE, EXRULE, RDATE, EXDATE, RFC 5545) become the starts of its instances. All is
 * reckoned on the wall clock of the event's zone and only then turned into instants, so a series keeps its hour of day
 * when clocks change.
 */
import { createRequire } from 'node:module';
import { dateMs, dateText, instantOf, isZone, type When, wallOf } from './time';

// The package's ESM types and its CommonJS file disagree on named exports; require meets both.
const { RRule } = createRequire(import.meta.url)('rrule') as typeof import('rrule');

/** A day of each since 1900; minutely rules must not fill memory. */
const MOST_INSTANCES = 60_000;
const DAY = 86_400_000;
/** Years that calendars have: 100 to 9800. */
const EARLIEST = Date.UTC(100, 0, 1);
const LATEST = Date.UTC(9800, 0, 1);

export class BadRule extends Error {}

interface Rules {
  readonly rules: readonly string[];
  readonly without: readonly string[];
  readonly dates: readonly number[];
  readonly not: ReadonlySet<number>;
}

/** The sorted starts of a series, computed as far as anybody asked. */
export class Series {
  readonly #rules: Rules;
  readonly #first: number;
  #walls: number[] = [];
  #until = Number.NEGATIVE_INFINITY;

  constructor(
    readonly start: When,
    lines: readonly string[],
  ) {
    this.#first = 'date' in start ? dateMs(start.date) : wallOf(start.at, start.timeZone);
    this.#rules = this.#read(lines);
    this.#walls = this.#compute(this.#first + 400 * DAY);
    this.#until = this.#first + 400 * DAY;
  }

  /** Starts of instances whose start lies in [from, to], ends included. */
  between(from: number, to: number, zone: string): When[] {
    const walls = this.#upTo(this.#toWall(to, zone) + 1);
    const starts: When[] = [];
    const lowest = this.#toWall(from, zone) - DAY;
    for (let i = lowerBound(walls, lowest); i < walls.length; i++) {
      const wall = walls[i]!;
      const at = this.#instant(wall, zone);
      if (at > to) break;
      if (at >= from) starts.push(this.#when(wall));
    }
    return starts;
  }

  has(original: When): boolean {
    if ('date' in original !== 'date' in this.start) return false;
    const wall = 'date' in original ? dateMs(original.date) : wallOf(original.at, this.#zone());
    const walls = this.#upTo(wall + 1);
    const found = walls[lowerBound(walls, wall)];
    return found === wall && ('date' in original || this.#instant(wall, this.#zone()) === original.at);
  }

  #zone(): string {
    return 'date' in this.start ? 'UTC' : this.start.timeZone;
  }
  #toWall(instant: number, zone: string): number {
    const bounded = Math.min(Math.max(instant, EARLIEST), LATEST);
    return wallOf(bounded, 'date' in this.start ? zone : this.#zone());
  }
  #instant(wall: number, zone: string): number {
    return instantOf(wall, 'date' in this.start ? zone : this.#zone());
  }
  #when(wall: number): When {
    return 'date' in this.start ? { date: dateText(wall) } : { at: instantOf(wall, this.#zone()), timeZone: this.#zone() };
  }

  #upTo(wall: number): readonly number[] {
    if (wall > this.#until) {
      this.#until = wall + 400 * DAY;
      this.#walls = this.#compute(this.#until);
    }
    return this.#walls;
  }

  #compute(until: number): number[] {
    const of = (line: string): number[] => {
      const dates: number[] = [];
      try {
        const options = { ...RRule.parseString(untilOnWall(line, this.#zone())), dtstart: new Date(this.#first) };
        new RRule(options).all((date) => {
          if (date.getTime() > until || dates.length >= MOST_INSTANCES) return false;
          dates.push(date.getTime());
          return true;
        });
      } catch (error) {
        throw new BadRule(error instanceof Error ? error.message : line);
      }
      return dates;
    };
    const without = new Set(this.#rules.without.flatMap(of));
    const all = new Set([...this.#rules.rules.flatMap(of), ...this.#rules.dates]);
    // RFC 5545 3.8.5.2: with dates alone the start is the first instance.
    if (this.#rules.rules.length === 0) all.add(this.#first);
    return [...all].filter((wall) => wall <= until && !this.#rules.not.has(wall) && !without.has(wall)).sort((a, b) => a - b);
  }

  #read(lines: readonly string[]): Rules {
    const rules: string[] = [];
    const without: string[] = [];
    const dates: number[] = [];
    const not = new Set<number>();
    for (const line of lines) {
      const [, name, parameters = '', value] = /^(RRULE|EXRULE|RDATE|EXDATE)((?:;[^:]*)?):(.+)$/i.exec(line.trim()) ?? [];
      if (!name || !value) throw new BadRule(line);
      if (/^(RRULE|EXRULE)$/i.test(name)) {
        if (!/(^|;)FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY|MINUTELY|SECONDLY)(;|$)/i.test(value)) throw new BadRule(line);
        (name.toUpperCase() === 'RRULE' ? rules : without).push(value.toUpperCase());
      } else {
        const walls = value.split(',').map((each) => this.#dateLine(each, parameters));
        if (name.toUpperCase() === 'RDATE') dates.push(...walls);
        else for (const wall of walls) not.add(wall);
      }
    }
    return { rules, without, dates, not };
  }

  /** A value of RDATE or EXDATE on our wall clock; of a PERIOD its start. */
  #dateLine(value: string, parameters: string): number {
    const [, y, mo, d, h, mi, s, utc] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?(?:\/.*)?$/.exec(value.trim()) ?? [];
    if (!y) throw new BadRule(value);
    const wall = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h ?? 0), Number(mi ?? 0), Number(s ?? 0));
    if ('date' in this.start || h === undefined) return Date.UTC(Number(y), Number(mo) - 1, Number(d));
    if (utc) return wallOf(wall, this.#zone());
    const zone = /;TZID=([^;:]+)/i.exec(parameters)?.[1]?.replaceAll('"', '') ?? this.#zone();
    if (!isZone(zone)) throw new BadRule(zone);
    return wallOf(instantOf(wall, zone), this.#zone());
  }
}

/** UNTIL is a UTC time or a bare date (RFC 5545 3.3.10); the rule is reckoned on the wall clock. */
function untilOnWall(rule: string, zone: string): string {
  return rule.replace(/UNTIL=(\d{4})(\d\d)(\d\d)(T(\d\d)(\d\d)(\d\d)(Z?))?/, (_, y, mo, d, time, h, mi, s, utc) => {
    if (!time) return `UNTIL=${y}${mo}${d}T235959Z`;
    const at = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
    const wall = utc ? wallOf(at, zone) : at;
    return `UNTIL=${new Date(wall).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  });
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
