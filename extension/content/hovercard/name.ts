/** The hovercard: a frame of contacts.google.com in Gmail, Calendar and Docs; the host clips its height, so the badge shares the name's line. SUR1. */
import { byEmail, mailtoOf, personOf } from '../address';
import { type Adapter, editable, type Notes, type Place } from '../place';

const marked = '[data-email]:not([data-email=""])';
const links = '[href^="mailto:"], [data-href^="mailto:"]';

export const hovercardName: Place = {
  where: 'hovercard',
  kind: 'contact',
  wide: true,
  css: [marked, links],
  read(candidate) {
    const { body } = candidate.ownerDocument;
    // One card is one person: the badge belongs to the card, whichever element names the address.
    if ((body.querySelector(marked) ?? body.querySelector(links)) !== candidate) return null;
    const link = candidate.getAttribute('href') ?? candidate.getAttribute('data-href');
    return byEmail(candidate, personOf(candidate.getAttribute('data-email')) ?? mailtoOf(link));
  },
  dress: () => 'hovercard',
  put(element, badge) {
    const line = [...element.children].find((part) => part.textContent?.trim());
    // A picture or a button of a drawing alone has no line.
    if (line ?? element.textContent?.trim()) (line ?? element).append(badge);
    else element.after(badge);
  },
};

export const notes: Notes = {
  seen: ['calendar-guest-meeting-time Oct 2026; not captured', 'the same; serves when the attribute goes'],
  samples: [
    { page: 'hovercard.html', found: 1 },
    { page: 'hovercard-link.html', found: 1 },
    { page: 'hovercard-group.html', found: 1 },
    { page: 'hovercard-picture.html', found: 1 },
  ],
};

export const hovercard: Adapter = {
  page: 'hovercard',
  places: [hovercardName],
  never: editable,
  attributes: ['data-email', 'href', 'data-href'],
  texts: false,
  // A frame is made before there is a person to show: empty means nothing.
  expects: () => false,
};
