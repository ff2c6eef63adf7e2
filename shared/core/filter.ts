/**
 * A filter keeps an item out and says why (STA2). The planner asks them in a fixed order and stops at the first that has
 * something to say; "why?" lists every one that was looked at. Asked again in every plan, also about pairs (CFG4).
 */
import type { CalendarEvent, CauseCode, Configuration, Contact, CrmRecord, Entry, Rep } from './model';
import type { CrmSchema, Window } from './ports';

export interface FilterContext {
  readonly rep: Rep;
  readonly configuration: Configuration;
  readonly schema: CrmSchema | null;
  readonly window: Window;
}

export interface KeptOut {
  readonly cause: CauseCode;
  /** Holes of the cause's sentences. */
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface Filter {
  readonly name: CauseCode;
  /** Where nothing of that side is known, the filter is not asked. */
  readonly looksAt: 'mailbox' | 'crm' | 'either';
  test(entry: Entry, c: FilterContext): KeptOut | null;
}

export const contactOf = (entry: Entry): Contact | null => (entry.mailbox?.seen?.item.kind === 'contact' ? entry.mailbox.seen.item : null);
export const eventOf = (entry: Entry): CalendarEvent | null =>
  entry.mailbox?.seen?.item.kind === 'event' ? entry.mailbox.seen.item : null;
export const recordOf = (entry: Entry): CrmRecord | null => entry.crm?.seen?.item ?? null;

export function isAsked(filter: Filter, entry: Entry): boolean {
  const { looksAt } = filter;
  return (looksAt !== 'crm' && Boolean(entry.mailbox?.seen)) || (looksAt !== 'mailbox' && Boolean(entry.crm?.seen));
}

/** EXC2: by the mark in the native client, or by a note where the item itself cannot carry one. */
export const keptOutByRep: Filter = {
  name: 'kept out by you',
  looksAt: 'either',
  test: (entry) => {
    const noted = [entry.mailbox, entry.crm].some((row) => row?.notes.some((note) => note.kind === 'kept out'));
    return entry.mailbox?.seen?.item.keptOut || noted ? { cause: 'kept out by you', facts: {} } : null;
  },
};
