/** Gmail: people in the head of a message whose classes are others. Serves when those go that the other places know: `email` stays. SUR1. */
import { byEmail, personOf } from '../address';
import { behind, editable, type Notes, type Place } from '../place';

const message = '[role="main"] [role="listitem"]';
/** A message that shows one of these is known, and whoever is in it has been read by them; what names a thread is a row of a list of them. */
const known = 'h3.iw,.gD,.g2,.hb,tr.ajv,[data-legacy-thread-id]';
/** A new message below an old one: a list of chips, not of people. */
const draft = '[role="listbox"],[role="option"],[role="dialog"],form';

export const headPerson: Place = {
  where: 'headPerson',
  kind: 'contact',
  wide: true,
  css: [`${message} span[email]`],
  read(candidate) {
    const around = candidate.closest(message);
    if (!around || around.querySelector(known) || candidate.closest(draft) || candidate.parentElement?.closest('span[email]')) return null;
    // Without a body that is known as one, only what stands first is surely not written by the sender; with a text being edited it is a draft.
    if (!around.querySelector('.a3s') && (around.querySelector('span[email]') !== candidate || around.querySelector(editable))) return null;
    return byEmail(candidate, personOf(candidate.getAttribute('email')));
  },
  dress: () => 'line',
  put: behind,
};

export const notes: Notes = {
  seen: ['2014 to 2026; not captured without its classes'],
  samples: [
    { page: 'gmail-other-classes.html', found: 5 },
    { page: 'gmail-hovercard-ids.html', found: 1 },
  ],
};
