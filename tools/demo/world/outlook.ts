/** What the plain Outlook screen lists: the rep's own appointments over Graph, and a handful of invented mails with people from the rep's contacts. */
import type { RepHome } from './repHome';
import { vendorCall } from './standIns';
import type { DemoWorld } from './world';

export interface Somebody {
  readonly name: string;
  readonly email: string;
}

export interface Mail {
  readonly id: string;
  readonly subject: string;
  readonly from: Somebody;
  readonly to: readonly Somebody[];
  readonly at: number;
  readonly text: string;
}

export interface Appointment {
  readonly id: string;
  readonly subject: string;
  readonly start: string;
  readonly end: string;
  readonly attendees: readonly Somebody[];
}

interface GraphAddress {
  readonly emailAddress?: { readonly name?: string; readonly address?: string };
}

interface GraphEvent {
  readonly id: string;
  readonly subject: string | null;
  readonly start: { readonly dateTime: string };
  readonly end: { readonly dateTime: string };
  readonly attendees?: readonly GraphAddress[];
}

const day = 86_400_000;
const utc = (dateTime: string): string => `${dateTime.slice(0, 19)}Z`;

export async function appointments(world: DemoWorld, home: RepHome): Promise<readonly Appointment[]> {
  const now = world.time.now();
  const query = new URLSearchParams({
    startDateTime: new Date(now).toISOString(),
    endDateTime: new Date(now + 14 * day).toISOString(),
    $top: '60',
    $orderby: 'start/dateTime',
    $select: 'id,subject,start,end,attendees,isCancelled',
  });
  const { value } = await vendorCall<{ value: readonly GraphEvent[] }>(
    world.told,
    'graph',
    home.account.email,
    `/v1.0/me/calendarView?${query}`,
  );
  return value.map((event) => ({
    id: event.id,
    subject: event.subject ?? '',
    start: utc(event.start.dateTime),
    end: utc(event.end.dateTime),
    attendees: (event.attendees ?? [])
      .slice(0, 8)
      .map(({ emailAddress }) => ({ name: emailAddress?.name ?? '', email: (emailAddress?.address ?? '').toLowerCase() })),
  }));
}

async function people(home: RepHome): Promise<readonly Somebody[]> {
  const rows = await home.ledger.scan('mailbox', 'contact', null, 40);
  return rows.flatMap((row) => {
    const item = row.seen?.item;
    if (item?.kind !== 'contact' || 'fields' in item || !item.emails[0]) return [];
    return [{ name: `${item.first} ${item.last}`.trim() || item.emails[0], email: item.emails[0] }];
  });
}

const stranger: Somebody = { email: 'priya.raman@kestrel-labs.example', name: 'Priya Raman' };

export async function mails(world: DemoWorld, home: RepHome): Promise<readonly Mail[]> {
  const known = await people(home);
  const at = (index: number): Somebody => known[(index * 5) % Math.max(known.length, 1)] ?? stranger;
  const now = world.time.now();
  const fellow: Somebody = world.google.account;
  return [
    {
      id: 'm1',
      subject: 'Probe for the second basin',
      from: at(0),
      to: [at(1), fellow],
      at: now - 3 * 3_600_000,
      text: 'The works confirmed the second basin for next month. Could you hold two days for the installation and send the quote?',
    },
    {
      id: 'm2',
      subject: 'Introduction',
      from: stranger,
      to: [],
      at: now - 5 * 3_600_000,
      text: 'We met at the fair in autumn. I would like to see the turbidity probe in our laboratory.',
    },
    {
      id: 'm3',
      subject: 'Calibration certificates',
      from: at(2),
      to: [at(3)],
      at: now - day,
      text: 'Our auditor asks for the certificates of the last two years. Can you send them again?',
    },
    { id: 'm4', subject: 'Price list', from: fellow, to: [], at: now - 2 * day, text: 'The new price list is in the usual place.' },
  ];
}
