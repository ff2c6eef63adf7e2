/** What the summary says about a cause, in the words of the cards: what is so, and what puts it right. */
import type { CauseCode, ConnectionState, Instant, Kind } from '../../shared/core/model';
import { causeActionSays, repSays } from '../../shared/ui/texts/causes';
import { adminCauseSays } from '../../shared/ui/texts/causes/admin';
import { type Facts, holesFrom } from '../../shared/ui/texts/facts';
import { fieldLabel } from '../../shared/ui/texts/fields';

export interface Said {
  readonly cause: string;
  readonly fix: string;
}

export function said(cause: CauseCode, facts: Facts, kind: Kind | 'connection', now: Instant): Said {
  const holes = holesFrom(facts, now, { kind, label: fieldLabel });
  const fix = adminCauseSays.has(cause) ? adminCauseSays.any(cause, holes) : '';
  return {
    cause: repSays.has(cause) ? repSays.any(cause, holes) : cause,
    fix: fix !== '' || !causeActionSays.has(cause) ? fix : causeActionSays.any(cause, holes),
  };
}

/** Null while the whole connection works. */
export function saidOf(connection: ConnectionState, now: Instant): Said | null {
  switch (connection.kind) {
    case 'waiting':
    case 'not set up':
    case 'stopped':
      return said(connection.cause, connection.facts, 'connection', now);
    case 'sign in':
      return said(connection.cause, { system: connection.to, since: connection.since }, 'connection', now);
    default:
      return null;
  }
}
