/**
 * The rep's half of a reset (RST2, RST4, RST9): connections in scope are cleared, each request is obeyed once, what the rep
 * keeps out and what was deleted stays remembered, and no item or record is touched.
 */
import { type Kind, kinds, type Note, type Pair, type Request, type Row, type Scope } from '../core/model';
import type { World } from '../core/ports';
import { parted } from '../core/sync/gone';
import { resetNote } from '../core/sync/held';
import type { Context } from '../core/sync/verdict';
import { clearable, refName, refOfRow } from './entries';
import { DryRunLists } from './lists';
import type { AskedLookups } from './lookups';
import type { Readings } from './readings';
import { eachRow } from './reopen';
import { type Surveyed, survey } from './survey';

export const kindsOf = (scope: Scope): readonly Kind[] => (scope.what === 'contact' || scope.what === 'event' ? [scope.what] : kinds);

export const inScope = (scope: Scope, pair: Pair): boolean =>
  scope.what === 'item' ? pair.crmId === scope.crmId : kindsOf(scope).includes(pair.kind);

/** @returns the resets to report on when this cycle's writes are done. */
export async function obey(
  world: World,
  context: Context,
  look: AskedLookups,
  requests: readonly Request[],
  pull: Readings,
): Promise<readonly Request[]> {
  const resets: Request[] = [];
  for (const request of requests) {
    if (request.state === 'done' || request.state === 'failed' || request.state === 'cancelled') continue;
    if (request.kind === 'preview') await answerPreview(world, context, look, request, pull);
    else {
      const { obeyed } = await world.ledger.meta();
      if (!obeyed.includes(request.id)) await reset(world, context, request);
      resets.push(request);
    }
  }
  return resets;
}

async function reset(world: World, context: Context, request: Request): Promise<void> {
  const pickedUp: Request = { ...request, state: 'running', pickedUpBy: world.device.name, progress: 0 };
  await world.control.answer(pickedUp);
  const { scope } = request;
  const at = world.clock.now();
  const waitsForRep = context.configuration.userManagedConnection && kindsOf(scope).includes('event');
  await eachRow(world, kindsOf(scope), async (rows) => {
    const pairs = await world.ledger.pairsOf(rows.map(refOfRow));
    const cleared = rows.filter((_, index) => concerns(scope, rows[index] ?? null, pairs[index] ?? null));
    const scoped = pairs.filter((pair): pair is Pair => pair !== null && inScope(scope, pair));
    const whole = await clearable(world.ledger, scoped);
    const dissolve = [...whole];
    const pairOf = new Map(rows.map((row, index) => [refName(row), whole.has(pairs[index]?.id ?? '') ? pairs[index] : null]));
    const paired = new Set(rows.flatMap((row, index) => (pairs[index] ? [refName(row)] : [])));
    await world.ledger.commit({
      rows: cleared.map((row) => forgotten(row, pairOf.get(refName(row)) ?? null, paired.has(refName(row)), waitsForRep ? at : null)),
      over: cleared,
      dissolve,
      dirty: cleared.map(refOfRow),
      tell: dissolve,
    });
  });
  const meta = await world.ledger.meta();
  await world.ledger.commit({
    meta: {
      obeyed: [...meta.obeyed, request.id].slice(-100),
      reset: { at, by: request.by, requestId: request.id, reconnectedAt: waitsForRep ? null : at },
    },
  });
}

const concerns = (scope: Scope, row: Row | null, pair: Pair | null): boolean => {
  if (!row) return false;
  if (scope.what !== 'item') return true;
  return pair?.crmId === scope.crmId || (row.side === 'crm' && row.id === scope.crmId);
};

/**
 * What was deleted, kept out or moved out of the folder is no connection, and is not forgotten (RST9): the record would come back
 * beside the contact that still lies elsewhere in the mailbox.
 */
function forgotten(row: Row, pair: Pair | null, isPaired: boolean, waitsSince: number | null): Row {
  const known = pair ? parted(row, pair, pair.agreedAt) : row.notes;
  // What the rep has chosen for a pair ends with it; for what has none, such as a restoring that waits for the organizer, it is still to be done.
  const stays = known.filter((note) => (note.kind !== 'choice' || !isPaired) && note.kind !== 'reset');
  const looked = waitsSince === null ? null : resetNote(row, waitsSince);
  const notes: readonly Note[] = looked ? [...stays, looked] : stays;
  return { ...row, notes, trouble: null };
}

export interface ResetOutcome {
  readonly byMark: number;
  readonly byMatch: number;
  readonly doubtful: number;
  readonly created: number;
  readonly keptOut: number;
}

export const nothingReset: ResetOutcome = { byMark: 0, byMatch: 0, doubtful: 0, created: 0, keptOut: 0 };

/** RST3: what a reset of this scope would do, from this device's own knowledge; changes nothing. */
export async function dryRun(
  world: World,
  context: Context,
  look: AskedLookups,
  scope: Scope,
  pull: Readings,
): Promise<Readonly<Record<Kind, ResetOutcome>> & { readonly lists: DryRunLists }> {
  const lists = new DryRunLists();
  const counts: Record<Kind, ResetOutcome> = { contact: nothingReset, event: nothingReset };
  const forgets = (pair: Pair): boolean => inScope(scope, pair);
  for await (const one of survey(world, context, look, { kinds: kindsOf(scope), forgets, search: pull })) {
    if (scope.what === 'item' && ![one.entry.pair?.crmId, one.entry.crm?.id].includes(scope.crmId)) continue;
    const creates = one.verdict.steps.some((step) => step.do === 'create');
    const slot = slotOf(one, creates);
    if (!slot) continue;
    counts[one.entry.kind] = { ...counts[one.entry.kind], [slot]: counts[one.entry.kind][slot] + 1 };
    lists.add(one, slot);
  }
  return { ...counts, lists };
}

function slotOf({ entry, verdict }: Surveyed, creates: boolean): keyof ResetOutcome | null {
  const { pair } = entry;
  const { kind, cause } = verdict.outcome;
  const fromMailbox = entry.mailbox !== null;
  // A colleague's record is there by chance, as one that a search has met: most of the org's are not, and neither counts.
  if (kind === 'kept out') return cause === 'owned by someone else' && !fromMailbox ? null : 'keptOut';
  // A doubtful pair is one, although both of its items wait: the record's is not counted.
  if (cause === 'doubtful' || cause === 'several matches') return fromMailbox ? 'doubtful' : null;
  if (creates) return 'created';
  if (!pair) return null;
  return pair.by === 'mark' || pair.by === 'organizer' || pair.by === 'created' ? 'byMark' : 'byMatch';
}

async function answerPreview(world: World, context: Context, look: AskedLookups, request: Request, pull: Readings): Promise<void> {
  const counts = await dryRun(world, context, look, request.scope, pull);
  const outcome = JSON.stringify({ at: world.clock.now(), contacts: counts.contact, events: counts.event, lists: counts.lists });
  await world.control.answer({ ...request, state: 'done', pickedUpBy: world.device.name, progress: 100, outcome });
}

/** Tells the admin what came of it, once everything in scope has been paired again. */
export async function reportResets(world: World, context: Context, look: AskedLookups, resets: readonly Request[]): Promise<void> {
  for (const request of resets) {
    const counts: Record<Kind, ResetOutcome> = { contact: nothingReset, event: nothingReset };
    for await (const one of survey(world, context, look, { kinds: kindsOf(request.scope) })) {
      if (request.scope.what === 'item' && one.entry.pair?.crmId !== request.scope.crmId) continue;
      const slot = slotOf(one, one.entry.pair?.by === 'created');
      if (slot) counts[one.entry.kind] = { ...counts[one.entry.kind], [slot]: counts[one.entry.kind][slot] + 1 };
    }
    const outcome = JSON.stringify({ at: world.clock.now(), contacts: counts.contact, events: counts.event });
    await world.control.answer({ ...request, state: 'done', pickedUpBy: world.device.name, progress: 100, outcome });
  }
}
