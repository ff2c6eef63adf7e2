/** Gmail: the sender of a message, open (`h3.iw`) or folded (`td.gF`). SUR1. */
import { behind, type Notes, type Place } from '../place';
import { byPerson, named } from './person';

const known = `.gD${named}`;
const line = ':is(h3.iw, td.gF)';

export const sender: Place = {
  where: 'sender',
  kind: 'contact',
  css: [known, `${line} span${named}`],
  read(candidate) {
    const around = candidate.closest(line);
    // The second selector is for lines without the first: else a line with more spans than one would get two badges.
    const first = around?.querySelector(known) ?? around?.querySelector(`span${named}`);
    return candidate.matches(known) || candidate === first ? byPerson(candidate) : null;
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
    { page: 'gmail-hovercard-ids.html', found: 2 },
  ],
};
