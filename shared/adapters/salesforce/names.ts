/** Company names as people type them, and which accounts could be meant (CON3). */
import type { AccountMatch, ItemId } from '../../core/model';

/** Legal forms say nothing about which company it is. */
const legalForms =
  /[\s,]+(inc|incorporated|corp|corporation|co|company|llc|llp|lp|ltd|limited|plc|gmbh|gmbh & co\.? kg|ag|kg|ohg|ug|se|eg|sa|sas|sarl|srl|spa|bv|nv|ab|as|oy|oyj|aps|pty ltd|pty|kk|pte ltd)\.?$/i;

const spaces = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Without its legal form: "Acme, Inc." and "ACME GmbH" are both "acme". */
export function plainName(name: string): string {
  const dotless = spaces(name).replace(/(?<=\b\p{L})\.(?=\p{L}\b|$|\s)/gu, '');
  const plain = dotless
    .replace(legalForms, '')
    .replace(/[.,]+$/, '')
    .trim();
  return (plain === '' ? spaces(name) : plain).toLowerCase();
}

/** What a near name must begin with; '' when too little is left to search by. */
export function searchStart(name: string): string {
  const plain = plainName(name);
  const words = plain.split(' ');
  const start = words[0] === 'the' && words.length > 1 ? words.slice(0, 2).join(' ') : (words[0] ?? '');
  return start.length >= 3 ? start : plain.length >= 3 ? plain : '';
}

const mostNear = 10;

/** Exact ones first; near ones begin with the same word, those with the same plain name before the others. */
export function matchesOf(name: string, accounts: readonly { readonly id: ItemId; readonly name: string }[]): readonly AccountMatch[] {
  const wanted = spaces(name).toLowerCase();
  if (wanted === '') return [];
  const plain = plainName(name);
  const start = searchStart(name);
  const exact = accounts.filter((account) => spaces(account.name).toLowerCase() === wanted);
  const near = accounts.filter(
    (account) =>
      !exact.includes(account) && (plainName(account.name) === plain || (start !== '' && account.name.toLowerCase().startsWith(start))),
  );
  const rank = (account: { readonly name: string }): number => (plainName(account.name) === plain ? 0 : 1);
  near.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return [
    ...exact.map((account) => ({ ...account, exact: true })),
    ...near.slice(0, mostNear).map((account) => ({ ...account, exact: false })),
  ];
}
