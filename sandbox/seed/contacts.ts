/** Who stands where: contacts and leads in Salesforce, and the two reps' address books, with every kind of match. */
import type { Card, Typed } from '../import/model';
import type { Account, SandboxRandom } from '../world';
import type { Fields } from './crm';
import { type Customer, crowd, customers, type Somebody } from './customers';

export interface People {
  readonly accounts: readonly Fields[];
  /** Salesforce contacts; `AccountId` holds the number of the account, to be replaced by its id. */
  readonly records: readonly { readonly owner: 'mira' | 'tomas'; readonly account: number | null; readonly fields: Fields }[];
  readonly leads: readonly Fields[];
  readonly cards: Readonly<Record<'mira' | 'tomas', readonly Card[]>>;
  /** In the address book, but outside the folder or group that syncs. */
  readonly apart: Readonly<Record<'mira' | 'tomas', readonly Card[]>>;
  /** People whom the reps meet, per rep. */
  readonly met: Readonly<Record<'mira' | 'tomas', readonly Somebody[]>>;
}

const typed = (value: string, ...types: string[]): Typed => ({ types, label: '', value });

export function cardFor(somebody: Somebody, more: Partial<Card> = {}): Card {
  const { first, last, email, title, department, phone, mobile, customer } = somebody;
  return {
    ...{ file: 'company', item: `${first} ${last}`, line: 0, prefix: '', first, middle: '', last, suffix: '', display: `${first} ${last}` },
    ...{ nickname: '', company: customer.name, department, title, websites: [], birthday: '', spouse: '', manager: '', assistant: '' },
    emails: [typed(email, 'WORK')],
    phones: [typed(phone, 'WORK'), typed(mobile, 'CELL')],
    addresses: [{ types: ['WORK'], street: '', city: customer.city, state: '', postalCode: '', country: customer.country }],
    ...{ note: '', categories: [], private: false },
    ...more,
  };
}

const recordFor = ({ first, last, email, title, department, phone, mobile, customer }: Somebody): Fields => ({
  FirstName: first,
  LastName: last,
  Email: email,
  Title: title,
  Department: department,
  Phone: phone,
  MobilePhone: mobile,
  MailingCity: customer.city,
  MailingCountry: customer.country,
});

const accountFor = ({ name, city, country, dial, domain }: Customer): Fields => ({
  Name: name,
  BillingCity: city,
  BillingCountry: country,
  Phone: `+${dial} 555 100`,
  Website: `https://${domain}`,
});

/** A company that Salesforce does not know, or knows by another name. */
const stranger = (name: string, domain: string, customer: Customer): Customer => ({ ...customer, name, domain });
const at = (somebody: Somebody, customer: Customer): Somebody => ({
  ...somebody,
  customer,
  email: somebody.email.replace(/@.*/, `@${customer.domain}`),
});

/** The special cases of one rep, from a share of the crowd; the rest are plain exact matches. */
function bookOf(
  share: readonly Somebody[],
  unknown: readonly Somebody[],
  spare: Customer,
): { cards: Card[]; apart: Card[]; extra: Somebody[] } {
  const [a, b, c, d, e, f, g, h, ...plain] = share as readonly [
    Somebody,
    Somebody,
    Somebody,
    Somebody,
    Somebody,
    Somebody,
    Somebody,
    Somebody,
    ...Somebody[],
  ];
  const [newcomer, second, third, fourth, blocked, alsoBlocked, friend, doctor, cousin] = unknown as readonly [
    ...[Somebody, Somebody, Somebody, Somebody, Somebody],
    ...[Somebody, Somebody, Somebody, Somebody],
  ];
  const cards = [
    // Exact, but the two sides say different things.
    cardFor(a, { title: 'Managing Director', note: 'Met at the Rotterdam fair.\nPrefers calls before ten.' }),
    cardFor(b, {
      phones: [typed('+49 555 018', 'WORK'), typed(b.mobile, 'CELL'), typed('+49 555 019', 'HOME'), typed('+49 555 020', 'WORK', 'FAX')],
    }),
    cardFor(c, {
      emails: [typed('me@elsewhere.example', 'HOME'), typed(c.email, 'WORK'), typed('old@elsewhere.example', 'OTHER')],
      birthday: '1979-04-12',
    }),
    // Ambiguous: Salesforce has two records with this address.
    cardFor(d),
    // Near: name and company agree, the address does not.
    cardFor(e, { emails: [typed(`${e.first.toLowerCase()}@private-mail.example`, 'HOME')] }),
    cardFor(f, { emails: [] }),
    // A namesake who works elsewhere.
    cardFor(at(g, stranger('Orrery Optics', 'orrery-optics.example', spare))),
    cardFor(h, { assistant: 'Palle Brun', manager: 'Sunniva Aas', spouse: 'Ottavia', nickname: 'Hex' }),
    // New, of a known company, of unknown ones, and of one that Salesforce writes otherwise.
    cardFor(at(newcomer, spare)),
    cardFor(at(second, stranger('Penhallow & Sons', 'penhallow.example', spare))),
    cardFor(at(third, stranger('Tarn Hydraulics GmbH', 'tarn-hydraulics.example', spare))),
    cardFor(at(fourth, stranger(`${spare.name} Ltd.`, spare.domain, spare))),
    // Left out by filters.
    cardFor(at(blocked, stranger('Rivalis Sensors', 'rivalis.example', spare))),
    cardFor(at(alsoBlocked, stranger('Rivalis Sensors', 'rivalis.example', spare))),
    cardFor(at(friend, stranger('', 'private-mail.example', spare)), { private: true, note: 'School friend.' }),
    cardFor(at(doctor, stranger('', 'private-mail.example', spare)), { private: true, title: 'Dentist' }),
    ...plain.slice(0, -12).map((each) => cardFor(each)),
  ];
  // A name and nothing else; a company without a person.
  cards.push(cardFor({ ...cousin, title: '', department: '' }, { emails: [], phones: [], addresses: [], company: '' }));
  cards.push(
    cardFor(
      { ...cousin, first: '', last: '' },
      { item: 'Harbour Taxi', display: 'Harbour Taxi', company: 'Harbour Taxi', emails: [], title: '', department: '' },
    ),
  );
  const apart = unknown
    .slice(9, 15)
    .map((each) => cardFor(at(each, stranger('', 'private-mail.example', spare)), { company: '', title: '', department: '' }));
  return { cards, apart, extra: [d] };
}

export function makePeople(random: SandboxRandom): People {
  const all = crowd(random, 180);
  const known = all.slice(0, 120);
  const unknown = all.slice(120, 150);
  const leads = all.slice(150, 165);
  const shares = { mira: known.slice(0, 60), tomas: known.slice(60) };
  const books = {
    mira: bookOf(shares.mira, unknown.slice(0, 15), customers[4]!),
    tomas: bookOf(shares.tomas, unknown.slice(15), customers[27]!),
  };
  const number = (customer: Customer) => customers.indexOf(customer);
  const records = (['mira', 'tomas'] as const).flatMap((owner) => [
    ...shares[owner].map((each) => ({ owner, account: number(each.customer), fields: recordFor(each) })),
    ...books[owner].extra.map((each) => ({
      owner,
      account: number(customers[(number(each.customer) + 1) % customers.length]!),
      fields: { ...recordFor(each), Title: 'Consultant' },
    })),
  ]);
  return {
    accounts: customers.map(accountFor),
    records,
    leads: leads.map(({ first, last, email, title, customer }) => ({
      FirstName: first,
      LastName: last,
      Email: email,
      Title: title,
      Company: customer.name,
      Status: 'Open - Not Contacted',
    })),
    cards: { mira: books.mira.cards, tomas: books.tomas.cards },
    apart: { mira: books.mira.apart, tomas: books.tomas.apart },
    met: { mira: [...shares.mira.slice(8), ...leads.slice(0, 5)], tomas: [...shares.tomas.slice(8), ...leads.slice(5, 10)] },
  };
}

export type Owner = keyof People['cards'];
export type Own = Readonly<Record<Owner, Account>>;
