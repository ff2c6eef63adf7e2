/** The durable ledger dies at any write, of a commit or of the fold behind it; and what a cycle costs in requests. */
import { describe, expect, test } from 'vitest';
import type { Ref, Row } from '../../shared/core/model';
import type { LedgerChange } from '../../shared/core/ports';
import type { DexieLedger } from '../../shared/ledger/dexie';
import { Contexts } from './ledgerContexts';
import { contactRow, entryOf, pairOf, recordRow, refTo, rep } from './ledgerItems';
import { dieAtWrite, watch } from './ledgerSpy';

const numbered = (n: number): string => `c${String(n).padStart(5, '0')}`;
const rowAt = (n: number, last = 'L'): Row => contactRow(numbered(n), { last, emails: [`c${n}@x.example`] });
const refAt = (n: number): Ref => refTo('mailbox', 'contact', numbered(n));
const upTo = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

async function whole(ledger: DexieLedger) {
  return {
    meta: await ledger.meta(),
    rows: await ledger.scan('mailbox', 'contact', null, 999),
    found: await ledger.lookup(
      'mailbox',
      'contact',
      upTo(12, (n) => `e:c${n}@x.example`),
    ),
    pairs: await ledger.pairsOf(upTo(12, refAt)),
    dirty: await ledger.dirty(999),
    history: await ledger.history({ limit: 999 }),
    counts: [await ledger.count('mailbox', 'contact'), await ledger.pairCount('contact'), await ledger.dirtyCount()],
  };
}

describe('the durable ledger dies', () => {
  const first: LedgerChange = {
    meta: { rep },
    rows: upTo(9, (n) => rowAt(n)),
    dirty: upTo(9, refAt),
    history: upTo(4, (n) => entryOf(`h${n}`, n)),
  };
  const second: LedgerChange = {
    meta: { sharedVersion: 2, schema: { contact: {}, event: {}, maxEventMinutes: 1440, personAccounts: false } },
    rows: upTo(6, (n) => rowAt(n + 4, 'New')),
    forget: [refAt(0)],
    pairs: upTo(3, (n) => pairOf(`p${n}`, numbered(n + 1), `r${n}`)),
    clean: upTo(5, refAt),
    named: { round: '1', refs: upTo(3, refAt) },
    history: [entryOf('h1', 1, { undone: true })],
  };
  const begun = async (contexts: Contexts): Promise<void> => {
    const ledger = contexts.open({ page: 3, bucket: 4, records: 1 });
    await ledger.commit(first);
    ledger.close();
  };

  test('SYN6 at any write of a commit and its fold: all of the commit is there, or nothing', async () => {
    const [old, done] = [new Contexts(), new Contexts()];
    await begun(old);
    await begun(done);
    const after = done.open({ page: 3, bucket: 4, records: 1 });
    await after.commit(second);
    const [was, is] = [await whole(old.open()), await whole(after)];
    const seen = new Set<string>();
    for (let n = 1, more = true; more; n++) {
      const contexts = new Contexts();
      await begun(contexts);
      const dying = contexts.open({ page: 3, bucket: 4, records: 1 });
      const death = dieAtWrite(n);
      await dying.commit(second).catch(() => {});
      death.stop();
      dying.close();
      more = death.died();
      const survivor = contexts.open({ page: 3, bucket: 4, records: 1 });
      const found = await whole(survivor);
      const kept = found.meta.sharedVersion === 2;
      expect(found).toEqual(kept ? is : was);
      seen.add(kept ? 'all' : 'nothing');
      // The next one goes on, and folds what was left.
      await survivor.commit(second);
      expect(await whole(contexts.open())).toEqual(is);
      contexts.close();
    }
    expect([...seen]).toEqual(['nothing', 'all']);
  });
});

describe('requests to IndexedDB', () => {
  const filled = async (): Promise<Contexts> => {
    const contexts = new Contexts({ page: 50, bucket: 100, rest: 100 });
    const ledger = contexts.open();
    await ledger.commit({ meta: { rep } });
    await ledger.commit({ rows: upTo(2000, (n) => rowAt(n)), pairs: upTo(2000, (n) => pairOf(`p${n}`, numbered(n), `r${n}`)) });
    await ledger.commit({ rows: upTo(2000, (n) => recordRow('contact', `r${n}`, { Email: `c${n}@x.example` })) });
    await ledger.commit({ history: [entryOf('h', 1_000)] });
    ledger.close();
    return contexts;
  };

  test('P4 an idle cycle in a new context touches one small record, and reads once what seldom changes, whatever the size of the ledger', async () => {
    const contexts = await filled();
    const ledger = contexts.open();
    const spy = watch();
    await ledger.meta();
    await Promise.all(
      (['mailbox', 'crm'] as const).flatMap((side) =>
        (['contact', 'event'] as const).map((kind) =>
          ledger.commit({ rows: [], dirty: [], pulled: { side, kind, state: { cursor: 'next', fullRound: null, fullAt: 1 } } }),
        ),
      ),
    );
    await ledger.rows([]);
    await ledger.troubled(1);
    await ledger.dirty(Number.POSITIVE_INFINITY);
    await ledger.dirtyCount();
    await ledger.pairCount('contact');
    await ledger.toTell(100);
    await ledger.commit({ meta: { lastCycleAt: 2 } });
    await ledger.trimHistory(1_000);
    spy.stop();
    // The four cursors are written together.
    expect(Object.fromEntries(spy.requests)).toEqual({ 'head get': 9, 'head put': 2, 'lists get': 1 });
    expect(spy.bytes()).toBeLessThan(4_000);
    contexts.close();
  });

  test('P12 a badge in a context that has just begun reads a few buckets and pages', async () => {
    const contexts = await filled();
    const ledger = contexts.open();
    const spy = watch();
    const refs = await ledger.lookup('mailbox', 'contact', ['e:c1234@x.example']);
    const [pair] = await ledger.pairsOf(refs);
    const rows = await ledger.rows([...refs, refTo('crm', 'contact', pair?.crmId ?? '')]);
    spy.stop();
    expect(rows.map((row) => row?.id)).toEqual([numbered(1234), 'r1234']);
    const of = (name: string): number => spy.requests.get(name) ?? 0;
    expect(of('pages get')).toBe(3);
    expect(of('buckets get')).toBeLessThanOrEqual(7);
    expect(of('lists get') + of('journal getAll')).toBe(2);
    contexts.close();
  });

  test('SYN6 a commit is one record in the journal and the small one', async () => {
    const contexts = await filled();
    const ledger = contexts.open();
    await ledger.rows([refAt(1)]);
    const spy = watch();
    await ledger.commit({ rows: [rowAt(1, 'New')], dirty: [refAt(1)], history: [entryOf('h2', 2_000)], meta: { lastCycleAt: 3 } });
    spy.stop();
    expect([...spy.requests].filter(([name]) => /put|add|delete|clear/.test(name))).toEqual([
      ['journal put', 1],
      ['head put', 1],
    ]);
    contexts.close();
  });

  test('SYN6 an item that is as it was is not written again', async () => {
    const contexts = await filled();
    const ledger = contexts.open();
    const spy = watch();
    await ledger.commit({ rows: upTo(100, (n) => rowAt(n)) });
    spy.stop();
    expect([...spy.requests.keys()].filter((name) => /put|add|delete|clear/.test(name))).toEqual(['head put']);
    contexts.close();
  });
});
