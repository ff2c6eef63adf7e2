/**
 * SYN7: what one device learned, the rep's other devices know too. Pairs travel under their mark, items of the mailbox
 * never by more than that (EXC4).
 */
import { markOfMailboxItem } from '../core/keys';
import type { Instant, Kind, Note, Pair, Ref, Rep, Row } from '../core/model';
import { Failed, type Shared, type SharedPair, type SharedRef, type World } from '../core/ports';

const portion = 2000;

/** Tells what has changed since the last time; a few requests at the most, none when nothing has. */
export async function share(world: World, rep: Rep): Promise<void> {
  for (;;) {
    const names = await world.ledger.toTell(portion);
    if (names.length === 0) return;
    const shared = await sharedOf(world, rep, names);
    const version = await world.control.share(world.device.id, shared);
    // Another device may have shared in between: what it told is then still to be read.
    const { sharedVersion } = await world.ledger.meta();
    await world.ledger.commit({ told: names, meta: { sharedVersion: version === sharedVersion + 1 ? version : sharedVersion } });
  }
}

const isRefName = (name: string): boolean => name.startsWith('mailbox:') || name.startsWith('crm:');

async function sharedOf(world: World, rep: Rep, names: readonly string[]): Promise<Shared> {
  const ids = names.filter((name) => !isRefName(name));
  const pairs = await world.ledger.pairs(ids);
  const refs = names.filter(isRefName).map(refOfName);
  const rows = await world.ledger.rows(refs);
  return {
    pairs: ids.map((id, index) => sharedPair(id, pairs[index] ?? null)),
    notes: rows.flatMap((row) => {
      const ref = row ? sharedRef(row, rep) : null;
      return row && ref ? [{ ref, notes: row.notes.filter(lasts) }] : [];
    }),
  };
}

function sharedPair(id: string, pair: Pair | null): SharedPair {
  if (!pair) return { id, kind: 'contact', crmId: '', agreed: null, dissolved: true };
  const { kind, crmId, agreed, asOf } = pair;
  const times = agreed && asOf ? { asOf: { mailbox: wholeSeconds(asOf.mailbox), crm: wholeSeconds(asOf.crm) } } : {};
  return { id, kind, crmId, agreed, ...times, dissolved: false };
}

const wholeSeconds = (at: Instant): Instant => Math.floor(at / 1000) * 1000;

function refOfName(name: string): Ref {
  const [side, kind] = name.split(':', 2) as [Ref['side'], Kind];
  return { side, kind, id: name.slice(side.length + kind.length + 2) };
}

function sharedRef(row: Row, rep: Rep): SharedRef | null {
  if (row.side === 'crm') return { side: 'crm', kind: row.kind, id: row.id };
  const item = row.seen?.item;
  return item && !('fields' in item) ? { side: 'mailbox', kind: row.kind, mark: markOfMailboxItem(rep, row.id, item) } : null;
}

/** Choices are used up by the device that runs cycles; the memory of a reset, and of what was agreed before, is local to it. */
export const lasts = (note: Note): boolean => note.kind !== 'choice' && note.kind !== 'reset' && note.kind !== 'agreed';

/** The lease went to another device while this one was at work: it follows from now on. */
export const lostLease = (error: unknown): boolean => error instanceof Failed && error.failure.kind === 'locked';
