/**
 * Updates: what is there, then the change, then what is there now, in one request (decision 7). Salesforce has no condition
 * for contacts and events, so the answer tells what the write overtook, and the engine keeps it in the history (SYN1).
 */
import type { CrmRecord, CrmValue, Kind } from '../../../core/model';
import type { Wrote } from '../../../core/ports';
import { chunks, collectionSize, objectOf } from '../api';
import { type Asking, asked } from '../asking';
import { collection, type Part } from '../composite';
import type { Row } from '../query';
import { recordOf } from '../seen';
import { soql } from '../soql';
import { byAccount, type Job, type Outcome, unlocked } from './jobs';
import { contactField, isPerson, personChanges } from './persons';
import { rowsBy, seenIn, selectPart } from './readback';
import { type RowAnswer, rowAnswers } from './rows';

type Update = Job<'update'>;

/** Persons travel apart: a collection is carried out in runs of one object. */
export async function updates(asking: Asking, kind: Kind, jobs: readonly Update[]): Promise<readonly Outcome[]> {
  const persons = jobs.filter((job) => isPerson(job.write.base));
  const others = jobs.filter((job) => !isPerson(job.write.base));
  const run = (some: readonly Update[]) =>
    unlocked(asking, byAccount(some), async (left) =>
      (await Promise.all(chunks(left, collectionSize).map((load) => updateLoad(asking, kind, load)))).flat(),
    );
  return (await Promise.all([run(persons), run(others)])).flat();
}

const changesSomething = ({ write }: Update): boolean => Object.keys(write.set).length > 0;

function patch(asking: Asking, kind: Kind, jobs: readonly Update[]): Part {
  const records = jobs.map(({ write }) => {
    const set = cleared(asking.fields.writable(kind, write.set));
    return isPerson(write.base)
      ? { attributes: { type: 'Account' }, id: write.base.fields.AccountId, ...personChanges(set) }
      : { attributes: { type: objectOf[kind] }, id: write.id, ...set };
  });
  return collection('PATCH', '', records);
}

/** An empty text is no value in Salesforce. */
const cleared = (set: Readonly<Record<string, CrmValue>>): Record<string, CrmValue> =>
  Object.fromEntries(Object.entries(set).map(([name, value]) => [name, value === '' ? null : value]));

async function updateLoad(asking: Asking, kind: Kind, jobs: readonly Update[]): Promise<readonly Outcome[]> {
  const ids = jobs.map(({ write }) => write.id);
  const more = [...new Set(jobs.flatMap(({ write }) => [...Object.keys(write.base.fields), ...Object.keys(write.set)]))];
  const look = () => selectPart(asking, kind, soql`Id IN ${ids}`, more);
  const changing = jobs.filter(changesSomething);
  const answers = await asked(asking, kind, () => (changing.length > 0 ? [look(), patch(asking, kind, changing), look()] : [look()]));
  const before = await rowsBy(asking, answers[0]!, 'Id');
  const after = answers[2] ? await rowsBy(asking, answers[2], 'Id') : before;
  const rows = new Map(answers[1] ? rowAnswers(answers[1], changing.length).map((row, i) => [changing[i]!.index, row]) : []);
  return jobs.map(({ index, write }) => {
    const row = rows.get(index) ?? ({ kind: 'ok', id: write.id, created: false } as const);
    return [index, updated(asking, kind, write, row, { before: before.get(write.id), after: after.get(write.id), more })];
  });
}

function updated(
  asking: Asking,
  kind: Kind,
  write: Update['write'],
  answer: RowAnswer,
  looks: { readonly before: Row | undefined; readonly after: Row | undefined; readonly more: readonly string[] },
): Wrote<'crm'> {
  const { before, after, more } = looks;
  if (before?.IsDeleted === true) return { kind: 'gone' };
  // Not there for this user, and not in the bin either: purged, or hidden by sharing.
  if (answer.kind === 'failed' && !before && answer.failure.kind === 'bad row' && answer.failure.reason === 'invalid reference')
    return { kind: 'gone' };
  if (answer.kind !== 'ok') return isPerson(write.base) ? inContactWords(answer) : answer;
  const fields = [...asking.fields.of(kind), ...asking.fields.besides(kind, more)];
  const was = before ? recordOf(kind, before, fields) : null;
  return { kind: 'done', seen: seenIn(asking, kind, after, more), overtook: was && isOvertaken(was, write) ? was : null };
}

/** These move without anybody editing the record, or with every edit. */
const moving = new Set(['SystemModstamp', 'LastModifiedDate', 'LastModifiedById', 'LastActivityDate', 'CreatedDate', 'Account.Name']);

/** Something is lost: a field is neither as it was planned on, nor what we set (an earlier try of ours). */
export function isOvertaken(
  was: CrmRecord,
  write: { readonly base: CrmRecord; readonly set: Readonly<Record<string, CrmValue>> },
): boolean {
  const plain = (value: CrmValue | undefined): CrmValue => (value === '' || value === undefined ? null : value);
  return Object.entries(write.base.fields).some(([name, planned]) => {
    if (moving.has(name) || !(name in was.fields)) return false;
    const found = plain(was.fields[name]);
    return found !== plain(planned) && !(name in write.set && found === plain(write.set[name]));
  });
}

function inContactWords(answer: Exclude<RowAnswer, { kind: 'ok' }>): Exclude<RowAnswer, { kind: 'ok' }> {
  if (answer.kind !== 'failed' || answer.failure.kind !== 'bad row') return answer;
  return { kind: 'failed', failure: { ...answer.failure, fields: answer.failure.fields.map(contactField) } };
}
