/** Cards and events in Graph's words: resource types `contact` and `event` of v1.0. */
import { DAY, dayText, wallText } from './dates';
import { graphRecurrence } from './graphRecurrence';
import type { Card, CardAddress, ImportedEvent, Shortened, Typed } from './model';
import { type PlannedSeries, type PlannedSingle, spanIn } from './plan';
import { cut, slots } from './slots';

export type Body = Readonly<Record<string, unknown>>;

/** Outlook's own fields without a Graph property (MS-OXOCNTC, MS-OXCMSG). */
const fields = { fax: 'String 0x3A24', other: 'String 0x3A1F', assistantPhone: 'String 0x3A2E', sensitivity: 'Integer 0x0036' } as const;

type PhoneSlot = 'businessPhones' | 'homePhones' | 'mobilePhone' | 'fax' | 'assistantPhone' | 'other';

function slotOf({ types, label }: Typed): PhoneSlot {
  if (/assistant/i.test(label)) return 'assistantPhone';
  if (types.includes('FAX')) return types.includes('HOME') ? 'other' : 'fax';
  if (types.includes('CELL') || /^(mobile|iphone)$/i.test(label)) return 'mobilePhone';
  if (types.includes('PAGER')) return 'other';
  if (types.includes('HOME')) return 'homePhones';
  return types.includes('WORK') || types.includes('MAIN') ? 'businessPhones' : 'other';
}

function phones(card: Card, shortened: Shortened[]): { body: Body; extended: Body[] } {
  const of = (slot: PhoneSlot) => [...new Set(card.phones.filter((phone) => slotOf(phone) === slot).map(({ value }) => value))];
  const keep = (slot: PhoneSlot, field: string, most: number) => slots(shortened, card.item, field, of(slot), most, String);
  const mobile = keep('mobilePhone', 'mobile phone', 1)[0];
  const single = [
    [fields.fax, keep('fax', 'fax', 1)[0]],
    [fields.other, keep('other', 'other phone', 1)[0]],
    [fields.assistantPhone, keep('assistantPhone', 'assistant phone', 1)[0]],
  ] as const;
  return {
    body: {
      businessPhones: keep('businessPhones', 'business phone', 2),
      homePhones: keep('homePhones', 'home phone', 2),
      ...(mobile ? { mobilePhone: mobile } : {}),
    },
    extended: single.flatMap(([id, value]) => (value ? [{ id, value }] : [])),
  };
}

const addressText = (a: CardAddress) => [a.street, a.city, a.state, a.postalCode, a.country].filter(Boolean).join(', ');
const addressBody = ({ street, city, state, postalCode, country }: CardAddress): Body => ({
  street,
  city,
  state,
  postalCode,
  countryOrRegion: country,
});

function addresses(card: Card, shortened: Shortened[]): Body {
  const body: Record<string, Body> = {};
  for (const address of card.addresses) {
    const wanted = address.types.includes('HOME') ? 'homeAddress' : address.types.includes('WORK') ? 'businessAddress' : 'otherAddress';
    const free = [wanted, 'otherAddress'].find((slot) => body[slot] === undefined);
    if (free) body[free] = addressBody(address);
    else shortened.push({ item: card.item, field: 'address', from: addressText(address), to: '' });
  }
  return body;
}

/** Outlook keeps a birthday as the middle of the day in UTC; one without a year goes to 1604, its leap year for that. */
const birthday = (value: string) => (value === '' ? {} : { birthday: `${value.replace(/^-/, '1604')}T11:59:00Z` });

export function graphContact(card: Card, shortened: Shortened[]): Body {
  const one = (field: string, value: string, most = 255) => cut(shortened, card.item, field, value, most);
  const name = [card.prefix, card.first, card.middle, card.last, card.suffix].filter(Boolean).join(' ');
  const display = card.display || name || card.company || card.emails[0]?.value || card.phones[0]?.value || '';
  const named = [card.first, card.middle, card.last].some((value) => value !== '');
  const { body, extended } = phones(card, shortened);
  if (card.private) extended.push({ id: fields.sensitivity, value: '2' });
  const texts = {
    title: card.prefix,
    givenName: one('first name', named || card.display === card.company ? card.first : card.display),
    middleName: one('middle name', card.middle),
    surname: one('last name', card.last),
    generation: card.suffix,
    displayName: one('name', display),
    nickName: one('nickname', card.nickname),
    companyName: one('company', card.company),
    department: one('department', card.department),
    jobTitle: one('title', card.title),
    spouseName: one('spouse', card.spouse),
    manager: one('manager', card.manager),
    assistantName: one('assistant', card.assistant),
    businessHomePage: slots(shortened, card.item, 'website', card.websites, 1, ({ value }) => value)[0]?.value ?? '',
    personalNotes: card.note,
  };
  return {
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== '')),
    emailAddresses: slots(shortened, card.item, 'e-mail', card.emails, 3, ({ value }) => value).map(({ value }) => ({
      name: display,
      address: value,
    })),
    ...body,
    ...addresses(card, shortened),
    ...birthday(card.birthday),
    categories: card.categories,
    ...(extended.length > 0 ? { singleValueExtendedProperties: extended } : {}),
  };
}

const showAs = { free: 'free', busy: 'busy', tentative: 'tentative', away: 'oof', elsewhere: 'workingElsewhere' } as const;

/** Everything but identity and recurrence; also the body of an edited occurrence. `zone` of an all-day event: the mailbox's. */
export function graphFields(event: ImportedEvent, zone: string, shortened: Shortened[]): Body {
  const span = spanIn(event, zone);
  const time = (wall: number) => ({ dateTime: span.allDay ? `${dayText(wall)}T00:00:00` : wallText(wall), timeZone: zone });
  const listed = slots(shortened, event.item, 'attendees', event.attendees, 500, ({ email }) => email);
  return {
    subject: cut(shortened, event.item, 'subject', event.subject, 255),
    body: event.html ? { contentType: 'html', content: event.html } : { contentType: 'text', content: event.description },
    start: time(span.start),
    end: time(span.allDay ? Math.max(span.end, span.start + DAY) : span.end),
    isAllDay: span.allDay,
    location: { displayName: cut(shortened, event.item, 'location', event.location, 255) },
    showAs: showAs[event.showAs],
    sensitivity: event.private ? 'private' : 'normal',
    categories: event.categories,
    ...(listed.length > 0
      ? {
          attendees: listed.map(({ email, name, optional, resource }) => ({
            type: resource ? 'resource' : optional ? 'optional' : 'required',
            emailAddress: { address: email, name: name || email },
          })),
        }
      : {}),
  };
}

export function graphEvent(planned: PlannedSingle | PlannedSeries, shortened: Shortened[]): Body {
  if (planned.kind === 'single') return graphFields(planned.event, planned.zone, shortened);
  const recurrence = graphRecurrence(planned.master, planned.zone);
  return { ...graphFields(planned.master, planned.zone, shortened), ...(recurrence ? { recurrence } : {}) };
}
