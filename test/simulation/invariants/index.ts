/** What must be true once the world has come to rest, however wild it was before. Each says what is broken, or nothing. */
import type { SimWorld } from '../world';
import { agree } from './agree';
import { covered } from './covered';
import { notBack } from './deleted';
import { once } from './doubles';
import { noneCleared, noneVanished } from './edits';
import { lossWritesNothing, resetAsForetold } from './foretold';
import { idle, sameOnAllDevices } from './quiet';
import { obeyed } from './resets';

export type Invariant = (sim: SimWorld) => readonly string[] | Promise<readonly string[]>;

const mailed: Invariant = (sim) =>
  sim.reps.flatMap((rep) => rep.mailbox.mails.map(({ to, about }) => `EVT6: ${to} was mailed about ${about}`));

/** Whoever has lost nothing hears of what the others did. */
const allRun: Invariant = async (sim) => {
  for (const device of sim.devices) await device.run();
  return [];
};

export const invariants: readonly Invariant[] = [
  (sim) => sim.book.broken,
  mailed,
  once,
  noneVanished,
  noneCleared,
  notBack,
  agree,
  covered,
  obeyed,
  sameOnAllDevices,
  idle,
  resetAsForetold,
  lossWritesNothing,
  allRun,
  sameOnAllDevices,
];
