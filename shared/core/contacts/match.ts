/**
 * Contacts: mark, then any e-mail address, then first + last name + company (CON2, LS-C14).
 *
 * A name alone merges people: of 10,000 in a trial 775 shared their full name, and every merge is two people lost. So the
 * name counts only
 * - when first or last name is not all there is: a last name and an equal company are needed;
 * - when the addresses do not speak against it: two who both have addresses, and none in common, are two people;
 * - without a company on both sides, only when neither has any address, and their phones do not differ either.
 *
 * Of several with the same address (a family, `info@`), the one with the same name comes first.
 */
import { textOf } from '../crmText';
import {
  byText,
  type Claim,
  type Claimant,
  createdAt,
  type KeyedRep,
  lastMade,
  markedAsPair,
  markKeys,
  noTwin,
  type Picked,
  type Picking,
  strongest,
  wereMarkedAsPair,
} from '../matching';
import type { Configuration, Contact, CrmRecord, Seen } from '../model';
import type { MatchKey } from '../ports';
import { fold } from '../text';
import { canonicalEmail } from './fields/email';

interface Traits {
  readonly emails: readonly string[];
  readonly first: string;
  readonly last: string;
  readonly company: string;
}

const phoneNames = ['Phone', 'MobilePhone', 'HomePhone', 'OtherPhone'];

/** Digits alone. */
const digits = (numbers: readonly string[]): string[] => numbers.map((text) => text.replace(/\D/g, '')).filter((text) => text.length > 3);

function ofContact(contact: Contact): Traits {
  return {
    emails: contact.emails.map(canonicalEmail).filter((email) => email !== ''),
    first: fold(contact.first),
    last: fold(contact.last),
    company: fold(contact.company),
  };
}

function ofRecord(record: CrmRecord): Traits {
  const email = canonicalEmail(textOf(record, 'Email'));
  return {
    emails: email === '' ? [] : [email],
    first: fold(textOf(record, 'FirstName')),
    last: fold(textOf(record, 'LastName')),
    // A person account's account is the person.
    company: record.fields.IsPersonAccount === true ? '' : fold(textOf(record, 'Account.Name')),
  };
}

function traitsOf(seen: Seen): Traits {
  const { item } = seen;
  if ('fields' in item) return ofRecord(item);
  return item.kind === 'contact' ? ofContact(item) : { emails: [], first: '', last: '', company: '' };
}

function phonesOf({ item }: Seen): readonly string[] {
  if ('fields' in item) return digits(phoneNames.map((name) => textOf(item, name)));
  if (item.kind !== 'contact') return [];
  return digits(item.phones.filter((phone) => phone.type !== 'work fax' && phone.type !== 'assistant').map((phone) => phone.number));
}

export function contactKeys(seen: Claimant, rep: KeyedRep | null): MatchKey[] {
  const { emails, first, last, company } = traitsOf(seen);
  const name = last === '' ? [] : [`n:${first}|${last}|${company}`];
  return [...markKeys(seen, rep), ...new Set(emails.map((email) => `e:${email}`)), ...name];
}

const share = (a: readonly string[], b: readonly string[]): boolean => a.some((entry) => b.includes(entry));
const differ = (a: readonly string[], b: readonly string[]): boolean => a.length > 0 && b.length > 0 && !share(a, b);
const sameName = (a: Traits, b: Traits): boolean => a.last !== '' && a.last === b.last && a.first === b.first;

function sameByName(a: Traits, b: Traits, one: Seen, other: Seen): boolean {
  if (!sameName(a, b) || a.company !== b.company || differ(a.emails, b.emails)) return false;
  return a.company !== '' || (a.emails.length === 0 && b.emails.length === 0 && !differ(phonesOf(one), phonesOf(other)));
}

const claims = { mark: 5, formerMark: 4, emailAndName: 3, email: 2, name: 1 };

export const contactClaim =
  (rep: KeyedRep): Claim =>
  (one, other) => {
    if (markedAsPair(one, other, rep)) return claims.mark;
    if (wereMarkedAsPair(one, other, rep)) return claims.formerMark;
    const [a, b] = [traitsOf(one), traitsOf(other)];
    if (share(a.emails, b.emails)) return sameName(a, b) ? claims.emailAndName : claims.email;
    return sameByName(a, b, one, other) ? claims.name : 0;
  };

type Pick = Configuration['contacts']['pick'];

/** CON2, LS-C16. Of several contacts in the mailbox (LS-C17) the last edited one: the rule speaks of records. */
function inOrder(several: readonly Seen[], pick: Pick): Seen[] {
  const field = (name: string) => (seen: Seen) => ('fields' in seen.item ? textOf(seen.item, name) : '');
  const oldest = byText(createdAt);
  const latest = (a: Seen, b: Seen) => b.modifiedAt - a.modifiedAt || oldest(a, b);
  const lastActive = (a: Seen, b: Seen) => {
    const [x, y] = [field('LastActivityDate')(a), field('LastActivityDate')(b)];
    return x === y ? latest(a, b) : x > y ? -1 : 1;
  };
  const order = several[0]?.side === 'mailbox' || pick === 'last updated' ? latest : pick === 'oldest' ? oldest : lastActive;
  return [...several].sort(order);
}

export const contactsAlike = (one: Seen, other: Seen): boolean => {
  const [a, b] = [traitsOf(one), traitsOf(other)];
  return share(a.emails, b.emails) || sameName(a, b);
};

export function pickContact(looking: Seen, candidates: readonly Seen[], pick: Pick, how: Picking): Picked {
  const { of, claim } = strongest(looking, candidates, how, contactClaim(how.rep), (one, other) => !contactsAlike(one, other));
  const agrees = (one: Seen): boolean => contactsAlike(looking, one);
  const ordered = inOrder(claim === claims.mark ? lastMade(looking, of, agrees) : of, pick);
  const [first] = ordered;
  if (!first) return noTwin;
  const several = ordered.length > 1;
  return {
    id: several && pick === 'ask' ? null : first.id,
    by: claim >= claims.formerMark ? 'mark' : claim === claims.name ? 'name' : 'e-mail',
    several: several ? ordered.map((seen) => seen.id) : [],
    suggestedId: first.id,
    agrees: claim < claims.formerMark || agrees(first),
  };
}
