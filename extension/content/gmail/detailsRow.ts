/** Gmail: each address in the table behind "show details". SUR1. */
import { byEmail, personOf } from '../address';
import { behind, type Notes, type Place } from '../place';

export const detailsRow: Place = {
  where: 'detailsRow',
  kind: 'contact',
  css: ['tr.ajv span[email]'],
  read: (candidate) =>
    candidate.parentElement?.closest('span[email]') ? null : byEmail(candidate, personOf(candidate.getAttribute('email'))),
  dress: () => 'line',
  put: behind,
};

export const notes: Notes = {
  seen: ['InboxSDK, gmail.js 2026; not captured'],
  samples: [{ page: 'gmail-conversation.html', found: 4 }],
};
