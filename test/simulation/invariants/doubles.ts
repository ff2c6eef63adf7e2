/** Nothing is there twice (SYN6, EVT4). */
import type { Life } from '../book';
import type { SimWorld } from '../world';
import type { Invariant } from '.';

export const once: Invariant = (sim) => {
  const broken: string[] = [];
  for (const name of sim.book.names()) {
    if (sim.book.wasAsked(name, 'undeleted', 'merged', 'answered with another', 'keep out, delete the record')) continue;
    const lives = sim.book.named(name);
    // The rep wanted it back while the contact lay outside the folder, and then moved that in again: these are two by the rep's own will.
    if (sim.book.wasAsked(name, 'restore') && sim.book.wasAsked(name, 'moved in')) continue;
    if (sim.book.wasAsked(name, 'renamed') && renamedUnseen(sim, lives)) continue;
    const wasDeleted = lives.some((life) => life.place === 'crm' && !life.live);
    const deletedInCrm = name.startsWith('P') && wasDeleted;
    // Of a record that was given away each calendar has a copy; reps who worked on theirs before its deletion came keep an event of their own.
    const keepers =
      wasDeleted && name.startsWith('M') ? lives.filter((life) => life.place !== 'crm' && life.live && isWorkedOn(life)).length : 0;
    const byHand = (place: 'crm' | number | null): number =>
      lives.filter((life) => (place === null || life.place === place) && life.log[0]?.by === 'hand').length;
    for (const place of ['crm', ...sim.reps.keys()] as const) {
      const there = lives.filter((life) => life.place === place && life.live && !life.outside);
      // A contact that two reps know may rightly be two records; a meeting may not.
      const allowed = Math.max(1, occurrences(sim, name), byHand(name.startsWith('P') ? null : place), place === 'crm' ? keepers : 0);
      // Made anew from another rep's contact after a deletion, with another address: two who have no address in common are two people (CON2).
      if (deletedInCrm && there.every((one) => there.every((other) => one === other || strangers(one, other)))) continue;
      if (there.length > allowed)
        broken.push(
          `SYN6: ${name} is ${there.length} times in ${place === 'crm' ? 'Salesforce' : `mailbox ${place}`}: ${there.map((life) => life.id).join(', ')}`,
        );
    }
  }
  return broken;
};

/** Read before each occurrence had a name of its own, and known by that of the series, as its record is, or even it: which one it is, the name does not tell. */
const occurrences = (sim: SimWorld, name: string): number => [...sim.book.names()].filter((one) => one.startsWith(`${name}_`)).length;

const isWorkedOn = ({ log }: Life): boolean => log[0]?.by === 'device' && log.some(({ by, what }) => by === 'hand' && what === 'changed');

/**
 * Google tells a former name with changes alone. Where the ledger is lost, and no device hears of it in between, the record carries the mark of a
 * name that nobody knows: likeness must find the pair, and may have been edited away (SYN6).
 */
const renamedUnseen = (sim: SimWorld, lives: readonly Life[]): boolean =>
  lives.some((life) => {
    const born = life.log[0];
    if (life.place === 'crm' || born?.by !== 'device') return false;
    const told = lives.filter(({ place }) => place === life.place).flatMap(({ toldAt }) => toldAt);
    return sim.book.lostAt.some((lost) => !told.some((at) => at >= Math.min(born.at, lost) && at < Math.max(born.at, lost)));
  });

const addressesOf = (life: Life): readonly string[] => [...life.emails, life.values.email ?? ''].filter((email) => email !== '');

function strangers(one: Life, other: Life): boolean {
  const [a, b] = [addressesOf(one), addressesOf(other)];
  return a.length > 0 && b.length > 0 && !a.some((email) => b.includes(email));
}
