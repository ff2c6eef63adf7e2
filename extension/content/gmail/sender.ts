/** Gmail: the sender of a message, open (`h3.iw`) or folded (`td.gF`). SUR1. */
import { byEmail, personOf } from '../address';
import { behind, type Notes, type Place } from '../place';

const named = 'span[email].gD';

export const sender: Place = {
  where: 'sender',
  kind: 'contact',
  css: [named, 'h3.iw span[email], td.gF span[email]'],
  read(candidate) {
    const line = candidate.closest('h3.iw, td.gF');
    // The second selector is for lines without the first: else a line with more spans than one would get two badges.
    if (!candidate.matches('.gD') && line?.querySelector('span[email]') !== candidate) return null;
    if (!candidate.matches('.gD') && line?.querySelector(named)) return null;
    return byEmail(candidate, personOf(candidate.getAttribute('email')));
  },
  dress: () => 'line',
  put: behind,
};

export const notes: Notes = {
  seen: [
    'captured 2014, 2019, 2020 (folded), 2025 (open); gmail.js, FlowCrypt 2026',
    'InboxSDK 2026, Mailvelope 2026; serves when the class gD goes',
  ],
  samples: [
    { page: 'gmail-conversation.html', found: 3 },
    { page: 'gmail-split-rtl.html', found: 1 },
    { page: 'gmail-popout.html', found: 1 },
    { page: 'gmail-folded-again.html', found: 2 },
  ],
};
