/** Contacts: the name on the page of a person without an address, who can only be told by id. SUR3. */
import { inside, type Notes, type Place } from '../place';
import { addresses, emailIn, personIn } from './personAddress';

export const personName: Place = {
  where: 'personName',
  kind: 'contact',
  wide: true,
  css: ['main h1, [role="main"] h1'],
  read(candidate, address) {
    const id = personIn(address);
    const around = candidate.closest('main, [role="main"]');
    if (id === null || !around || around.querySelector('h1') !== candidate) return null;
    if ([...around.querySelectorAll(addresses)].some((link) => emailIn(link) !== null)) return null;
    return { element: candidate, target: { by: 'person', personId: id }, for: id };
  },
  dress: () => 'person',
  put: inside,
};

export const notes: Notes = {
  seen: ['scripts of 2025; not captured'],
  samples: [{ page: 'contacts-person-without-address.html', found: 1 }],
};
