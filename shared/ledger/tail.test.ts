/** The journal's tail says the newest about whatever it names. */
import { expect, test } from 'vitest';
import { Packer } from './packed';
import { ownAt, Page, type Thing } from './page';
import { Tail, type Written } from './tail';

const thing = (own: number, value: number, names: readonly number[] = []): Thing => ({
  ...{ id: String(own), own, no: own, value, names },
  text: '',
});
const put = (...things: readonly Thing[]): Written => written({ pages: [Page.of('history', things, new Packer())] });
const written = (set: Partial<Written>): Written => ({ pages: [], drops: [], marks: [], named: [], trim: null, ...set });

test('SYN6 the newest word counts: put, dropped, put again under another name', () => {
  const tail = new Tail();
  tail.apply(put(thing(1, 5, [9])));
  expect(tail.named(9).map(ownAt)).toEqual([1]);
  tail.apply(written({ drops: [1, 2] }));
  expect([tail.named(9), tail.spots.get(1), tail.spots.get(2), tail.spots.get(3)]).toEqual([[], null, null, undefined]);
  tail.apply(put(thing(1, 5, [8])));
  expect([tail.named(9).length, tail.named(8).length, tail.ofFamily('history').length]).toEqual([0, 1, 1]);
});

test('SYN5 trimming ends what was written before it, not what comes after', () => {
  const tail = new Tail();
  tail.apply(put(thing(1, 5), thing(2, 9)));
  tail.apply(written({ trim: 7 }));
  tail.apply(put(thing(3, 4)));
  expect([1, 2, 3].map((own) => tail.spots.get(own)?.page.valueAt(tail.spots.get(own)?.at ?? 9) ?? null)).toEqual([null, 9, 4]);
  expect(tail.trimmed).toBe(7);
});

test('SYN6 a round goes on over commits; another round begins anew', () => {
  const tail = new Tail();
  const named = (round: string, owns: readonly number[]) =>
    written({ named: [{ family: 'crm:event', round, owns: Float64Array.from(owns) }] });
  tail.apply(named('1', [1]));
  tail.apply(named('1', [2]));
  expect(tail.rounds.get('crm:event')).toEqual({ round: '1', owns: new Set([1, 2]), fresh: false });
  tail.apply(named('2', [3]));
  expect(tail.rounds.get('crm:event')).toEqual({ round: '2', owns: new Set([3]), fresh: true });
});
