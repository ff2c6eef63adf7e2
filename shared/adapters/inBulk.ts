/** What both mailboxes do around a bulk of writes: order where it matters, one answer for each, and when to give up as a whole. */
import type { ItemId } from '../core/model';
import { Failed, type Failure, type Write, type Wrote } from '../core/ports';

/** Writes that may go at the same time: of one item, one in each wave, in the order given. */
export function waves<W extends Write<'mailbox'>>(writes: readonly W[]): { readonly write: W; readonly at: number }[][] {
  const turns = new Map<ItemId, number>();
  const all: { write: W; at: number }[][] = [];
  writes.forEach((write, at) => {
    const name = `${write.kind} ${write.op === 'create' ? `new ${write.key}` : write.id}`;
    const turn = turns.get(name) ?? 0;
    turns.set(name, turn + 1);
    const wave = all[turn];
    if (wave) wave.push({ write, at });
    else all.push([{ write, at }]);
  });
  return all;
}

const whole: ReadonlySet<Failure['kind']> = new Set(['offline', 'throttled', 'signed out', 'down']);

/** @throws Failed when nothing went through and nothing will for now (ports: Account.write). */
export function together(answers: readonly Wrote<'mailbox'>[]): readonly Wrote<'mailbox'>[] {
  const [first] = answers;
  if (first?.kind === 'failed' && answers.every((wrote) => wrote.kind === 'failed' && whole.has(wrote.failure.kind)))
    throw new Failed(first.failure);
  return answers;
}

/** A write that failed fails alone. What is no failure of the service is a bug of ours and stays one. */
export async function alone(work: () => Promise<Wrote<'mailbox'>>): Promise<Wrote<'mailbox'>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failed) return { kind: 'failed', failure: error.failure };
    throw error;
  }
}
