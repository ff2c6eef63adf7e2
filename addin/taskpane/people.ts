/** The people of a message whom Instep is about: not the rep, not the rep's colleagues. */
import type { PanePerson } from '../../shared/ui/rep/TaskPane';
import type { Somebody } from '../office/selection';
import type { Connected } from './connect';

interface Found {
  readonly people: readonly PanePerson[];
  readonly colleagues: number;
}

export async function peopleOf({ device, ledger }: Pick<Connected, 'device' | 'ledger'>, all: readonly Somebody[]): Promise<Found> {
  const own = Office.context.mailbox.userProfile.emailAddress.toLowerCase();
  const { rep } = await ledger.meta();
  const mine = new Set([own, ...(rep?.mailboxAddresses ?? [])]);
  const domains = new Set([domainOf(own), ...(rep?.ownDomains ?? [])]);
  const others = all.filter(({ email }) => !mine.has(email));
  const outside = others.filter(({ email }) => !domains.has(domainOf(email)));
  const badges = await device.badges(outside.map(({ email }) => ({ by: 'email', email })));
  return {
    people: outside.map(({ email, name }, index) => ({ email, name, detail: email, status: badges[index]?.status ?? null })),
    colleagues: others.length - outside.length,
  };
}

const domainOf = (email: string): string => email.split('@')[1] ?? '';
