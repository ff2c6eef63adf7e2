/** A run as data: what to build, then what happens, each deed with a seed of its own. Dropping a deed leaves the others as they are. */
import * as deeds from './deeds';
import { Dice, seedOf } from './dice';
import * as hands from './hands';

export const acts = {
  'add a contact': hands.addContact,
  'add an event': hands.addEvent,
  'add a crowd': hands.addCrowd,
  'delete the crowd': hands.deleteCrowd,
  'add a series': hands.addSeries,
  'add a meeting of two reps': hands.addMeeting,
  'edit in the mailbox': hands.editInMailbox,
  'delete in the mailbox': hands.deleteInMailbox,
  'delete a series': hands.deleteSeries,
  'move out of the folder, or in': hands.moveOutOrIn,
  'set or take off the label': hands.labelByHand,
  'make private, or public': hands.togglePrivate,
  'answer an invitation': hands.answerInvitation,
  'Google renames': hands.rename,
  'cursors die': hands.forgetCursors,
  'add a record': hands.addRecord,
  'edit a record': hands.editRecord,
  'edit the same field on both sides': hands.editBoth,
  'delete a record': hands.deleteRecord,
  'undelete a record': hands.undeleteRecord,
  'empty the bin': hands.purge,
  'merge records': hands.mergeRecords,
  'give a record away': hands.giveAway,
  'first sync': deeds.firstSync,
  cycle: deeds.cycle,
  'rough cycle': deeds.roughCycle,
  'take over': deeds.takeOver,
  'ledger lost': deeds.loseLedger,
  'ledger copied': deeds.keepCopy,
  'old ledger restored': deeds.oldLedger,
  'keep out': deeds.keepOut,
  'bring back': deeds.bringBack,
  restore: deeds.restore,
  undo: deeds.undo,
  pause: deeds.pause,
  reconnect: deeds.reconnect,
  reset: deeds.reset,
  'change the configuration': deeds.changeConfiguration,
  reassign: deeds.reassign,
  'minutes pass': deeds.passMinutes,
  'days pass': deeds.passDays,
  'weeks pass': deeds.passWeeks,
  'clock is wrong': deeds.skew,
} as const satisfies Record<string, deeds.AsyncDeed>;

export type ActName = keyof typeof acts;

export interface Act {
  readonly do: ActName;
  readonly seed: number;
}

export interface Script {
  readonly seed: number;
  readonly acts: readonly Act[];
}

const weights: readonly (readonly [number, ActName])[] = [
  [7, 'add a contact'],
  [7, 'add an event'],
  [0.3, 'add a crowd'],
  [1, 'delete the crowd'],
  [2, 'add a series'],
  [3, 'add a meeting of two reps'],
  [14, 'edit in the mailbox'],
  [5, 'delete in the mailbox'],
  [1, 'delete a series'],
  [2, 'move out of the folder, or in'],
  [3, 'set or take off the label'],
  [2, 'make private, or public'],
  [2, 'answer an invitation'],
  [1, 'Google renames'],
  [1, 'cursors die'],
  [5, 'add a record'],
  [12, 'edit a record'],
  [5, 'edit the same field on both sides'],
  [4, 'delete a record'],
  [1, 'undelete a record'],
  [1, 'empty the bin'],
  [1, 'merge records'],
  [1, 'give a record away'],
  [3, 'first sync'],
  [10, 'cycle'],
  [22, 'rough cycle'],
  [2, 'take over'],
  [1, 'ledger lost'],
  [2, 'ledger copied'],
  [2, 'old ledger restored'],
  [2, 'keep out'],
  [2, 'bring back'],
  [1, 'restore'],
  [2, 'undo'],
  [1, 'pause'],
  [1, 'reconnect'],
  [2, 'reset'],
  [2, 'change the configuration'],
  [1, 'reassign'],
  [7, 'minutes pass'],
  [3, 'days pass'],
  [1, 'weeks pass'],
  [1, 'clock is wrong'],
];

deeds.interruptWith([
  hands.editInMailbox,
  hands.editRecord,
  hands.deleteInMailbox,
  hands.deleteRecord,
  hands.addContact,
  hands.labelByHand,
]);

export function scriptOf(seed: number): Script {
  const dice = new Dice(seed);
  const length = 6 + dice.int(30);
  // A quiet beginning, so that there is something to disturb.
  const first: ActName[] = ['add a contact', 'add an event', 'add a record', 'add a contact', 'first sync'];
  const names = [...first.filter(() => dice.chance(0.8)), ...Array.from({ length }, () => dice.weighted(weights))];
  return { seed, acts: names.map((name, at) => ({ do: name, seed: seedOf(seed, at) })) };
}
