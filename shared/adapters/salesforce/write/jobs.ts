/** A batch of writes on its way: which write stands where, and the second chances of rows that were locked. */
import type { Kind } from '../../../core/model';
import type { Write, Wrote } from '../../../core/ports';
import type { Asking } from '../asking';
import { isLocked } from './rows';

export type WriteOf<Op extends Write['op']> = Extract<Write<'crm'>, { op: Op }>;

export interface Job<Op extends Write['op'] = Write['op']> {
  /** Its place in the answer. */
  readonly index: number;
  readonly write: WriteOf<Op>;
}

export type Outcome = readonly [index: number, wrote: Wrote<'crm'>];

export function jobsOf<Op extends Write['op']>(writes: readonly Write<'crm'>[], op: Op, kind: Kind): Job<Op>[] {
  return writes.flatMap((write, index) => (write.op === op && write.kind === kind ? [{ index, write: write as WriteOf<Op> }] : []));
}

/** Saving a contact locks its account: rows of one account go together, one after another, instead of against each other. */
export function byAccount<Op extends 'create' | 'update'>(jobs: readonly Job<Op>[]): Job<Op>[] {
  return [...jobs].sort((a, b) => compare(accountOf(a.write), accountOf(b.write)) || a.index - b.index);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function accountOf(write: WriteOf<'create'> | WriteOf<'update'>): string {
  const { fields } = write.op === 'create' ? write.item : write.base;
  return String((write.op === 'update' ? write.set.AccountId : undefined) ?? fields.AccountId ?? '');
}

const tries = 3;

/** Runs the jobs; what was locked runs again, a little later and not when all the others do (wire-contracts 4.7). */
export async function unlocked<Op extends Write['op']>(
  asking: Asking,
  jobs: readonly Job<Op>[],
  run: (jobs: readonly Job<Op>[]) => Promise<readonly Outcome[]>,
): Promise<readonly Outcome[]> {
  const done: Outcome[] = [];
  let left = jobs;
  for (let attempt = 1; left.length > 0; attempt++) {
    const outcomes = await run(left);
    const locked = new Set(outcomes.filter(([, wrote]) => attempt < tries && isLocked(wrote)).map(([index]) => index));
    done.push(...outcomes.filter(([index]) => !locked.has(index)));
    left = left.filter((job) => locked.has(job.index));
    if (left.length > 0) await asking.http.clock.sleep((0.5 + asking.random.next()) * 400 * attempt);
  }
  return done;
}
