/**
 * SYN7: an agreement says, to the rep's other devices too, as of when it was made. No vendor sets the time of an item's last change back:
 * what shows an earlier one has not caught up with what was seen already. It is no edit, and nothing is concluded from it until a newer
 * version is seen. Should a time go back after all, this ends after a day.
 */
import type { AsOf, Entry, Instant, Seen } from '../model';

const lagMs = 86_400_000;

export const asOfSeen = (mailbox: Seen, crm: Seen): AsOf => ({ mailbox: mailbox.modifiedAt, crm: crm.modifiedAt });

export function isOutdated({ pair, mailbox, crm }: Entry, now: Instant): boolean {
  if (!pair?.asOf || now - pair.agreedAt >= lagMs) return false;
  const { asOf } = pair;
  return [mailbox, crm].some((row) => row?.seen && row.seen.modifiedAt > 0 && row.seen.modifiedAt < asOf[row.side]);
}
