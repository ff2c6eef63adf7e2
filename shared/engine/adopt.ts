/** SYN7: the other half of sharing. What the rep's other devices have learned becomes this one's, item by item as its ledger knows them. */
import { markKey } from '../core/keys';
import { claimant, isMailbox, ownMarks } from '../core/matching';
import { type Kind, kinds, type Note, type Pair, type Ref, type Row } from '../core/model';
import type { LedgerChange, SharedPair, SharedRef, World } from '../core/ports';
import { parted } from '../core/sync/gone';
import { refOfRow, refsOfPair } from './entries';
import { lookAgain, lookAtParted } from './lookAgain';
import { learn } from './observe';
import { bereft } from './orphans';
import type { Readings } from './readings';
import { lasts } from './share';
import { refsOf } from './walk';

const portion = 2000;

/** Takes over what other devices have shared. Needs the listings: marks are found on what the ledger has seen. */
export async function adopt(world: World, version: number, options: Readings): Promise<void> {
  const news = await world.control.sharedSince(version);
  const named = new Set<string>();
  const lost: SharedPair[] = [];
  for (const { pairs } of news.portions) {
    for (let at = 0; at < pairs.length; at += portion) lost.push(...(await adoptPairs(world, pairs.slice(at, at + portion), options)));
    for (const { id } of pairs) named.add(id);
  }
  if (news.complete) await dissolveUnshared(world, named);
  for (const { notes } of news.portions) for (const one of notes) await adoptNotes(world, one.ref, one.notes);
  // Only now is it known which of the records are without a pair, and what was remembered of them before their items went.
  for (const one of lost) await remember(world, one);
  await world.ledger.commit({ meta: { sharedVersion: news.version } });
}

/** The whole of what is shared names every pair: one that is not in it, and that nobody has yet to be told of, was dissolved. */
async function dissolveUnshared(world: World, shared: ReadonlySet<string>): Promise<void> {
  const untold = new Set(await world.ledger.toTell(Number.POSITIVE_INFINITY));
  for (const kind of kinds) {
    for await (const refs of refsOf(world.ledger, kind)) {
      const ids = (await world.ledger.glance(refs)).map(({ pairId }) => pairId ?? '');
      const apart = new Set(ids.filter((id) => id !== '' && !shared.has(id) && !untold.has(id)));
      if (apart.size === 0) continue;
      const pairs = (await world.ledger.pairs([...apart])).filter((pair) => pair !== null);
      const dirty = refs.filter((_, index) => apart.has(ids[index] ?? ''));
      await world.ledger.commit({ dissolve: [...apart], dirty, ...(await remembering(world, pairs)) });
    }
  }
}

/** @returns those whose items are not there. */
async function adoptPairs(world: World, shared: readonly SharedPair[], options: Readings): Promise<readonly SharedPair[]> {
  const held = await world.ledger.pairs(shared.map((one) => one.id));
  const gone = shared.filter((one, index) => one.dissolved && held[index]).map((one) => one.id);
  const alive = shared.filter((one) => !one.dissolved);
  const before = new Map(held.flatMap((pair) => (pair ? [[pair.id, pair] as const] : [])));
  const pairs: Pair[] = [];
  const lost: SharedPair[] = [];
  const renamed: Renamed[] = [];
  for (const kind of kinds) {
    const mine = alive.filter((one) => one.kind === kind);
    const items = await itemsByMark(world, kind, mine);
    await readRecords(world, kind, mine, options);
    for (const one of mine) {
      const item = items.get(one.id);
      const known = before.get(one.id);
      if (item && item.id !== one.id) renamed.push({ was: one, now: { ...one, id: item.id } });
      else if (item) pairs.push(pairOf(one, item.row, world.clock.now()));
      // Its item has gone meanwhile: what was agreed last still tells whether an edit outlives it, and it may have another record (SYN3).
      else if (known) pairs.push({ ...known, crmId: one.crmId, agreed: one.agreed, ...(one.asOf ? { asOf: one.asOf } : {}) });
      else lost.push(one);
    }
  }
  const dirty = pairs.map((pair): Ref => ({ side: 'mailbox', kind: pair.kind, id: pair.mailboxId }));
  const dissolved = new Set(gone);
  const others = await supplanted(world, pairs, new Set(alive.map((one) => one.id)));
  const apart = held.filter((pair): pair is Pair => pair !== null && dissolved.has(pair.id));
  // Who told of the new one may not have known them: a device that knows nothing yet would be told of both (SYN7).
  await world.ledger.commit({ dissolve: [...gone, ...others], pairs, dirty, tell: others, ...(await remembering(world, apart)) });
  lost.push(...(await adoptRenamed(world, renamed, new Set(alive.map((one) => one.id)), options)));
  await lookAgain(world, pairs, options);
  await lookAtParted(world, [...apart, ...pairs.flatMap((pair) => replaced(before.get(pair.id), pair))], options);
  return lost;
}

/** Its former record, which may have been purged, is alone now: without a look at it, an item would be made from it (SYN3). */
const replaced = (known: Pair | undefined, now: Pair): readonly Pair[] => (known && known.crmId !== now.crmId ? [known] : []);

interface Renamed {
  readonly was: SharedPair;
  readonly now: SharedPair;
}

/**
 * Told under a name that the contact had before the vendor renamed it, by a device that knew no other. @returns those of whom more is
 * known under the new name.
 */
async function adoptRenamed(
  world: World,
  renamed: readonly Renamed[],
  told: ReadonlySet<string>,
  options: Readings,
): Promise<readonly SharedPair[]> {
  if (renamed.length === 0) return [];
  const held = await world.ledger.pairs(renamed.map(({ now }) => now.id));
  const isNews = ({ now }: Renamed, index: number): boolean => !held[index] && !told.has(now.id);
  const news = renamed.filter(isNews);
  await adoptPairs(
    world,
    news.map(({ now }) => now),
    options,
  );
  await world.ledger.commit({ tell: news.flatMap(({ was, now }) => [was.id, now.id]) });
  return renamed.filter((one, index) => !isNews(one, index)).map(({ was }) => was);
}

/**
 * Should they be matched again by this device, it knows who has changed what since (SYN1). And where it knows that one of the two has gone,
 * while the other device, at a reset, did not, the one that is left remembers it (SYN3).
 */
async function remembering({ ledger, clock }: World, pairs: readonly Pair[]): Promise<LedgerChange> {
  const both = await ledger.rows(pairs.flatMap(refsOfPair));
  const rows = pairs.flatMap((pair, index) => {
    const [item, record] = [both[2 * index], both[2 * index + 1]];
    const kept = item ? { ...item, notes: parted(item, pair, pair.agreedAt) } : null;
    if (kept && record && !kept.seen !== !record.seen)
      return kept.seen ? [bereft(kept, record, clock.now())] : [kept, bereft(record, kept, clock.now())];
    return kept && kept.notes !== item?.notes ? [kept] : [];
  });
  return { rows, over: both.filter((row) => row !== null) };
}

/** A record, or an item, has one pair: what another device has made of it since takes the place of what this one believed (SYN6). */
async function supplanted(world: World, pairs: readonly Pair[], alive: ReadonlySet<string>): Promise<readonly string[]> {
  const held = await world.ledger.pairsOf(pairs.flatMap(refsOfPair));
  return [...new Set(held.flatMap((pair, index) => (pair && pair.id !== pairs[index >> 1]?.id && !alive.has(pair.id) ? [pair.id] : [])))];
}

/** A mailbox item, and the name that its pair has on every device. */
interface Named {
  readonly id: string;
  readonly row: Row;
}

/** By the name that they have, or one that they had before the vendor renamed them: the device that told may have known no other. */
async function itemsByMark(world: World, kind: Kind, shared: readonly SharedPair[]): Promise<ReadonlyMap<string, Named>> {
  const { rep } = await world.ledger.meta();
  const refs = await world.ledger.lookup(
    'mailbox',
    kind,
    shared.map((one) => markKey(one.id)),
  );
  const found = new Map<string, Named>();
  for (const row of await world.ledger.rows(refs)) {
    const seen = row && claimant(row);
    if (!rep || !row || !seen || !isMailbox(seen)) continue;
    const marks = ownMarks(seen, rep);
    for (const mark of marks) found.set(mark, { id: marks[0] ?? mark, row });
  }
  return found;
}

/**
 * Records that this device has not seen are read, and those that it believes gone: one beyond the window may have come out of the bin. Those
 * that are gone are known as gone, and the planner decides (SYN3).
 */
async function readRecords(world: World, kind: Kind, shared: readonly SharedPair[], options: Readings): Promise<void> {
  const rows = await world.ledger.rows(shared.map((one) => ({ side: 'crm', kind, id: one.crmId })));
  const unseen = shared.filter((_, index) => !rows[index]?.seen).map((one) => one.crmId);
  if (unseen.length === 0) return;
  const found = await world.crm.read(kind, unseen, options[kind]);
  await learn(world.ledger, 'crm', kind, { items: found.items }, world.clock.now());
  const now = world.clock.now();
  const known = new Set(rows.map((row) => row?.id));
  const gone = found.gone
    .filter(({ id }) => !known.has(id))
    .map(
      (one): Row => ({
        side: 'crm',
        kind,
        id: one.id,
        seen: null,
        notes: one.how === 'deleted' ? [{ kind: 'deleted', at: now, side: 'crm', by: 'rep', version: '' }] : [],
        trouble: null,
      }),
    );
  await world.ledger.commit({ rows: gone });
}

const pairOf = (one: SharedPair, item: Row, now: number): Pair => ({
  id: one.id,
  kind: one.kind,
  mailboxId: item.id,
  crmId: one.crmId,
  by: 'mark',
  since: now,
  agreed: one.agreed,
  mailboxVersion: '',
  crmVersion: '',
  agreedAt: now,
  ...(one.asOf ? { asOf: one.asOf } : {}),
});

/**
 * Its mailbox item is not there any more, and nobody can tell whether it was deleted or moved away while no device looked.
 * The record stays, unlinked: it does not come back to the mailbox by itself, and nothing is deleted on a guess (SYN3, SYN6).
 */
async function remember(world: World, one: SharedPair): Promise<void> {
  const [row] = await world.ledger.rows([{ side: 'crm', kind: one.kind, id: one.crmId }]);
  if (!row?.seen || row.notes.some((note) => note.kind === 'unlinked' || note.kind === 'deleted')) return;
  const [pair] = await world.ledger.pairsOf([refOfRow(row)]);
  if (pair) return;
  const note: Note = { kind: 'unlinked', at: world.clock.now(), because: 'moved out', twin: one.id };
  await world.ledger.commit({ rows: [{ ...row, notes: [...row.notes, note] }], over: [row], dirty: [refOfRow(row)] });
}

async function adoptNotes(world: World, ref: SharedRef, notes: readonly Note[]): Promise<void> {
  const refs: readonly Ref[] =
    ref.side === 'crm'
      ? [{ side: 'crm', kind: ref.kind, id: ref.id }]
      : await world.ledger.lookup('mailbox', ref.kind, [markKey(ref.mark)]);
  for (const [index, row] of (await world.ledger.rows(refs)).entries()) {
    const at = refs[index];
    if (!at) continue;
    const held: Row = row ?? { ...at, seen: null, notes: [], trouble: null };
    const known = [...notes, ...held.notes.filter((note) => !lasts(note))];
    await world.ledger.commit({ rows: [{ ...held, notes: known }], over: row ? [row] : [], dirty: [at] });
  }
}
