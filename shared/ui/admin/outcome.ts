/** What a device reports of a reset or dry run, read with care: it comes from a record that a rep's device wrote. Pure. */
import type { Request } from '../../core/model';
import type { ResetCounts } from '../../device/admin';

export interface Outcome {
  readonly contacts: ResetCounts;
  readonly events: ResetCounts;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const count = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : 0);

function counts(value: unknown): ResetCounts {
  const given = isObject(value) ? value : {};
  return {
    byMark: count(given.byMark),
    byMatch: count(given.byMatch),
    doubtful: count(given.doubtful),
    created: count(given.created),
    keptOut: count(given.keptOut),
  };
}

export function outcomeOf(request: Pick<Request, 'outcome'>): Outcome | null {
  try {
    const value: unknown = JSON.parse(request.outcome);
    return isObject(value) && isObject(value.contacts) && isObject(value.events)
      ? { contacts: counts(value.contacts), events: counts(value.events) }
      : null;
  } catch {
    return null;
  }
}

export const paired = ({ byMark, byMatch }: ResetCounts): number => byMark + byMatch;

export const plus = (a: ResetCounts, b: ResetCounts): ResetCounts => ({
  byMark: a.byMark + b.byMark,
  byMatch: a.byMatch + b.byMatch,
  doubtful: a.doubtful + b.doubtful,
  created: a.created + b.created,
  keptOut: a.keptOut + b.keptOut,
});

export const noCounts: ResetCounts = { byMark: 0, byMatch: 0, doubtful: 0, created: 0, keptOut: 0 };

/** As the mass change guard counts (SYN4): more than ten, and more than a tenth, would be new or doubtful. */
export function isMassChange({ contacts, events }: Outcome): boolean {
  const both = plus(contacts, events);
  const unusual = both.created + both.doubtful;
  return unusual > 10 && unusual > (paired(both) + unusual) / 10;
}
