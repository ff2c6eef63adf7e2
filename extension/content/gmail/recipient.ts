/** Gmail: each recipient in the "to" line of an open message. SUR1. */
import { byEmail, personOf } from '../address';
import { behind, type Notes, type Place } from '../place';

export const recipient: Place = {
  where: 'recipient',
  kind: 'contact',
  css: ['span[email].g2', '.hb span[email]'],
  // A recipient inside another one's span would be a copy of it.
  read: (candidate) =>
    candidate.parentElement?.closest('span[email]') ? null : byEmail(candidate, personOf(candidate.getAttribute('email'))),
  dress: () => 'line',
  put: behind,
};

export const notes: Notes = {
  seen: ['captured 2014, 2025; gmail.js 2026', 'InboxSDK, FlowCrypt 2026; serves when the class g2 goes'],
  samples: [
    { page: 'gmail-conversation.html', found: 3 },
    { page: 'gmail-split-rtl.html', found: 2 },
    { page: 'gmail-popout.html', found: 1 },
    { page: 'gmail-folded-again.html', found: 2 },
  ],
};
