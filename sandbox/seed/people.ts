/** The people who work at Brightwater Instruments, a maker of water-quality probes. Nobody of them exists. */
import { to18 } from '../salesforce/store/ids';
import type { Account } from '../world';

export const DOMAIN = 'brightwater.example';

const person = (
  number: number,
  name: string,
  role: Account['role'],
  mailbox: Account['mailbox'],
  timeZone: string,
  profile: string,
  aliases: readonly string[] = [],
): Account => {
  const id = to18(`0058d0000${String(number).padStart(6, '0')}`);
  const local = name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .toLowerCase()
    .split(' ')
    .join('.');
  return { id, name, email: `${local}@${DOMAIN}`, role, mailbox, aliases, timeZone, profile };
};

export const mira = person(1, 'Mira Holm', 'rep', 'microsoft', 'Europe/Copenhagen', 'Sales', [`m.holm@${DOMAIN}`]);
export const tomas = person(2, 'Tomás Rey', 'rep', 'google', 'Europe/Madrid', 'Sales', [`t.rey@${DOMAIN}`]);
export const admin = person(3, 'Ingrid Vasko', 'admin', 'microsoft', 'Europe/Berlin', 'System Administrator');

/** For the admin's list: each in another state. */
export const others = {
  inStep: [
    person(11, 'Aiko Tanabe', 'rep', 'google', 'Asia/Tokyo', 'Sales'),
    person(12, 'Bram Okafor', 'rep', 'microsoft', 'Europe/Amsterdam', 'Sales'),
    person(13, 'Chiara Venn', 'rep', 'microsoft', 'Europe/Rome', 'Sales'),
    person(14, 'Dmitri Salo', 'rep', 'google', 'Europe/Helsinki', 'Sales'),
  ],
  issues: [
    person(15, 'Esther Quill', 'rep', 'microsoft', 'Europe/London', 'Sales'),
    person(16, 'Farid Lemaire', 'rep', 'google', 'Europe/Paris', 'Sales'),
  ],
  asleep: [
    person(17, 'Greta Osman', 'rep', 'microsoft', 'Europe/Vienna', 'Field Sales'),
    person(18, 'Hugo Brandvold', 'rep', 'google', 'Europe/Oslo', 'Field Sales'),
  ],
  signedOut: [person(19, 'Imani Castell', 'rep', 'microsoft', 'Africa/Nairobi', 'Sales')],
  paused: [person(20, 'Jonas Whitlow', 'rep', 'google', 'America/Chicago', 'Sales')],
  stopped: [person(21, 'Keiko Marsh', 'rep', 'microsoft', 'America/New_York', 'Sales')],
  notSetUp: [person(22, 'Lars Adeyemi', 'user', 'microsoft', 'Europe/Stockholm', 'Standard User')],
} as const;

export const everybody: readonly Account[] = [mira, tomas, admin, ...Object.values(others).flat()];
