/**
 * The bubble: one dialog, used again for every event. On its first opening the original draws its content a few times over
 * and drops what others have put into it; so does this one.
 */
import type { GoogleEvent } from '../google/api';
import { byId, el } from '../google/dom';
import { pageId } from './ids';
import { minute, spanOf } from './times';

export interface BubbleCalls {
  readonly move: (event: GoogleEvent, ms: number) => void;
  readonly remove: (event: GoogleEvent) => void;
  readonly edit: (event: GoogleEvent) => void;
}

const half = 30 * minute;

export class Bubble {
  readonly element = el('div', { role: 'dialog', 'data-chips-dialog': 'true', 'aria-label': 'Event', class: 'RDlrG', tabindex: '-1' });
  #from: HTMLElement | null = null;
  #opened = 0;

  constructor(
    private readonly calendar: string,
    private readonly calls: BubbleCalls,
  ) {
    this.#hide();
    this.element.addEventListener('keydown', (event) => event.key === 'Escape' && this.close());
    document.addEventListener('pointerdown', (event) => {
      if (this.isOpen && !this.element.contains(event.target as Node) && !(event.target as Element).closest('[data-eventchip]'))
        this.close();
    });
  }

  get isOpen(): boolean {
    return this.element.style.opacity === '1';
  }

  open(event: GoogleEvent, from: HTMLElement): void {
    this.#from = from;
    this.element.removeAttribute('aria-hidden');
    Object.assign(this.element.style, { opacity: '1', visibility: 'visible', transform: 'none' });
    this.#draw(event);
    if (this.#opened++ === 0) for (const ms of [120, 320, 700]) setTimeout(() => this.isOpen && this.#redraw(), ms);
    this.#place(from);
    byId('xDetDlgCloseBu').focus();
  }

  close(): void {
    const from = this.#from;
    this.#hide();
    const again = from?.isConnected
      ? from
      : document.querySelector<HTMLElement>(`[data-eventchip][data-eventid="${from?.dataset.eventid}"]`);
    (again?.matches('[role="button"]') ? again : again?.querySelector<HTMLElement>('[role="button"]'))?.focus();
  }

  #hide(): void {
    this.element.setAttribute('aria-hidden', 'true');
    Object.assign(this.element.style, { opacity: '0', visibility: 'hidden', transform: 'scale(0.8)' });
  }

  #draw(event: GoogleEvent): void {
    const button = (id: string, label: string, text: string, press: () => void): HTMLElement =>
      el('button', { type: 'button', class: 'plain', id, 'aria-label': label, title: label, click: press }, text);
    const guests = (event.attendees ?? []).filter(({ resource }) => !resource);
    this.element.replaceChildren(
      el(
        'span',
        { jsname: 'bN97Pc' },
        el(
          'div',
          { id: 'xDetDlg', 'data-eventid': pageId(event.id, this.calendar), jslog: `35389; 2:["${event.id}","${this.calendar}",0,null]` },
          el(
            'div',
            { class: 'bar' },
            button('xDetDlgEditBu', 'Edit event', '✎', () => this.calls.edit(event)),
            button('xDetDlgDelBu', 'Delete event', '🗑', () => this.calls.remove(event)),
            button('xDetDlgCloseBu', 'Close', '✕', () => this.close()),
          ),
          el(
            'div',
            { id: 'xDetDlgWhen' },
            el('div', { class: 'kcKIwf' }, el('span', { id: 'rAECCd', role: 'heading', 'aria-level': '1' }, event.summary ?? '(No title)')),
            el('div', { class: 'quiet' }, spanOf(event)),
          ),
          event.location ? el('div', { id: 'xDetDlgLoc' }, event.location) : null,
          guests.length === 0 ? null : this.#guests(guests),
          event.description
            ? el('div', { id: 'xDetDlgDesc', class: 'quiet' }, event.description.replaceAll(/<[^>]*>/g, ' ').slice(0, 160))
            : null,
          el(
            'div',
            { class: 'bar moves' },
            el('button', { type: 'button', class: 'pill', id: 'earlier', click: () => this.calls.move(event, -half) }, '30 min earlier'),
            el('button', { type: 'button', class: 'pill', id: 'later', click: () => this.calls.move(event, half) }, '30 min later'),
          ),
          el('div', { id: 'xDetDlgCal', class: 'quiet' }, this.calendar),
        ),
      ),
    );
  }

  #guests(guests: NonNullable<GoogleEvent['attendees']>): HTMLElement {
    const rows = guests.slice(0, 8).map(({ email, displayName }) =>
      el(
        'div',
        {
          role: 'treeitem',
          tabindex: '-1',
          'data-email': email,
          'data-id': email,
          'data-hovercard-id': email,
          'aria-label': displayName ?? email,
        },
        el('div', { class: 'toUqff', 'data-hovercard-id': email }, el('span', { class: 'SDqFWd' }, displayName ?? email)),
      ),
    );
    return el(
      'div',
      { id: 'xDetDlgAtt' },
      el('div', { class: 'quiet' }, `${guests.length} guests`),
      el('div', { role: 'tree', 'aria-label': 'Guests' }, ...rows),
    );
  }

  /** The content slot is drawn anew by the page; what others had put there is gone. */
  #redraw(): void {
    const when = byId('xDetDlgWhen');
    for (const foreign of when.querySelectorAll('*')) if (foreign.localName.includes('-')) foreign.remove();
    when.append(el('span', { hidden: true }));
  }

  #place(from: HTMLElement): void {
    const chip = from.getBoundingClientRect();
    const { width, height } = this.element.getBoundingClientRect();
    const beside = chip.right + 8 + width < innerWidth ? chip.right + 8 : Math.max(8, chip.left - width - 8);
    this.element.style.left = `${Math.min(beside, Math.max(8, innerWidth - width - 8))}px`;
    this.element.style.top = `${Math.max(8, Math.min(chip.top, innerHeight - height - 8))}px`;
  }
}
