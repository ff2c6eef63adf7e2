/** The page on which a saved event is edited. Its id stands in the address alone. */
import type { GoogleEvent } from '../google/api';
import { el } from '../google/dom';
import { allDay, endOf, isoDay, startOf, twoDigits } from './times';

const clock = (at: number): string => `${twoDigits(new Date(at).getHours())}:${twoDigits(new Date(at).getMinutes())}`;
const field = (label: string, id: string, input: HTMLElement): HTMLElement => {
  input.id = id;
  return el('div', { class: 'field' }, el('label', { for: id }, label), input);
};

export function editPage(event: GoogleEvent, save: (change: unknown) => void, back: () => void): HTMLElement {
  const title = el('input', { type: 'text', value: event.summary ?? '', 'data-initial-value': event.summary ?? '' });
  const day = el('input', { type: 'date', value: isoDay(new Date(startOf(event))) });
  const from = el('input', { type: 'time', value: clock(startOf(event)) });
  const to = el('input', { type: 'time', value: clock(endOf(event)) });
  const place = el('input', { type: 'text', value: event.location ?? '' });
  const send = (): void => {
    const at = (time: string): string => new Date(`${day.value}T${time}`).toISOString();
    const times = allDay(event) ? {} : { start: { dateTime: at(from.value) }, end: { dateTime: at(to.value) } };
    save({ summary: title.value, location: place.value, ...times });
  };
  const guests = (event.attendees ?? []).map(({ email, displayName }) =>
    el(
      'div',
      { role: 'treeitem', tabindex: '-1', 'data-email': email, 'data-hovercard-id': email, 'aria-label': displayName ?? email },
      el('div', { 'data-hovercard-id': email }, el('span', { class: 'SDqFWd' }, displayName ?? email)),
    ),
  );
  return el(
    'div',
    { class: 'edit', 'data-is-create': 'false' },
    el(
      'div',
      { class: 'bar' },
      el('button', { type: 'button', class: 'plain', id: 'xCancelBu', 'aria-label': 'Cancel', click: back }, '✕'),
      el('span', { class: 'grow' }),
      el('div', { role: 'button', tabindex: '0', id: 'xSaveBu', class: 'pill main', click: send }, 'Save'),
    ),
    field('Title', 'xTiIn', title),
    allDay(event)
      ? null
      : el('div', { class: 'when' }, field('Day', 'xStDaIn', day), field('From', 'xStTiIn', from), field('To', 'xEnTiIn', to)),
    field('Location', 'xLocIn', place),
    guests.length === 0
      ? null
      : el('div', {}, el('div', { class: 'quiet' }, 'Guests'), el('div', { role: 'tree', 'aria-label': 'Guests' }, ...guests)),
  );
}
