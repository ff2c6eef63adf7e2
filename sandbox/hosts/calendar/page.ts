/** The Calendar-like shell: week, month, schedule, bubble and edit page over the rep's own events, moved between without a reload. */
import { Google, type GoogleEvent } from '../google/api';
import { byId, edited, el, go, onMove } from '../google/dom';
import '../google/shell.css';
import { Bubble } from './bubble';
import './calendar.css';
import { draggable } from './drag';
import { editPage } from './editPage';
import { eventIdIn, pageId } from './ids';
import { allDay, endOf, midnight, plusDays, startOf } from './times';
import { draw, rangeOf, type ViewName } from './views';

const google = await Google.open();
const calendar = google.me.email;
const base = '/calendar/u/0/r';
const names: Readonly<Record<ViewName, string>> = { week: 'Week', month: 'Month', agenda: 'Schedule' };
const monthName = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric' });
let events: readonly GoogleEvent[] = [];

interface Place {
  readonly view: ViewName;
  readonly day: Date;
  readonly editing: string;
}

function place(): Place {
  const [view = '', ...rest] = location.pathname.slice(base.length + 1).split('/');
  const [year, month, day] = rest.map(Number);
  return {
    view: view in names ? (view as ViewName) : 'week',
    day: year && month && day ? new Date(year, month - 1, day) : midnight(google.now),
    editing: view === 'eventedit' ? eventIdIn(rest[0] ?? '') : '',
  };
}

const address = (view: ViewName, day: Date): string => `${base}/${view}/${day.getFullYear()}/${day.getMonth() + 1}/${day.getDate()}`;
const eventPath = (id: string): string => `/calendar/v3/calendars/primary/events/${encodeURIComponent(id)}?sendUpdates=none`;

async function change(event: GoogleEvent, method: 'PATCH' | 'DELETE', body?: unknown): Promise<void> {
  await google.call(eventPath(event.id), method, body);
  edited();
  await load();
}

const shifted = (event: GoogleEvent, ms: number) =>
  allDay(event)
    ? {}
    : { start: { dateTime: new Date(startOf(event) + ms).toISOString() }, end: { dateTime: new Date(endOf(event) + ms).toISOString() } };

const bubble = new Bubble(calendar, {
  edit: (event) => {
    bubble.close();
    go(`${base}/eventedit/${pageId(event.id, calendar)}`);
  },
  move: (event, ms) => {
    bubble.close();
    void change(event, 'PATCH', shifted(event, ms));
  },
  remove: (event) => {
    bubble.close();
    void change(event, 'DELETE');
  },
});

function show(): void {
  const { view, day, editing } = place();
  const event = events.find(({ id }) => id === editing);
  document.body.dataset.viewfamily = event ? 'EVENT_EDIT' : view === 'agenda' ? 'SCHEDULE' : 'EVENT';
  byId('month').textContent = monthName.format(day);
  for (const tab of document.querySelectorAll<HTMLElement>('[data-view]'))
    tab.setAttribute('aria-pressed', String(tab.dataset.view === view));
  const sheet = byId('view');
  const scrolled = sheet.scrollTop;
  if (event) {
    const back = (): void => history.back();
    const save = (body: unknown): void => void change(event, 'PATCH', body).then(back);
    sheet.replaceChildren(editPage(event, save, back));
    byId('xTiIn').focus();
    return;
  }
  const focused = (document.activeElement as HTMLElement | null)?.dataset.eventid;
  sheet.replaceChildren(draw[view]({ events, day, now: google.now, calendar, onOpen: (one, chip) => bubble.open(one, chip) }));
  sheet.scrollTop = scrolled || (view === 'week' ? 7.5 * 60 * 0.8 : 0);
  if (focused) sheet.querySelector<HTMLElement>(`[data-eventchip][data-eventid="${focused}"][role="button"]`)?.focus();
}

async function load(): Promise<void> {
  const { view, day } = place();
  const [from, to] = rangeOf(view, day);
  events = await google.events(plusDays(from, -1).getTime(), plusDays(to, 1).getTime());
  show();
}

const step = (sign: number): void => {
  const { view, day } = place();
  go(
    address(
      view,
      view === 'month' ? new Date(day.getFullYear(), day.getMonth() + sign, 1) : plusDays(day, sign * (view === 'week' ? 7 : 28)),
    ),
  );
};
const tab = (view: ViewName): HTMLElement =>
  el(
    'button',
    { type: 'button', class: 'pill', 'data-view': view, 'aria-pressed': 'false', click: () => go(address(view, place().day)) },
    names[view],
  );

byId('app').replaceChildren(
  el(
    'div',
    { class: 'shell wide' },
    el(
      'header',
      { class: 'top' },
      el('h1', {}, 'Calendar'),
      el('button', { type: 'button', class: 'pill', click: () => go(address(place().view, midnight(google.now))) }, 'Today'),
      el('button', { type: 'button', class: 'plain', 'aria-label': 'Back', click: () => step(-1) }, '‹'),
      el('button', { type: 'button', class: 'plain', 'aria-label': 'Forward', click: () => step(1) }, '›'),
      el('span', { id: 'month' }),
      el('span', { class: 'grow' }),
      ...(Object.keys(names) as ViewName[]).map(tab),
    ),
    el('main', { class: 'sheet', role: 'main', id: 'view', 'aria-label': 'Calendar', tabindex: '0' }),
  ),
  bubble.element,
);
draggable(byId('view'), (chip, ms) => {
  const event = events.find(({ id }) => id === eventIdIn(chip.dataset.eventid ?? ''));
  if (event) void change(event, 'PATCH', shifted(event, ms));
});
onMove(() => void load());
await load();
// What Instep or a guest has changed shows up by itself, as in the original.
setInterval(
  () => !bubble.isOpen && !document.hidden && place().editing === '' && !document.querySelector('.dragged') && void refresh(),
  4000,
);

async function refresh(): Promise<void> {
  const before = JSON.stringify(events);
  const { view, day } = place();
  const [from, to] = rangeOf(view, day);
  const fresh = await google.events(plusDays(from, -1).getTime(), plusDays(to, 1).getTime()).catch(() => events);
  if (JSON.stringify(fresh) === before) return;
  events = fresh;
  show();
}
