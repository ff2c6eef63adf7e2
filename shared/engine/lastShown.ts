/**
 * SYN3: an edit outlives the deletion of the twin. But what differs in the mailbox from what this device knows to be agreed may have come
 * from the record itself, by a device that died before it told the others. The bin shows what the record held last: what the item shows
 * alike had arrived, and is nobody's edit since.
 */
import { fieldsOf } from '../core/fields';
import type { Entry, Pair } from '../core/model';
import { kinds } from '../core/model';
import type { World } from '../core/ports';
import { agreedWithArrived, agreeOn, compare, editedSince } from '../core/sync/compare';
import type { Context } from '../core/sync/verdict';
import type { Readings } from './readings';

type Widowed = Entry & { readonly pair: Pair; readonly mailbox: NonNullable<Entry['mailbox']> };

export async function withLastShown(
  world: World,
  entries: readonly Entry[],
  context: Context,
  options: Readings,
): Promise<readonly Entry[]> {
  const known = new Map<Entry, Entry>();
  for (const kind of kinds) {
    const lenses = fieldsOf(kind, context.configuration, context.rep.provider, context.schema);
    const edited = entries.filter((entry): entry is Widowed => {
      const item = entry.mailbox?.seen?.item;
      if (entry.kind !== kind || !entry.pair?.agreed || !item || entry.crm?.seen || !isDeleted(entry)) return false;
      const agreed = agreedWithArrived(entry.pair, lenses, { mailbox: item, crm: null });
      return agreed !== null && editedSince(lenses, agreed, 'mailbox', item);
    });
    if (edited.length === 0) continue;
    const { gone } = await world.crm.read(
      kind,
      edited.map(({ pair }) => pair.crmId),
      options[kind],
    );
    const last = new Map(gone.flatMap((one) => (one.last ? [[one.id, one.last.item] as const] : [])));
    for (const entry of edited) {
      const record = last.get(entry.pair.crmId);
      const item = entry.mailbox.seen?.item;
      if (!record || !('fields' in record) || !item) continue;
      const alike = compare(lenses, entry.pair, item, record).filter((field) => field.alike);
      known.set(entry, { ...entry, pair: { ...entry.pair, agreed: agreeOn(entry.pair.agreed, alike) } });
    }
  }
  return known.size === 0 ? entries : entries.map((entry) => known.get(entry) ?? entry);
}

const isDeleted = ({ crm }: Entry): boolean => crm?.notes.some((note) => note.kind === 'deleted' && note.side === 'crm') ?? false;
