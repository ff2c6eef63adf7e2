/**
 * Removes and marks: both look first, in a request of their own. Nothing can make a deletion conditional (wire-contracts 4.5),
 * and a mark must not push out the mark of another rep's pair (decision 8).
 */
import type { Kind } from '../../../core/model';
import type { Wrote } from '../../../core/ports';
import { chunks, collectionSize, keyField, longId, objectOf, plainTime } from '../api';
import { type Asking, asked } from '../asking';
import { collection, deletion, type Part, queryPart } from '../composite';
import { type Row, text } from '../query';
import { stampOf } from '../seen';
import { names, soql } from '../soql';
import { type Job, type Outcome, unlocked } from './jobs';
import { personField } from './persons';
import { rowsBy, seenIn, selectPart } from './readback';
import { type RowAnswer, rowAnswers } from './rows';

const stateFields: Readonly<Record<Kind, readonly string[]>> = {
  contact: ['Id', 'SystemModstamp', 'IsDeleted', keyField, 'IsPersonAccount', 'AccountId'],
  event: ['Id', 'SystemModstamp', 'IsDeleted', keyField],
};

async function states(asking: Asking, kind: Kind, jobs: readonly (Job<'remove'> | Job<'mark'>)[]): Promise<ReadonlyMap<string, Row>> {
  const ids = jobs.map(({ write }) => write.id);
  const fields = (): string[] => stateFields[kind].filter((field) => !asking.fields.absent(kind).includes(field));
  const [answer] = await asked(asking, kind, () => [
    queryPart(soql`SELECT ${names(fields())} FROM ${names([objectOf[kind]])} WHERE Id IN ${ids}`, true),
  ]);
  const rows = await rowsBy(asking, answer!, 'Id');
  return new Map([...rows.values()].map((row) => [longId(text(row.Id)), row]));
}

const isThere = (row: Row | undefined): row is Row => row !== undefined && row.IsDeleted !== true;

/** Loads run beside each other, so that their requests are grouped. */
async function loads<Op extends 'remove' | 'mark'>(
  jobs: readonly Job<Op>[],
  run: (jobs: readonly Job<Op>[]) => Promise<readonly Outcome[]>,
): Promise<readonly Outcome[]> {
  return (await Promise.all(chunks(jobs, collectionSize).map(run))).flat();
}

// ---------------------------------------------------------------- removes

export const removes = (asking: Asking, kind: Kind, jobs: readonly Job<'remove'>[]): Promise<readonly Outcome[]> =>
  unlocked(asking, jobs, (left) => loads(left, (load) => removeLoad(asking, kind, load)));

async function removeLoad(asking: Asking, kind: Kind, jobs: readonly Job<'remove'>[]): Promise<readonly Outcome[]> {
  const rows = await states(asking, kind, jobs);
  const outcomes: Outcome[] = [];
  const going: { readonly job: Job<'remove'>; readonly id: string }[] = [];
  for (const job of jobs) {
    const row = rows.get(longId(job.write.id));
    if (!isThere(row)) outcomes.push([job.index, { kind: 'gone' }]);
    else if (plainTime(text(row.SystemModstamp)) !== stampOf(job.write.ifVersion))
      outcomes.push([job.index, { kind: 'changed meanwhile' }]);
    else going.push({ job, id: row.IsPersonAccount === true ? text(row.AccountId) : job.write.id });
  }
  if (going.length === 0) return outcomes;
  const answer = await asking.composite.one(deletion(going.map(({ id }) => id)));
  rowAnswers(answer, going.length).forEach((row, i) => {
    outcomes.push([going[i]!.job.index, row.kind === 'ok' ? { kind: 'done', seen: null, overtook: null } : row]);
  });
  return outcomes;
}

// ---------------------------------------------------------------- marks

export const marks = (asking: Asking, kind: Kind, jobs: readonly Job<'mark'>[]): Promise<readonly Outcome[]> =>
  unlocked(asking, jobs, (left) => loads(left, (load) => markLoad(asking, kind, load)));

async function markLoad(asking: Asking, kind: Kind, jobs: readonly Job<'mark'>[]): Promise<readonly Outcome[]> {
  const rows = await states(asking, kind, jobs);
  const outcomes: Outcome[] = [];
  const going: Job<'mark'>[] = [];
  for (const job of jobs) {
    const row = rows.get(longId(job.write.id));
    const holds = text(row?.[keyField]);
    if (!isThere(row)) outcomes.push([job.index, { kind: 'gone' }]);
    else if (holds !== '' && holds !== job.write.key && job.write.key !== '') outcomes.push([job.index, { kind: 'mark taken' }]);
    else going.push(job);
  }
  if (going.length === 0) return outcomes;
  // A collection is carried out in runs of one object: persons after the others.
  const person = (job: Job<'mark'>): number => (rows.get(longId(job.write.id))?.IsPersonAccount === true ? 1 : 0);
  going.sort((a, b) => person(a) - person(b));
  const ids = going.map(({ write }) => write.id);
  const answers = await asked(asking, kind, () => [patch(kind, going, rows), selectPart(asking, kind, soql`Id IN ${ids}`)]);
  const after = await rowsBy(asking, answers[1]!, 'Id');
  rowAnswers(answers[0]!, going.length).forEach((row, i) => {
    const { index, write } = going[i]!;
    outcomes.push([index, marked(asking, kind, row, after.get(write.id))]);
  });
  return outcomes;
}

const marked = (asking: Asking, kind: Kind, answer: RowAnswer, after: Row | undefined): Wrote<'crm'> =>
  answer.kind === 'ok' ? { kind: 'done', seen: seenIn(asking, kind, after), overtook: null } : answer;

function patch(kind: Kind, jobs: readonly Job<'mark'>[], rows: ReadonlyMap<string, Row>): Part {
  const records = jobs.map(({ write }) => {
    const row = rows.get(longId(write.id));
    const key = write.key === '' ? null : write.key;
    return row?.IsPersonAccount === true
      ? { attributes: { type: 'Account' }, id: text(row.AccountId), [personField(keyField) ?? keyField]: key }
      : { attributes: { type: objectOf[kind] }, id: write.id, [keyField]: key };
  });
  return collection('PATCH', '', records);
}
