/** The Contacts-like shell: a virtual list and a person's page under the addresses that the original has. */
import { Google, nameOf, type Person } from '../google/api';
import { byId, edited, el, go, onMove } from '../google/dom';
import '../google/shell.css';
import './contacts.css';
import { makeList } from './list';
import { editForm, personPage, savePerson } from './person';

const google = await Google.open();
const home = '/u/0/';
let people: readonly Person[] = [];
let editing = false;

byId('app').replaceChildren(
  el(
    'div',
    { class: 'shell' },
    el(
      'header',
      { class: 'top' },
      el('b', {}, 'Contacts'),
      el('label', { class: 'sr', for: 'find' }, 'Search'),
      el('input', { id: 'find', class: 'find', type: 'search', placeholder: 'Search' }),
      el('span', { class: 'grow' }),
      el('span', { class: 'who' }, google.me.email),
    ),
    el(
      'nav',
      { class: 'side', 'aria-label': 'Contacts' },
      el(
        'ul',
        {},
        el('li', {}, el('a', { href: home, id: 'all', 'aria-current': 'page' }, 'Contacts')),
        el('li', {}, el('span', { class: 'here quiet' }, 'Frequent')),
      ),
    ),
    el('main', { class: 'sheet', role: 'main', id: 'view', tabindex: '0', 'aria-label': 'Contacts' }),
  ),
);
const view = byId('view');
const find = byId('find') as HTMLInputElement;
const addressOf = (person: Person): string => `${home}person/${person.resourceName.replace('people/', '')}`;
const list = makeList(view, addressOf, (person) => go(addressOf(person)));

const shown = (): readonly Person[] => {
  const wanted = find.value.trim().toLowerCase();
  return wanted === ''
    ? people
    : people.filter((person) => JSON.stringify([person.names, person.emailAddresses, person.organizations]).toLowerCase().includes(wanted));
};

function show(): void {
  const id = /\/person\/(c\d+)/.exec(location.pathname)?.[1];
  const person = people.find(({ resourceName }) => resourceName === `people/${id}`);
  if (!person) {
    if (!list.element.isConnected)
      view.replaceChildren(el('h1', { class: 'count' }, 'Contacts', el('span', { class: 'quiet', id: 'count' })), list.element);
    byId('count').textContent = ` (${shown().length})`;
    list.show(shown());
    return;
  }
  const again = (on: boolean): void => {
    editing = on;
    show();
  };
  const save = (change: { title: string; phone: string }): void =>
    void savePerson(google, person, change).then(async () => {
      editing = false;
      edited();
      await load();
    });
  view.replaceChildren(
    editing
      ? editForm(person, save, () => again(false))
      : personPage(
          person,
          () => again(true),
          () => go(home),
        ),
  );
  if (editing) byId('title').focus();
}

async function load(): Promise<void> {
  people = [...(await google.people())].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  show();
}

byId('all').addEventListener('click', (event) => {
  event.preventDefault();
  go(home);
});
find.addEventListener('input', () => (location.pathname.includes('/person/') ? go(home) : show()));
onMove(() => {
  editing = false;
  show();
});
await load();
setInterval(() => !document.hidden && !editing && void refresh(), 4000);

async function refresh(): Promise<void> {
  const before = JSON.stringify(people);
  const fresh = [...(await google.people().catch(() => people))].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  if (JSON.stringify(fresh) === before || editing) return;
  people = fresh;
  show();
}
