/** What makes items be planned again although nobody touched them: a configuration (CFG4), a new day (EVT3), a due trouble (SYN8). */
import { crmTime, spanOf } from '../core/events/fields/time';
import { placeOf } from '../core/events/window';
import { type Configuration, type Kind, kinds, type Ref, type Row } from '../core/model';
import type { Window, World } from '../core/ports';
import { refOfRow } from './entries';

const size = 2000;

/** Troubles end with it: another configuration is a reason to try again. */
export async function everything(world: World, only: readonly Kind[] = kinds): Promise<void> {
  await eachRow(world, only, async (rows) => {
    const cleared = rows.filter((row) => row.trouble).map((row) => ({ ...row, trouble: null }));
    await world.ledger.commit({ rows: cleared, dirty: rows.map(refOfRow) });
  });
}

export async function configurationChanged(world: World, next: Configuration): Promise<void> {
  await everything(world);
  await world.ledger.commit({ meta: { configuration: next } });
}

/** The window rolls every day: events that came into it or left it are planned again. */
export async function windowMoved(world: World, from: Window | null, to: Window): Promise<void> {
  if (from) {
    await eachRow(world, ['event'], async (rows) => {
      const dirty = rows.filter((row) => inside(row, from) !== inside(row, to)).map(refOfRow);
      if (dirty.length > 0) await world.ledger.commit({ dirty });
    });
  }
  await world.ledger.commit({ meta: { window: to } });
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
