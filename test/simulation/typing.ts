/** What people type: texts unlike any other, on either side, in the shape that the side keeps them. */

import type { Fields } from '../../shared/adapters/memory/org/store';
import type { CalendarEvent, Contact } from '../../shared/core/model';
import type { Dice } from './dice';
import { clearable } from './traits';
import { companies, type SimWorld } from './world';

export interface Typed {
  readonly field: string;
  readonly value: string;
  readonly mailbox: (item: Contact | CalendarEvent) => Partial<Contact> | Partial<CalendarEvent>;
  readonly crm: Fields;
}

const plain: Readonly<Record<string, readonly [mailbox: string, crm: string]>> = {
  last: ['last', 'LastName'],
  title: ['title', 'Title'],
  department: ['department', 'Department'],
  assistant: ['assistant', 'AssistantName'],
  notes: ['notes', 'Description'],
  location: ['location', 'Location'],
  description: ['description', 'Description'],
};
const phones: Readonly<Record<string, readonly [type: 'work' | 'mobile', crm: string]>> = {
  phone: ['work', 'Phone'],
  mobile: ['mobile', 'MobilePhone'],
};
const places: Readonly<Record<string, string>> = { city: 'MailingCity', street: 'MailingStreet' };

export const contactFieldNames = [
  'last',
  'title',
  'department',
  'assistant',
  'notes',
  'email',
  'phone',
  'mobile',
  'city',
  'street',
  'company',
] as const;
export const eventFieldNames = ['subject', 'location', 'description', 'time', 'showAs'] as const;

/** One field of an item, typed anew; now and then it is emptied. */
export function typed(sim: SimWorld, dice: Dice, kind: 'contact' | 'event', name: string, field?: string): Typed {
  const of = field ?? (kind === 'contact' ? dice.pick(contactFieldNames)! : dice.pick(eventFieldNames)!);
  const empties = clearable[kind].includes(of) && dice.chance(0.15);
  const value = empties ? '' : textFor(sim, dice, of, name);
  return { field: of, value, mailbox: (item) => inMailbox(of, value, item), crm: inCrm(sim, of, value) };
}

function textFor(sim: SimWorld, dice: Dice, field: string, name: string): string {
  const n = sim.token();
  switch (field) {
    case 'email':
      return `t${n}@guest.test`;
    case 'phone':
    case 'mobile':
      return `+1 555 ${String(n).padStart(5, '0')}`;
    case 'company':
      return dice.pick(companies)!;
    case 'subject':
      return `${name} t${n}.`;
    case 'time':
      return timeOf(sim, dice, n);
    case 'showAs':
      return dice.of(['free', 'busy', 'away'] as const);
    case 'assistant':
      return dice.chance(0.1) ? `t${n}.${'x'.repeat(50)}` : `t${n}.`;
    default:
      return `t${n}.`;
  }
}

/** `2026-03-05T09:07/2026-03-05T10:07`; its minute is as good as a token. Now and then a whole day, or beyond the window. */
export function timeOf(sim: SimWorld, dice: Dice, n: number, longest = 2): string {
  const day = 86_400_000;
  const from = Math.floor(sim.clock.now() / day) * day;
  const days = dice.chance(0.08) ? 170 + dice.int(40) : dice.chance(0.08) ? -40 + dice.int(20) : dice.int(20) - 3;
  if (dice.chance(0.1)) return `all day ${text(from + days * day)}/${text(from + (days + 1 + dice.int(longest)) * day)}`;
  const start = from + days * day + (480 + (n % 900)) * 60_000;
  return `${text(start)}/${text(start + (15 + dice.int(6) * 15) * 60_000)}`;
}

const text = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

export function spanOf(value: string): Pick<CalendarEvent, 'start' | 'end' | 'allDay'> {
  const allDay = value.startsWith('all day ');
  const [start = '', end = ''] = value.replace('all day ', '').split('/');
  return allDay ? { start: start.slice(0, 10), end: end.slice(0, 10), allDay } : { start: `${start}:00Z`, end: `${end}:00Z`, allDay };
}

function inMailbox(field: string, value: string, item: Contact | CalendarEvent): Partial<Contact> | Partial<CalendarEvent> {
  const key = plain[field]?.[0];
  if (key) return { [key]: value };
  if (field === 'subject') return { subject: value };
  if (field === 'company') return { company: value };
  if (field === 'time') return spanOf(value);
  if (field === 'showAs') return { showAs: value as CalendarEvent['showAs'] };
  if (item.kind === 'event') return {};
  if (field === 'email') return { emails: [value, ...item.emails.slice(1)] };
  if (field in places) return { workAddress: { ...item.workAddress, [field]: value } };
  const type = phones[field]?.[0] ?? 'work';
  const others = item.phones.filter((one) => one.type !== type);
  return { phones: value === '' ? others : [{ type, number: value }, ...others] };
}

const showAsNames: Readonly<Record<string, string>> = { free: 'Free', busy: 'Busy', away: 'OutOfOffice' };

export function timeInCrm(value: string): Fields {
  const { start, end, allDay } = spanOf(value);
  // This org takes no events of more than a day.
  const minutes = Math.min(1440, (Date.parse(end) - Date.parse(start)) / 60_000);
  return allDay
    ? { IsAllDayEvent: true, ActivityDate: start, StartDateTime: `${start}T00:00:00Z`, DurationInMinutes: minutes }
    : { IsAllDayEvent: false, StartDateTime: start, EndDateTime: end, DurationInMinutes: minutes };
}

function inCrm(sim: SimWorld, field: string, value: string): Fields {
  if (field === 'time') return timeInCrm(value);
  if (field === 'showAs') return { ShowAs: showAsNames[value] ?? 'Busy' };
  if (field === 'company') return { AccountId: [...sim.org.accounts.values()].find((account) => account.name === value)?.id ?? null };
  const name = plain[field]?.[1] ?? phones[field]?.[1] ?? places[field] ?? { email: 'Email', subject: 'Subject' }[field] ?? '';
  return { [name]: value === '' ? null : value.slice(0, field === 'assistant' ? 40 : undefined) };
}
