/**
 * "Mine" (CFG1): a listing holds the rep's own contacts, but what has changed is told of everybody's. A colleague's record that nothing
 * here is about stays out of the ledger, or that would grow with the org, and the daily comparison with it. Before a contact is
 * created, others' records are asked for (CON2).
 */
import { belongsToOther } from '../core/contacts/filters/owner';
import { isMarkOfContact } from '../core/keys';
import type { ItemId, Kind, Ref, Seen } from '../core/model';
import type { Page, World } from '../core/ports';

const refOf = (id: ItemId): Ref => ({ side: 'crm', kind: 'contact', id });

/** The page of changes without the records that do not concern the rep. */
export async function ofConcern({ ledger }: World, page: Page<'crm'>): Promise<Page<'crm'>> {
  const { rep } = await ledger.meta();
  if (!rep) return page;
  const others = page.items.filter(({ item, mark }) => belongsToOther(item, rep) && !isMarkOfContact(rep, mark)).map(({ id }) => id);
  if (others.length === 0) return page;
  const survivors = new Set(page.gone.map(({ into }) => into));
  const strangers = new Set((await unknown(ledger, others)).filter((id) => !survivors.has(id)));
  return strangers.size === 0 ? page : { ...page, items: page.items.filter(({ id }) => !strangers.has(id)) };
}

async function unknown(ledger: World['ledger'], ids: readonly ItemId[]): Promise<readonly ItemId[]> {
  const refs = ids.map(refOf);
  const [rows, pairs] = await Promise.all([ledger.rows(refs), ledger.pairsOf(refs)]);
  return ids.filter((_, index) => !rows[index] && !pairs[index]);
}

/** Records that took the rep's own in, and that an earlier page may have left out: the pair follows them (SYN6). */
export async function survivorsOf({ ledger }: World, kind: Kind, page: Page): Promise<readonly ItemId[]> {
  const merged = page.gone.flatMap(({ id, into }) => (into === undefined ? [] : [{ id, into }]));
  if (merged.length === 0) return [];
  const ref = (id: ItemId): Ref => ({ side: 'crm', kind, id });
  const pairs = await ledger.pairsOf(merged.map(({ id }) => ref(id)));
  const followed = merged.filter((_, index) => pairs[index]).map(({ into }) => into);
  const rows = await ledger.rows(followed.map(ref));
  const shown = new Set((page.items as readonly Seen[]).map(({ id }) => id));
  return followed.filter((id, index) => !rows[index] && !shown.has(id));
}
