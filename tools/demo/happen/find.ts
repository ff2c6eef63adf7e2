/** Which of the rep's items the demo touches: ones that are pairs already, so that the change travels. */
import type { CalendarEvent, Contact, Kind, Pair, Row } from '../../../shared/core/model';
import type { RepHome } from '../world/repHome';

export interface Paired<I> {
  readonly id: string;
  readonly crmId: string;
  readonly item: I;
}

const portion = 500;

async function* paired(home: RepHome, kind: Kind): AsyncGenerator<readonly [Row, Pair]> {
  for (let after: string | null = null; ; ) {
    const rows: readonly Row[] = await home.ledger.scan('mailbox', kind, after, portion);
    if (rows.length === 0) return;
    after = rows.at(-1)?.id ?? null;
    const pairs = await home.ledger.pairsOf(rows.map(({ id }) => ({ side: 'mailbox', kind, id })));
    for (const [index, row] of rows.entries()) {
      const pair = pairs[index];
      if (row.seen && pair?.crmId) yield [row, pair];
    }
  }
}

/** The next meeting that is the rep's own and single, and that nobody would be mailed about. */
export async function nextMeeting(home: RepHome, now: number): Promise<Paired<CalendarEvent> | null> {
  let best: Paired<CalendarEvent> | null = null;
  for await (const [row, pair] of paired(home, 'event')) {
    const item = row.seen?.item;
    if (item?.kind !== 'event' || 'fields' in item) continue;
    if (!item.mine || item.allDay || item.seriesId !== '' || item.cancelled || Date.parse(item.start) < now) continue;
    if (home.provider === 'microsoft' && item.attendees.length > 0) continue;
    if (!best || item.start < best.item.start) best = { id: row.id, crmId: pair.crmId ?? '', item };
  }
  return best;
}

export async function someContact(home: RepHome, nth = 0): Promise<Paired<Contact> | null> {
  let skipped = 0;
  for await (const [row, pair] of paired(home, 'contact')) {
    const item = row.seen?.item;
    if (item?.kind !== 'contact' || 'fields' in item || item.keptOut || item.emails.length === 0) continue;
    if (skipped++ >= nth) return { id: row.id, crmId: pair.crmId ?? '', item };
  }
  return null;
}
