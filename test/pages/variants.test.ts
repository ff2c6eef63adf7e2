/**
 * The pages that we have, as others may get them: other classes, another language, other nesting. What is found must stay the same, on our
 * own pages and on the saved ones of those who have them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Window } from 'happy-dom';
import { expect, test, vi } from 'vitest';
import { addressOfPage } from './hosts/addresses';
import { itemsIn, parsed } from './hosts/parsed';
import { savedPages, wrong } from './hosts/saved';

vi.stubGlobal('Element', new Window().Element);

const folder = fileURLToPath(new URL('./hosts/', import.meta.url));
const ownPages = readdirSync(folder)
  .filter((file) => file.endsWith('.html'))
  .map((name) => ({ name, html: readFileSync(`${folder}${name}`, 'utf8'), url: addressOfPage(name) }));

/** Gmail's classes that have been the same since 2014, and those of Google's older contact list, which has no roles; all others come and go. */
const steady = /^(?:gD|g2|iw|gF|hb|ajv|a3s|ii|gt|adn|ads|adf|zA|zYQnTe|hUL4le|PDfZbf)$/;
/** What a wrapper may not stand between. */
const bound = 'table, tbody, thead, tr, td, th, colgroup, col, ul, ol, select, svg, svg *, input, br, img';
const elements = (document: Document) => [...document.querySelectorAll('body *')];

function otherClasses(document: Document): void {
  for (const element of elements(document)) {
    const classes = element.getAttribute('class')?.split(/\s+/).filter(Boolean) ?? [];
    if (classes.length > 0) element.setAttribute('class', classes.map((name) => (steady.test(name) ? name : `z${name}`)).join(' '));
  }
}

function otherWords(document: Document): void {
  document.documentElement.setAttribute('lang', 'hi');
  const said = ['aria-label', 'title', 'alt', 'placeholder', 'data-tooltip', 'name'];
  for (const element of elements(document)) for (const name of said) if (element.hasAttribute(name)) element.setAttribute(name, 'दूसरे शब्द');
}

function otherOrder(document: Document): void {
  for (const element of elements(document)) {
    const attributes = [...element.attributes].map(({ name, value }) => [name, value] as const);
    for (const [name] of attributes) element.removeAttribute(name);
    for (const [name, value] of attributes.reverse()) element.setAttribute(name, value);
  }
}

/** Google's scripts put these in and take them out. */
function otherScripts(document: Document): void {
  for (const element of elements(document)) {
    // A hovercard's address may be all that names somebody: it goes where another attribute does.
    const theirs = element.matches('[email], [data-email]') ? /^(?:js|data-hovercard|tabindex|key|jid)/ : /^(?:js|tabindex|key|jid)/;
    for (const { name } of [...element.attributes]) if (theirs.test(name)) element.removeAttribute(name);
    element.setAttribute('jscontroller', 'aB1cD');
    if (element.matches('[email], [data-email]')) element.setAttribute('data-hovercard-owner-id', '41');
  }
}

function wrapped(document: Document): void {
  const inLine = (element: Element) => element.matches('span, a, button, h1, h2, h3');
  for (const element of elements(document)) {
    if (element.matches(bound)) continue;
    const [around, within] = [0, 1].map(() => document.createElement(inLine(element) ? 'span' : 'div'));
    if (!around || !within) continue;
    within.append(...element.childNodes);
    element.append(within);
    element.replaceWith(around);
    around.append(element);
  }
}

/** Which of two views a host keeps, closed, while it shows the other. */
function kept(document: Document): void {
  const closed = document.createElement('div');
  closed.setAttribute('role', 'dialog');
  closed.setAttribute('aria-hidden', 'true');
  for (const part of document.querySelectorAll('[data-eventchip], [role="treeitem"][data-email]')) closed.append(part.cloneNode(true));
  document.body.append(closed);
}

const changes = [otherClasses, otherWords, otherOrder, otherScripts, wrapped, kept];

/** All at once: whoever sees it fail leaves some out. */
function itemsOf(html: string, url: string): readonly string[] {
  const document = parsed(html, url);
  for (const change of changes) change(document);
  return itemsIn(document, url);
}

test.each(ownPages)('SUR1 SUR2 SUR3 $name has the same items in other classes, words and nesting', ({ html, url }) => {
  expect(itemsOf(html, url)).toEqual(itemsIn(parsed(html, url), url));
});

test.each(savedPages)('SUR1 SUR2 SUR3 $name has exactly its items in other classes, words and nesting', ({ html, expected }) => {
  expect(wrong(expected, itemsOf(html, expected.url))).toEqual([]);
});
