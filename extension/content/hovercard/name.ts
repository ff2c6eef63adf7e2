/** The hovercard: a frame of contacts.google.com in Gmail, Calendar and Docs; the host clips its height, so the badge shares the name's line. SUR1. */
import { byEmail, mailtoOf, personOf } from '../address';
import { type Adapter, editable, type Notes, type Place } from '../place';

const carriers = '[data-email], a[href^="mailto:"]';

export const hovercardName: Place = {
  where: 'hovercard',
  kind: 'contact',
  wide: true,
  css: ['[data-email]', 'a[href^="mailto:"]'],
  read(candidate) {
    const { body } = candidate.ownerDocument;
    const first = body.querySelector('[data-email]') ?? body.querySelector(carriers);
    if (first !== candidate) return null;
    // One card is one person: the badge belongs to the card, whichever element names the address.
    return byEmail(candidate, personOf(candidate.getAttribute('data-email')) ?? mailtoOf(candidate.getAttribute('href')));
  },
  dress: () => 'hovercard',
  put(element, badge) {
    const line = [...element.children].find((part) => part.textContent?.trim());
    if (line) line.append(badge);
    else element.append(badge);
  },
};

export const notes: Notes = {
  seen: ['calendar-guest-meeting-time Oct 2026; not captured', 'the same; serves when the attribute goes'],
  samples: [
    { page: 'hovercard.html', found: 1 },
    { page: 'hovercard-link.html', found: 1 },
    { page: 'hovercard-group.html', found: 1 },
  ],
};

export const hovercard: Adapter = {
  page: 'hovercard',
  places: [hovercardName],
  never: editable,
  attributes: ['data-email', 'href'],
  texts: false,
  // A frame is made before there is a person to show: empty means nothing.
  expects: () => false,
};
