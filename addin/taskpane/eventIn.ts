/** From the appointment that Outlook shows to the event that the ledger knows. */
import type { Connected } from './connect';

const lasting = new Map<string, string>();

/** '' where the ledger knows none: never saved, not synced yet, or no event of the rep's calendar. */
export async function eventIn(
  connected: Pick<Connected, 'ledger' | 'lastingId' | 'signIn' | 'world'>,
  exchangeId: string,
): Promise<string> {
  if (exchangeId === '' || !(await connected.signIn.signedIn()).mailbox) return '';
  const id = lasting.get(exchangeId) ?? (await connected.lastingId(exchangeId));
  lasting.set(exchangeId, id);
  const [row] = await connected.ledger.rows([{ side: 'mailbox', kind: 'event', id }]);
  return row?.seen ? id : nextOfSeries(connected, id);
}

/** Opened as a whole series, Outlook names the series, which is no event of its own (EVT3): its next occurrence stands for it. */
async function nextOfSeries({ ledger, world }: Pick<Connected, 'ledger' | 'world'>, seriesId: string): Promise<string> {
  const rows = await ledger.rows(await ledger.ofSeries(seriesId));
  const now = new Date(world.clock.now()).toISOString();
  const starts = rows.flatMap((row) => {
    const item = row?.seen?.item;
    return row && item?.kind === 'event' && 'start' in item ? [{ id: row.id, start: item.start }] : [];
  });
  const sorted = starts.sort((a, b) => a.start.localeCompare(b.start));
  return (sorted.find(({ start }) => start >= now) ?? sorted.at(-1))?.id ?? '';
}
