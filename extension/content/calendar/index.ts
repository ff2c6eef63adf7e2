/** Google Calendar: event and calendar stand in `data-eventid`, on chips and on the bubble, the same since 2017. */
import { type Adapter, editable } from '../place';
import { bubble } from './bubble';
import { shells, written } from './dialogs';
import { editedEvent, editPage } from './editPage';
import { eventIdOf } from './eventId';
import { guest } from './guest';
import { listRow } from './listRow';
import { stackedChip } from './stackedChip';
import { timedChip } from './timedChip';

const named = (document: Document) =>
  [...document.querySelectorAll('[role="main"] [data-eventid]')].some((element) => eventIdOf(element.getAttribute('data-eventid')));

export const calendar: Adapter = {
  page: 'calendar',
  // The first place that reads a candidate takes it: the narrow ones before the wide one.
  places: [listRow, stackedChip, timedChip, bubble, editPage, guest],
  never: `${written},${editable}`,
  attributes: ['data-eventid', 'data-email', 'data-hovercard-id', 'data-is-create'],
  texts: false,
  shells,
  expects: (document, address) => editedEvent(address) !== null || named(document),
};
