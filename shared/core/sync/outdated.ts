/**
 * SYN7: another device has told of a later agreement than this one knew, and an item is here as it was before. Most likely the mailbox or
 * Salesforce has not shown the other device's write yet: it is no edit, and nothing is concluded from it until a newer version is seen.
 * Should somebody have put the old value back by hand, this ends after an hour.
 */
import type { Canonical, Lens } from '../field';
import { hash53 } from '../keys';
import type { Agreed, CalendarEvent, Contact, CrmRecord, Entry, Instant, Pair, Row, Side, Version } from '../model';

const lagMs = 3_600_000;

type Held = Readonly<Record<Side, Row | null>>;

const sides = ['mailbox', 'crm'] as const;

/** @param known what this device knew of the pair. */
export function outdatedIn(lenses: readonly Lens[], known: Pair | undefined, agreed: Agreed | null, held: Held): Pick<Pair, 'outdated'> {
  if (!known?.agreed || !agreed) return {};
  const before = known.agreed;
  const outdated: Partial<Record<Side, Version>> = {};
  for (const [at, side] of sides.entries()) {
    const version = held[side]?.seen?.version;
    if (version === undefined) continue;
    const showsBefore = lenses.some((lens) => {
      const [was, is] = [before[lens.name]?.[at], agreed[lens.name]?.[at]];
      if (was === undefined || is === undefined || was === is) return false;
      const shown = shownOn(side, lens, held);
      return shown !== null && hash53(shown) === was;
    });
    if (showsBefore || known.outdated?.[side] === version) outdated[side] = version;
  }
  return Object.keys(outdated).length > 0 ? { outdated } : {};
}

function shownOn(side: Side, lens: Lens, { mailbox, crm }: Held): Canonical | null {
  const item = mailbox?.seen?.item as Contact | CalendarEvent | undefined;
  const record = crm?.seen?.item as CrmRecord | undefined;
  if (side === 'mailbox') return item && !lens.hides(item) ? lens.read.mailbox(item) : null;
  return record && lens.takesPart(record) ? lens.read.crm(record) : null;
}

export function isOutdated({ pair, mailbox, crm }: Entry, now: Instant): boolean {
  if (!pair?.outdated || now - pair.agreedAt >= lagMs) return false;
  return [mailbox, crm].some((row) => row?.seen && row.seen.version === pair.outdated?.[row.side]);
}
