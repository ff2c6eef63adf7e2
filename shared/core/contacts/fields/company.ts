/**
 * Company ↔ the account's name (LS-CF1). Reading is simple; writing is not: the CRM holds no company text but a relation to
 * an account, and finding it takes a look-up. So `toCrm` never sets anything by itself. The planner asks
 * `accountFor` what to do with what the CRM's `accounts()` found (CON3), and sets `accountChanges`.
 *
 * An emptied company does not take the account away: a Salesforce contact without account is private to its owner, which
 * is more than the rep has said. It stays as it is on both sides, like a company that matches nothing (SYN2).
 */
import { textOf } from '../../crmText';
import type { Field } from '../../field';
import type { AccountMatch, CrmChanges } from '../../model';
import { fold, line } from '../../text';

export const company: Field<'contact'> = {
  name: 'company',
  kind: 'contact',
  crmDefault: 'Account.Name',
  remappable: false,
  reads: () => ['Account.Name'],
  sets: () => ['AccountId'],
  // The account of a person account is the person.
  heldBy: (record) => record.fields.IsPersonAccount !== true,
  fromMailbox: (contact) => line(contact.company),
  fromCrm: (record) => (record.fields.IsPersonAccount === true ? '' : line(textOf(record, 'Account.Name'))),
  toMailbox: (value, contact) => (line(contact?.company ?? '') === value ? {} : { company: value }),
  toCrm: (value, record) => ({
    set: {},
    shortened: null,
    held: value === (record === null ? '' : line(textOf(record, 'Account.Name'))),
  }),
};

export type AccountVerdict =
  | { readonly kind: 'take'; readonly account: AccountMatch }
  /** Nothing clear: the contact syncs, the company stays, the rep picks ('account not matched'). */
  | { readonly kind: 'ask'; readonly candidates: readonly AccountMatch[] };

/** One exact match is clear. Several accounts of the same name are not, and neither is a near one (CON3). */
export function accountFor(companyName: string, found: readonly AccountMatch[]): AccountVerdict {
  const wanted = fold(companyName);
  const exact = found.filter((account) => account.exact || fold(account.name) === wanted);
  const [only, second] = exact;
  return only && !second ? { kind: 'take', account: only } : { kind: 'ask', candidates: exact.length > 0 ? exact : found };
}

export const accountChanges = (accountId: string): CrmChanges => ({ AccountId: accountId });
