/**
 * Creates: each carries a unique key, 200 to a collection, five collections to a request. A repeat finds what the first one made, and
 * leaves it as it is: an upsert would write what this device knew over what somebody has typed since (SYN1, SYN6). The owner is never
 * sent, so that it stays with whoever was first (EVT4).
 */
import type { CrmValue, Kind, Seen } from '../../../core/model';
import type { Wrote } from '../../../core/ports';
import { chunks, collectionSize, keyField, objectOf } from '../api';
import { type Asking, asked } from '../asking';
import { collection, isOk, type PartAnswer } from '../composite';
import { names, soql } from '../soql';
import { byAccount, type Job, type Outcome, unlocked } from './jobs';
import { presumed, readBack, rowsBy, seenIn, selectPart } from './readback';
import { type RowAnswer, rowAnswers } from './rows';

const inserts = (asking: Asking, kind: Kind, jobs: readonly Job<'create'>[]) =>
  collection(
    'POST',
    '',
    jobs.map(({ write }) => ({
      attributes: { type: objectOf[kind] },
      ...sendable(asking.fields.writable(kind, write.item.fields)),
      [keyField]: write.key,
    })),
  );

/** What a record is read with is not what it is made of. */
const readOnly = new Set([
  'Id',
  'OwnerId',
  'SystemModstamp',
  'CreatedDate',
  'LastModifiedDate',
  'LastModifiedById',
  'LastActivityDate',
  'IsPersonAccount',
  'IsChild',
]);

const sendable = (fields: Readonly<Record<string, CrmValue>>): Record<string, CrmValue> =>
  Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => !readOnly.has(name) && !name.includes('.') && value !== null && value !== ''),
  );

export function creates(asking: Asking, kind: Kind, jobs: readonly Job<'create'>[]): Promise<readonly Outcome[]> {
  return unlocked(asking, byAccount(jobs), async (some) => {
    const loads = chunks(some, collectionSize);
    // Few enough that reading them again costs no request of its own.
    const together = loads.length <= 2;
    return (await Promise.all(loads.map((load) => createLoad(asking, kind, load, together)))).flat();
  });
}

async function createLoad(asking: Asking, kind: Kind, jobs: readonly Job<'create'>[], together: boolean): Promise<readonly Outcome[]> {
  const keys = jobs.map(({ write }) => write.key);
  const more = [...new Set(jobs.flatMap(({ write }) => Object.keys(write.item.fields)))];
  const again = () => selectPart(asking, kind, soql`${names([keyField])} IN ${keys}`, more);
  const answers = await asked(asking, kind, () => [inserts(asking, kind, jobs), ...(together ? [again()] : [])]);
  const rows = rowAnswers(answers[0]!, jobs.length);
  const byKey = answers[1] ? await byMark(asking, kind, answers[1], more) : await readCreated(asking, kind, jobs, rows, more);
  const looked = answers[1] === undefined || isOk(answers[1]);
  return jobs.map(({ index, write }, i) => [index, created(kind, write, rows[i]!, byKey.get(write.key) ?? null, looked)]);
}

type ByMark = ReadonlyMap<string, Seen<'crm'>>;

async function byMark(asking: Asking, kind: Kind, answer: PartAnswer, more: readonly string[]): Promise<ByMark> {
  const rows = await rowsBy(asking, answer, keyField);
  return new Map([...rows.values()].flatMap((row) => seenIn(asking, kind, row, more) ?? []).map((seen) => [seen.mark, seen]));
}

/** By id, which is shorter than the key; by key what was refused: an earlier try of ours, or another device, may have made it. */
async function readCreated(
  asking: Asking,
  kind: Kind,
  jobs: readonly Job<'create'>[],
  rows: readonly RowAnswer[],
  more: readonly string[],
): Promise<ByMark> {
  const ids = rows.flatMap((row) => (row.kind === 'ok' ? [row.id] : []));
  const others = jobs.filter((_, i) => rows[i]?.kind !== 'ok').map(({ write }) => write.key);
  const holders =
    others.length > 0 ? asked(asking, kind, () => [selectPart(asking, kind, soql`${names([keyField])} IN ${others}`, more)]) : null;
  const found = new Map([...(await readBack(asking, kind, ids, more)).values()].map((seen) => [seen.mark, seen]));
  const [answer] = (await holders) ?? [];
  return answer ? new Map([...found, ...(await byMark(asking, kind, answer, more))]) : found;
}

/** Somebody was first: an earlier try of ours, or the device of another rep who attends (EVT4). */
function isTaken(answer: RowAnswer): boolean {
  if (answer.kind !== 'failed') return answer.kind === 'mark taken';
  const { failure } = answer;
  // Without a field, the reference that this user may not use is the record itself.
  return (
    failure.kind === 'forbidden' || (failure.kind === 'bad row' && failure.reason === 'invalid reference' && failure.fields.length === 0)
  );
}

/** `looked`: what holds the key would have been seen, if this user may see it. */
function created(kind: Kind, write: Job<'create'>['write'], answer: RowAnswer, seen: Seen<'crm'> | null, looked: boolean): Wrote<'crm'> {
  if (answer.kind === 'ok') return { kind: 'done', seen: seen ?? presumed(kind, answer.id, write.key, write.item), overtook: null };
  // The record is there, and that is what counts; a duplicate rule may have been quicker than the unique key.
  if (seen) return { kind: 'done', seen, overtook: null, found: true };
  if (!isTaken(answer)) return answer;
  const detail =
    answer.kind === 'failed' && 'detail' in answer.failure ? answer.failure.detail : 'the record of this item is hidden from this user';
  return looked ? { kind: 'failed', failure: { kind: 'forbidden', system: 'salesforce', detail } } : answer;
}
