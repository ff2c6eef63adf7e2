/** What matching contacts and matching events have in common: marks, and choosing among those who match equally well. */
import { textOf } from './crmText';
import { areOfOne, markKey, markOfMailboxItem, markOfRecord } from './keys';
import type { ItemId, PairedBy, Rep, Row, Seen } from './model';
import type { MatchKey } from './ports';

export type KeyedRep = Pick<Rep, 'mailboxId' | 'orgId' | 'userId'>;

/** An item as it was seen, and the ids that it had before the vendor renamed it: its record may carry the mark of one of them. */
export type Claimant = Seen & { readonly formerly?: readonly ItemId[] };

export const claimant = ({ seen, notes }: Pick<Row, 'seen' | 'notes'>): Claimant | null => {
  if (notes.length === 0) return seen;
  const formerly = notes.flatMap((note) => (note.kind === 'renamed' ? [note.from] : []));
  return seen && formerly.length > 0 ? { ...seen, formerly } : seen;
};

export const isMailbox = <S extends Seen>(seen: S): seen is S & Seen<'mailbox'> => seen.side === 'mailbox';

/** The mark that an item's twin could carry. */
const markFor = (seen: Seen, rep: KeyedRep): string =>
  isMailbox(seen) ? markOfMailboxItem(rep, seen.id, seen.item) : markOfRecord(rep, seen.id);

/** The mark of a mailbox item, and then those of the ids that the vendor had given it before. */
export const ownMarks = (seen: Claimant & Seen<'mailbox'>, rep: KeyedRep): readonly string[] =>
  [seen.id, ...(seen.formerly ?? [])].map((id) => markOfMailboxItem(rep, id, seen.item));

/** Own mark and the twin's: an item and its twin meet in one of them, whichever of the two is marked. */
export function meetingMarks(seen: Claimant, rep: KeyedRep | null): readonly string[] {
  const twins = rep === null ? [] : isMailbox(seen) ? ownMarks(seen, rep) : [markFor(seen, rep)];
  return [seen.mark, ...twins].filter((mark) => mark !== '');
}

export const markKeys = (seen: Claimant, rep: KeyedRep | null): MatchKey[] => meetingMarks(seen, rep).map(markKey);

/** Decision 8: the record carries the mailbox item's mark, or the mailbox item the record's. */
export function markedAsPair(a: Seen, b: Seen, rep: KeyedRep): boolean {
  return areOfOne(a.mark, markFor(b, rep)) || areOfOne(b.mark, markFor(a, rep));
}

/**
 * Of several by mark those that are like it; of these the youngest record, which the item was given when it had lost the older one: that
 * one had been deleted, and is out of the bin again (RST2).
 */
export function lastMade(looking: Seen, of: readonly Seen[], agrees: (one: Seen) => boolean): readonly Seen[] {
  if (of.length < 2 || !isMailbox(looking)) return of;
  const alike = of.filter(agrees);
  const left = alike.length > 0 ? alike : of;
  const youngest = left.reduce((latest, one) => (createdAt(one) > latest ? createdAt(one) : latest), '');
  return left.filter((one) => createdAt(one) === youngest);
}

/** '' for what is not in Salesforce. */
export const createdAt = ({ item }: Seen): string => ('fields' in item ? textOf(item, 'CreatedDate') : '');

/** By the mark of an id that one of them had before: less than a mark that is up to date. */
export function wereMarkedAsPair(a: Claimant, b: Claimant, rep: KeyedRep): boolean {
  return [a, b].some((one) => {
    const twin = one === a ? b : a;
    return isMailbox(one) && (one.formerly ?? []).some((id) => areOfOne(twin.mark, markOfMailboxItem(rep, id, one.item)));
  });
}

export interface Picked {
  /** The twin; null when there is none, or when the rep must choose (`several` is not empty then). */
  readonly id: ItemId | null;
  readonly by: PairedBy | null;
  /** All that match equally well, the taken one too; empty when there is no choice. Two or more are shown as picked from. */
  readonly several: readonly ItemId[];
  /** What the configured rule takes, or would take ('' = nothing matches). */
  readonly suggestedId: ItemId | '';
  /** False: paired by mark alone, nothing else agrees any more. A reset treats such a pair as doubtful (RST8). */
  readonly agrees: boolean;
}

export const noTwin: Picked = { id: null, by: null, several: [], suggestedId: '', agrees: false };

export interface Picking {
  readonly rep: KeyedRep;
  /** Items of the other side that have a twin already. */
  readonly taken: ReadonlySet<ItemId>;
  /** "Not the same" (RST8). */
  readonly apart?: ReadonlySet<ItemId>;
  /**
   * Items of the looking side that share a key with a candidate. A candidate goes to the one with the strongest claim, so
   * that the result does not depend on who asks first. Absent: the looking one is alone.
   */
  readonly rivals?: (candidate: Seen) => readonly Seen[];
  /** The looking one takes no part at present: it takes nothing from one that does, and claims as much. */
  readonly yieldsTo?: (rival: Seen) => boolean;
}

/** How strongly two items claim to be the same; 0 = not at all. */
export type Claim = (a: Claimant, b: Claimant) => number;

/**
 * The free candidates with the strongest claim, none of which is claimed more strongly by somebody else. A mark without anything alike
 * is a doubt (RST8), and keeps nobody from what is alike: of two with each other's mark each would get a second record.
 */
export function strongest(
  looking: Seen,
  candidates: readonly Seen[],
  how: Picking,
  claim: Claim,
  isDoubt: (one: Seen, other: Seen) => boolean,
): { of: readonly Seen[]; claim: number } {
  let best = 0;
  let of: Seen[] = [];
  for (const candidate of candidates) {
    if (candidate.side === looking.side || how.taken.has(candidate.id) || how.apart?.has(candidate.id)) continue;
    const mine = claim(looking, candidate);
    if (mine === 0 || mine < best) continue;
    const rivals = how.rivals?.(candidate) ?? [];
    const likes = !isDoubt(looking, candidate);
    const beats = (rival: Seen): boolean => {
      if (likes && isDoubt(rival, candidate)) return false;
      const theirs = claim(rival, candidate);
      return theirs > mine || (theirs === mine && (how.yieldsTo?.(rival) ?? false));
    };
    if (rivals.some((rival) => rival.id !== looking.id && rival.side === looking.side && beats(rival))) continue;
    if (mine > best) of = [];
    best = mine;
    of.push(candidate);
  }
  return { of, claim: best };
}

/** Texts in order, the smaller one first; '' last. Ends at the id, so that every device picks the same. */
export function byText(...texts: readonly ((seen: Seen) => string)[]): (a: Seen, b: Seen) => number {
  return (a, b) => {
    for (const text of [...texts, (seen: Seen) => seen.id]) {
      const [x, y] = [text(a), text(b)];
      if (x !== y) return x === '' ? 1 : y === '' ? -1 : x < y ? -1 : 1;
    }
    return 0;
  };
}
