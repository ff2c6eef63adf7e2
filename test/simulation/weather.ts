/** What goes wrong on the way, for one run of a device: drawn anew each time, counted by name. */
import type { ControlFault, Plane } from '../../shared/adapters/memory/control';
import type { Org, OrgFault } from '../../shared/adapters/memory/crm';
import type { MailboxFaults } from '../../shared/adapters/memory/mailbox';
import type { Dice } from './dice';

/** What can be spoilt for a rep in memory. */
export interface Spoilt {
  readonly mailbox: MailboxFaults;
  readonly org: Org;
  readonly plane: Plane;
  readonly count: (what: string) => void;
}

const mailboxFaults = [
  'offlineBefore',
  'offlineAfter',
  'partial',
  'throttled',
  'partThrottled',
  'deadCursor',
  'shuffled',
  'repeated',
  'delayed',
  'cut',
  'emptyFirst',
  'stale',
] as const;

const orgFaults: readonly OrgFault[] = [
  'offline',
  'throttled',
  'down',
  'signed out',
  'offline after',
  'down after',
  'partial batch',
  'locked row',
  'refused row',
  'late commit',
  'repeated rows',
  'small pages',
  'dead cursor',
  'stale read',
];

const controlFaults: readonly ControlFault[] = ['offline', 'throttled', 'down', 'signed out', 'offline after', 'too old'];

export function turnFoul({ mailbox, org, plane, count }: Spoilt, dice: Dice): void {
  for (let i = dice.int(4); i > 0; i--) {
    const name = dice.pick(mailboxFaults)!;
    mailbox[name] = dice.of([0.1, 0.3, 0.6]);
    count(`mailbox: ${name}`);
  }
  if (dice.chance(0.04)) {
    mailbox.signedOut = true;
    count('mailbox: token expired');
  }
  for (let i = dice.int(4); i > 0; i--) {
    const name = dice.pick(orgFaults)!;
    org.faults.chance(name, dice.of([0.1, 0.3, 0.6]));
    count(`Salesforce: ${name}`);
  }
  if (dice.chance(0.3)) {
    const name = dice.pick(controlFaults)!;
    plane.faults.chance(name, dice.of([0.1, 0.3, 0.6]));
    count(`control plane: ${name}`);
  }
}

export function turnFair({ mailbox, org, plane }: Omit<Spoilt, 'count'>): void {
  mailbox.heal();
  org.faults.off();
  plane.faults.off();
}
