/** Nothing is there twice (SYN6, EVT4). */
import type { Life } from '../book';
import type { Invariant } from '.';

export const once: Invariant = (sim) => {
  const broken: string[] = [];
  for (const name of sim.book.names()) {
    if (sim.book.wasAsked(name, 'undeleted', 'merged', 'answered with another', 'keep out, delete the record')) continue;
    const lives = sim.book.named(name);
    const deletedInCrm = name.startsWith('P') && lives.some((life) => life.place === 'crm' && !life.live);
    const byHand = (place: 'crm' | number | null): number =>
      lives.filter((life) => (place === null || life.place === place) && life.log[0]?.by === 'hand').length;
    for (const place of ['crm', ...sim.reps.keys()] as const) {
      const there = lives.filter((life) => life.place === place && life.live && !life.outside);
      // A contact that two reps know may rightly be two records; a meeting may not.
      const allowed = Math.max(1, byHand(name.startsWith('P') ? null : place));
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

const addressesOf = (life: Life): readonly string[] => [...life.emails, life.values.email ?? ''].filter((email) => email !== '');

function strangers(one: Life, other: Life): boolean {
  const [a, b] = [addressesOf(one), addressesOf(other)];
  return a.length > 0 && b.length > 0 && !a.some((email) => b.includes(email));
}
