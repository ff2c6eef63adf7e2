/** The card's sentences, from a status and the catalogue. */
import type { Instant, ItemStatus, Kind } from '../../core/model';
import type { Act, ActResult } from '../../device/device';
import { slugOf, wordOf } from '../status';
import { cardSays } from '../texts/card';
import { headlineSays, repSays } from '../texts/causes';
import { type Facts, holesFrom } from '../texts/facts';
import { fieldLabel } from '../texts/fields';
import type { Piece } from '../texts/template';
import { stamp } from '../texts/times';
import type { Press } from './buttons';

const holes = (facts: Facts, now: Instant, kind: Kind, until: Instant | null = null) =>
  holesFrom(facts, now, { kind, until, label: fieldLabel });

export const headlineOf = (status: ItemStatus, kind: Kind, now: Instant): string =>
  headlineSays.any(status.cause, holes(status.facts, now, kind, status.until));

export const sentenceOf = (
  of: { readonly cause: ItemStatus['cause']; readonly facts: Facts; readonly until?: Instant | null },
  kind: Kind,
  now: Instant,
): readonly Piece[] => repSays.anyPieces(of.cause, holes(of.facts, now, kind, of.until ?? null));

export function labelOf(press: Press, kind: Kind, status: ItemStatus, system: string): string {
  return cardSays.any(press, { kind, status: slugOf(status.kind), system });
}

type DoneKey = Extract<Parameters<typeof cardSays.any>[0], `done ${string}`>;
const doneKeys: Readonly<Record<Act['do'], DoneKey>> = {
  'keep out': 'done keep out',
  'bring back': 'done bring back',
  add: 'done add',
  pick: 'done pick',
  pair: 'done pair',
  create: 'done create',
  take: 'done take',
  same: 'done same',
  'not the same': 'done not the same',
  account: 'done account',
  relate: 'done relate',
  retry: 'done retry',
  restore: 'done restore',
  'send update': 'done send update',
};

/** What is said after an act; the button "Undo" stands beside it. */
export function doneText(act: Act, result: ActResult): string {
  return cardSays.any(doneKeys[act.do], { n: result.touched });
}

/** Why an act did not work, in the cause's own words. */
export function refusal(result: ActResult, kind: Kind, now: Instant): readonly Piece[] {
  if (result.cause === '') return cardSays.pieces('did not work at all');
  const reason = repSays.any(result.cause, holes(result.facts, now, kind));
  return cardSays.pieces('did not work', { reason });
}

/** A note to paste into a message: cause, sentence, record and time; never the item's own text (EXC4). */
export function noteForAdmin(status: ItemStatus, kind: Kind, recordUrl: string, now: Instant): string {
  const known = holes(status.facts, now, kind, status.until);
  const facts = Object.entries(status.facts).map(([name, value]) => `${name}=${value}`);
  return [
    cardSays('note start'),
    cardSays('note status', { status: wordOf(status.kind) }),
    cardSays('note cause', { cause: [status.cause, ...facts].join(', ') }),
    cardSays('note what', { text: repSays.any(status.cause, known) }),
    ...(recordUrl === '' ? [] : [cardSays('note record', { record: recordUrl })]),
    cardSays('note time', { time: stamp(now) }),
  ].join('\n');
}
