/** The reps' calendars, laid around this week: what each event is, in words that both mailboxes understand. */
import { DAY } from '../import/dates';
import type { Account, SandboxRandom } from '../world';
import type { Somebody } from './customers';

export interface Guest {
  readonly email: string;
  readonly name: string;
  readonly response: 'none' | 'accepted' | 'tentative' | 'declined';
  readonly resource?: boolean;
}
/** Days count from the Monday of this week. */
export interface Edit {
  readonly day: number;
  readonly to: { readonly day: number; readonly hour: number; readonly subject?: string } | 'deleted';
}
export interface Meeting {
  readonly subject: string;
  readonly day: number;
  /** Null: all day. */
  readonly hour: number | null;
  /** Hours; days of an all-day event. */
  readonly length: number;
  readonly location?: string;
  readonly text?: string;
  readonly html?: string;
  readonly guests?: readonly Guest[];
  /** Absent: the rep's own. */
  readonly from?: { readonly email: string; readonly name: string };
  readonly isPrivate?: boolean;
  readonly cancelled?: boolean;
  readonly answer?: Guest['response'];
  readonly showAs?: 'free' | 'away' | 'tentative';
  readonly category?: string;
  /** RRULE, without the name. */
  readonly rule?: string;
  readonly edits?: readonly Edit[];
  /** Also in Salesforce: the same, or so many minutes later. */
  readonly inCrm?: 'same' | number;
}

const guest = (who: Somebody, response: Guest['response'] = 'accepted'): Guest => ({
  email: who.email,
  name: `${who.first} ${who.last}`,
  response,
});
const colleague = (who: Account, response: Guest['response'] = 'accepted'): Guest => ({ email: who.email, name: who.name, response });

const topics = [
  'Probe demonstration',
  'Offer for turbidity sensors',
  'Calibration review',
  'Service contract',
  'Site visit',
  'Project kick-off',
  'Quarterly review',
  'Delivery dates',
  'Trial results',
  'Price list',
];
const places = ['Microsoft Teams', 'Google Meet', 'At the customer', 'Showroom', 'Telephone', ''];

const visits = (random: SandboxRandom, met: readonly Somebody[], count: number): Meeting[] =>
  Array.from({ length: count }, (_, index) => {
    const who = met[index % met.length]!;
    const second = random.int(4) === 0 ? met[(index * 7 + 3) % met.length]! : null;
    const workday = Math.floor(index * 1.9) - 30;
    const day = workday + Math.floor(workday / 5) * 2;
    const base = {
      subject: `${topics[random.int(topics.length)]} — ${who.customer.name}`,
      day,
      hour: 8 + random.int(18) / 2,
      length: 0.5 + random.int(3) / 2,
      location: places[random.int(places.length)]!,
      text: `Agenda:\n1. ${topics[random.int(topics.length)]}\n2. Open points of ${who.customer.name}`,
      guests: [
        guest(who, (['accepted', 'tentative', 'none', 'declined'] as const)[random.int(4)]!),
        ...(second && second !== who ? [guest(second)] : []),
      ],
    };
    const invited = random.int(5) === 0;
    return {
      ...base,
      ...(invited ? { from: { email: who.email, name: `${who.first} ${who.last}` }, answer: 'accepted' as const } : {}),
      ...(index % 12 === 5 ? { inCrm: 'same' as const } : {}),
      ...(index % 12 === 9 ? { inCrm: 15 } : {}),
    };
  });

const agenda =
  '<html><body><p>Dear all,</p><p>please find the <b>agenda</b> below:</p><ul><li>Turbidity &amp; pH</li><li>Prices 2.0 &lt; last year</li></ul><p><a href="https://brightwater.example/agenda">Details</a></p><script>alert("never run")</script></body></html>';

/** What every calendar has: each line is a case that syncing has to get right. */
function special(met: readonly Somebody[], fellow: Account, at: string): Meeting[] {
  const [a, b, c, d, e] = met as readonly [Somebody, Somebody, Somebody, Somebody, Somebody];
  const crowd = Array.from({ length: 64 }, (_, index) => guest(met[index % met.length]!, index % 3 === 0 ? 'accepted' : 'none'));
  const strangers = Array.from({ length: 20 }, (_, index) => ({
    email: `guest${index + 1}@webinar-guests.example`,
    name: `Guest ${index + 1}`,
    response: 'none' as const,
  }));
  return [
    {
      subject: `Jour fixe ${a.customer.name}`,
      day: -21,
      hour: 9,
      length: 1,
      rule: 'FREQ=WEEKLY;BYDAY=MO',
      guests: [guest(a)],
      text: 'Weekly status.',
      edits: [
        { day: 7, to: { day: 8, hour: 14 } },
        { day: 14, to: 'deleted' },
        { day: 21, to: { day: 21, hour: 9, subject: `Jour fixe ${a.customer.name}: yearly plan` } },
      ],
    },
    { subject: 'Hours for quotes', day: -6, hour: 16, length: 1, rule: 'FREQ=DAILY;COUNT=40', showAs: 'tentative' },
    {
      subject: `Service round ${b.customer.name}`,
      day: -17,
      hour: 10.5,
      length: 2,
      rule: 'FREQ=MONTHLY;BYDAY=1TH;COUNT=9',
      guests: [guest(b)],
      location: b.customer.city,
    },
    { subject: 'VAT return', day: -19, hour: null, length: 1, rule: 'FREQ=MONTHLY;BYMONTHDAY=10' },
    { subject: 'Trade fair Aquatech', day: 22, hour: null, length: 4, location: 'Amsterdam', showAs: 'away' },
    { subject: 'Summer house', day: 46, hour: null, length: 9, showAs: 'away', isPrivate: true },
    { subject: `Birthday of ${c.first}`, day: 11, hour: null, length: 1, rule: 'FREQ=YEARLY', showAs: 'free' },
    { subject: 'Night ferry', day: 18, hour: 21, length: 27, location: 'Harbour' },
    { subject: 'Dentist', day: 3, hour: 8, length: 0.5, isPrivate: true },
    { subject: 'Parents evening', day: 8, hour: 18.5, length: 1.5, isPrivate: true },
    {
      subject: 'Interview',
      day: 5,
      hour: 11,
      length: 1,
      isPrivate: true,
      guests: [{ email: 'candidate@private-mail.example', name: 'A candidate', response: 'accepted' }],
    },
    {
      subject: `Plant tour ${d.customer.name}`,
      day: 4,
      hour: 13,
      length: 3,
      cancelled: true,
      from: { email: d.email, name: `${d.first} ${d.last}` },
      guests: [guest(d)],
    },
    {
      subject: `Audit ${e.customer.name}`,
      day: 9,
      hour: 9,
      length: 2,
      cancelled: true,
      from: { email: e.email, name: `${e.first} ${e.last}` },
      guests: [guest(e)],
    },
    {
      subject: 'Newsletter breakfast',
      day: 2,
      hour: 8,
      length: 1,
      answer: 'declined',
      from: { email: 'events@chamber.example', name: 'Chamber of Commerce' },
    },
    {
      subject: 'Vendor pitch',
      day: 10,
      hour: 15,
      length: 1,
      answer: 'declined',
      from: { email: 'sales@rivalis.example', name: 'Rivalis Sensors' },
    },
    {
      subject: `Webinar: probes in practice (${at})`,
      day: 15,
      hour: 10,
      length: 1.5,
      guests: [...new Map([...crowd, ...strangers].map((each) => [each.email, each])).values()],
      text: 'Registration closes the day before.',
    },
    { subject: `Frame contract ${a.customer.name}`, day: 1, hour: 14, length: 1, html: agenda, guests: [guest(a), guest(b, 'tentative')] },
    { subject: `Hand-over ${b.customer.name}`, day: 12, hour: 14, length: 1, html: agenda, guests: [guest(b)] },
    { subject: 'One to one', day: 2, hour: 15, length: 0.5, guests: [colleague(fellow, 'none')] },
    {
      subject: `Room test`,
      day: 6,
      hour: 9,
      length: 0.5,
      guests: [{ email: 'room.fjord@brightwater.example', name: 'Room Fjord', response: 'accepted', resource: true }],
    },
    { subject: 'Travel', day: 3, hour: 12, length: 2, category: "Don't Sync with Salesforce" },
    { subject: `Offer deadline ${c.customer.name}`, day: 5, hour: 17, length: 0, inCrm: 'same' },
    { subject: `Sampling ${d.customer.name}`, day: 16, hour: null, length: 2, inCrm: 'same', guests: [guest(d)] },
    { subject: `Commissioning ${e.customer.name}`, day: -9, hour: 9, length: 4, inCrm: 30, guests: [guest(e)] },
    { subject: 'Long gone', day: -90, hour: 9, length: 1, guests: [guest(a)] },
    { subject: 'Far ahead', day: 330, hour: 9, length: 1, guests: [guest(b)] },
  ];
}

/** Meetings of the two reps with each other: one invites, the other's mailbox holds the copy with the same UID. */
const together = (fellow: Account, topic: string, day: number): Meeting[] => [
  {
    subject: `${topic} with ${fellow.name.split(' ')[0]}`,
    day: day - 28,
    hour: 11,
    length: 0.5,
    rule: 'FREQ=WEEKLY;COUNT=20',
    guests: [colleague(fellow)],
    edits: [
      { day: day + 7, to: { day: day + 8, hour: 15 } },
      { day: day + 14, to: 'deleted' },
    ],
  },
  { subject: `${topic} workshop`, day: day + 3, hour: 13, length: 3, guests: [colleague(fellow, 'tentative')], location: 'Room Fjord' },
];

export function calendarOf(random: SandboxRandom, met: readonly Somebody[], fellow: Account, topic: string, count: number): Meeting[] {
  const own = [...special(met, fellow, topic), ...together(fellow, topic, topic.length % 5)];
  const joint: Meeting = {
    subject: `${topic}: joint customer call`,
    day: 4,
    hour: 9,
    length: 1,
    guests: [colleague(fellow), guest(met[6]!)],
  };
  return [...own, joint, ...visits(random, met, Math.max(0, count - own.length - 1))];
}

/** Monday of the week of `now` in a zone, as a wall time. */
export function monday(now: number, toWall: (instant: number) => number): number {
  const today = Math.floor(toWall(now) / DAY) * DAY;
  return today - ((new Date(today).getUTCDay() + 6) % 7) * DAY;
}
