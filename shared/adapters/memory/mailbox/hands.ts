/** What the person does by hand in Outlook or Google, with no thought of us. */
import { blankContact } from '../../../core/contacts/blank';
import { blankEvent } from '../../../core/events/blank';
import type { CalendarEvent, Contact, ItemId } from '../../../core/model';
import { keepOutName } from '../../names';
import { type MailboxStore, type Stored, withSet } from './store';

const someTime = { start: '2026-03-02T09:00:00Z', end: '2026-03-02T10:00:00Z' };

export class MailboxHands {
  #count = 0;
  constructor(
    private readonly store: MailboxStore,
    private readonly address: string,
  ) {}

  addContact(set: Partial<Contact> = {}): ItemId {
    return this.put(this.#name('contact'), withSet(blankContact, set)).id;
  }

  addEvent(set: Partial<CalendarEvent> = {}): ItemId {
    const id = this.#name('event');
    return this.put(id, withSet({ ...blankEvent, ...someTime, uid: `${id}@${this.address}` }, set)).id;
  }

  /** `starts` are the occurrences' starts; each lasts as long as the template does. */
  addSeries(set: Partial<CalendarEvent>, starts: readonly string[]): { readonly seriesId: ItemId; readonly ids: readonly ItemId[] } {
    const seriesId = this.#name('series');
    const template = withSet({ ...blankEvent, ...someTime, uid: `${seriesId}@${this.address}` }, set);
    const ids: ItemId[] = [];
    this.store.series.set(seriesId, { ids, deleted: false });
    for (const start of starts) {
      const id = `${seriesId}_${start.replace(/[-:]/g, '')}`;
      ids.push(id);
      this.put(id, { ...template, seriesId, originalStart: start, start, end: moved(template, start) });
    }
    return { seriesId, ids };
  }

  /** Any item, an occurrence too. */
  edit(id: ItemId, set: Partial<Contact> | Partial<CalendarEvent>): void {
    const stored = this.#live(id);
    this.put(id, withSet<Contact | CalendarEvent>(stored.item, set as Partial<Contact | CalendarEvent>), stored.mark);
  }

  /** Every occurrence that there is. */
  editSeries(seriesId: ItemId, set: Partial<CalendarEvent>): void {
    for (const id of this.occurrences(seriesId)) this.edit(id, set);
  }

  delete(id: ItemId): void {
    const stored = this.#live(id);
    this.put(id, stored.item, stored.mark, true);
  }

  deleteSeries(seriesId: ItemId): void {
    for (const id of this.occurrences(seriesId)) this.delete(id);
    const series = this.store.series.get(seriesId);
    if (series) series.deleted = true;
  }

  moveOut(id: ItemId): void {
    this.edit(id, { inFolder: false });
  }
  moveIn(id: ItemId): void {
    this.edit(id, { inFolder: true });
  }

  /** Sets or removes the category or label "Don't Sync with Salesforce". */
  keepOut(id: ItemId, on: boolean): void {
    const { item } = this.#live(id);
    const others = item.categories.filter((name) => name !== keepOutName);
    this.edit(id, { keptOut: on, categories: on ? [...others, keepOutName] : others });
  }

  /** Google gives a contact another resource name; nothing else about it is another. @returns the new one. */
  rename(id: ItemId): ItemId {
    const stored = this.#live(id);
    const to = this.#name('contact');
    for (const [from, now] of this.store.renamed) if (now === id) this.store.renamed.set(from, to);
    this.store.renamed.set(id, to);
    this.put(id, stored.item, '', true);
    this.store.put('contact', to, stored.item, stored.mark, false, stored.version);
    return to;
  }

  deleteFolder(): void {
    this.store.folder = false;
  }

  /** Every cursor given out so far is dead. */
  forgetCursors(): void {
    this.store.epoch++;
  }

  contact(id: ItemId): Contact | null {
    const item = this.store.live(id)?.item;
    return item?.kind === 'contact' ? item : null;
  }
  event(id: ItemId): CalendarEvent | null {
    const item = this.store.live(id)?.item;
    return item?.kind === 'event' ? item : null;
  }
  /** What is there, in the order of its making. */
  all(kind: 'contact' | 'event'): readonly Stored[] {
    return this.store.order[kind].map((id) => this.store.live(id)).filter((stored) => stored !== null);
  }
  occurrences(seriesId: ItemId): readonly ItemId[] {
    return (this.store.series.get(seriesId)?.ids ?? []).filter((id) => this.store.live(id) !== null);
  }

  /** How items come to be, for hands and for writes alike. */
  put(id: ItemId, item: Contact | CalendarEvent, mark = '', deleted = false): Stored {
    if (item.kind === 'contact') return this.store.put('contact', id, item, mark, deleted);
    const invites = item.attendees.length > 0 && item.organizer === '' && item.mine;
    const organized = invites ? { ...item, organizer: this.address, response: 'organizer' as const } : item;
    return this.store.put('event', id, organized, mark, deleted);
  }

  #name(what: string): ItemId {
    const id = `${what}-${++this.#count}`;
    return this.store.items.has(id) || this.store.series.has(id) ? this.#name(what) : id;
  }
  #live(id: ItemId): Stored {
    const stored = this.store.live(id);
    if (!stored) throw new Error(`nothing here by the id ${id}`);
    return stored;
  }
}

function moved(template: CalendarEvent, start: string): string {
  const end = Date.parse(start) + Date.parse(template.end) - Date.parse(template.start);
  const text = new Date(end).toISOString();
  return template.allDay ? text.slice(0, 10) : text.replace('.000Z', 'Z');
}
