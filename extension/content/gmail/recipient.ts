/** Gmail: each recipient in the "to" line of an open message. SUR1. */
import { byEmail, personOf } from '../address';
import { behind, type Place } from '../place';

export const recipient: Place = {
  where: 'recipient',
  kind: 'contact',
  selectors: [
    { css: 'span[email].g2', seen: 'captured 2014, 2025; gmail.js 2026' },
    { css: '.hb span[email]', seen: 'InboxSDK, FlowCrypt 2026; serves when the class g2 goes' },
  ],
  // A recipient inside another one's span would be a copy of it.
  read: (candidate) =>
    candidate.parentElement?.closest('span[email]') ? null : byEmail(candidate, personOf(candidate.getAttribute('email'))),
  dress: () => 'line',
  put: behind,
  samples: [{ page: 'gmail-conversation.html', found: 3 }],
};
