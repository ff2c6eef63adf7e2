/** Gmail: each address in the table behind "show details". SUR1. */
import { behind, type Notes, type Place } from '../place';
import { byPerson, named } from './person';

const css = `tr.ajv span${named}`;

export const detailsRow: Place = {
  where: 'detailsRow',
  kind: 'contact',
  css: [css],
  read: (candidate) => (candidate.parentElement?.closest(css) ? null : byPerson(candidate)),
  dress: () => 'line',
  put: behind,
};

export const notes: Notes = {
  seen: ['InboxSDK, gmail.js 2026; not captured'],
  samples: [
    { page: 'gmail-conversation.html', found: 4 },
    { page: 'gmail-hovercard-ids.html', found: 1 },
  ],
};
