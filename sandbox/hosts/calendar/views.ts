/** Week, month and schedule, each drawn anew when something has changed, as the original does. */
import type { GoogleEvent } from '../google/api';
import { el } from '../google/dom';
import { type ChipOptions, lanesOf, perMinute, stackedChip, timedChip } from './chips';
import { dateKey, pageId } from './ids';
import { allDay, clockOf, endOf, isoDay, midnight, monday, plusDays, startOf } from './times';

export type ViewName = 'week' | 'month' | 'agenda';

export interface ViewOptions extends ChipOptions {
  readonly events: readonly GoogleEvent[];
  readonly day: Date;
  readonly now: number;
}

const head = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric' });
const long = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' });
const on = (events: readonly GoogleEvent[], day: Date): readonly GoogleEvent[] => {
  const from = day.getTime();
  const to = plusDays(day, 1).getTime();
  return events.filter((event) => startOf(event) < to && (endOf(event) > from || startOf(event) >= from));
};

export const rangeOf = (view: ViewName, day: Date): readonly [Date, Date] => {
  if (view === 'week') return [monday(day), plusDays(monday(day), 7)];
  if (view === 'agenda') return [midnight(day), plusDays(midnight(day), 28)];
  const first = monday(new Date(day.getFullYear(), day.getMonth(), 1));
  return [first, plusDays(first, 42)];
};

function week(options: ViewOptions): HTMLElement {
  const { events, day, now } = options;
  const days = Array.from({ length: 7 }, (_, index) => plusDays(monday(day), index));
  const today = isoDay(new Date(now));
  const hours = Array.from({ length: 24 }, (_, hour) => {
    const label = el('span', { class: 'hour' }, `${hour}:00`);
    label.style.top = `${hour * 60 * perMinute}px`;
    return label;
  });
  const columns = days.map((one) => {
    const timed = on(events, one).filter((event) => !allDay(event) && midnight(startOf(event)).getTime() === one.getTime());
    const chips = lanesOf(timed).map(({ event, lane, lanes }) => timedChip(event, lane, lanes, now, options));
    return el(
      'div',
      { class: `column${isoDay(one) === today ? ' today' : ''}`, 'data-datekey': dateKey(one), 'data-day': isoDay(one) },
      ...chips,
    );
  });
  return el(
    'div',
    { class: 'week' },
    el(
      'div',
      { class: 'heads' },
      el('span', {}),
      ...days.map((one) => el('span', { class: isoDay(one) === today ? 'today' : null }, head.format(one))),
    ),
    el(
      'div',
      { class: 'heads allday' },
      el('span', {}),
      ...days.map((one) =>
        el(
          'div',
          { 'data-datekey': dateKey(one) },
          ...on(events, one)
            .filter((event) => allDay(event) && endOf(event) > one.getTime())
            .slice(0, 3)
            .map((event) => stackedChip(event, now, options)),
        ),
      ),
    ),
    el('div', { class: 'hours' }, el('div', { class: 'rule', 'aria-hidden': 'true' }, ...hours), ...columns),
  );
}

function month(options: ViewOptions): HTMLElement {
  const { events, day, now } = options;
  const [first] = rangeOf('month', day);
  const days = Array.from({ length: 42 }, (_, index) => plusDays(first, index));
  const cells = days.map((one) => {
    const here = on(events, one).filter((event) =>
      allDay(event) ? endOf(event) > one.getTime() : midnight(startOf(event)).getTime() === one.getTime(),
    );
    const more = here.length > 4 ? el('span', { class: 'quiet more' }, `+ ${here.length - 4}`) : null;
    const quiet = one.getMonth() === day.getMonth() ? '' : ' other';
    return el(
      'div',
      { class: `cell${quiet}`, 'data-datekey': dateKey(one), 'data-day': isoDay(one) },
      el('span', { class: isoDay(one) === isoDay(new Date(now)) ? 'today' : null }, String(one.getDate())),
      ...here.slice(0, 4).map((event) => stackedChip(event, now, options)),
      more,
    );
  });
  return el('div', { class: 'month' }, ...cells);
}

function agenda(options: ViewOptions): HTMLElement {
  const { events, day, calendar, onOpen } = options;
  const [first, last] = rangeOf('agenda', day);
  const groups: HTMLElement[] = [];
  for (let one = first; one < last; one = plusDays(one, 1)) {
    const here = on(events, one).filter((event) => midnight(Math.max(startOf(event), first.getTime())).getTime() === one.getTime());
    if (here.length === 0) continue;
    const rows = here.map((event) => {
      const button = el('div', { role: 'button', tabindex: '0', class: 'title' }, event.summary ?? '(No title)');
      const chip = el(
        'div',
        { role: 'presentation', 'data-eventchip': '', 'data-eventid': pageId(event.id, calendar), class: 'entry' },
        el('span', { class: 'quiet span' }, allDay(event) ? 'All day' : `${clockOf(startOf(event))} – ${clockOf(endOf(event))}`),
        el('span', { class: 'grow' }, button),
      );
      button.addEventListener('click', () => onOpen(event, chip));
      button.addEventListener('keydown', (pressed) => pressed.key === 'Enter' && onOpen(event, chip));
      return chip;
    });
    groups.push(el('div', { role: 'rowgroup', class: 'group', 'data-datekey': dateKey(one) }, el('h2', {}, long.format(one)), ...rows));
  }
  return el('div', { class: 'agenda' }, ...groups);
}

export const draw: Readonly<Record<ViewName, (options: ViewOptions) => HTMLElement>> = { week, month, agenda };
