import { describe, expect, test } from 'vitest';
import type { ConnectionState } from '../../shared/core/model';
import { coverOf, sureAfterMs } from './unassigned';

const uncovered = (cause: 'no configuration' | 'configuration inactive' | 'permission set missing') => ({
  connection: { kind: 'not set up', cause, facts: {} } as ConnectionState,
  lastCycleAt: 1,
});
const now = 1_800_000_000_000;

describe('SEC5 when the admin removes the assignment', () => {
  test('SEC5 one answer is noticed, not obeyed: a rep who is moved is in no configuration for a moment', () => {
    expect(coverOf(uncovered('no configuration'), null, now)).toEqual({ kind: 'noticed', since: now });
    expect(coverOf(uncovered('no configuration'), now - 60_000, now)).toEqual({ kind: 'noticed', since: now - 60_000 });
  });

  test('SEC5 the same answer ten minutes later is a removal', () => {
    expect(coverOf(uncovered('no configuration'), now - sureAfterMs['no configuration'], now)).toEqual({ kind: 'gone' });
  });

  test('SEC5 a permission set that is taken away is given a day', () => {
    expect(coverOf(uncovered('permission set missing'), now - 3_600_000, now).kind).toBe('noticed');
    expect(coverOf(uncovered('permission set missing'), now - 86_400_000, now).kind).toBe('gone');
  });

  test('SEC5 covered again, an inactive configuration, or any other state forgets the notice', () => {
    const states: readonly ConnectionState[] = [
      { kind: 'running' },
      { kind: 'waiting', until: now, cause: 'offline', facts: {} },
      { kind: 'sign in', to: 'salesforce', since: now, cause: 'signed out' },
    ];
    for (const connection of states) expect(coverOf({ connection, lastCycleAt: 1 }, now - 1e9, now)).toEqual({ kind: 'covered' });
    expect(coverOf(uncovered('configuration inactive'), now - 1e9, now)).toEqual({ kind: 'covered' });
  });

  test('SEC5 who was never covered has nothing to be wiped, and is not signed out again and again', () => {
    expect(coverOf({ ...uncovered('no configuration'), lastCycleAt: null }, now - 1e9, now)).toEqual({ kind: 'covered' });
  });
});
