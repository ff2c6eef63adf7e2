/** Field by field: what each side holds, and who changed since both agreed. The first half of every decision about a pair. */
import { standInForLastName } from '../contacts/fields/requiredName';
import type { Canonical, Lens } from '../field';
import { hash53 } from '../keys';
import type { Agreed, CalendarEvent, Contact, CrmRecord, FieldName, Pair, Side } from '../model';
import { knownBlankOf } from '../shapes';

/** One field of a pair, as both sides show it now. */
export interface Compared {
  readonly name: FieldName;
  readonly lens: Lens;
  readonly mailbox: Canonical;
  readonly crm: Canonical;
  readonly change: Change;
  /** Each side shows the other's value in its own way: a shortened text, a lossy picklist. Nothing is to be written (SYN2). */
  readonly alike: boolean;
  /**
   * Another record shows another value than the one before it: it may have been typed since, or may be what a rep had who made the record
   * anew without having heard of the last edit. It goes over; the value that it replaces is kept in the history (SYN1).
   */
  readonly unsure?: true;
}

/** `new`: nothing was agreed for this field yet (a new match, or newly mapped), or nothing that tells who has changed it. */
export type Change = 'same' | 'mailbox' | 'crm' | 'both' | 'new';

/** `before`: what the item had agreed on with this record (`again`), or the one before it, when they were parted. */
export function compare(
  lenses: readonly Lens[],
  { agreed, before, again }: Pick<Pair, 'agreed' | 'before' | 'again'>,
  item: Contact | CalendarEvent,
  record: CrmRecord,
): Compared[] {
  return lenses
    .filter((lens) => lens.takesPart(record))
    .map((lens) => {
      const mailbox = lens.read.mailbox(item);
      const crm = lens.read.crm(record);
      // Agreed upon as it reads, it would pass for an edit on the day it is shown again, and cover one of the record (SYN1).
      if (mailbox !== crm && lens.hides(item)) return { name: lens.name, lens, mailbox, crm, change: 'same', alike: false };
      const known = agreed?.[lens.name];
      const since = changeOf(known ?? before?.[lens.name], mailbox, crm);
      const change = known || (again && since !== 'same') ? since : changeOfNew(since, mailbox, crm);
      // As they were when they were parted: they agree as they stand.
      const alike = (!known && since === 'same') || (change !== 'same' && isAlike(lens, mailbox, crm, item, record));
      const unsure = !known && !again && change === 'crm' && mailbox !== '';
      return { name: lens.name, lens, mailbox, crm, change, alike, ...(unsure ? { unsure } : {}) };
    });
}

function isAlike(lens: Lens, mailbox: Canonical, crm: Canonical, item: Contact | CalendarEvent, record: CrmRecord): boolean {
  if (mailbox === crm) return true;
  if (lens.name === 'last' && item.kind === 'contact' && crm !== '' && crm === standInForLastName(item)) return true;
  // The company is written by look-up: what its lens would set says nothing (CON3).
  if (lens.name === 'company') return false;
  const put = lens.toCrm(mailbox, record);
  if (put.held && Object.keys(put.set).length === 0) return true;
  return Object.keys(lens.toMailbox(crm, item)).length === 0;
}

function changeOf(agreed: readonly [number, number] | undefined, mailbox: Canonical, crm: Canonical): Change {
  if (!agreed) return 'new';
  const hash = hash53(mailbox);
  const inMailbox = hash !== agreed[0];
  const inCrm = (crm === mailbox ? hash : hash53(crm)) !== agreed[1];
  if (inMailbox && inCrm) return 'both';
  return inMailbox ? 'mailbox' : inCrm ? 'crm' : 'same';
}

/**
 * Nothing is agreed, but something was once: a value that nobody has touched since is older than one that somebody has. The item is the
 * same, so that a field emptied there is an edit (SYN1); an empty one of the record tells nothing: it is another, which may never have had
 * it (SYN2).
 */
function changeOfNew(since: Change, mailbox: Canonical, crm: Canonical): Change {
  if (since === 'mailbox' || (since === 'both' && mailbox === '')) return since;
  return since === 'crm' && crm !== '' ? 'crm' : 'new';
}

/** The agreement after these fields were found equal or were brought into line: new hashes for them, the old ones for the rest. */
export function agreeOn(agreed: Agreed | null, settled: readonly Pick<Compared, 'name' | 'mailbox' | 'crm'>[]): Agreed {
  const next: Record<FieldName, readonly [number, number] | null> = { ...(agreed ?? knownBlankOf(settled.map(({ name }) => name))) };
  for (const { name, mailbox, crm } of settled) {
    const hash = hash53(mailbox);
    next[name] = [hash, crm === mailbox ? hash : hash53(crm)];
  }
  return next as Agreed;
}

/**
 * What is agreed, with what was written and never answered for: a value that Instep was about to write, and that is there, is an
 * agreement with the side that it came from, and nobody's edit (SYN1, SYN6).
 */
export function agreedWithArrived(
  { agreed, intends }: Pick<Pair, 'agreed' | 'intends'>,
  lenses: readonly Lens[],
  shown: { readonly mailbox: Contact | CalendarEvent | null; readonly crm: CrmRecord | null },
): Agreed | null {
  if (!intends || intends.length === 0) return agreed;
  const arrived = intends.filter(({ on, field, value }) => {
    const lens = lenses.find(({ name }) => name === field);
    if (!lens) return false;
    if (on === 'mailbox') return shown.mailbox !== null && hash53(lens.read.mailbox(shown.mailbox)) === value;
    return shown.crm !== null && lens.takesPart(shown.crm) && hash53(lens.read.crm(shown.crm)) === value;
  });
  return { ...agreed, ...Object.fromEntries(arrived.map(({ field, value }) => [field, [value, value] as const])) };
}

/** Whether somebody edited this side since both agreed: an edit outlives the deletion of the twin (SYN3). */
export function editedSince(lenses: readonly Lens[], agreed: Agreed, side: Side, item: Contact | CalendarEvent | CrmRecord): boolean {
  return lenses.some((lens) => {
    const known = agreed[lens.name];
    if (!known) return false;
    if (side === 'crm') {
      const record = item as CrmRecord;
      return lens.takesPart(record) && hash53(lens.read.crm(record)) !== known[1];
    }
    const shown = item as Contact | CalendarEvent;
    return !lens.hides(shown) && hash53(lens.read.mailbox(shown)) !== known[0];
  });
}
