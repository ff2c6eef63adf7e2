/** A VCARD component to a card. */
import { all, type Component, first } from './components';
import type { Card, CardAddress, Typed } from './model';
import { Unfit } from './model';
import { list, type Property, param, structured, text, types } from './properties';

const appleLabel = (label: string) => label.replace(/^_\$!<(.*)>!\$_$/, '$1');

/** Grouped lines: `item1.TEL` and its `item1.X-ABLabel`. */
function labelOf(card: Component, property: Property): string {
  if (property.group === '') return '';
  return appleLabel(text(card.props.find((p) => p.group === property.group && p.name === 'X-ABLABEL')));
}

const typed = (card: Component, name: string, clean = (value: string) => value): Typed[] => {
  const seen = new Set<string>();
  const values = all(card, name).map((p) => ({ types: types(p), label: labelOf(card, p), value: clean(text(p)), pref: preference(p) }));
  return values
    .filter(({ value, types: kinds }) => value !== '' && !seen.has(`${kinds} ${value}`) && seen.add(`${kinds} ${value}`))
    .sort((a, b) => a.pref - b.pref)
    .map(({ types: kinds, label, value }) => ({ types: kinds, label, value }));
};

const preference = (p: Property) => (types(p).includes('PREF') ? 0 : Number.parseInt(param(p, 'PREF'), 10) || 100);

function addressOf(property: Property): CardAddress {
  const [box = '', extended = '', street = '', city = '', state = '', postalCode = '', country = ''] = structured(property, 'ADR');
  return { types: types(property), street: [box, extended, street].filter(Boolean).join('\n'), city, state, postalCode, country };
}

/** `1980-03-22`, `19800322`, with or without a time; `--0322` has no year. Impossible dates give ''. */
export function birthdayOf(value: string): string {
  const match = /^\s*(\d{4}|--)-?(\d\d)-?(\d\d)(?:\D|T|$)/.exec(value);
  if (!match) return '';
  const [, year = '', month = '', day = ''] = match;
  const leap = year === '--' ? 2000 : Number(year);
  const date = new Date(Date.UTC(leap, Number(month) - 1, Number(day)));
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) && leap >= 1;
  return exists ? `${year === '--' ? '-' : year}-${month}-${day}` : '';
}

/** Related people: Apple's labels, Evolution's, Mozilla's and Microsoft's own properties, RELATED of 4.0. */
function relation(card: Component, label: string, ...names: string[]): string {
  const apple = all(card, 'X-ABRELATEDNAMES').find((p) => labelOf(card, p).toUpperCase() === label);
  const related = all(card, 'RELATED').find((p) => types(p).includes(label) && !/^(urn|https?):/i.test(p.value));
  return text(apple ?? related ?? names.map((name) => first(card, name)).find((p) => p !== undefined));
}

interface Names {
  readonly last: string;
  readonly first: string;
  readonly middle: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** A card without N gets its names from FN: the last word is the family name, as Outlook and Google do. */
function namesFrom(display: string): Names {
  const words = display.split(/\s+/).filter(Boolean);
  const last = words.length > 1 ? words.pop()! : '';
  return { last, first: words.join(' '), middle: '', prefix: '', suffix: '' };
}

function namesOf(card: Component, display: string, company: string): Names {
  const [last = '', given = '', middle = '', prefix = '', suffix = ''] = structured(
    all(card, 'N').find((p) => p.value.replace(/[;\s]/g, '') !== ''),
    'N',
  );
  if (last || given || middle) return { last, first: given, middle, prefix, suffix };
  return display === company || display.includes('@') ? { ...namesFrom(''), prefix, suffix } : namesFrom(display);
}

/** How a message names the card. */
export function titleOfCard(card: Component): string {
  const named = [text(first(card, 'FN')), structured(first(card, 'N'), 'N').slice(0, 2).reverse().join(' ').trim()];
  const other = ['ORG', 'EMAIL', 'TEL', 'UID'].map((name) => text(first(card, name)).replace(/;+$/, ''));
  return [...named, ...other].find((name) => name !== '') ?? `card at line ${card.at}`;
}

export function cardOf(card: Component, file: string): Card {
  const [company = '', ...units] = structured(
    all(card, 'ORG').find((p) => p.value.replace(/[;\s]/g, '') !== ''),
    'ORG',
  );
  const display = text(all(card, 'FN').find((p) => p.value.trim() !== ''));
  const addresses = all(card, 'ADR').map(addressOf);
  const read: Card = {
    file,
    item: titleOfCard(card),
    line: card.at,
    ...namesOf(card, display, company),
    display,
    nickname: text(first(card, 'NICKNAME')),
    company,
    department: units.filter(Boolean).join(', '),
    title: text(first(card, 'TITLE') ?? first(card, 'ROLE')),
    emails: typed(card, 'EMAIL', (value) => value.replace(/^mailto:/i, '')),
    phones: typed(card, 'TEL', (value) => value.replace(/^tel:/i, '')),
    addresses: addresses.filter((a) => `${a.street}${a.city}${a.state}${a.postalCode}${a.country}` !== ''),
    websites: typed(card, 'URL'),
    birthday: birthdayOf(first(card, 'BDAY')?.value ?? ''),
    spouse: relation(card, 'SPOUSE', 'X-EVOLUTION-SPOUSE', 'X-MS-SPOUSE', 'X-SPOUSE'),
    manager: relation(card, 'MANAGER', 'X-EVOLUTION-MANAGER', 'X-MS-MANAGER', 'X-MANAGER'),
    assistant: relation(card, 'ASSISTANT', 'X-EVOLUTION-ASSISTANT', 'X-MS-ASSISTANT', 'X-ASSISTANT'),
    note: all(card, 'NOTE').map(text).filter(Boolean).join('\n'),
    categories: [...new Set(all(card, 'CATEGORIES').flatMap(list))],
    private: /^\s*(PRIVATE|CONFIDENTIAL)/i.test(first(card, 'CLASS')?.value ?? ''),
  };
  const name = `${read.first}${read.middle}${read.last}${read.display}${read.nickname}${read.company}`;
  if (name === '' && read.emails.length + read.phones.length + read.addresses.length === 0 && read.note === '')
    throw new Unfit('The card holds no name, company, e-mail address, phone number or address. Add one of them and import it again.');
  return read;
}
