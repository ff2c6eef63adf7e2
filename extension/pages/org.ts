/** Asking for the one org: its address, and the browser's permission for that address alone. */
import type { OrgAsking } from '../../shared/ui/rep/calls';
import { repScreenSays } from '../../shared/ui/texts/rep';
import { orgOf } from '../orgAddress';
import { own } from './page';

const patternOf = (org: string) => ({ origins: [`${org}/*`] });

export const orgAsking = (known: string): OrgAsking => ({
  known,
  wrong: (typed) => (orgOf(typed) === '' ? repScreenSays('org wrong') : ''),
  async connect(typed) {
    const org = orgOf(typed);
    // First of all, and not awaited before: browsers ask only while they see the rep's click.
    const allowed = await chrome.permissions.request(patternOf(org));
    if (!allowed) return { ok: false, why: repScreenSays('org not allowed', { address: org }) };
    return own.connectOrg(org);
  },
});

/** Signing in again needs no question: the org is known and allowed. */
export async function orgIsAllowed(): Promise<boolean> {
  const org = await own.org();
  return org !== '' && chrome.permissions.contains(patternOf(org));
}
