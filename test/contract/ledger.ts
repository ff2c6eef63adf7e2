/**
 * What every ledger promises, in memory or durable. Each step is followed by `again`: where a ledger is durable it dies there
 * and another context opens it, so that every promise is also one about a crash after any commit (SYN6).
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { markKey, markOfRecord } from '../../shared/core/keys';
import type { HistoryEntry, Ref, Row } from '../../shared/core/model';
import type { Ledger, LedgerChange } from '../../shared/core/ports';
import { contactRow, entryOf, eventRow, goneRow, pairOf, recordRow, refTo, rep, troubleOf } from './ledgerItems';

export interface LedgerUnderTest {
  readonly ledger: Ledger;
  /** The same ledger after the context that had it has died. */
  again(): Promise<Ledger>;
  /** Another context that works on the same ledger at the same time. */
  beside(): Promise<Ledger>;
  /** Commits a change that breaks in the middle; the promise rejects. */
  breaks(change: LedgerChange): Promise<void>;
  close(): Promise<void>;
}

const mailbox = (id: string): Ref => refTo('mailbox', 'contact', id);
const crm = (id: string): Ref => refTo('crm', 'contact', id);
const occurrence = (id: string): Ref => refTo('mailbox', 'event', id);
const idsOf = (refs: readonly Ref[]): string[] => refs.map((ref) => ref.id).sort();
const state = (cursor: string) => ({ cursor, fullRound: null, fullAt: null });
const names = (entries: readonly HistoryEntry[]): string[] => entries.map((entry) => entry.id);
const numbered = (n: number): string => `c${String(n).padStart(4, '0')}`;

export function ledgerContract(name: string, make: () => Promise<LedgerUnderTest>): void {
  describe(`a ledger: ${name}`, () => {
    let under: LedgerUnderTest;
    let ledger: Ledger;
    beforeEach(async () => {
      under = await make();
      ledger = under.ledger;
      await ledger.commit({ meta: { rep } });
    });
    afterEach(() => under.close());

    const commit = async (change: LedgerChange): Promise<void> => {
      await ledger.commit(change);
      ledger = await under.again();
    };
    const whole = async () => ({
      meta: await ledger.meta(),
      rows: [...(await ledger.scan('mailbox', 'contact', null, 100)), ...(await ledger.scan('crm', 'contact', null, 100))],
      dirty: await ledger.dirty(100),
      tell: await ledger.toTell(100),
      history: await ledger.history({ limit: 100 }),
      pairs: await ledger.pairs(['p1', 'p2']),
      counts: [await ledger.count('mailbox', 'contact'), await ledger.pairCount('contact'), await ledger.dirtyCount()],
    });

    test('SYN6 rows come back as they were kept, in the order asked for', async () => {
      const rows: Row[] = [
        contactRow(
          'a',
          { first: 'Ada', emails: ['ada@x.example'], phones: [{ type: 'work', number: '+1' }] },
          { version: 'W/"7"', mark: 'k' },
        ),
        eventRow('e', {
          attendees: [{ email: 'b@x.example', name: 'Bö 雪 \n "', response: 'accepted', optional: false, resource: false }],
        }),
        recordRow(
          'contact',
          '003',
          { LastName: 'L', Amount: 1.5, Off: false, Email: null },
          { trouble: troubleOf(5, { facts: { n: 1 } }) },
        ),
        goneRow('crm', 'event', '00U', { notes: [{ kind: 'deleted', at: 3, side: 'crm', by: 'rep', version: '9' }] }),
      ];
      await commit({ rows });
      const refs = [...rows].reverse().map(({ side, kind, id }) => refTo(side, kind, id));
      expect(await ledger.rows([mailbox('unknown'), ...refs])).toEqual([null, ...[...rows].reverse()]);
      expect(await ledger.rows([])).toEqual([]);
    });

    test('SYN6 ids of the two sides and kinds are apart', async () => {
      await commit({ rows: [contactRow('same', { last: 'A' }), eventRow('same', { subject: 'B' }), recordRow('event', 'same')] });
      const found = await ledger.rows([mailbox('same'), occurrence('same'), crm('same'), refTo('crm', 'event', 'same')]);
      expect(found.map((row) => row && `${row.side} ${row.kind}`)).toEqual(['mailbox contact', 'mailbox event', null, 'crm event']);
    });

    test('SYN6 a commit that breaks in the middle leaves nothing behind', async () => {
      await commit({ rows: [contactRow('a', { last: 'Before' })], tell: ['p1'] });
      const before = await whole();
      const change: LedgerChange = {
        rows: [contactRow('a', { last: 'After' }), contactRow('b')],
        pairs: [pairOf('p1', 'a', 'r')],
        dirty: [mailbox('a')],
        history: [entryOf('h', 1)],
        tell: ['p2'],
        meta: { sharedVersion: 9 },
        pulled: { side: 'crm', kind: 'event', state: state('x') },
      };
      await expect(under.breaks(change)).rejects.toThrow();
      expect(await whole()).toEqual(before);
      ledger = await under.again();
      expect(await whole()).toEqual(before);
      await commit(change);
      expect((await ledger.rows([mailbox('a')]))[0]?.seen?.item).toMatchObject({ last: 'After' });
    });

    test('SYN6 a repeated commit is harmless', async () => {
      await commit({ rows: [contactRow('a'), contactRow('z')], dirty: [mailbox('a'), mailbox('z')] });
      const change: LedgerChange = {
        rows: [contactRow('a', { last: 'B' }), goneRow('mailbox', 'contact', 'z'), recordRow('contact', 'r')],
        pairs: [pairOf('p1', 'a', 'r')],
        dirty: [crm('r')],
        clean: [mailbox('a')],
        history: [entryOf('h', 1)],
        tell: ['p1'],
        meta: { sharedVersion: 3 },
      };
      await commit(change);
      const once = await whole();
      await commit(change);
      expect(await whole()).toEqual(once);
      expect(once.counts).toEqual([1, 1, 2]);
    });

    test('SYN6 the newest row counts, also several times in one commit', async () => {
      await commit({ rows: [contactRow('a', { last: '1' }), contactRow('a', { last: '2' })] });
      await commit({ rows: [contactRow('a', { last: '3' })] });
      await commit({ rows: [contactRow('b')], forget: [mailbox('b')] });
      expect((await ledger.rows([mailbox('a')]))[0]?.seen?.item).toMatchObject({ last: '3' });
      expect(await ledger.count('mailbox', 'contact')).toBe(1);
      expect(await ledger.rows([mailbox('b')])).toEqual([null]);
    });

    test('SYN1 what was kept of a row since it was read stays, beside what the change says of it', async () => {
      const choice = { kind: 'choice', at: 2, choice: { take: 'restore' } } as const;
      const [old, lasting] = [{ kind: 'kept out', at: 1 } as const, { kind: 'apart', at: 1, from: '003' } as const];
      const read = contactRow('a', { last: 'Read' }, { notes: [old, lasting], trouble: troubleOf(5) });
      const alone = contactRow('b');
      await commit({ rows: [read, alone], dirty: [mailbox('a'), mailbox('b')] });
      // The rep clicks.
      await commit({ rows: [{ ...read, notes: [...read.notes, choice], trouble: null }], over: [read] });
      const written = contactRow('a', { last: 'Written' }, { version: '2', notes: [lasting], trouble: troubleOf(5) });
      await commit({ rows: [written], over: [read, alone], clean: [mailbox('a'), mailbox('b')] });
      expect(await ledger.rows([mailbox('a')])).toEqual([{ ...written, notes: [lasting, choice], trouble: null }]);
      expect(await ledger.dirty(10)).toEqual([mailbox('a')]);
      // And the other way round: an older look at it does not come back.
      const [now] = await ledger.rows([mailbox('a')]);
      await commit({ rows: [{ ...read, notes: [old, lasting, choice] }], over: [read] });
      expect(await ledger.rows([mailbox('a')])).toEqual([now]);
    });

    test('SYN6 what was forgotten since it was read does not come back', async () => {
      const [read, other] = [contactRow('a'), contactRow('b')];
      await commit({ rows: [read, other] });
      await commit({ forget: [mailbox('a')] });
      await commit({ rows: [{ ...read, notes: [{ kind: 'kept out', at: 1 }] }, other], over: [read, other] });
      expect(await ledger.rows([mailbox('a'), mailbox('b')])).toEqual([null, other]);
      expect(await ledger.count('mailbox', 'contact')).toBe(1);
    });

    test('SYN1 of two looks at an item the younger counts, and what is gone is gone', async () => {
      const at = (row: Row, modifiedAt: number): Row => ({ ...row, seen: row.seen && { ...row.seen, modifiedAt } });
      const [read, gone] = [at(contactRow('a'), 1), at(contactRow('b'), 1)];
      await commit({ rows: [read, gone] });
      const younger = at(contactRow('a', { last: 'Younger' }, { version: '3' }), 3);
      await commit({ rows: [younger, goneRow('mailbox', 'contact', 'b')] });
      const older = [at(contactRow('a', { last: 'Older' }, { version: '2' }), 2), at(contactRow('b', { last: 'Older' }), 2)];
      await commit({ rows: older, over: [read, gone] });
      expect(await ledger.rows([mailbox('a'), mailbox('b')])).toEqual([younger, goneRow('mailbox', 'contact', 'b')]);
    });

    test('SYN6 forgotten rows leave no trace, but their pair stays until it is dissolved', async () => {
      const row = contactRow('a', { emails: ['a@x.example'] }, { trouble: troubleOf(null) });
      await commit({ rows: [row], pairs: [pairOf('p1', 'a', 'r')], dirty: [mailbox('a')] });
      await commit({ forget: [mailbox('a')] });
      expect(await ledger.rows([mailbox('a')])).toEqual([null]);
      expect(await ledger.lookup('mailbox', 'contact', ['e:a@x.example'])).toEqual([]);
      expect([await ledger.dirtyCount(), await ledger.count('mailbox', 'contact')]).toEqual([0, 0]);
      expect(await ledger.troubled(null)).toEqual([]);
      expect(await ledger.scan('mailbox', 'contact', null, 10)).toEqual([]);
      expect((await ledger.pairsOf([mailbox('a')]))[0]?.id).toBe('p1');
      await commit({ rows: [row] });
      expect((await ledger.scan('mailbox', 'contact', null, 10)).length).toBe(1);
    });

    test('SYN1 pairs are found by id and by either item, until they are dissolved', async () => {
      const [one, two] = [pairOf('p1', 'a', 'r1', { pickedFrom: 2 }), pairOf('p2', 'a', 'r2', { kind: 'event', agreed: null })];
      await commit({ pairs: [one, two] });
      expect(await ledger.pairs(['p2', 'none', 'p1'])).toEqual([two, null, one]);
      expect(await ledger.pairsOf([mailbox('a'), crm('r1'), crm('r2'), occurrence('a'), refTo('crm', 'event', 'r2')])).toEqual([
        one,
        one,
        null,
        two,
        two,
      ]);
      expect([await ledger.pairCount('contact'), await ledger.pairCount('event')]).toEqual([1, 1]);
      await commit({ dissolve: ['p1', 'unknown'] });
      expect(await ledger.pairsOf([mailbox('a'), crm('r1')])).toEqual([null, null]);
      expect([await ledger.pairCount('contact'), await ledger.pairCount('event')]).toEqual([0, 1]);
    });

    test('SYN1 a pair that moves to another item leaves the old one free', async () => {
      await commit({ pairs: [pairOf('p1', 'a', 'r1')] });
      await commit({ pairs: [pairOf('p1', 'a', 'r2')] });
      expect((await ledger.pairsOf([mailbox('a'), crm('r1'), crm('r2')])).map((pair) => pair?.crmId ?? null)).toEqual(['r2', null, 'r2']);
      expect(await ledger.pairCount('contact')).toBe(1);
    });

    test('SYN1 of two pairs that claim an item the newer one counts, and then the older one again', async () => {
      await commit({ pairs: [pairOf('p1', 'a', 'r1')] });
      await commit({ pairs: [pairOf('p2', 'a', 'r2')] });
      expect((await ledger.pairsOf([mailbox('a')]))[0]?.id).toBe('p2');
      await commit({ dissolve: ['p2'] });
      expect((await ledger.pairsOf([mailbox('a')]))[0]?.id).toBe('p1');
    });

    test('SYN6 items wait to be planned in the order they came; each once', async () => {
      await commit({ dirty: [mailbox('b'), crm('a'), mailbox('c')] });
      await commit({ dirty: [mailbox('d'), mailbox('b')] });
      expect(idsOf(await ledger.dirty(Number.POSITIVE_INFINITY))).toEqual(['a', 'b', 'c', 'd']);
      expect(await ledger.dirty(3)).toEqual([mailbox('b'), crm('a'), mailbox('c')]);
      await commit({ clean: [mailbox('b'), mailbox('unknown')] });
      await commit({ dirty: [mailbox('b')] });
      expect(await ledger.dirty(10)).toEqual([crm('a'), mailbox('c'), mailbox('d'), mailbox('b')]);
      expect(await ledger.dirtyCount()).toBe(4);
      await commit({ dirty: [mailbox('x'), crm('a')], clean: [mailbox('x'), crm('a')] });
      expect(await ledger.dirtyCount()).toBe(3);
      expect(await ledger.dirty(0)).toEqual([]);
    });

    test('CON2 rows are found by each of their match keys, and only by those of now', async () => {
      await commit({
        rows: [
          contactRow('a', { first: 'Ada', last: 'L', company: 'X', emails: ['a@x.example', 'a@home.example'] }, { mark: 'mark-a' }),
          contactRow('b', { emails: ['a@x.example'] }),
          recordRow('contact', 'r', { Email: 'a@x.example', LastName: 'L' }),
        ],
      });
      const find = async (...keys: string[]) => idsOf(await ledger.lookup('mailbox', 'contact', keys));
      expect(await find('e:a@x.example')).toEqual(['a', 'b']);
      expect(await find('e:a@home.example', 'e:a@x.example', 'e:nobody@x.example')).toEqual(['a', 'b']);
      expect(await find('n:ada|l|x')).toEqual(['a']);
      expect(await find(markKey('mark-a'))).toEqual(['a']);
      expect(await find()).toEqual([]);
      expect(await ledger.lookup('crm', 'contact', ['e:a@x.example'])).toEqual([crm('r')]);
      await commit({ rows: [contactRow('a', { last: 'M', emails: ['new@x.example'] }), goneRow('mailbox', 'contact', 'b')] });
      expect(await find('e:a@x.example', 'e:a@home.example', markKey('mark-a'), 'n:ada|l|x')).toEqual([]);
      expect(await find('e:new@x.example')).toEqual(['a']);
    });

    test('SYN6 the rep known, rows are found by the mark that their twin would carry', async () => {
      await commit({ rows: [recordRow('contact', 'r')] });
      expect(await ledger.lookup('crm', 'contact', [markKey(markOfRecord(rep, 'r'))])).toEqual([crm('r')]);
    });

    test('EVT3 occurrences of a series are known', async () => {
      await commit({ rows: [eventRow('o1', { seriesId: 's' }), eventRow('o2', { seriesId: 's' }), eventRow('single')] });
      expect(idsOf(await ledger.ofSeries('s'))).toEqual(['o1', 'o2']);
      await commit({ rows: [goneRow('mailbox', 'event', 'o1'), eventRow('o3', { seriesId: 's' }), eventRow('o2', { seriesId: 't' })] });
      expect(await ledger.ofSeries('s')).toEqual([occurrence('o3')]);
      expect(await ledger.ofSeries('t')).toEqual([occurrence('o2')]);
      expect(await ledger.ofSeries('')).toEqual([]);
    });

    test('SYN6 what a full listing has not named is known, round by round', async () => {
      const rows = ['a', 'b', 'c'].map((id) => contactRow(id));
      await commit({
        rows: [...rows, goneRow('mailbox', 'contact', 'gone'), recordRow('contact', 'r')],
        named: { round: '1', refs: rows },
      });
      expect(await ledger.notNamed('mailbox', 'contact', '1')).toEqual([]);
      await commit({ named: { round: '2', refs: [mailbox('a')] } });
      await commit({ rows: [contactRow('d')], named: { round: '2', refs: [mailbox('c'), mailbox('d')] } });
      expect(idsOf(await ledger.notNamed('mailbox', 'contact', '2'))).toEqual(['b']);
      expect(idsOf(await ledger.notNamed('mailbox', 'contact', '3'))).toEqual(['a', 'b', 'c', 'd']);
      expect(await ledger.notNamed('crm', 'contact', '2')).toEqual([crm('r')]);
    });

    test('CFG4 all rows are read page by page in one order', async () => {
      const ids = Array.from({ length: 25 }, (_, i) => numbered((i * 7) % 25));
      for (let at = 0; at < 25; at += 5) await commit({ rows: ids.slice(at, at + 5).map((id) => contactRow(id)) });
      await commit({ rows: [recordRow('contact', 'r'), goneRow('mailbox', 'contact', 'zz')] });
      const found: string[] = [];
      for (let after: string | null = null; ; after = found.at(-1) ?? null) {
        const page = await ledger.scan('mailbox', 'contact', after, 4);
        if (page.length === 0) break;
        found.push(...page.map((row) => row.id));
      }
      expect(found).toEqual([...Array.from({ length: 25 }, (_, i) => numbered(i)), 'zz']);
    });

    test('CFG4 what is only to be counted or sorted is told without being read: there, remembered, unknown, and its pair', async () => {
      await commit({
        rows: [contactRow('a'), contactRow('b'), goneRow('mailbox', 'contact', 'gone'), recordRow('contact', 'r')],
        pairs: [pairOf('p', 'a', 'r'), pairOf('q', 'gone', 's')],
      });
      await commit({ pairs: [pairOf('newer', 'a', 'r')], forget: [mailbox('b')] });
      const refs = [...['a', 'b', 'gone', 'nobody'].map(mailbox), crm('r'), crm('s')];
      expect((await ledger.glance(refs)).map(({ row, pairId }) => [row, pairId])).toEqual([
        ['seen', 'newer'],
        [null, null],
        ['gone', 'q'],
        [null, null],
        ['seen', 'newer'],
        [null, 'q'],
      ]);
      expect(await ledger.refs('mailbox', 'contact', null, 9)).toEqual([mailbox('a'), mailbox('gone')]);
      expect(await ledger.refs('mailbox', 'contact', 'a', 1)).toEqual([mailbox('gone')]);
    });

    test('CFG4 rows that come, change and go while they are read are met once or not at all', async () => {
      await ledger.commit({ rows: Array.from({ length: 12 }, (_, i) => contactRow(numbered(i * 2))) });
      const first = await ledger.scan('mailbox', 'contact', null, 4);
      expect(first.map((row) => row.id)).toEqual([0, 2, 4, 6].map(numbered));
      await ledger.commit({ rows: [contactRow(numbered(1)), contactRow(numbered(9)), contactRow(numbered(10), { last: 'New' })] });
      await ledger.commit({ forget: [8, 12, 14, 16].map((n) => mailbox(numbered(n))) });
      const second = await ledger.scan('mailbox', 'contact', numbered(6), 4);
      expect(second.map((row) => row.id)).toEqual([9, 10, 18, 20].map(numbered));
      expect(second[1]?.seen?.item).toMatchObject({ last: 'New' });
      expect((await ledger.scan('mailbox', 'contact', numbered(20), 4)).map((row) => row.id)).toEqual([numbered(22)]);
      await ledger.commit({ rows: [contactRow(numbered(14))] });
      expect((await ledger.scan('mailbox', 'contact', numbered(10), 1)).map((row) => row.id)).toEqual([numbered(14)]);
    });

    test('SYN8 troubles are known, and which of them are due', async () => {
      const troubled = (id: string, at: number | null): Row => contactRow(id, {}, { trouble: troubleOf(at) });
      await commit({ rows: [troubled('now', 100), troubled('later', 200), troubled('never', null), contactRow('fine')] });
      expect(idsOf(await ledger.troubled(null))).toEqual(['later', 'never', 'now']);
      expect(idsOf(await ledger.troubled(99))).toEqual([]);
      expect(idsOf(await ledger.troubled(100))).toEqual(['now']);
      await commit({ rows: [contactRow('now'), troubled('later', 50)] });
      expect(idsOf(await ledger.troubled(100))).toEqual(['later']);
    });

    test('SYN7 what other devices must learn is told in order, once', async () => {
      await commit({ tell: ['p2', 'p1', 'p2'] });
      await commit({ tell: ['p1', 'p3'] });
      expect(await ledger.toTell(2)).toEqual(['p2', 'p1']);
      await commit({ told: ['p2', 'unknown'] });
      expect(await ledger.toTell(10)).toEqual(['p1', 'p3']);
      await commit({ tell: ['p4'], told: ['p4', 'p1'] });
      expect(await ledger.toTell(10)).toEqual(['p3']);
    });

    test('SYN5 history is found by pair, item, cycle and time, latest first', async () => {
      await commit({
        history: [
          entryOf('h1', 10, { pairId: 'x' }),
          entryOf('h2', 30, { itemId: 'i' }),
          entryOf('h3', 20, { cycle: 'c' }),
          entryOf('h4', 20, { pairId: 'x', cycle: 'c' }),
        ],
      });
      expect(names(await ledger.history({ limit: 10 }))).toEqual(['h2', 'h3', 'h4', 'h1']);
      expect(names(await ledger.history({ limit: 2 }))).toEqual(['h2', 'h3']);
      expect(names(await ledger.history({ pairId: 'x', limit: 10 }))).toEqual(['h4', 'h1']);
      expect(names(await ledger.history({ itemId: 'i', limit: 10 }))).toEqual(['h2']);
      expect(names(await ledger.history({ cycle: 'c', pairId: 'x', limit: 10 }))).toEqual(['h4']);
      expect(names(await ledger.history({ before: 20, limit: 10 }))).toEqual(['h1']);
      expect(names(await ledger.history({ cycle: 'none', limit: 10 }))).toEqual([]);
    });

    test('SYN5 an entry that was undone replaces the one that was not', async () => {
      const removed = contactRow('a', { last: 'L' }).seen?.item ?? null;
      await commit({ history: [entryOf('h1', 10), entryOf('h2', 20, { what: 'removed', removed })] });
      await commit({ history: [entryOf('h1', 10, { undone: true })] });
      const found = await ledger.history({ limit: 10 });
      expect(found).toEqual([entryOf('h2', 20, { what: 'removed', removed }), entryOf('h1', 10, { undone: true })]);
      expect(names(await ledger.history({ itemId: 'item-1', limit: 10 }))).toEqual(['h2', 'h1']);
    });

    test('SYN5 old history goes, and what is written afterwards stays', async () => {
      await commit({ history: [entryOf('h1', 10), entryOf('h2', 20), entryOf('h3', 30)] });
      await ledger.trimHistory(20);
      ledger = await under.again();
      expect(names(await ledger.history({ limit: 10 }))).toEqual(['h3', 'h2']);
      await ledger.trimHistory(20);
      await commit({ history: [entryOf('h0', 5)] });
      expect(names(await ledger.history({ limit: 10 }))).toEqual(['h3', 'h2', 'h0']);
      await ledger.trimHistory(100);
      ledger = await under.again();
      expect(names(await ledger.history({ limit: 10 }))).toEqual([]);
      expect(names(await ledger.history({ pairId: 'pair-1', limit: 10 }))).toEqual([]);
    });

    test('SYN6 items and their cursor are kept together, and four readings do not disturb each other', async () => {
      await Promise.all(
        (['mailbox', 'crm'] as const).flatMap((side) =>
          (['contact', 'event'] as const).map((kind) => ledger.commit({ pulled: { side, kind, state: state(`${side} ${kind}`) } })),
        ),
      );
      await Promise.all([
        ledger.commit({ rows: [contactRow('a')], pulled: { side: 'mailbox', kind: 'contact', state: state('next') } }),
        ledger.commit({ rows: [recordRow('contact', 'r')], pulled: { side: 'crm', kind: 'contact', state: state('after') } }),
        ledger.commit({ meta: { sharedVersion: 4 } }),
      ]);
      ledger = await under.again();
      const { pulled, sharedVersion } = await ledger.meta();
      expect([pulled.mailbox.contact, pulled.mailbox.event, pulled.crm.contact, pulled.crm.event].map((one) => one.cursor)).toEqual([
        'next',
        'mailbox event',
        'after',
        'crm event',
      ]);
      expect(sharedVersion).toBe(4);
      expect([await ledger.count('mailbox', 'contact'), await ledger.count('crm', 'contact')]).toEqual([1, 1]);
    });

    test('SYN6 commits that are not waited for are carried out in their order', async () => {
      const all = Array.from({ length: 13 }, (_, i) =>
        ledger.commit(
          i % 3 === 0 ? { meta: { sharedVersion: i } } : { rows: [contactRow('a', { last: String(i) })], meta: { sharedVersion: i } },
        ),
      );
      await Promise.all(all);
      ledger = await under.again();
      expect((await ledger.meta()).sharedVersion).toBe(12);
      expect((await ledger.rows([mailbox('a')]))[0]?.seen?.item).toMatchObject({ last: '11' });
    });

    test('SYN6 only the given parts of meta change', async () => {
      const configuration = null;
      await commit({
        meta: {
          sharedVersion: 2,
          counters: { cycles: 1 },
          schema: { contact: {}, event: {}, maxEventMinutes: 1440, personAccounts: false },
        },
      });
      await commit({ meta: { lastCycleAt: 7, configuration } });
      const meta = await ledger.meta();
      expect(meta).toMatchObject({ rep, sharedVersion: 2, counters: { cycles: 1 }, lastCycleAt: 7, schema: { maxEventMinutes: 1440 } });
      await commit({ meta: { schema: null } });
      expect((await ledger.meta()).schema).toBe(null);
    });

    test('STA3 every commit is told with what it touched', async () => {
      const heard: string[][] = [];
      await ledger.commit({ rows: [contactRow('a')], pairs: [pairOf('p1', 'a', 'r')] });
      const stop = ledger.onChange((touched) => heard.push(idsOf(touched)));
      await ledger.commit({ rows: [contactRow('b')], dissolve: ['p1'], forget: [mailbox('z')] });
      await ledger.commit({ pairs: [pairOf('p2', 'b', 's')] });
      await ledger.commit({ meta: { lastCycleAt: 1 } });
      await settled(() => heard.length === 3);
      expect(heard).toEqual([['a', 'b', 'r', 'z'], ['b', 's'], []]);
      stop();
      await ledger.commit({ rows: [contactRow('c')] });
      expect(heard.length).toBe(3);
    });

    test('SYN6 two contexts see each other’s commits at once', async () => {
      const other = await under.beside();
      await ledger.commit({ rows: [contactRow('a', { emails: ['a@x.example'] })], dirty: [mailbox('a')], meta: { sharedVersion: 1 } });
      expect((await other.rows([mailbox('a')]))[0]?.id).toBe('a');
      expect((await other.meta()).sharedVersion).toBe(1);
      await other.commit({ rows: [recordRow('contact', 'r')], pairs: [pairOf('p1', 'a', 'r')], clean: [mailbox('a')] });
      expect((await ledger.pairsOf([mailbox('a')]))[0]?.id).toBe('p1');
      expect([await ledger.dirtyCount(), await ledger.count('crm', 'contact')]).toEqual([0, 1]);
      expect(await other.lookup('mailbox', 'contact', ['e:a@x.example'])).toEqual([mailbox('a')]);
      expect((await other.scan('mailbox', 'contact', null, 10)).length).toBe(1);
      await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          (i % 2 ? ledger : other).commit({ rows: [contactRow(numbered(i))], dirty: [mailbox(numbered(i))], tell: [`t${i}`] }),
        ),
      );
      for (const one of [ledger, other]) {
        expect(await one.count('mailbox', 'contact')).toBe(21);
        expect((await one.scan('mailbox', 'contact', null, 100)).length).toBe(21);
        expect((await one.dirty(100)).length).toBe(20);
        expect((await one.toTell(100)).length).toBe(20);
      }
    });

    test('STA3 a context hears of the other’s commits', async () => {
      const other = await under.beside();
      const heard: string[][] = [];
      const stop = other.onChange((touched) => heard.push(idsOf(touched)));
      await ledger.commit({ rows: [contactRow('a')] });
      await settled(() => heard.length > 0);
      expect(heard).toEqual([['a']]);
      stop();
    });

    test('SEC5 a wiped ledger is as new, in all contexts', async () => {
      const other = await under.beside();
      await ledger.commit({
        rows: [contactRow('a', { emails: ['a@x.example'], last: 'L' }, { trouble: troubleOf(1) })],
        pairs: [pairOf('p1', 'a', 'r')],
        dirty: [mailbox('a')],
        history: [entryOf('h', 1)],
        tell: ['p1'],
        meta: { sharedVersion: 5 },
        named: { round: '1', refs: [mailbox('a')] },
      });
      expect((await other.scan('mailbox', 'contact', null, 10)).length).toBe(1);
      const heard: (readonly Ref[])[] = [];
      other.onChange((touched) => heard.push(touched));
      await ledger.wipe();
      await settled(() => heard.length > 0);
      expect(heard).toEqual([[]]);
      const fresh = await under.again();
      for (const one of [fresh, other]) {
        expect(await one.meta()).toMatchObject({ rep: null, sharedVersion: 0, configuration: null });
        expect(await one.rows([mailbox('a')])).toEqual([null]);
        expect(await one.scan('mailbox', 'contact', null, 10)).toEqual([]);
        expect(await one.pairs(['p1'])).toEqual([null]);
        expect(await one.history({ limit: 10 })).toEqual([]);
        expect([await one.count('mailbox', 'contact'), await one.pairCount('contact'), await one.dirtyCount()]).toEqual([0, 0, 0]);
        expect([await one.troubled(null), await one.toTell(9), await one.dirty(9)]).toEqual([[], [], []]);
      }
      await fresh.commit({ rows: [contactRow('a')] });
      expect(await other.count('mailbox', 'contact')).toBe(1);
      expect(await other.lookup('mailbox', 'contact', ['e:a@x.example'])).toEqual([]);
      expect((await other.scan('mailbox', 'contact', null, 10)).length).toBe(1);
    });
  });
}

/** News from another context comes by a message. */
async function settled(arrived: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !arrived(); i++) await new Promise((resolve) => setTimeout(resolve, 2));
}
