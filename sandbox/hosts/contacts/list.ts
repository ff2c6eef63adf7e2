/** The list: virtual, made of `div`s; a few rows are used again for other people while it scrolls. */
import { emailOf, nameOf, type Person } from '../google/api';
import { el } from '../google/dom';

const high = 48;
const spare = 4;

interface RowParts {
  readonly row: HTMLElement;
  readonly name: HTMLAnchorElement;
  readonly email: HTMLElement;
  readonly phone: HTMLElement;
  readonly work: HTMLElement;
}

const cell = (column: string, text: HTMLElement): HTMLElement =>
  el('div', { class: 'JcPRM', role: 'gridcell', 'aria-describedby': `c12-${column}-column` }, el('div', { class: 'AYDrSb' }, text));

function makeRow(): RowParts {
  const name = el('a', { class: 'AYDrSb name', href: '#' });
  const email = el('span', { class: 'phtrWd', translate: 'no' });
  const phone = el('span', { class: 'phtrWd', translate: 'no' });
  const work = el('span', { class: 'phtrWd', translate: 'no' });
  const row = el(
    'div',
    { class: 'pkxbt', role: 'row' },
    el('div', { class: 'Mqnmfe JcPRM', role: 'gridcell' }, name),
    cell('email', email),
    cell('phone', phone),
    cell('generated-tagline', work),
  );
  return { row, name, email, phone, work };
}

const column = (id: string, text: string): HTMLElement =>
  el('div', { class: 'ca2xib', role: 'columnheader', id: `c12-${id}-column` }, text);

export interface List {
  readonly element: HTMLElement;
  show(people: readonly Person[]): void;
}

export function makeList(scroller: HTMLElement, addressOf: (person: Person) => string, open: (person: Person) => void): List {
  const space = el('div', { class: 'XXcuqd', role: 'rowgroup' });
  const element = el(
    'div',
    { class: 'ZvpjBb', role: 'grid', 'aria-label': 'Contacts' },
    el(
      'div',
      { role: 'rowgroup' },
      el(
        'div',
        { class: 'dFPtBe', role: 'row' },
        column('name', 'Name'),
        column('email', 'Email'),
        column('phone', 'Phone number'),
        column('generated-tagline', 'Job title & company'),
      ),
    ),
    space,
  );
  const rows: RowParts[] = [];
  let people: readonly Person[] = [];

  const fill = ({ row, name, email, phone, work }: RowParts, index: number): void => {
    const person = people[index];
    row.hidden = person === undefined;
    row.style.transform = `translateY(${index * high}px)`;
    if (!person) return;
    const { title, name: company } = person.organizations?.[0] ?? {};
    row.setAttribute('aria-rowindex', String(index + 2));
    name.textContent = nameOf(person);
    name.href = addressOf(person);
    name.onclick = (event) => {
      event.preventDefault();
      open(person);
    };
    email.textContent = emailOf(person);
    phone.textContent = person.phoneNumbers?.[0]?.value ?? '';
    work.textContent = [title, company].filter(Boolean).join(', ');
  };

  const draw = (): void => {
    const first = Math.max(0, Math.floor(scroller.scrollTop / high) - spare);
    const wanted = Math.min(people.length, Math.ceil((scroller.clientHeight || 600) / high) + 2 * spare);
    while (rows.length < wanted) {
      const made = makeRow();
      rows.push(made);
      space.append(made.row);
    }
    // Row n shows person n modulo the number of rows: scrolling renames few of them.
    for (const [slot, row] of rows.entries()) fill(row, first + ((slot - (first % rows.length) + rows.length) % rows.length));
  };
  scroller.addEventListener('scroll', draw, { passive: true });
  return {
    element,
    show(next) {
      people = next;
      space.style.blockSize = `${people.length * high}px`;
      element.setAttribute('aria-rowcount', String(people.length + 1));
      draw();
    },
  };
}
