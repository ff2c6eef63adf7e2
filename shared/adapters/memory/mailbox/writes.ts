/** One write, as the vendor would carry it out: conditions, create keys, and the mails it would have sent (EVT6). */
import type { CalendarEvent, Contact, ItemId } from '../../../core/model';
import type { Write, Wrote } from '../../../core/ports';
import type { MailboxHands } from './hands';
import { type MailboxStore, type Stored, seenOf, withSet } from './store';

export interface Mail {
  readonly to: string;
  readonly about: string;
}

/** Changes of these go out to the attendees of a meeting that the rep organizes. */
const announced = ['subject', 'location', 'description', 'start', 'end', 'allDay', 'attendees'] as const;

export class MailboxWrites {
  readonly mails: Mail[] = [];
  #made = 0;
  constructor(
    private readonly store: MailboxStore,
    private readonly hands: MailboxHands,
    private readonly address: string,
  ) {}

  /** @param looks whether a create looks first for what it may have made already. */
  carryOut(write: Write<'mailbox'>, looks = true): Wrote<'mailbox'> {
    if (write.op === 'create') return this.#create(write, looks);
    const stored = this.store.live(write.id);
    if (!stored) return { kind: 'gone' };
    if (stored.version !== write.ifVersion) return { kind: 'changed meanwhile' };
    if (write.op === 'remove') return this.#remove(stored, write.mails);
    if (write.op === 'mark') return done(this.hands.put(stored.id, stored.item, write.key));
    return this.#update(stored, write.set as Partial<Contact> | Partial<CalendarEvent>, write.mails);
  }

  #create({ key, item, mails }: Extract<Write<'mailbox'>, { op: 'create' }>, looks: boolean): Wrote<'mailbox'> {
    if (backwards(item)) return refused;
    const there = looks ? this.store.marked(item.kind, key) : null;
    if (there) return { ...done(there), found: true };
    // Ids of deleted Google events stay taken (wire-contracts 2.2).
    const byId = item.kind === 'event' && this.store.provider === 'google';
    const id: ItemId = byId ? key : `made-${++this.#made}`;
    if (this.store.items.has(id)) return { kind: 'gone' };
    const own =
      item.kind === 'contact' ? { ...item, inFolder: true } : { ...item, uid: `${id}@${this.address}`, seriesId: '', originalStart: '' };
    const stored = this.hands.put(id, own, key);
    if (stored.item.kind === 'event') this.#tell(stored.item, mails);
    return done(stored);
  }

  #update(stored: Stored, set: Partial<Contact> | Partial<CalendarEvent>, mails?: true): Wrote<'mailbox'> {
    const { item } = stored;
    const foreign = item.kind === 'event' && !item.mine && announced.some((key) => key in set);
    if (foreign && this.store.provider === 'google')
      return { kind: 'failed', failure: { kind: 'forbidden', system: 'google', detail: 'forbiddenForNonOrganizer' } };
    const next = withSet<Contact | CalendarEvent>(item, set as Partial<Contact | CalendarEvent>);
    if (backwards(next)) return refused;
    const written = this.hands.put(stored.id, next, stored.mark);
    if (item.kind === 'event' && announced.some((key) => key in set)) this.#tell({ ...item, ...(next as CalendarEvent) }, mails);
    return done(written);
  }

  #remove(stored: Stored, mails?: true): Wrote<'mailbox'> {
    this.hands.delete(stored.id);
    if (stored.item.kind === 'event') this.#tell(stored.item, mails);
    return { kind: 'done', seen: null, overtook: null };
  }

  /** Google is told whether to; Microsoft knows no such switch. */
  #tell(event: CalendarEvent, mails = false): void {
    if ((this.store.provider === 'google' && !mails) || !event.mine) return;
    for (const { email } of event.attendees) if (email !== this.address) this.mails.push({ to: email, about: event.subject });
  }
}

const done = (stored: Stored): Extract<Wrote<'mailbox'>, { kind: 'done' }> => ({ kind: 'done', seen: seenOf(stored), overtook: null });
const backwards = (item: Contact | CalendarEvent): boolean => item.kind === 'event' && item.end < item.start;
const refused: Wrote<'mailbox'> = {
  kind: 'failed',
  failure: { kind: 'bad row', reason: 'wrong value', fields: ['end'], detail: 'The end is before the start' },
};
