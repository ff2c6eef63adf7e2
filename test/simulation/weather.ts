/** What goes wrong on the way, for one run of a device: drawn anew each time, counted by name. */
import type { ControlFault } from '../../shared/adapters/memory/control';
import type { OrgFault } from '../../shared/adapters/memory/crm';
import type { Dice } from './dice';
import type { SimDevice, SimWorld } from './world';

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

export function turnFoul(sim: SimWorld, device: SimDevice, dice: Dice): void {
  const { faults } = device.rep.mailbox;
  for (let i = dice.int(4); i > 0; i--) {
    const name = dice.pick(mailboxFaults)!;
    faults[name] = dice.of([0.1, 0.3, 0.6]);
    sim.count(`mailbox: ${name}`);
  }
  if (dice.chance(0.04)) {
    faults.signedOut = true;
    sim.count('mailbox: token expired');
  }
  for (let i = dice.int(4); i > 0; i--) {
    const name = dice.pick(orgFaults)!;
    sim.org.faults.chance(name, dice.of([0.1, 0.3, 0.6]));
    sim.count(`Salesforce: ${name}`);
  }
  if (dice.chance(0.3)) {
    const name = dice.pick(controlFaults)!;
    sim.plane.faults.chance(name, dice.of([0.1, 0.3, 0.6]));
    sim.count(`control plane: ${name}`);
  }
}

export function turnFair(sim: SimWorld, device: SimDevice): void {
  device.rep.mailbox.faults.heal();
  sim.org.faults.off();
  sim.plane.faults.off();
}
