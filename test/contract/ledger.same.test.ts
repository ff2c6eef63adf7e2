/** Any sequence of changes gives equal answers in memory and in the durable ledger, wherever it dies and whatever is folded. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HistoryEntry, Kind, Pair, Ref, Row, Side } from '../../shared/core/model';
import type { Ledger, LedgerChange } from '../../shared/core/ports';
import { MemoryLedger } from '../../shared/ledger/memory';
import { Contexts } from './ledgerContexts';
import { contactRow, entryOf, eventRow, goneRow, pairOf, recordRow, rep, troubleOf } from './ledgerItems';

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const emails = ['x@x.example', 'y@x.example', 'z@x.example'];
const sides: readonly Side[] = ['mailbox', 'crm'];
const kinds: readonly Kind[] = ['contact', 'event'];
const rounds = ['r1', 'r2'];
const names = ['p1', 'p2', 'p3', 'p4'];

const id = fc.constantFrom(...ids);
const side = fc.constantFrom(...sides);
const kind = fc.constantFrom(...kinds);
const ref: fc.Arbitrary<Ref> = fc.record({ side, kind, id });
const time = fc.integer({ min: 0, max: 9 });
const trouble = fc.option(fc.option(time, { nil: null }), { nil: undefined, freq: 4 });

const row: fc.Arbitrary<Row> = fc
  .record({ ref, at: trouble, gone: fc.integer({ max: 3, min: 0 }), emails: fc.subarray(emails), version: fc.constantFrom('1', '2') })
  .map(({ ref, at, gone, emails, version }) => {
    const more = { trouble: at === undefined ? null : troubleOf(at), version };
    if (gone === 0) return goneRow(ref.side, ref.kind, ref.id, more);
    if (ref.side === 'crm') return recordRow(ref.kind, ref.id, { Email: emails[0] ?? null, LastName: version }, more);
    return ref.kind === 'contact' ? contactRow(ref.id, { emails }, more) : eventRow(ref.id, { seriesId: emails[0] ?? '' }, more);
  });

const pair: fc.Arbitrary<Pair> = fc
  .record({ name: fc.constantFrom(...names), kind, a: id, b: id })
  .map(({ name, kind, a, b }) => pairOf(name, a, b, { kind }));

/** An entry is kept again when it is undone, with the time that it had. */
const times = { h1: 0, h2: 2, h3: 4, h4: 5, h5: 7, h6: 9 };
const entry: fc.Arbitrary<HistoryEntry> = fc
  .record({ name: fc.constantFrom('h1', 'h2', 'h3', 'h4', 'h5', 'h6'), pairId: fc.constantFrom(...names), itemId: id, cycle: id })
  .map(({ name, ...rest }) => entryOf(name, times[name], rest));

const few = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 4 });

const change: fc.Arbitrary<LedgerChange> = fc.record(
  {
    rows: fc.array(row, { maxLength: 8 }),
    over: few(row),
    forget: few(ref),
    pairs: few(pair),
    dissolve: few(fc.constantFrom(...names)),
    dirty: few(ref),
    clean: few(ref),
    history: few(entry),
    tell: few(fc.constantFrom(...names)),
    told: few(fc.constantFrom(...names)),
    named: fc.record({ round: fc.constantFrom(...rounds), refs: few(ref) }),
    pulled: fc.record({ side, kind, state: fc.record({ cursor: id, fullRound: fc.constant(null), fullAt: time }) }),
    meta: fc.record({ sharedVersion: time, lastCycleAt: time }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

type Step =
  | { readonly do: 'commit'; readonly change: LedgerChange; readonly twice: boolean }
  | { readonly do: 'trim'; readonly before: number }
  | { readonly do: 'die' }
  | { readonly do: 'switch' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('commit' as const), change, twice: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('trim' as const), before: time }) },
  { weight: 2, arbitrary: fc.constant({ do: 'die' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'switch' as const }) },
);

const keyOf = (ref: Ref): string => `${ref.side}:${ref.kind}:${ref.id}`;
const sorted = (refs: readonly Ref[]): string[] => refs.map(keyOf).sort();

/** Everything that can be asked. What has no promised order is sorted. */
async function answers(ledger: Ledger) {
  const refs = sides.flatMap((side) => kinds.flatMap((kind) => ids.map((id): Ref => ({ side, kind, id }))));
  const shelves = sides.flatMap((side) => kinds.map((kind) => ({ side, kind })));
  const each = async <T, R>(all: readonly T[], ask: (one: T) => Promise<R>): Promise<R[]> => Promise.all(all.map(ask));
  const keys = emails.map((email) => `e:${email}`);
  return {
    meta: await ledger.meta(),
    rows: await ledger.rows(refs),
    glance: await ledger.glance(refs),
    pairsOf: (await ledger.pairsOf(refs)).map((pair) => pair?.id),
    pairs: await ledger.pairs(names),
    dirty: (await ledger.dirty(Number.POSITIVE_INFINITY)).map(keyOf),
    dirty2: (await ledger.dirty(2)).map(keyOf),
    dirtyCount: await ledger.dirtyCount(),
    tell: await ledger.toTell(99),
    troubled: sorted(await ledger.troubled(null)),
    due: sorted(await ledger.troubled(5)),
    lookup: await each(shelves, async ({ side, kind }) => each(keys, async (key) => sorted(await ledger.lookup(side, kind, [key])))),
    series: await each(emails, async (one) => sorted(await ledger.ofSeries(one))),
    notNamed: await each(shelves, ({ side, kind }) => each(rounds, async (round) => sorted(await ledger.notNamed(side, kind, round)))),
    scan: await each(shelves, async ({ side, kind }) => [
      ...(await ledger.scan(side, kind, null, 3)),
      ...(await ledger.scan(side, kind, 'd', 99)),
    ]),
    refs: await each(shelves, ({ side, kind }) => ledger.refs(side, kind, 'b', 3)),
    counts: await each(shelves, ({ side, kind }) => ledger.count(side, kind)),
    pairCounts: await each(kinds, (kind) => ledger.pairCount(kind)),
    history: await ledger.history({ limit: 99 }),
    latest: await ledger.history({ limit: 2, before: 7 }),
    ofPair: await ledger.history({ pairId: 'p1', limit: 99 }),
    ofItem: await ledger.history({ itemId: 'a', cycle: 'a', limit: 99 }),
  };
}

/** Commits, and tells what was told. */
async function touches(ledger: Ledger, change: LedgerChange): Promise<string[][]> {
  const heard: string[][] = [];
  const stop = ledger.onChange((touched) => heard.push(sorted(touched)));
  await ledger.commit(change);
  stop();
  return heard;
}

async function run(page: number, records: number, steps: readonly Step[]): Promise<void> {
  const contexts = new Contexts({ page, records, bucket: page });
  const memory = new MemoryLedger();
  let [one, two] = [contexts.open(), contexts.open()];
  try {
    for (const ledger of [memory, one]) await ledger.commit({ meta: { rep } });
    for (const next of steps) {
      if (next.do === 'commit') {
        for (let i = 0; i < (next.twice ? 2 : 1); i++) expect(await touches(one, next.change)).toEqual(await touches(memory, next.change));
      }
      if (next.do === 'trim') for (const ledger of [memory, one]) await ledger.trimHistory(next.before);
      if (next.do === 'switch') [one, two] = [two, one];
      if (next.do === 'die') {
        one.close();
        one = contexts.open();
      }
      expect(await answers(one)).toEqual(await answers(memory));
    }
    expect(await answers(two)).toEqual(await answers(memory));
  } finally {
    contexts.close();
  }
}

test('SYN6 both ledgers answer alike after any changes, with deaths, folds and two contexts in between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(2, 3, 256), fc.constantFrom(1, 3, 999), fc.array(step, { minLength: 1, maxLength: 25 }), run),
    { numRuns: 40, endOnFailure: false },
  );
}, 120_000);
