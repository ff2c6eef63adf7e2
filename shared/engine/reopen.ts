/** What makes items be planned again although nobody touched them: a configuration (CFG4), a new day (EVT3), a due trouble (SYN8). */
import { crmTime, spanOf } from '../core/events/fields/time';
import { placeOf } from '../core/events/window';
import { type Configuration, type Kind, kinds, type Ref, type Row, type Side } from '../core/model';
import type { PullOptions, Window, World } from '../core/ports';
import { refName, refOfRow } from './entries';
import { learn } from './observe';
import { refsOf } from './walk';

const size = 2000;

/** Troubles end with it: another configuration is a reason to try again. */
export async function everything(world: World, only: readonly Kind[] = kinds): Promise<void> {
  const { ledger } = world;
  const troubled = new Set((await ledger.troubled(null)).map(refName));
  for (const kind of only)
    for await (const refs of refsOf(ledger, kind, size)) {
      const rows = await ledger.rows(refs.filter((ref) => troubled.has(refName(ref))));
      const over = rows.filter((row) => row !== null);
      await ledger.commit({ rows: over.map((row) => ({ ...row, trouble: null })), over, dirty: refs });
    }
}

export async function configurationChanged(world: World, next: Configuration): Promise<void> {
  await everything(world);
  await world.ledger.commit({ meta: { configuration: next } });
}

/** The window rolls every day: events that came into it or left it are planned again. */
export async function windowMoved(world: World, from: Window | null, options: PullOptions): Promise<void> {
  const to = options.window;
  if (from) {
    const entered: Record<Side, string[]> = { mailbox: [], crm: [] };
    await eachRow(world, ['event'], async (rows) => {
      const crossed = rows.filter((row) => inside(row, from) !== inside(row, to));
      if (crossed.length > 0) await world.ledger.commit({ dirty: crossed.map(refOfRow) });
      for (const row of crossed) if (inside(row, to)) entered[row.side].push(row.id);
    });
    for (const side of ['mailbox', 'crm'] as const) await readAgain(world, side, entered[side], options);
  }
  await world.ledger.commit({ meta: { window: to } });
}

/** Beyond the window nothing is listed: what became of an event while a cursor was dead is asked before it is planned (SYN3). */
async function readAgain(world: World, side: Side, ids: readonly string[], options: PullOptions): Promise<void> {
  for (let at = 0; at < ids.length; at += 1000) {
    const found = await world[side].read('event', ids.slice(at, at + 1000), options);
    await learn(world.ledger, side, 'event', found, world.clock.now());
  }
}

function inside(row: Row, window: Window): boolean {
  const item = row.seen?.item;
  if (item?.kind !== 'event') return false;
  if (!('fields' in item)) return placeOf(item, window) === 'inside';
  const time = crmTime(item);
  return time !== '' && placeOf(spanOf(time), window) === 'inside';
}

export async function dueTroubles(world: World): Promise<void> {
  const due: readonly Ref[] = await world.ledger.troubled(world.clock.now());
  if (due.length > 0) await world.ledger.commit({ dirty: due });
}

export async function eachRow(world: World, only: readonly Kind[], visit: (rows: readonly Row[]) => Promise<void>): Promise<void> {
  for (const kind of only) {
    for (const side of ['mailbox', 'crm'] as const) {
      for (let after: string | null = null; ; ) {
        const rows: readonly Row[] = await world.ledger.scan(side, kind, after, size);
        if (rows.length === 0) break;
        after = rows[rows.length - 1]?.id ?? null;
        await visit(rows);
      }
    }
  }
}
