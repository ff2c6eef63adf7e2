/** Asks each rep's device for a dry run, and looks for the answers until they have come (RST3). */
import { useEffect, useRef } from 'preact/hooks';
import type { Scope } from '../../../core/model';
import type { Admin, DryRun, RepRow } from '../../../device/admin';
import { useAnswer } from '../../store';
import { useTiming } from '../../timing';
import { isMassChange } from '../outcome';
import { isScopeReady } from './scope';

export interface DryRuns {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly runs: readonly DryRun[];
  /** Some devices have not answered yet. */
  readonly waiting: boolean;
  again(): void;
}

const lookEvery = 3000;

export function useDryRuns(
  admin: Admin,
  reps: readonly RepRow[],
  scope: Scope,
  wanted: boolean,
  onLeft: (left: readonly string[]) => void,
): DryRuns {
  const timing = useTiming();
  const ids = reps.map(({ userId }) => userId);
  const key = wanted && isScopeReady(scope) ? JSON.stringify([ids, scope]) : '';
  const askedAt = useRef(0);
  const asked = useAnswer(async () => {
    if (key === '') return [];
    askedAt.current = timing.now();
    return admin.requestPreview(ids, scope);
  }, `ask ${key}`);
  const found = useAnswer(async () => {
    if (key === '') return [];
    return (await Promise.all(ids.map((id) => admin.dryRun(id)))).filter((run) => run !== null);
  }, `runs ${key}`);
  const runs = found.value ?? [];
  const fresh = runs.filter((run) => run.from === 'device' && run.at >= askedAt.current).length;
  const waiting = key !== '' && asked.state !== 'failed' && fresh < ids.length;
  useEffect(() => (waiting ? timing.after(lookEvery, found.again) : undefined), [waiting, found, timing]);
  // A rep whose dry run has a mass change is unticked, once, when that becomes known.
  const unticked = useRef(new Set<string>());
  useEffect(() => {
    const mass = runs.filter((run) => ids.length > 1 && isMassChange(run) && !unticked.current.has(run.repId)).map(({ repId }) => repId);
    if (mass.length === 0) return;
    for (const id of mass) unticked.current.add(id);
    onLeft([...unticked.current]);
  }, [runs]);
  return { state: found.state, runs, waiting, again: found.again };
}
