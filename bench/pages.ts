/** A mailbox as Graph would send it, row by row: the same content for our engine, the floor and every rival. */
import type { Kind } from '../shared/core/model';

export const folderId = 'AAMkAGI2Zm9sZGVyU2FsZXNmb3JjZVN5bmM=';

export type Pages = Readonly<Record<Kind, ReadonlyMap<string, string>>>;

const firsts = 'Ada Bruno Chiara Dmitri Elena Farid Greta Hiro Ines Jonas Kavya Luca Mira Nils Olga Pavel'.split(' ');
const lasts = 'Abel Brandt Costa Dunmore Eklund Faeroy Grunwald Haddad Isaksen Jansen Kettler Lindqvist'.split(' ');
const words = 'review pipeline renewal budget kickoff demo contract onboarding quarterly forecast security legal pricing roadmap'.split(
  ' ',
);

/** As long as Graph's immutable ids. */
const id = (kind: Kind, n: number): string =>
  `AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0AHKkX6fGZ0k-VQ${kind[0]}${String(n).padStart(8, '0')}AAAABBCCDDEEFF00ACw=`;

const lastOf = (n: number): string => `${lasts[n % lasts.length]}-${n}`;
const firstOf = (n: number): string => firsts[n % firsts.length] ?? '';

export const personAt = (n: number) => ({
  '@odata.etag': `W/"EQAAABYA${n}"`,
  id: id('contact', n),
  changeKey: `EQAAABYA${n}`,
  parentFolderId: folderId,
  lastModifiedDateTime: '2026-03-01T09:00:00Z',
  categories: [],
  givenName: firstOf(n),
  surname: lastOf(n),
  jobTitle: 'Head of Procurement',
  companyName: `Company ${n % 2500}`,
  emailAddresses: [
    { name: `${firstOf(n)} ${lastOf(n)}`, address: `${firstOf(n)}.${lastOf(n)}@company${n % 2500}.example`.toLowerCase() },
    { name: '', address: `person${n}@home.example` },
  ],
  businessPhones: [`+44 20 ${String(n).padStart(7, '0')}`],
  homePhones: [],
  mobilePhone: null,
  businessAddress: { street: `${n} Example Street`, city: 'Lyon', state: 'R01', postalCode: '69001', countryOrRegion: 'France' },
  homeAddress: {},
  otherAddress: {},
  personalNotes: '',
});

const wordsOf = (n: number): string => Array.from({ length: 40 }, (_, i) => words[(n * 7 + i * 3) % words.length]).join(' ');

export function meetingAt(n: number) {
  const start = new Date(Date.UTC(2026, 2, 1 + (n % 150), 7 + (n % 10), (Math.floor(n / 1500) % 4) * 15)).toISOString().slice(0, 19);
  const end = new Date(Date.parse(`${start}Z`) + 1_800_000).toISOString().slice(0, 19);
  return {
    '@odata.etag': `W/"EQAAABYB${n}"`,
    id: id('event', n),
    changeKey: `EQAAABYB${n}`,
    lastModifiedDateTime: '2026-03-01T09:00:00Z',
    categories: [],
    type: 'singleInstance',
    seriesMasterId: null,
    iCalUId: `040000008200E00074C5B7101A82E00800000000${String(n).padStart(16, '0')}`,
    originalStartTimeZone: 'UTC',
    subject: `Appointment ${n}`,
    body: { contentType: 'text', content: wordsOf(n) },
    location: { displayName: 'Room 4' },
    start: { dateTime: `${start}.0000000`, timeZone: 'UTC' },
    end: { dateTime: `${end}.0000000`, timeZone: 'UTC' },
    isAllDay: false,
    showAs: 'busy',
    sensitivity: 'normal',
    isCancelled: false,
    isOrganizer: true,
    organizer: { emailAddress: { name: 'Rep', address: 'rep@example.com' } },
    responseStatus: { response: 'organizer' },
    attendees: Array.from({ length: 2 + (n % 4) }, (_, i) => ({
      type: 'required',
      status: { response: 'accepted' },
      emailAddress: { name: `Guest ${n + i}`, address: `guest${(n + i) % 4000}@company${n % 500}.example` },
    })),
  };
}

const mapOf = (rows: readonly { readonly id: string }[]): Map<string, string> => new Map(rows.map((row) => [row.id, JSON.stringify(row)]));

export const pagesOf = (contacts: number, events: number): Pages => ({
  contact: mapOf(Array.from({ length: contacts }, (_, n) => personAt(n))),
  event: mapOf(Array.from({ length: events }, (_, n) => meetingAt(n))),
});
