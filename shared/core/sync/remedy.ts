/** What a failure calls for. Pure: adapters name failures, this judges them, the engine acts (STYLE 6, wire-contracts 5). */
import type { CauseCode, Instant, System } from '../model';
import type { BadRow, Failure } from '../ports';

type Facts = Readonly<Record<string, string | number>>;

export type Remedy =
  /** Try again then; what waits is said with its reason (SYN8). */
  | { readonly do: 'wait'; readonly until: Instant; readonly cause: CauseCode; readonly facts: Facts }
  | { readonly do: 'sign in'; readonly to: System; readonly cause: CauseCode }
  /** The cursor is dead: list again and reconcile. */
  | { readonly do: 'list again' }
  /** Nothing is tried before the item, the configuration or the fix changes (SYN8). */
  | { readonly do: 'park'; readonly cause: CauseCode; readonly facts: Facts }
  /** Teaches us what the org can hold; plan the item again. */
  | { readonly do: 'learn'; readonly maxEventMinutes: number };

const minute = 60_000;

/** 30 s, 1 min, 2 min … at most an hour; `chance` (0 to 1) spreads devices that failed together. */
export function backoff(attempt: number, chance: number): number {
  const ceiling = Math.min(60 * minute, 30_000 * 2 ** Math.min(attempt, 10));
  return ceiling / 2 + (chance * ceiling) / 2;
}

export function remedyFor(failure: Failure, attempt: number, now: Instant, chance: number): Remedy {
  const later = (cause: CauseCode, facts: Facts = {}, ms = backoff(attempt, chance)): Remedy => ({
    do: 'wait',
    until: now + ms,
    cause,
    facts,
  });
  switch (failure.kind) {
    case 'offline':
      return later('offline');
    case 'throttled':
      return later('throttled', { system: failure.system }, Math.max(1000, failure.retryAfterMs));
    case 'down':
      return later('service down', { system: failure.system, status: failure.status });
    case 'signed out':
      return { do: 'sign in', to: failure.system, cause: 'signed out' };
    case 'forbidden':
      return { do: 'park', cause: 'no permission', facts: { system: failure.system, detail: failure.detail } };
    case 'resync':
      return { do: 'list again' };
    case 'bad row':
      return remedyForRow(failure.reason, failure.fields, failure.detail);
    case 'duplicate':
      return {
        do: 'park',
        cause: 'duplicate rule',
        facts: { rule: failure.rule, record: failure.matches[0] ?? '', matches: failure.matches.join(',') },
      };
    case 'locked':
      return later('record locked', {}, Math.min(backoff(attempt, chance), 15 * minute));
    case 'folder missing':
      return { do: 'park', cause: 'folder missing', facts: {} };
    case 'unexpected answer':
      return later('unknown failure', { system: failure.system, detail: failure.detail });
    case 'unknown':
      return later('unknown failure', { detail: failure.detail });
  }
}

const causeOfRow: Readonly<Record<Exclude<BadRow, 'too many minutes'>, CauseCode>> = {
  'validation rule': 'validation rule',
  'required field missing': 'required field missing',
  'too long': 'value too long or wrong',
  'wrong value': 'value too long or wrong',
  'field not writable': 'field not writable',
  'invalid reference': 'refused',
  'crossing boundary': 'refused',
  other: 'refused',
};

function remedyForRow(reason: BadRow, fields: readonly string[], detail: string): Remedy {
  if (reason === 'too many minutes') return { do: 'learn', maxEventMinutes: 1440 };
  return { do: 'park', cause: causeOfRow[reason], facts: { field: fields.join(', '), message: detail } };
}
