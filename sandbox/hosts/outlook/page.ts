/** The Outlook-like page: a list, a reading pane, a ribbon, and the frames that run the real, built add-in. */
import type { Appointment, HostItem, Mail, Somebody } from './items';
import { type Bar, type HostOptions, type Leaving, OfficeHost } from './officeHost';

interface Held {
  readonly user: Somebody;
  readonly addin: string;
  readonly mails: readonly Mail[];
  readonly events: readonly Appointment[];
  readonly masterCategories: readonly { readonly displayName: string; readonly color: string }[];
}

const el = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const query = new URLSearchParams(location.search);
const held = (await (await fetch(`data${location.search}`)).json()) as Held;
const pane = el<HTMLIFrameElement>('pane');
const commands = el<HTMLIFrameElement>('commands');
let selected: HostItem | null = null;

const themes = {
  light: {
    bodyBackgroundColor: '#FFFFFF',
    bodyForegroundColor: '#242424',
    controlBackgroundColor: '#FFFFFF',
    controlForegroundColor: '#242424',
  },
  dark: {
    bodyBackgroundColor: '#1F1F1F',
    bodyForegroundColor: '#F3F2F1',
    controlBackgroundColor: '#292929',
    controlForegroundColor: '#F3F2F1',
  },
};

const asked: Partial<HostOptions> = {
  ...(query.has('set') ? { mailboxSet: query.get('set') ?? '' } : {}),
  ...(query.has('permission') ? { permissionLevel: Number(query.get('permission')) } : {}),
  ...(query.has('nested') ? { nestedAuth: true } : {}),
  ...(query.has('locale') ? { locale: query.get('locale') ?? '' } : {}),
};

const host = new OfficeHost(window, {
  user: held.user,
  ...asked,
  categoriesOf: async (item) => {
    if (item.type !== 'appointment' || item.id === '') return item.categories;
    const asked = new URLSearchParams({ user: held.user.email, id: item.id });
    return (await (await fetch(`categories?${asked}`)).json()) as string[];
  },
  onCategories: async (item, categories) => {
    if (item === selected) show(item);
    if (item.type === 'appointment' && item.id !== '')
      await fetch('categories', { method: 'POST', body: JSON.stringify({ user: held.user.email, id: item.id, categories }) });
  },
  onBars: (item) => {
    if (item === selected) showBars(item);
  },
  onLeave: (element, how) => {
    if (element === pane) leavePane(how);
  },
});
for (const { displayName, color } of held.masterCategories) host.masterCategories.set(displayName, color);

function text<K extends keyof HTMLElementTagNameMap>(tag: K, content: string, className = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.textContent = content;
  if (className) made.className = className;
  return made;
}

function showBars(item: HostItem): void {
  el('bars').replaceChildren(...host.barsOf(item).map(barOf));
}

/** A bar's button opens the pane, as Outlook's does. */
function barOf({ message, actions = [] }: Bar): HTMLElement {
  const bar = text('p', message);
  for (const { actionText, commandId } of actions) {
    const button = text('button', actionText);
    button.type = 'button';
    button.dataset.commandId = commandId;
    button.addEventListener('click', () => openPane());
    bar.append(' ', button);
  }
  return bar;
}

function show(item: HostItem): void {
  const people = item.type === 'message' ? [item.from, ...item.to, ...item.cc] : [item.organizer, ...item.attendees];
  const when = item.type === 'message' ? item.at : `${item.start} – ${item.end}`;
  el('item').replaceChildren(
    text('h1', item.subject || '(no subject)'),
    text('p', when, 'quiet'),
    text('p', people.map(({ name, email }) => `${name} <${email}>`).join(', ')),
    ...item.categories.map((name) => text('span', name, 'category')),
    text('pre', item.text),
  );
  showBars(item);
}

function select(item: HostItem | null): void {
  selected = item;
  for (const button of el('items').querySelectorAll('button')) button.setAttribute('aria-current', String(button.dataset.id === item?.id));
  if (item) show(item);
  const pinned = host.listens(pane, 'olkItemSelectedChanged');
  if (pinned) host.select(pane, item);
  else openPane();
}

/** Where Office.js says that the focus leaves the pane, Outlook takes it: nothing stands behind the pane, so that forward begins anew. */
function leavePane(how: Leaving): void {
  const controls = [...document.querySelectorAll<HTMLElement>('.columns button, .top input')];
  const current = el('items').querySelector<HTMLElement>('[aria-current=true]');
  const next = how === 'forward' ? controls[0] : how === 'backward' ? controls.at(-1) : (current ?? el('tab-mail'));
  next?.focus();
}

function openPane(page = 'taskpane/index.html'): void {
  host.open(pane, `${held.addin}/${page}`, selected);
}

function list(items: readonly HostItem[]): void {
  el('items').replaceChildren(
    ...items.map((item) => {
      const row = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset.id = item.id;
      button.append(
        text('b', item.type === 'message' ? item.from.name : item.subject),
        text('span', item.type === 'message' ? item.subject : item.start.slice(0, 16).replace('T', ' '), 'quiet'),
      );
      button.addEventListener('click', () => select(item));
      row.append(button);
      return row;
    }),
  );
}

function tab(name: 'mail' | 'calendar'): void {
  for (const one of ['mail', 'calendar']) el(`tab-${one}`).setAttribute('aria-pressed', String(one === name));
  list(name === 'mail' ? held.mails : held.events);
}

const fresh = (): Appointment => ({
  type: 'appointment',
  mode: 'compose',
  id: '',
  seriesId: '',
  subject: '',
  text: '',
  location: '',
  organizer: held.user,
  attendees: [],
  start: new Date().toISOString(),
  end: new Date(Date.now() + 1_800_000).toISOString(),
  categories: [],
});

/** The new appointment is saved, under that id. */
function saved(id: string): void {
  if (selected) selected = { ...selected, id };
  host.saved(pane, id);
}

/** Outlook gives each command a page of its own, with the item that is selected then. */
async function command(name: string, event: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  el('command').textContent = `${name} …`;
  host.open(commands, `${held.addin}/commands/index.html`, selected);
  await host.takesCommands(commands);
  const completed = await host.run(commands, name, event);
  el('command').textContent = `${name}: done`;
  return completed;
}

function dark(on: boolean): void {
  document.documentElement.className = on ? 'dark' : 'light';
  host.theme(on ? themes.dark : themes.light);
}

el('who').textContent = `${held.user.name}, ${held.user.email}`;
el('tab-mail').addEventListener('click', () => tab('mail'));
el('tab-calendar').addEventListener('click', () => tab('calendar'));
el('open-pane').addEventListener('click', () => openPane());
el('new-event').addEventListener('click', () => {
  select(fresh());
  void command('onNewAppointment', { type: 'olkNewAppointmentOrganizer' });
});
el<HTMLInputElement>('dark').addEventListener('change', (event) => dark((event.target as HTMLInputElement).checked));
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-command]'))
  button.addEventListener('click', () => void command(button.dataset.command ?? ''));

tab('mail');
openPane();
Object.assign(window, { outlook: { host, held, select, openPane, pane, commands, command, dark, fresh, saved } });
document.body.dataset.ready = 'yes';
