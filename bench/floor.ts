/**
 * The least that any engine of this kind has to do in memory, written plainly: parse the mailbox's pages, bring each record to one form, hash it,
 * build the write bodies, parse the answers, remember the links. A yardstick of what the machine can do, not a product.
 */
import { hash53 } from '../shared/core/keys';
import type { Pages } from './pages';

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

/** As they lie on the wire. */
export function textPagesOf({ contact, event }: Pages): { readonly contacts: string[]; readonly events: string[] } {
  const cut = (rows: ReadonlyMap<string, string>): string[] => {
    const texts = [...rows.values()];
    return Array.from(
      { length: Math.ceil(texts.length / pageSize) },
      (_, n) => `{"value":[${texts.slice(n * pageSize, (n + 1) * pageSize).join()}]}`,
    );
  };
  return { contacts: cut(contact), events: cut(event) };
}

/** @returns how many links were made: so that nothing of it can be left out by a clever compiler. */
export function floorPass(pages: ReturnType<typeof textPagesOf>): number {
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
