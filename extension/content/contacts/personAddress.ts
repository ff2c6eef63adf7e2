/** Contacts: each address on a person's page. SUR3. */
import { byEmail, mailtoOf } from '../address';
import { behind, type Notes, type Place } from '../place';
import { rows } from './row';

/** `/person/c1234`, also below `/u/1`; the People API calls this one `people/c1234`. */
export const personIn = (address: URL): string | null => {
  const id = /^\/(?:u\/\d+\/)?person\/(c\d{1,30})\/?$/.exec(address.pathname)?.[1];
  return id === undefined ? null : `people/${id}`;
};

/** Also people of the rep's own company, whose ids are others: they have addresses and no contact. */
const onPersonPage = (address: URL): boolean => /^\/(?:u\/\d+\/)?person\/[^/]+\/?$/.test(address.pathname);

export const addresses = '[href^="mailto:"], [data-href^="mailto:"]';

export const linked = (element: Element): string | null => mailtoOf(element.getAttribute('href') ?? element.getAttribute('data-href'));

export const personAddress: Place = {
  where: 'personPage',
  kind: 'contact',
  wide: true,
  css: ['a[href^="mailto:"]', '[href^="mailto:"], [data-href^="mailto:"]'],
  read(candidate, address) {
    const email = linked(candidate);
    // Beside the person the list may still be shown.
    if (!onPersonPage(address) || email === null || candidate.closest(rows)) return null;
    const around = candidate.closest('main, [role="main"]') ?? candidate.ownerDocument;
    const links = [...around.querySelectorAll(addresses)].filter((other) => linked(other) === email && !other.closest(rows));
    // One place for each address: where it is written, else (a button "send mail") where it is used first.
    const first = links.find((other) => other.textContent?.toLowerCase().includes(email)) ?? links[0];
    return first === candidate ? byEmail(candidate, email) : null;
  },
  dress: () => 'line',
  put: behind,
};

export const notes: Notes = {
  seen: ['scripts of 2023; not captured', 'scripts of 2025; not captured'],
  samples: [
    { page: 'contacts-person.html', found: 2 },
    { page: 'contacts-person-directory.html', found: 2 },
    { page: 'contacts-person-panel.html', found: 2 },
  ],
};
