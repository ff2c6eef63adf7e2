/** Why nothing moves for a rep, where no issue says it (ADM1): since when, and what the admin can do about it. */
import type { Instant } from '../../core/model';
import type { RepRow } from '../../device/admin';
import { Say } from '../parts/Say';
import { Note } from '../parts/states';
import { adminSays } from '../texts/admin';
import type { Piece } from '../texts/template';
import { moment } from '../texts/times';
import { stateKind } from './states';

function stands({ state, name, lastCycleAt }: RepRow, now: Instant): readonly Piece[] | null {
  if (state === 'asleep' && lastCycleAt !== null) return adminSays.pieces('stands asleep', { name, time: moment(lastCycleAt, now) });
  if (state === 'preview' || state === 'paused' || state === 'not set up') return adminSays.pieces(`stands ${state}`, { name });
  return null;
}

export function RepState({ row, now }: { row: RepRow; now: Instant }) {
  const pieces = stands(row, now);
  return pieces ? (
    <Note kind={stateKind[row.state]}>
      <Say pieces={pieces} />
    </Note>
  ) : null;
}
