/** An open conversation in Gmail's form: folded and open messages, recipients, the table behind "show details". */
import { avatar } from '../google/avatar';
import { el, pressable } from '../google/dom';
import type { Conversation, Message, Somebody } from './mails';

const time = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

const short = (who: Somebody, self: string): string => (who.email === self ? 'me' : (who.name.split(' ')[0] ?? who.name));
const named = (who: Somebody, text: string, className: string): HTMLElement =>
  el('span', { email: who.email, name: who.name, 'data-hovercard-id': who.email, class: className }, text);

function folded(message: Message, self: string, open: () => void): HTMLElement {
  const { from } = message;
  const line = el(
    'div',
    { class: 'adf ads', role: 'button', tabindex: '0', 'aria-expanded': 'false' },
    avatar(from.email, from.name, { 'data-hovercard-id': from.email }),
    el(
      'table',
      { class: 'cf gJ', role: 'presentation' },
      el(
        'tbody',
        {},
        el(
          'tr',
          {},
          el('td', { class: 'gF gK' }, named(from, from.email === self ? 'me' : from.name, 'gD')),
          el('td', { class: 'gF snip' }, message.text[0] ?? ''),
        ),
      ),
    ),
    el('span', { class: 'g3 quiet' }, time.format(message.at)),
  );
  pressable(line, open);
  return el('div', { class: 'kv', role: 'listitem' }, line);
}

function recipients(message: Message, self: string): HTMLElement {
  const line = el('span', { class: 'hb', translate: 'no' }, 'to ');
  [...message.to, ...message.cc].forEach((who, index) => {
    if (index > 0) line.append(', ');
    line.append(named(who, short(who, self), 'g2'));
  });
  return line;
}

const detailsRow = (label: string, people: readonly Somebody[]): HTMLElement | null =>
  people.length === 0
    ? null
    : el(
        'tr',
        { class: 'ajv' },
        el('td', { class: 'gG quiet' }, `${label}:`),
        el(
          'td',
          { class: 'gL' },
          ...people.flatMap((who, index) => [
            index > 0 ? el('br') : null,
            el('span', { email: who.email, name: who.name, 'data-hovercard-id': who.email }, `${who.name} <${who.email}>`),
          ]),
        ),
      );

function details(message: Message): readonly [HTMLElement, HTMLElement] {
  const table = el(
    'table',
    { class: 'ajC', role: 'presentation', hidden: true },
    el('tbody', {}, detailsRow('from', [message.from]), detailsRow('to', message.to), detailsRow('cc', message.cc)),
  );
  const more = el('button', { type: 'button', class: 'plain ajy', 'aria-label': 'Show details', 'aria-expanded': 'false' }, '▾');
  more.addEventListener('click', () => {
    table.hidden = !table.hidden;
    more.setAttribute('aria-expanded', String(!table.hidden));
  });
  return [more, table];
}

function opened(message: Message, self: string): HTMLElement {
  const { from } = message;
  const [more, table] = details(message);
  const body = el(
    'div',
    { class: 'ii gt' },
    el('div', { class: 'a3s aiL', dir: 'auto' }, ...message.text.map((line) => el('p', {}, line))),
  );
  return el(
    'div',
    { class: 'h7', role: 'listitem' },
    el(
      'div',
      { class: 'adn ads', 'data-message-id': `#msg-f:${BigInt(`0x${message.id}`)}`, 'data-legacy-message-id': message.id },
      avatar(from.email, from.name, { 'data-hovercard-id': from.email }),
      el(
        'div',
        { class: 'gs' },
        el(
          'div',
          { class: 'acZ' },
          el(
            'h3',
            { class: 'iw gFxsud' },
            el(
              'span',
              { class: 'qu', translate: 'no' },
              el(
                'span',
                { email: from.email, name: from.name, 'data-hovercard-id': from.email, class: 'gD' },
                el('span', {}, from.email === self ? 'me' : from.name),
              ),
              ' ',
              el('span', { class: 'go quiet' }, `<${from.email}>`),
            ),
          ),
          el('span', { class: 'g3 quiet' }, time.format(message.at)),
        ),
        el('div', { class: 'iw ajw quiet' }, recipients(message, self), more),
        table,
        body,
      ),
    ),
  );
}

export function conversationView(conversation: Conversation, self: string): HTMLElement {
  const list = el('div', { role: 'list' });
  const unfolded = new Set([conversation.messages.at(-1)?.id]);
  const draw = (): void => {
    list.replaceChildren(
      ...conversation.messages.map((message) =>
        unfolded.has(message.id)
          ? opened(message, self)
          : folded(message, self, () => {
              unfolded.add(message.id);
              draw();
            }),
      ),
    );
  };
  draw();
  return el(
    'div',
    { class: 'nH' },
    el('div', { class: 'ha' }, el('h2', { class: 'hP', tabindex: '-1', 'data-legacy-thread-id': conversation.id }, conversation.subject)),
    list,
  );
}
