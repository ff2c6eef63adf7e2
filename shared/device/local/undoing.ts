/** Undo per item and per cycle (SYN5): newest first, each refused on its own when somebody has edited since. */
import { matchKeysOf } from '../../core/match';
import { createdAt } from '../../core/matching';
import { type Entry, type HistoryEntry, type ItemStatus, other, type Seen } from '../../core/model';
import type { MatchKey } from '../../core/ports';
import { undo } from '../../core/sync/undo';
import type { Context } from '../../core/sync/verdict';
import { Applier } from '../../engine/apply';
import { entryOfRow, load } from '../../engine/entries';
import { nameOf } from '../../engine/names';
import { learn } from '../../engine/observe';
import type { Device } from '../device';
import { act } from './acts';
import type { Here } from './here';

type What = Parameters<Device['undo']>[0];
type Refusal = { readonly name: string; readonly cause: ItemStatus['cause'] };

export async function undoing(here: Here, what: What): Promise<{ readonly undone: number; readonly refused: readonly Refusal[] }> {
  const refused: Refusal[] = [];
  let undone = 0;
  for (const past of await meant(here, what)) {
    const cause = await undoOne(here, past);
    if (cause === null) undone++;
    else refused.push({ name: past.name, cause });
  }
  void here.engine.wake();
  return { undone, refused };
}

async function meant(here: Here, what: What): Promise<readonly HistoryEntry[]> {
  const { ledger } = here.world;
  if ('cycle' in what) return (await ledger.history({ cycle: what.cycle, limit: 100_000 })).filter((past) => !past.undone);
  if ('token' in what) return (await ledger.history({ cycle: what.token, limit: 100_000 })).filter((past) => !past.undone);
  return (await ledger.history({ limit: 100_000 })).filter((past) => past.id === what.entry);
}

/** @returns null when it was undone, else why not. */
async function undoOne(here: Here, past: HistoryEntry): Promise<ItemStatus['cause'] | null> {
  const context = await here.context();
  if (!context) return 'no configuration';
  if (past.undone) return 'changed meanwhile';
  if (past.what === 'kept out') return undoKeepOut(here, past);
  if (past.what === 'removed' && ((await isBack(here, past, context)) || (await hasAnother(here, past, context))))
    return 'changed meanwhile';
  const ref = { side: past.side, kind: past.kind, id: past.itemId };
  const entry = (await here.entry(ref)) ?? entryOfRow({ ...ref, seen: null, notes: [], trouble: null });
  const plan = undo(past, entry, context);
  if (plan.kind === 'refused') return plan.cause;
  const at = here.now();
  const id = `undo-${at.toString(36)}-${past.id}`;
  let count = 0;
  const applier = new Applier(here.world, { id, context, next: () => `${id}-${count++}` }, here.readings(context));
  const failed = await applier.apply([{ entry, verdict: plan.verdict }]);
  if (failed > 0) return 'changed meanwhile';
  await here.world.ledger.commit({ history: [{ ...past, undone: true }], dirty: [ref] });
  return null;
}

/** What was removed has a successor meanwhile, made for the same twin, or for the one that took the twin's place: there would be two (SYN6). */
async function hasAnother(here: Here, past: HistoryEntry, context: Context): Promise<boolean> {
  const twin = past.twinId === undefined ? null : await here.entry({ side: other(past.side), kind: past.kind, id: past.twinId });
  if (twin !== null && isWhole(twin)) return true;
  if (past.side === 'crm' && past.kind === 'contact') await askForOthers(here, past, context);
  // A contact outside the folder is no successor; every record is one, whoever brought it back.
  return (await namesakes(here, past)).some((entry) => isWhole(entry) || (past.side === 'crm' && entry.crm?.seen));
}

const isWhole = ({ pair, mailbox, crm }: Entry): boolean => Boolean(pair && mailbox?.seen && crm?.seen);

/** Another rep may have brought the record back just now: nothing here has heard of it yet (CON2). */
async function askForOthers(here: Here, past: HistoryEntry, context: Context): Promise<void> {
  const emails = keysOf(past).flatMap((key) => (key.startsWith('e:') ? [key.slice(2)] : []));
  if (emails.length === 0) return;
  const items = await here.world.crm.findContacts({ marks: [], emails, lastNames: [] }, here.readings(context).contact);
  await learn(here.world.ledger, 'crm', 'contact', { items }, here.now());
}

function keysOf({ side, kind, itemId: id, removed }: HistoryEntry): readonly MatchKey[] {
  if (!removed) return [];
  const seen = { side, kind, id, version: '', modifiedAt: 0, mark: '', item: removed } as Seen;
  return matchKeysOf({ side, kind, id, seen, notes: [], trouble: null });
}

/** What is found under the same keys, and has the same name; or was made since under the same address, from a record that was renamed. */
async function namesakes({ world: { ledger } }: Here, past: HistoryEntry): Promise<readonly Entry[]> {
  const { configuration } = await ledger.meta();
  const keys = keysOf(past);
  const found = async (some: readonly MatchKey[]): Promise<readonly Entry[]> =>
    load(ledger, await ledger.lookup(past.side, past.kind, some));
  const named = (await found(keys)).filter((entry) => nameOf(entry, configuration) === past.name);
  const made = (await found(keys.filter((key) => key.startsWith('e:')))).filter((entry) => isMadeSince(entry, past));
  return [...named, ...made];
}

/** By this device, or by another rep's, which brought the record back with an edit. */
const isMadeSince = ({ pair, crm }: Entry, { at, side }: HistoryEntry): boolean =>
  (pair?.by === 'created' && pair.since >= at) || (side === 'crm' && crm?.seen != null && Date.parse(createdAt(crm.seen)) >= at - 1000);

/** Somebody has brought it back by hand, and may have worked on it: what it was would cover that (SYN1). */
async function isBack(here: Here, past: HistoryEntry, context: Context): Promise<boolean> {
  const found = await here.world[past.side].read(past.kind, [past.itemId], here.readings(context)[past.kind]);
  await learn(here.world.ledger, past.side, past.kind, found, here.now());
  return found.items.length > 0;
}

async function undoKeepOut(here: Here, past: HistoryEntry): Promise<ItemStatus['cause'] | null> {
  const wasOut = past.fields[0]?.after === 'yes';
  const target = { by: 'ref', ref: { side: past.side, kind: past.kind, id: past.itemId } } as const;
  const result = await act(here, target, wasOut ? { do: 'bring back', reach: 'this' } : { do: 'keep out', reach: 'this', record: 'keep' });
  if (!result.ok) return result.cause === '' ? 'unknown failure' : result.cause;
  await here.world.ledger.commit({ history: [{ ...past, undone: true }] });
  return null;
}
