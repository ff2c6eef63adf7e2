/** Whoever signs in to Microsoft must own the mailbox that Outlook shows: the statuses would be somebody else's. */
import type { Mailbox } from '../../shared/core/ports';
import { addinSays } from '../../shared/ui/texts/addin';
import type { SignInResult } from '../signin/signIn';
import type { Vault } from '../signin/vault';

export async function mailboxOfSignIn(mailbox: Mailbox, vault: Vault, user: string): Promise<SignInResult> {
  const { mailboxAddresses } = await mailbox.whoAmI();
  if (mailboxAddresses.includes(user.toLowerCase())) return { ok: true, why: '' };
  await vault.forget('microsoft');
  return { ok: false, why: addinSays('other mailbox', { other: mailboxAddresses[0] ?? '', user }) };
}
