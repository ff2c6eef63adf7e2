/** Event chips in the original's forms: timed ones are themselves the button, month and all-day ones hold one. */
import type { GoogleEvent } from '../google/api';
import { el, pressable } from '../google/dom';
import { pageId } from './ids';
import { allDay, clockOf, endOf, midnight, minute, spanOf, startOf } from './times';

export interface ChipOptions {
  readonly calendar: string;
  readonly onOpen: (event: GoogleEvent, chip: HTMLElement) => void;
}

/** One minute of a day is so many pixels high. */
export const perMinute = 0.8;
/** Below so many minutes there is room for the title alone. */
const oneLine = 45;

const title = (event: GoogleEvent): string => event.summary ?? '(No title)';
const spoken = (event: GoogleEvent): HTMLElement =>
  el('div', { class: 'XuJrye sr' }, `${title(event)}, ${spanOf(event)}${event.location ? `, ${event.location}` : ''}`);
const past = (event: GoogleEvent, now: number): string => (endOf(event) < now ? ' past' : '');

export function timedChip(event: GoogleEvent, lane: number, lanes: number, now: number, { calendar, onOpen }: ChipOptions): HTMLElement {
  const id = pageId(event.id, calendar);
  const from = (startOf(event) - midnight(startOf(event)).getTime()) / minute;
  const long = Math.max((endOf(event) - startOf(event)) / minute, 25);
  const chip = el(
    'div',
    {
      role: 'button',
      tabindex: '0',
      'data-eventchip': '',
      'data-eventid': id,
      jslog: `35463; 2:["${event.id}",null]`,
      class: `GTG3wb${past(event, now)}${long < oneLine ? ' one-line' : ''}`,
    },
    spoken(event),
    el(
      'div',
      { 'aria-hidden': 'true', class: 'Jcb6qd' },
      el('span', { class: 'I0UMhf' }, title(event)),
      el('div', { class: 'lhydbb' }, `${clockOf(startOf(event))} – ${clockOf(endOf(event))}`),
    ),
    el('div', { 'aria-hidden': 'true', class: 'leOeGd', 'data-eventid': id }),
  );
  chip.style.top = `${from * perMinute}px`;
  chip.style.height = `${Math.min(long, 1440 - from) * perMinute - 2}px`;
  chip.style.insetInlineStart = `${(lane / lanes) * 100}%`;
  chip.style.inlineSize = `calc(${100 / lanes}% - 3px)`;
  pressable(chip, () => onOpen(event, chip));
  return chip;
}

export function stackedChip(event: GoogleEvent, now: number, { calendar, onOpen }: ChipOptions): HTMLElement {
  const button = el(
    'div',
    {
      role: 'button',
      tabindex: '0',
      'data-stacked-layout-chip': 'true',
      class: `KF4T6b${allDay(event) ? ' solid' : ''}${past(event, now)}`,
    },
    spoken(event),
    el(
      'span',
      { 'aria-hidden': 'true', class: 'nHqeVd' },
      allDay(event) ? null : el('span', { class: 'DvyQhe' }, clockOf(startOf(event))),
      el('span', { class: 'WBi6vc' }, title(event)),
    ),
  );
  const chip = el(
    'div',
    { 'data-eventchip': '', 'data-stacked-layout-chip-container': 'true', 'data-eventid': pageId(event.id, calendar), class: 'vEJ0bc' },
    button,
  );
  pressable(button, () => onOpen(event, chip));
  return chip;
}

/** Events that overlap stand beside each other. */
export function lanesOf(
  events: readonly GoogleEvent[],
): readonly { readonly event: GoogleEvent; readonly lane: number; readonly lanes: number }[] {
  const placed: { event: GoogleEvent; lane: number; group: number }[] = [];
  const ends: number[] = [];
  let group = 0;
  let groupEnd = 0;
  for (const event of [...events].sort((a, b) => startOf(a) - startOf(b))) {
    if (startOf(event) >= groupEnd) {
      group++;
      ends.length = 0;
    }
    const free = ends.findIndex((end) => end <= startOf(event));
    const lane = free === -1 ? ends.length : free;
    ends[lane] = endOf(event);
    groupEnd = Math.max(groupEnd, endOf(event));
    placed.push({ event, lane, group });
  }
  const width = new Map<number, number>();
  for (const { group: of, lane } of placed) width.set(of, Math.max(width.get(of) ?? 1, lane + 1));
  return placed.map(({ event, lane, group: of }) => ({ event, lane, lanes: width.get(of) ?? 1 }));
}
