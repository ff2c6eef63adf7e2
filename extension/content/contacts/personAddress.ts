/** Contacts: each address on a person's page. SUR3. */
import { byEmail, mailtoOf, personOf } from '../address';
import { behind, type Notes, type Place } from '../place';
import { rows } from './row';

/** `/person/c1234`, also below `/u/1` (another account) or `/b/1` (somebody's who shares theirs); the People API calls this one `people/c1234`. */
export const personIn = (address: URL): string | null => {
  const id = /^\/(?:\w\/\w+\/)?person\/(c\d{1,30})\/?$/.exec(address.pathname)?.[1];
  return id === undefined ? null : `people/${id}`;
};

/** Also people of the rep's own company, whose ids are others: they have addresses and no contact. */
const onPersonPage = (address: URL): boolean => /^\/(?:\w\/\w+\/)?person\/[^/]+\/?$/.test(address.pathname);

const page = 'main, [role="main"]';
const links = '[href^="mailto:"], [data-href^="mailto:"]';
/** An attribute may name the account as well: it counts where the person is shown. */
const marked = ':is(main, [role="main"]) [data-email]';
export const addresses = `${links}, ${marked}`;

export const emailIn = (element: Element): string | null =>
  personOf(element.getAttribute('data-email')) ?? mailtoOf(element.getAttribute('href') ?? element.getAttribute('data-href'));

export const personAddress: Place = {
  where: 'personPage',
  kind: 'contact',
  wide: true,
  css: [links, marked],
  read(candidate, address) {
    const email = emailIn(candidate);
    // Beside the person the list may still be shown.
    if (!onPersonPage(address) || email === null || candidate.closest(rows)) return null;
    const around = candidate.closest(page) ?? candidate.ownerDocument;
    const all = [links, marked].flatMap((css) => [...around.querySelectorAll(css)]);
    const same = all.filter((other) => emailIn(other) === email && !other.closest(rows));
    // One place for each address: where it is written, else (a button "send mail") where it is used first.
    const first = same.find((other) => other.textContent?.toLowerCase().includes(email)) ?? same[0];
    return first === candidate ? byEmail(candidate, email) : null;
  },
  dress: () => 'line',
  put: behind,
};

export const notes: Notes = {
  seen: ['scripts of 2023 (`href`) and 2025 (`data-href`); not captured', 'hovercards of 2026; serves when the links go'],
  samples: [
    { page: 'contacts-person.html', found: 2 },
    { page: 'contacts-person-directory.html', found: 2 },
    { page: 'contacts-person-panel.html', found: 2 },
    { page: 'contacts-person-marked.html', found: 2 },
  ],
};
