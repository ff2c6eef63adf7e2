/** Gmail: each recipient in the "to" line of an open message. SUR1. */
import { behind, type Notes, type Place } from '../place';
import { byPerson, named } from './person';

const known = `.g2${named}`;
const line = `.hb span${named}`;

export const recipient: Place = {
  where: 'recipient',
  kind: 'contact',
  css: [known, line],
  read(candidate) {
    const same = candidate.matches(known) ? known : line;
    // A recipient inside another one's span would be a copy of it; so is what others add to a line whose recipients are known.
    if (candidate.parentElement?.closest(same) || (same === line && candidate.closest('.hb')?.querySelector(known))) return null;
    return byPerson(candidate);
  },
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
    { page: 'gmail-hovercard-ids.html', found: 2 },
  ],
};
