/** SYN1, SYN2: no edit vanishes, none is taken back by something older, and no field is emptied that nobody emptied. */
import type { Book, Change, Life } from '../book';
import { sameValue, traced } from '../traits';
import { spanOf } from '../typing';
import type { SimWorld } from '../world';
import type { Invariant } from '.';

export const noneVanished: Invariant = (sim) =>
  [...sim.book.lives.values()].flatMap((life) =>
    sim.book.wasAsked(life.name, 'merged', 'renamed') ? [] : [...vanished(sim, life), ...reverted(sim, life)],
  );

function vanished(sim: SimWorld, life: Life): string[] {
  const { book } = sim;
  const broken: string[] = [];
  // In the mode "time only" its record has no name to be known by.
  if (life.kind === 'event' && life.log.some((change) => change.hidden)) return broken;
  for (const [index, made] of life.log.entries()) {
    if (made.by !== 'hand' || made.what === 'deleted') continue;
    for (const field of traced[life.kind]) {
      const value = made.to[field] ?? '';
      if (value === (made.from[field] ?? '')) continue;
      // Typed and emptied again before anybody looked: nothing has changed.
      if (value === '' && (untold(sim, life, made, field) || life.log.slice(0, index).some((old) => (old.to[field] ?? '') === '')))
        continue;
      const next = life.log.slice(index + 1).find((change) => change.what === 'deleted' || change.to[field] !== value);
      if (!next || next.by === 'hand') continue;
      // An emptied field may be filled from another rep's contact, which joins the same record later.
      if (value === '' && next.what !== 'deleted' && filledLater(book, life, made.at)) continue;
      if (reached(book, life, field, value, made.at) || lost(book, life, field, value)) continue;
      // What is written over another's edit of the last moment is told by the answer, and that was lost (wire-contracts 4.5).
      if (life.unansweredAt.includes(next.at)) continue;
      if (next.what === 'deleted' && book.wasAsked(life.name, 'keep out, delete the record', 'undo', 'renamed')) continue;
      const what = next.what === 'deleted' ? 'the item was deleted by a device' : `a device made it "${next.to[field]}"`;
      broken.push(
        `SYN1: "${value}" vanished: typed as ${field} of ${life.name} (${whereabouts(life)}), then ${what}, and no history tells`,
      );
    }
  }
  return broken;
}

export const whereabouts = (life: Life): string => `${life.place === 'crm' ? 'Salesforce' : `mailbox ${life.place}`} ${life.id}`;

const others = (book: Book, life: Life): readonly Life[] =>
  kinOf(book, life.name).flatMap((name) => book.named(name).filter((one) => one !== life && one.side !== life.side));

/** All mailbox items of this name. */
const itemsOf = (book: Book, { name }: Life): readonly Life[] => book.named(name).filter((one) => one.side === 'mailbox');

const typedByHand = (life: Life): boolean => life.log[0]?.by === 'hand';

/** Several join it, or one that no device had seen when the field was emptied: it had agreed on nothing. */
function filledLater(book: Book, life: Life, emptiedAt: number): boolean {
  const joining = itemsOf(book, life).filter((one) => joins(one, life));
  return joining.length > 1 || joining.some((one) => one.knownAt > emptiedAt);
}

/** It is somebody's own, or was made from the record before this one, which took its place: what it holds, this one may never have had. */
const joins = (one: Life, life: Life): boolean =>
  typedByHand(one) || (life.side === 'crm' && (one.log[0]?.at ?? 0) < (life.log[0]?.at ?? 0));

/** The other side showed it, then or later. */
function reached(book: Book, life: Life, field: string, value: string, at: number): boolean {
  return others(book, life).some((twin) =>
    twin.log.some((change, index) => {
      const until = twin.log[index + 1]?.at ?? Number.POSITIVE_INFINITY;
      if (until < at || change.what === 'deleted') return false;
      const shown = change.to[field] ?? '';
      return life.side === 'mailbox' ? sameValue(field, value, shown) : sameValue(field, shown, value);
    }),
  );
}

const engineName: Readonly<Record<string, string>> = { city: 'workAddress.city', street: 'workAddress.street' };

function canonical(field: string, value: string): string {
  if (field !== 'time') return value;
  const { start, end } = spanOf(value);
  return `${start}/${end}`;
}

/** A named rule let it lose, and the history says so. */
function lost(book: Book, life: Life, field: string, value: string): boolean {
  const wanted = canonical(field, value);
  const name = engineName[field] ?? field;
  for (const entry of book.history.values()) {
    if (entry.what !== 'lost value' || entry.side !== life.side || entry.itemId !== life.id) continue;
    if (entry.fields.some((one) => one.field === name && one.before === wanted)) return true;
  }
  return false;
}

/** What stood here before came back by a device although nobody has typed it anew: something stale was believed. */
function reverted(sim: SimWorld, life: Life): string[] {
  const { book } = sim;
  const broken: string[] = [];
  for (const [index, change] of life.log.entries()) {
    if (change.by !== 'device' || change.what !== 'changed') continue;
    for (const field of traced[life.kind]) {
      const [from, to] = [change.from[field] ?? '', change.to[field] ?? ''];
      // An emptied field may be filled from another rep's contact, which joins the same record later.
      const emptied = life.log.slice(0, index).findLast((old) => (old.from[field] ?? '') !== '' && (old.to[field] ?? '') === '');
      if (from === '' && emptied && untold(sim, life, emptied, field)) continue;
      const lives = itemsOf(book, life);
      const joined = lives.length > 1 && (from === '' || lives.filter(typedByHand).length > 1);
      if (joined || from === to || to === '' || !life.log.slice(0, index).some((old) => old.to[field] === to)) continue;
      // It may have lost on the record that several reps share: that history has it, and what won came here as an edit.
      const shared = [life, ...book.named(life.name)];
      if (shared.some((one) => lost(book, one, field, from)) || book.wasAsked(life.name, 'undo', 'answered')) continue;
      broken.push(`SYN1: ${field} of ${life.name} (${whereabouts(life)}) went back from "${from}" to "${to}"`);
    }
  }
  return broken;
}

/**
 * SYN7: what is agreed travels through the control plane. Emptied before a device could tell that the value was agreed upon, the field
 * looks to the rep's other devices as if it had never had it, and what the other side has is new to them (SYN1: an empty side takes it).
 */
function untold({ book, reps }: SimWorld, life: Life, emptied: Change, field: string): boolean {
  // Who has one device that forgets nothing has nobody to tell.
  if (!book.hurt && reps.every(({ devices }) => devices.length === 1)) return false;
  const value = emptied.from[field] ?? '';
  const shown = book
    .named(life.name)
    .flatMap((one) => one.log.filter((change) => change.at < emptied.at && change.to[field] === value && change.from[field] !== value));
  const agreed = Math.max(0, ...shown.map((change) => change.at));
  return !life.toldAt.some((at) => at >= agreed && at < emptied.at);
}

export const noneCleared: Invariant = (sim) => {
  const broken: string[] = [];
  for (const life of sim.book.lives.values()) {
    for (const change of life.log) {
      if (change.by !== 'device' || change.what !== 'changed') continue;
      for (const [field, from] of Object.entries(change.from)) {
        if (from === '' || change.to[field] !== '' || field === 'private') continue;
        const names = kinOf(sim.book, life.name);
        const clearedByHand = names
          .flatMap((name) => sim.book.named(name))
          .some(
            (twin) =>
              twin !== life &&
              twin.log.some((one) => one.by === 'hand' && one.what === 'changed' && one.to[field] === '' && one.from[field] !== ''),
          );
        if (!clearedByHand && !names.some((name) => sim.book.wasAsked(name, 'undo', 'answered')))
          broken.push(`SYN2: ${field} of ${life.name} (${whereabouts(life)}) was "${from}" and was emptied, though nobody emptied it`);
      }
    }
  }
  return broken;
};

/** Those whose records were merged share one: what somebody emptied on the one is emptied on the other. */
const kinOf = (book: Book, name: string): readonly string[] =>
  book.wasAsked(name, 'merged') ? [...book.names()].filter((one) => book.wasAsked(one, 'merged')) : [...new Set([name, seriesOf(name)])];

/** The record of an occurrence that was read before it had a name of its own has that of the series. */
export const seriesOf = (name: string): string => name.split('_')[0] ?? name;
