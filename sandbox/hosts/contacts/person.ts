/** A person's page, as the original shows and edits one. */
import { emailOf, type Google, nameOf, type Person } from '../google/api';
import { avatar } from '../google/avatar';
import { el } from '../google/dom';

const link = (email: string): HTMLElement =>
  el('div', { class: 'urwqv' }, el('span', { 'data-href': `mailto:${email}`, role: 'link', tabindex: '0' }, email));

export function personPage(person: Person, edit: () => void, back: () => void): HTMLElement {
  const work = person.organizations?.[0];
  return el(
    'div',
    { class: 'person' },
    el(
      'div',
      { class: 'bar' },
      el('button', { type: 'button', class: 'plain', 'aria-label': 'Back', click: back }, '←'),
      el('span', { class: 'grow' }),
      el('button', { type: 'button', class: 'pill main', id: 'edit', click: edit }, 'Edit'),
    ),
    el('div', { class: 'head' }, avatar(emailOf(person), nameOf(person)), el('h1', {}, nameOf(person))),
    work ? el('p', { class: 'quiet' }, [work.title, work.department, work.name].filter(Boolean).join(', ')) : null,
    el('h2', {}, 'Contact details'),
    ...(person.emailAddresses ?? []).flatMap(({ value }) => (value ? [link(value.toLowerCase())] : [])),
    ...(person.phoneNumbers ?? []).flatMap(({ value }) =>
      value ? [el('div', { class: 'urwqv' }, el('a', { href: `tel:${value.replaceAll(/[^+\d]/g, '')}` }, value))] : [],
    ),
  );
}

export function editForm(person: Person, save: (change: { title: string; phone: string }) => void, back: () => void): HTMLElement {
  const title = el('input', { type: 'text', id: 'title', value: person.organizations?.[0]?.title ?? '' });
  const phone = el('input', { type: 'text', id: 'phone', value: person.phoneNumbers?.[0]?.value ?? '' });
  const form = el(
    'form',
    { class: 'person' },
    el(
      'div',
      { class: 'bar' },
      el('button', { type: 'button', class: 'plain', 'aria-label': 'Cancel', click: back }, '✕'),
      el('span', { class: 'grow' }),
      el('button', { type: 'submit', class: 'pill main' }, 'Save'),
    ),
    el('div', { class: 'head' }, avatar(emailOf(person), nameOf(person)), el('h1', {}, nameOf(person))),
    el('div', { class: 'field' }, el('label', { for: 'title' }, 'Job title'), title),
    el('div', { class: 'field' }, el('label', { for: 'phone' }, 'Phone'), phone),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    save({ title: title.value, phone: phone.value });
  });
  return form;
}

export async function savePerson(google: Google, person: Person, { title, phone }: { title: string; phone: string }): Promise<void> {
  const fields = 'organizations,phoneNumbers';
  const [work, ...otherWork] = person.organizations ?? [];
  const [first, ...otherPhones] = person.phoneNumbers ?? [];
  const body = {
    resourceName: person.resourceName,
    etag: person.etag,
    organizations: [{ ...work, title }, ...otherWork],
    phoneNumbers: phone === '' ? otherPhones : [{ ...first, value: phone }, ...otherPhones],
  };
  await google.call(`/v1/${person.resourceName}:updateContact?updatePersonFields=${fields}`, 'PATCH', body);
}
