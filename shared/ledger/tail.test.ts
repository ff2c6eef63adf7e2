/** The journal's tail says the newest about whatever it names. */
import { expect, test } from 'vitest';
import type { Thing } from './page';
import { Tail, type Written } from './tail';

const thing = (own: number, value: number, names: readonly number[] = []): Thing => ({
  family: 'history',
  id: String(own),
  own,
  no: own,
  value,
  names,
  text: '',
});
const written = (set: Partial<Written>): Written => ({ things: [], drops: [], named: [], trim: null, ...set });

test('SYN6 the newest word counts: put, dropped, put again under another name', () => {
  const tail = new Tail();
  tail.apply(written({ things: [thing(1, 5, [9])] }));
  expect(tail.find(9).map(({ own }) => own)).toEqual([1]);
  tail.apply(written({ drops: [1, 2] }));
  expect([tail.find(9), tail.things.get(1), tail.things.get(2), tail.things.get(3)]).toEqual([[], null, null, undefined]);
  tail.apply(written({ things: [thing(1, 5, [8])] }));
  expect([tail.find(9).length, tail.find(8).length]).toEqual([0, 1]);
});

test('SYN5 trimming ends what was written before it, not what comes after', () => {
  const tail = new Tail();
  tail.apply(written({ things: [thing(1, 5), thing(2, 9)] }));
  tail.apply(written({ trim: 7 }));
  tail.apply(written({ things: [thing(3, 4)] }));
  expect([1, 2, 3].map((own) => tail.things.get(own)?.value ?? null)).toEqual([null, 9, 4]);
  expect(tail.trimmed).toBe(7);
});

test('SYN6 a round goes on over commits; another round begins anew', () => {
  const tail = new Tail();
  const named = (round: string, owns: readonly number[]) =>
    written({ named: [{ family: 'crm:event', round, owns: Float64Array.from(owns) }] });
  tail.apply(named('1', [1]));
  tail.apply(named('1', [2]));
  expect(tail.named.get('crm:event')).toEqual({ round: '1', owns: new Set([1, 2]), fresh: false });
  tail.apply(named('2', [3]));
  expect(tail.named.get('crm:event')).toEqual({ round: '2', owns: new Set([3]), fresh: true });
});
