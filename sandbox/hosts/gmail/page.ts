/** The Gmail-like shell: thread list and conversations, moved between by the hash without a reload, as the original does. */
import { Google } from '../google/api';
import { byId, el, go, onMove } from '../google/dom';
import '../google/shell.css';
import { conversationView } from './conversation';
import './gmail.css';
import { type Conversation, mailsFor } from './mails';

const google = await Google.open();
const day = 86_400_000;
const [people, events] = await Promise.all([google.people(), google.events(google.now, google.now + 14 * day)]);
const conversations = mailsFor(google.me, people, events, google.now);
const time = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

function row(conversation: Conversation): HTMLElement {
  const last = conversation.messages.at(-1);
  const senders = [...new Map(conversation.messages.map(({ from }) => [from.email, from])).values()];
  const names = senders.map((who) =>
    el(
      'span',
      { class: 'yP', email: who.email, name: who.name, 'data-hovercard-id': who.email },
      who.email === google.me.email ? 'me' : (who.name.split(' ')[0] ?? ''),
    ),
  );
  const open = el('a', { class: 'bog', href: `#inbox/${conversation.id}` }, conversation.subject);
  return el(
    'tr',
    { class: 'zA' },
    // The original repeats the names in a hidden label.
    el(
      'td',
      { class: 'yX' },
      el('div', { class: 'afn', hidden: true }, ...names.map((name) => name.cloneNode(true))),
      el(
        'div',
        { class: 'yW' },
        ...names.flatMap((name, index) => (index === 0 ? [name] : [', ', name])),
        conversation.messages.length > 1 ? el('span', { class: 'quiet' }, ` ${conversation.messages.length}`) : null,
      ),
    ),
    el('td', { class: 'xY' }, open, el('span', { class: 'y2 quiet' }, ` – ${last?.text[0] ?? ''}`)),
    el('td', { class: 'xW quiet' }, time.format(last?.at ?? 0)),
  );
}

const list = (): HTMLElement =>
  el(
    'div',
    {},
    el('h2', { class: 'sr' }, 'Inbox'),
    el('table', { class: 'F', role: 'presentation' }, el('tbody', {}, ...conversations.map(row))),
  );

function show(): void {
  const id = /^#inbox\/([0-9a-f]+)/.exec(location.hash)?.[1];
  const open = conversations.find((one) => one.id === id);
  document.title = open ? `${open.subject} - Mail` : 'Inbox - Mail';
  byId('view').replaceChildren(open ? conversationView(open, google.me.email) : list());
  byId('back').hidden = !open;
  byId('view').scrollTop = 0;
  if (open) byId('view').querySelector('h2')?.focus();
}

byId('app').replaceChildren(
  el(
    'div',
    { class: 'shell' },
    el('header', { class: 'top' }, el('b', {}, 'Mail'), el('span', { class: 'grow' }), el('span', { class: 'who' }, google.me.email)),
    el(
      'nav',
      { class: 'side', 'aria-label': 'Folders' },
      el(
        'ul',
        {},
        el('li', {}, el('a', { href: '#inbox', 'aria-current': 'page' }, 'Inbox')),
        ...['Starred', 'Sent', 'Drafts'].map((name) => el('li', {}, el('span', { class: 'here quiet' }, name))),
      ),
    ),
    el(
      'main',
      { class: 'sheet', role: 'main' },
      el('h1', { class: 'sr' }, 'Mail'),
      el('div', { class: 'tools' }, el('a', { id: 'back', href: '#inbox', class: 'pill', hidden: true }, '← Inbox')),
      el('div', { id: 'view' }),
    ),
  ),
);
onMove(show);
// The first conversation is open: that is where the badges are.
if (location.hash === '') go(`#inbox/${conversations[0]?.id ?? ''}`);
else show();
