/** Contacts: a row of the list. Virtual: rows are used again for other people while it scrolls. SUR3. */
import { byEmail, mailtoOf, personOf } from '../address';
import { inside, type Notes, type Place } from '../place';

export const rows = '[role="row"], .pkxbt, .zYQnTe';
const emailCells = '[aria-describedby*="email-column"], .hUL4le';
const named = '[aria-describedby*="-column"], .PDfZbf';

/** The outermost row: in some layouts a wrapper is a row as well. */
function rowOf(candidate: Element): Element | null {
  let row = candidate.closest(rows);
  for (let outer = row; outer; outer = outer.parentElement?.closest(rows) ?? null) row = outer;
  return row ?? candidate.closest('.XXcuqd') ?? candidate.parentElement;
}

/** A text that is nothing but an address, also where it stands there twice, once for a tooltip. */
function writtenIn(cell: Element): string | null {
  const emails = [cell, ...cell.querySelectorAll('*')].map((part) => personOf(part.textContent)).filter((email) => email !== null);
  // With a word right behind it ("work") the whole is an address of nobody, and begins with the one.
  return emails.findLast((email) => emails[0]?.startsWith(email)) ?? null;
}

/** What stands behind the name, which may look like an address itself. */
function behindName(row: Element): readonly Element[] {
  const cells = [...row.querySelectorAll('[role="gridcell"]')];
  return cells.slice(cells.findIndex(({ textContent }) => textContent?.trim()) + 1);
}

/** One address in a row whose cells nobody names is its person's; of two nobody knows which. */
function onlyOne(cells: Iterable<Element>): string | null {
  const emails = new Set([...cells].map(writtenIn));
  emails.delete(null);
  return emails.size === 1 ? ([...emails][0] ?? null) : null;
}

/** An attribute, else a link, else the cell of the column. */
function emailIn(row: Element): string | null {
  const marked = row.matches('[data-email]') ? row : row.querySelector('[data-email]');
  const link = row.querySelector('[href^="mailto:"], [data-href^="mailto:"]');
  return (
    personOf(marked?.getAttribute('data-email')) ??
    mailtoOf(link?.getAttribute('href') ?? link?.getAttribute('data-href')) ??
    onlyOne(row.querySelector(named) ? row.querySelectorAll(emailCells) : behindName(row))
  );
}

export const row: Place = {
  where: 'listRow',
  kind: 'contact',
  css: ['.zYQnTe, .hUL4le', '.pkxbt, [aria-describedby*="email-column"]', '[role="row"]'],
  read(candidate, address) {
    const row = rowOf(candidate);
    // Who was deleted is not the one who has the address today.
    if (/^\/(?:\w\/\w+\/)?trash\b/.test(address.pathname)) return null;
    if (!row || row.querySelector('[role="columnheader"]')) return null;
    return byEmail(row, emailIn(row));
  },
  dress: () => 'row',
  put(element, badge) {
    const cell =
      element.querySelector('.PDfZbf, [aria-describedby*="name-column"]') ??
      element.querySelector('[role="gridcell"]') ??
      element.firstElementChild;
    // Behind the name's text, inside its cell.
    const name = [...(cell?.children ?? [])].filter((part) => part.textContent?.trim() && !part.matches('button')).at(-1);
    if (name) name.after(badge);
    else inside(cell ?? element, badge);
  },
};

export const notes: Notes = {
  seen: ['scripts of 2021 to 2023; not captured', 'scripts of 2024 and 2025; not captured', 'scripts of 2022 to 2025; not captured'],
  samples: [
    { page: 'contacts-list.html', found: 3 },
    { page: 'contacts-list-older.html', found: 2 },
    { page: 'contacts-label-rtl.html', found: 2 },
    { page: 'contacts-list-plain.html', found: 3 },
    { page: 'contacts-person-panel.html', found: 2 },
    { page: 'contacts-trash.html', found: 0 },
  ],
};
