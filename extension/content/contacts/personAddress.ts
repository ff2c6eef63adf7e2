/** Contacts: each address on a person's page. SUR3. */
import { byEmail, mailtoOf } from '../address';
import { behind, type Notes, type Place } from '../place';

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
    if (!onPersonPage(address) || email === null) return null;
    // A button "send mail" has the link and not the text; a second link to the same address is the same place.
    if (!candidate.textContent?.toLowerCase().includes(email)) return null;
    const around = candidate.closest('main, [role="main"]') ?? candidate.ownerDocument;
    const first = [...around.querySelectorAll(addresses)].find(
      (other) => linked(other) === email && other.textContent?.toLowerCase().includes(email),
    );
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
  ],
};
