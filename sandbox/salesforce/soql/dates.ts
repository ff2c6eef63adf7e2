/** SOQL's date literals as spans of time: `TODAY`, `LAST_N_DAYS:30`. In UTC, the stand-in's only zone. */
const dayMs = 86_400_000;

export interface Span {
  /** Included. */
  readonly from: number;
  /** Excluded. */
  readonly to: number;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

const units: Readonly<Record<Unit, (now: number, step: number) => number>> = {
  DAY: (now, step) => Math.floor(now / dayMs) * dayMs + step * dayMs,
  WEEK: (now, step) => {
    const today = Math.floor(now / dayMs);
    return (today - ((today + 4) % 7) + step * 7) * dayMs;
  },
  MONTH: (now, step) => Date.UTC(new Date(now).getUTCFullYear(), new Date(now).getUTCMonth() + step),
  QUARTER: (now, step) => Date.UTC(new Date(now).getUTCFullYear(), Math.floor(new Date(now).getUTCMonth() / 3) * 3 + step * 3),
  YEAR: (now, step) => Date.UTC(new Date(now).getUTCFullYear() + step, 0),
};

const whole = (unit: Unit, now: number, first: number, last: number): Span => ({
  from: units[unit](now, first),
  to: units[unit](now, last + 1),
});

/** @returns null when this is no date literal. */
export function spanOf(literal: string, now: number): Span | null {
  const name = literal.toUpperCase().replace('FISCAL_', '');
  if (name === 'YESTERDAY') return whole('DAY', now, -1, -1);
  if (name === 'TODAY') return whole('DAY', now, 0, 0);
  if (name === 'TOMORROW') return whole('DAY', now, 1, 1);
  if (name === 'LAST_90_DAYS') return whole('DAY', now, -90, 0);
  if (name === 'NEXT_90_DAYS') return whole('DAY', now, 1, 90);
  const plain = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(name);
  if (plain) {
    const step = { LAST: -1, THIS: 0, NEXT: 1 }[plain[1] as 'LAST' | 'THIS' | 'NEXT'];
    return whole(plain[2] as Unit, now, step, step);
  }
  const counted = /^(?:(LAST|NEXT)_N_(DAY|WEEK|MONTH|QUARTER|YEAR)S|N_(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO):(\d+)$/.exec(name);
  if (!counted) return null;
  const count = Number(counted[4]);
  if (counted[3]) return whole(counted[3] as Unit, now, -count, -count);
  const unit = counted[2] as Unit;
  // "Last n days" goes up to now and counts today; for longer units it ends with the last whole one.
  if (counted[1] === 'LAST') return whole(unit, now, -count, unit === 'DAY' ? 0 : -1);
  return whole(unit, now, 1, count);
}
