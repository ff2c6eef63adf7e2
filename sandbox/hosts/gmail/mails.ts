/** A handful of conversations between the rep, customers from the rep's own contacts, colleagues, and one stranger. Invented here: the stand-ins keep no mail. */
import { emailOf, type GoogleEvent, type Me, nameOf, type Person } from '../google/api';

export interface Somebody {
  readonly email: string;
  readonly name: string;
}

export interface Message {
  readonly id: string;
  readonly from: Somebody;
  readonly to: readonly Somebody[];
  readonly cc: readonly Somebody[];
  readonly at: number;
  readonly text: readonly string[];
}

export interface Conversation {
  readonly id: string;
  readonly subject: string;
  readonly messages: readonly Message[];
}

const hour = 3_600_000;
const stranger: Somebody = { email: 'priya.raman@kestrel-labs.example', name: 'Priya Raman' };
const first = ({ name }: Somebody): string => name.split(' ')[0] ?? name;

/** As Gmail writes ids: hexadecimal, the thread's is that of its first message. */
const idOf = (thread: number, message: number): string => (0x198c6747aabb0000n + BigInt(thread * 4096 + message * 16)).toString(16);

type Draft = readonly [from: Somebody, to: readonly Somebody[], cc: readonly Somebody[], hoursAgo: number, ...text: string[]];

export function mailsFor(me: Me, people: readonly Person[], events: readonly GoogleEvent[], now: number): readonly Conversation[] {
  // Whoever is in the contacts twice would be two badges' worth of answers for one address.
  const times = new Map<string, number>();
  for (const person of people) times.set(emailOf(person).toLowerCase(), (times.get(emailOf(person).toLowerCase()) ?? 0) + 1);
  // Google lists who was changed last at the end: the same people write, whatever is done to them.
  const customers = [...people]
    .sort((one, other) => (one.resourceName < other.resourceName ? -1 : 1))
    .filter((person) => emailOf(person).includes('@') && nameOf(person) !== '' && times.get(emailOf(person).toLowerCase()) === 1)
    .map((person) => ({ email: emailOf(person), name: nameOf(person) }));
  const at = (index: number): Somebody => customers[(index * 7) % Math.max(customers.length, 1)] ?? stranger;
  const [a, b, c, d, e] = [at(0), at(1), at(2), at(3), at(4)];
  const self = { email: me.email, name: me.name };
  const meeting = events.find(({ start, summary }) => summary && Date.parse(start.dateTime ?? '') > now)?.summary ?? 'our meeting';
  const drafts: readonly (readonly [subject: string, messages: readonly Draft[]])[] = [
    [
      'Probe for the second basin: dates and quote',
      [
        [
          a,
          [self, b],
          [stranger],
          26,
          `Hello ${first(self)},`,
          'the works confirmed the second basin for next month. Could you hold two days for the installation and send the quote with the longer cable as an option?',
          'Priya is new on our side and looks after the paperwork.',
          first(a),
        ],
        [self, [a, b], [stranger], 24, 'Thank you, both days are held. The quote follows on Monday.'],
        [b, [self, a], [], 3, 'The crane is booked. We need the mounting frame one day earlier, please.', first(b)],
      ],
    ],
    [`Re: ${meeting}`, [[c, [self], [], 5, 'Half an hour later would suit us better, if you can move it.', first(c)]]],
    [
      'Calibration certificates',
      [
        [d, [self], [e], 30, 'Our auditor asks for the certificates of the last two years. Can you send them again?', first(d)],
        [self, [d], [e], 29, 'Attached. The next calibration is due in spring.'],
      ],
    ],
    [
      'Introduction',
      [
        [
          stranger,
          [self],
          [],
          50,
          'We met at the fair in autumn. I would like to see the turbidity probe in our laboratory.',
          'Priya Raman, Kestrel Labs',
        ],
      ],
    ],
    ['Price list for next year', [[self, [e, d], [c], 74, 'Please find the new price list. Orders of this year keep the old prices.']]],
  ];
  return drafts.map(([subject, messages], thread) => ({
    id: idOf(thread, 0),
    subject,
    messages: messages.map(([from, to, cc, hoursAgo, ...text], message) => ({
      id: idOf(thread, message),
      from,
      to,
      cc,
      at: now - hoursAgo * hour,
      text,
    })),
  }));
}
