/**
 * Pairing marks and create keys: 26 characters 0-9a-v (base32hex, allowed in a Google event id), derived from the
 * source alone, so that every device and every retry arrives at the same (SYN6).
 *
 * - The mark of a contact is made of the mailbox and the contact's id: each rep's pair has its own. Whose mailbox it is can be told from
 *   it: a record that carries one had a contact there, though no device may be left that knows of it (SYN3).
 * - The mark of an event is made of its iCalendar UID and, for an occurrence, its original start: all reps who attend
 *   arrive at the same, so that a meeting is in Salesforce once (EVT4). Without a UID the mailbox's id serves.
 * - The mark of a record is made of the org, the record's id and the rep: it goes on the mailbox item created from it. The id can be
 *   read from it: a device that never saw the record can ask what has become of it (SYN3).
 */
import type { CalendarEvent, Contact, ItemId, Rep } from './model';
import { packId, unpackId } from './recordId';

const alphabet = '0123456789abcdefghijklmnopqrstuv';

/** Rounds of a 32 bit mix give 130 bits, or 90: enough that marks of an org never meet by chance. No secret depends on it. */
function digest(text: string, length = 26): string {
  let key = '';
  for (let seed = 1; key.length < length; seed++) {
    const [low] = hash64(text, seed * 0x9e3779b1);
    for (let i = 0; i < 6 && key.length < length; i++) key += alphabet[(low >>> (5 * i)) & 31];
  }
  return key;
}

const signatureLength = 8;
const signedLength = 26 - signatureLength;

/** Few texts, and asked for with every item: each is worked out once. */
const signatures = new Map<string, string>();

/** 40 bits. */
function signatureOf(text: string): string {
  let signature = signatures.get(text) ?? '';
  if (signature !== '') return signature;
  const [low, high] = hash64(text, 0);
  for (let i = 0; i < signatureLength; i++) signature += alphabet[((i < 4 ? low : high) >>> (5 * (i % 4))) & 31];
  signatures.set(text, signature);
  return signature;
}

/** cyrb53's mixing, kept as two 32 bit halves. */
function hash64(text: string, seed: number): [number, number] {
  let h1 = 0xdeadbeef ^ seed;
  let h2 = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    h1 = Math.imul(h1 ^ code, 2654435761);
    h2 = Math.imul(h2 ^ code, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return [h1, h2];
}

/** 53 bit hash of a value, synchronous: `crypto.subtle` costs a hundred times as much per field. */
export function hash53(text: string): number {
  const [low, high] = hash64(text, 0);
  return 4294967296 * (2097151 & high) + (low >>> 0);
}

type KeyedRep = Pick<Rep, 'mailboxId' | 'orgId' | 'userId'>;

export function markOfMailboxItem(rep: KeyedRep, id: ItemId, item: Contact | CalendarEvent): string {
  if (item.kind === 'contact') return digest(`c|${rep.mailboxId}|${id}`, signedLength) + ofMailbox(rep);
  if (item.uid === '') return digest(`e|${rep.mailboxId}|${id}`);
  return digest(`e|${item.uid}|${item.originalStart}`);
}

const ofMailbox = ({ mailboxId }: KeyedRep): string => signatureOf(`c|${mailboxId}`);

/** Of a contact of this rep's mailbox, whichever it was. */
export const isMarkOfContact = (rep: KeyedRep, mark: string): boolean => mark.endsWith(ofMailbox(rep));

/** `generation` moves when the record's twin was deleted and is wanted again: ids of deleted Google events stay taken. */
export function markOfRecord(rep: KeyedRep, id: ItemId, generation = 0): string {
  const packed = packId(id);
  const first = packed?.startsWith('0') ? packed + ofOrg(rep) : digest(`r|${rep.orgId}|${id}|${rep.userId}`);
  return moved(first, generation);
}

const ofOrg = ({ orgId, userId }: KeyedRep): string => signatureOf(`r|${orgId}|${userId}`);

/** The record that an item was made from, or was matched with, when it carries the mark of one; null for any other mark. */
export function recordOfMark(rep: KeyedRep, mark: string): ItemId | null {
  // Ids of contacts and events begin with zeros: the first letter tells the generation alone.
  return mark.slice(signedLength) === ofOrg(rep) ? unpackId(`0${mark.slice(1, signedLength)}`) : null;
}

/**
 * An item may need another mark than its first: the vendor keeps the id of what was deleted, and a mark may stand on what the rep has
 * called another's (RST8). All of one item's marks differ in the first letter alone, and are found under one key, so that every device
 * knows whose they are (SYN6).
 */
export const nextMark = (mark: string): string => moved(mark, 1);

const moved = (mark: string, by: number): string =>
  (alphabet[(alphabet.indexOf(mark.charAt(0)) + by) % alphabet.length] ?? '') + mark.slice(1);

export const areOfOne = (mark: string, other: string): boolean => mark !== '' && mark.slice(1) === other.slice(1);

/** Under which the ledger finds what carries a mark, whichever of one item's it is. */
export const markKey = (mark: string): string => `m:${mark.slice(1)}`;
