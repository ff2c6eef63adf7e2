/**
 * Once a day the ids of everything that Salesforce lists are compared with what the ledger knows: a record that was purged, hidden
 * or given away leaves no trace in what changes (SYN6), nor does one that the window has reached. What is not listed any more is
 * read, never taken as deleted.
 */
import { type Kind, kinds, type Row } from '../core/model';
import type { PullOptions, World } from '../core/ports';
import { refOfRow } from './entries';
import { learn } from './observe';
import { touchesWindow } from './pull';
import type { Readings } from './readings';

const dayMs = 86_400_000;
const portion = 1000;

export async function compareDaily(world: World, readings: Readings): Promise<void> {
  const meta = await world.ledger.meta();
  const today = Math.floor(world.clock.now() / dayMs);
  if (!world.crm.idsOf || meta.counters.comparedOn === today) return;
  const first = meta.counters.comparedOn === undefined;
  // The first listing has just been read whole.
  if (!first) for (const kind of kinds) await compareKind(world, kind, readings);
  const { counters } = await world.ledger.meta();
  await world.ledger.commit({ meta: { counters: { ...counters, comparedOn: today } } });
}

/** Salesforce may hold less of an event than the calendar does: its record is as near as its item, which reaches into the window. */
async function inReach({ ledger }: World, rows: readonly Row[], options: PullOptions): Promise<readonly Row[]> {
  const touching = new Set(rows.filter((row) => touchesWindow(row, options)));
  const others = rows.filter((row) => !touching.has(row));
  const pairs = await ledger.pairsOf(others.map(refOfRow));
  const items = await ledger.rows(pairs.map((pair) => ({ side: 'mailbox', kind: 'event', id: pair?.mailboxId ?? '' })));
  others.forEach((row, index) => {
    if (items[index]?.seen && touchesWindow(items[index], options)) touching.add(row);
  });
  return [...touching];
}

async function compareKind(world: World, kind: Kind, readings: Readings): Promise<void> {
  const listed = new Set(await world.crm.idsOf?.(kind, readings[kind]));
  const known = new Set<string>();
  const missing: string[] = [];
  for (let after: string | null = null; ; ) {
    const rows = await world.ledger.scan('crm', kind, after, 2000);
    if (rows.length === 0) break;
    after = rows[rows.length - 1]?.id ?? null;
    for (const row of rows) if (row.seen) known.add(row.id);
    const unlisted = rows.filter((row) => row.seen && !listed.has(row.id));
    missing.push(...(await inReach(world, unlisted, readings[kind])).map((row) => row.id));
  }
  // And the other way round: what the rolling window has reached since the listing, nobody has changed meanwhile (EVT3).
  missing.push(...[...listed].filter((id) => !known.has(id)));
  for (let at = 0; at < missing.length; at += portion) {
    const ids = missing.slice(at, at + portion);
    const found = await world.crm.read(kind, ids, readings[kind]);
    await learn(world.ledger, 'crm', kind, found, world.clock.now());
  }
}
