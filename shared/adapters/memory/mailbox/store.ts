/** What the mailbox in memory holds: each item with its state before, in the order of its last change. */
import type { CalendarEvent, Contact, Instant, ItemId, Kind, Provider, Seen } from '../../../core/model';
import type { Clock } from '../../../core/ports';
import { keepOutName } from '../../names';

export interface Stored {
  readonly kind: Kind;
  readonly id: ItemId;
  readonly order: number;
  /** Counts all changes of the mailbox: the higher, the later. */
  readonly seq: number;
  readonly version: string;
  readonly modifiedAt: Instant;
  readonly mark: string;
  readonly item: Contact | CalendarEvent;
  readonly deleted: boolean;
  readonly before: Stored | null;
}

export class MailboxStore {
  readonly items = new Map<ItemId, Stored>();
  readonly order: Record<Kind, ItemId[]> = { contact: [], event: [] };
  readonly series = new Map<ItemId, { readonly ids: ItemId[]; deleted: boolean }>();
  readonly renamed = new Map<ItemId, ItemId>();
  readonly #marks = new Map<string, ItemId>();
  seq = 0;
  /** Cursors of an earlier epoch are dead. */
  epoch = 0;
  folder = true;

  constructor(
    readonly provider: Provider,
    private readonly clock: Clock,
  ) {}

  put(kind: Kind, id: ItemId, item: Contact | CalendarEvent, mark: string, deleted = false, version = `v${this.seq + 1}`): Stored {
    const old = this.items.get(id) ?? null;
    if (!old) this.order[kind].push(id);
    const stored: Stored = {
      kind,
      id,
      order: old?.order ?? this.order[kind].length,
      seq: ++this.seq,
      version,
      modifiedAt: this.clock.now(),
      mark,
      item: inOrder(item, this.provider),
      deleted,
      before: old && { ...old, before: null },
    };
    this.items.set(id, stored);
    if (mark !== '' && !deleted) this.#marks.set(`${kind} ${mark}`, id);
    return stored;
  }

  live(id: ItemId): Stored | null {
    const stored = this.items.get(id);
    return stored && !stored.deleted ? stored : null;
  }

  marked(kind: Kind, mark: string): Stored | null {
    const id = this.#marks.get(`${kind} ${mark}`);
    const stored = id === undefined ? null : this.live(id);
    return stored?.mark === mark ? stored : null;
  }

  /** Changed after `seq`, oldest change first. */
  changedSince(kind: Kind, seq: number): Stored[] {
    const changed: Stored[] = [];
    if (seq >= this.seq) return changed;
    for (const id of this.order[kind]) {
      const stored = this.items.get(id)!;
      if (stored.seq > seq) changed.push(stored);
    }
    return changed.sort((a, b) => a.seq - b.seq);
  }
}

/** The mark "keep out" and the category of its name are one thing, but for Google events, which have no labels (EXC2). */
function inOrder(item: Contact | CalendarEvent, provider: Provider): Contact | CalendarEvent {
  if (item.kind === 'event' && provider === 'google') return item.categories.length === 0 ? item : { ...item, categories: [] };
  if (item.keptOut === item.categories.includes(keepOutName)) return item;
  const others = item.categories.filter((name) => name !== keepOutName);
  return { ...item, categories: item.keptOut ? [...others, keepOutName] : others };
}

export const seenOf = (stored: Stored): Seen<'mailbox'> => ({
  side: 'mailbox',
  kind: stored.kind,
  id: stored.id,
  version: stored.version,
  modifiedAt: stored.modifiedAt,
  mark: stored.mark,
  item: stored.item,
});

/** Puts a label set by hand into `keptOut`, before {@link MailboxStore.put} makes them one. */
export function withSet<T extends Contact | CalendarEvent>(item: T, set: Partial<T>): T {
  const merged = { ...item, ...set };
  if (set.keptOut === undefined && set.categories !== undefined) return { ...merged, keptOut: set.categories.includes(keepOutName) };
  return merged;
}
