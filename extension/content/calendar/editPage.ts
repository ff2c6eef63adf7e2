/** Calendar: the page on which a saved event is edited. Its id stands in the address alone. SUR2. */
import type { Notes, Place } from '../place';
import { byEvent, eventIdOf } from './eventId';

export const editedEvent = (address: URL) => eventIdOf(/\/eventedit\/([^/]+)\/?$/.exec(address.pathname)?.[1]);

const parts = ['#xSaveBu', '[data-is-create="false"]', '#xTiIn'];

export const editPage: Place = {
  where: 'editPage',
  kind: 'event',
  wide: true,
  css: [...parts, '[data-viewfamily="EVENT_EDIT"]'],
  read(candidate, address) {
    // One page is one place, whichever of its parts are there and wherever they stand.
    const part = candidate.ownerDocument.querySelector(parts.join()) ?? candidate;
    const page = part.closest('[data-is-create], [role="main"]') ?? candidate.ownerDocument.body;
    if (page.getAttribute('data-is-create') === 'true') return null;
    return byEvent(page, editedEvent(address));
  },
  dress: () => 'edit page',
  put(element, badge) {
    const save = element.querySelector('#xSaveBu');
    if (save) save.before(badge);
    else element.prepend(badge);
  },
};

export const notes: Notes = {
  seen: [
    'captured 2018; guest helpers 2024 to 2026',
    'Toggl 2025; serves when the id goes',
    'captured 2018; Daybow 2026',
    '2026; serves where nothing may be edited',
  ],
  samples: [
    { page: 'calendar-edit.html', found: 1 },
    { page: 'calendar-edit-tabs.html', found: 1 },
    { page: 'calendar-edit-plain.html', found: 1 },
    { page: 'calendar-edit-new.html', found: 0 },
  ],
};
