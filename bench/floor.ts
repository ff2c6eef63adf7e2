/**
 * The least that any engine of this kind has to do in memory, written plainly: parse the mailbox's pages, bring each record to one form, hash it,
 * build the write bodies, parse the answers, remember the links. A yardstick of what the machine can do, not a product.
 */
import { hash53 } from '../shared/core/keys';

interface Person {
  readonly id: string;
  readonly givenName: string;
  readonly surname: string;
  readonly jobTitle: string;
  readonly companyName: string;
  readonly emailAddresses: readonly { readonly address: string }[];
  readonly businessPhones: readonly string[];
}

interface Meeting {
  readonly id: string;
  readonly subject: string;
  readonly body: { readonly content: string };
  readonly start: { readonly dateTime: string };
  readonly end: { readonly dateTime: string };
  readonly attendees: readonly { readonly emailAddress: { readonly address: string } }[];
}

const pageSize = 1000;
const id = (index: number): string => `AAMkAGI2${String(index).padStart(10, '0').repeat(12)}`;

/** Pages as Graph sends them, about 1 kB a record. */
export function pagesOf(contacts: number, events: number): { readonly contacts: string[]; readonly events: string[] } {
  const people = Array.from({ length: contacts }, (_, i) => ({
    '@odata.etag': `W/"${i}"`,
    id: id(i),
    changeKey: `EQAAABYA${i}`,
    lastModifiedDateTime: '2026-03-02T09:00:00Z',
    givenName: `First ${i}`,
    surname: `Last ${i}`,
    jobTitle: 'Head of Something',
    companyName: `Company ${i % 400}`,
    businessPhones: ['+1 555 0100'],
    homePhones: [],
    emailAddresses: [{ name: `First ${i} Last ${i}`, address: `person${i}@company${i % 400}.example` }],
    businessAddress: { street: 'A street 1', city: 'City', state: 'State', postalCode: '12345', countryOrRegion: 'Country' },
    categories: [],
    personalNotes: '',
  }));
  const meetings = Array.from({ length: events }, (_, i) => ({
    '@odata.etag': `W/"${i}"`,
    id: id(i),
    changeKey: `EQAAABYA${i}`,
    subject: `Appointment ${i}`,
    body: { contentType: 'text', content: 'word '.repeat(40) },
    start: { dateTime: '2026-03-02T09:00:00', timeZone: 'UTC' },
    end: { dateTime: '2026-03-02T09:30:00', timeZone: 'UTC' },
    attendees: [0, 1, 2].map((n) => ({ emailAddress: { name: `Guest ${n}`, address: `guest${n}@company${i % 400}.example` } })),
  }));
  const cut = (list: readonly unknown[]): string[] =>
    Array.from({ length: Math.ceil(list.length / pageSize) }, (_, n) =>
      JSON.stringify({ value: list.slice(n * pageSize, (n + 1) * pageSize) }),
    );
  return { contacts: cut(people), events: cut(meetings) };
}

/** @returns how many links were made: so that nothing of it can be left out by a clever compiler. */
export function floorPass(pages: ReturnType<typeof pagesOf>): number {
  const links = new Map<string, readonly [string, number]>();
  let bytes = 0;
  const write = (bodies: readonly object[]): void => {
    const request = JSON.stringify({ allOrNone: false, records: bodies });
    const answer = JSON.stringify(bodies.map((_, index) => ({ id: `003${index}`, success: true, errors: [] })));
    bytes += request.length + (JSON.parse(answer) as unknown[]).length;
  };
  const inBatches = (bodies: readonly object[]): void => {
    for (let at = 0; at < bodies.length; at += 200) write(bodies.slice(at, at + 200));
  };
  for (const page of pages.contacts) {
    const bodies: object[] = [];
    for (const person of (JSON.parse(page) as { value: Person[] }).value) {
      const email = person.emailAddresses[0]?.address.toLowerCase() ?? '';
      const form = [person.givenName, person.surname, person.jobTitle, person.companyName, person.businessPhones[0] ?? '', email];
      links.set(person.id, [email, hash53(form.join('\u001f'))]);
      bodies.push({ FirstName: form[0], LastName: form[1], Title: form[2], Phone: form[4], Email: email });
    }
    inBatches(bodies);
  }
  for (const page of pages.events) {
    const bodies: object[] = [];
    for (const event of (JSON.parse(page) as { value: Meeting[] }).value) {
      const guests = event.attendees.map((attendee) => attendee.emailAddress.address.toLowerCase()).sort();
      const form = [event.subject.trim(), event.body.content.trim(), event.start.dateTime, event.end.dateTime, guests.join()];
      links.set(`e${event.id}`, [event.subject, hash53(form.join('\u001f'))]);
      bodies.push({ Subject: form[0], Description: form[1], StartDateTime: form[2], EndDateTime: form[3] });
    }
    inBatches(bodies);
  }
  return links.size + (bytes > 0 ? 0 : 1);
}
