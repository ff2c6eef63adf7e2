/**
 * CON3: the company is matched with accounts. What cannot be matched stays as it is on both sides, and the rep is asked;
 * an account is never taken away, and a company never cleared, because a look-up found nothing (SYN2, against LS-C21).
 */
import { accountFor as clearAccount } from '../contacts/fields/company';
import type { CrmChanges, Note } from '../model';
import type { Compared } from './compare';
import type { Copy, Merge } from './merge';
import type { PairedEntry } from './pair';
import { actionsFor, type Context, type Outcome, outcome } from './verdict';

export interface AccountSettled {
  readonly copies: readonly Copy[];
  readonly set: CrmChanges;
  /** The company goes to Salesforce, as the account in `set`. */
  readonly took: Copy | null;
  readonly agreed: readonly Compared[];
  readonly outcome: Outcome | null;
}

const isCompany = (copy: Copy): boolean => copy.compared.name === 'company';

export function settleAccount(merged: Merge, entry: PairedEntry, context: Context): AccountSettled {
  const copy = merged.copies.find(isCompany);
  const copies = merged.copies.filter((one) => !isCompany(one));
  if (!copy) return { copies, set: {}, took: null, agreed: [], outcome: null };
  const { compared, to } = copy;
  if (to === 'mailbox') {
    // A record without an account says nothing about the company.
    return compared.crm === ''
      ? unmatched(copies, copy, entry, context)
      : { copies: merged.copies, set: {}, took: null, agreed: [], outcome: null };
  }
  // A company that was cleared in the mailbox does not take the record's account away: the contact would turn private.
  if (compared.mailbox === '') return { copies, set: {}, took: null, agreed: [compared], outcome: null };
  return unmatched(copies, copy, entry, context);
}

function unmatched(copies: readonly Copy[], copy: Copy, entry: PairedEntry, context: Context): AccountSettled {
  const { compared } = copy;
  const company = compared.mailbox;
  const found = accountFor(company, entry.mailbox.notes, context);
  switch (found.kind) {
    case 'account':
      return { copies, set: { AccountId: found.id }, took: { ...copy, to: 'crm' }, agreed: [], outcome: null };
    case 'left':
      return { copies, set: {}, took: null, agreed: [compared], outcome: null };
    case 'not asked':
      return { copies, set: {}, took: null, agreed: [], outcome: asBefore(company, entry) };
    case 'none':
      return { copies, set: {}, took: null, agreed: [], outcome: notMatched(company, found.candidates) };
  }
}

const notMatched = (company: string, candidates: string | number): Outcome =>
  outcome('needs you', 'account not matched', { company, candidates }, actionsFor('account not matched'));

/** A device that has just started has asked nobody yet: what was found before holds until somebody is asked again. */
function asBefore(company: string, { mailbox: { trouble } }: PairedEntry): Outcome | null {
  const known = trouble?.cause === 'account not matched' && trouble.facts.company === company;
  return known ? notMatched(company, trouble.facts.candidates ?? 0) : null;
}

export type AccountFound =
  | { readonly kind: 'account'; readonly id: string }
  | { readonly kind: 'left' }
  | { readonly kind: 'not asked' }
  | { readonly kind: 'none'; readonly candidates: number };

/** The rep's own answer for this company text, else the one account of exactly this name. */
export function accountFor(company: string, notes: readonly Note[], context: Context): AccountFound {
  for (const note of notes) {
    if (note.kind === 'account' && note.company === company)
      return note.accountId === '' ? { kind: 'left' } : { kind: 'account', id: note.accountId };
  }
  const matches = context.look.account(company);
  if (matches === undefined) return { kind: 'not asked' };
  const clear = clearAccount(company, matches);
  return clear.kind === 'take' ? { kind: 'account', id: clear.account.id } : { kind: 'none', candidates: clear.candidates.length };
}
