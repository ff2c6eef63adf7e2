/**
 * Google refuses a whole bulk for one bad contact. Where it names the bad ones, the others go again; where it does not,
 * the bulk is halved until the bad ones stand alone (SYN8).
 */
import * as v from 'valibot';
import type { ItemId } from '../../core/model';
import { Failed, type Wrote } from '../../core/ports';
import type { NotQuite } from '../http';

export interface Refused {
  readonly refused: ReadonlyMap<ItemId, Wrote<'mailbox'>>;
  readonly as: NotQuite;
}

export interface Bulk<T> {
  /** @returns null when it went through and every one has its answer. */
  send(some: readonly T[]): Promise<Refused | null>;
  idOf(one: T): ItemId;
  give(one: T, answer: Wrote<'mailbox'>): void;
}

export async function divided<T>(all: readonly T[], atOnce: number, bulk: Bulk<T>): Promise<void> {
  const open = Array.from({ length: Math.ceil(all.length / atOnce) }, (_, i) => all.slice(i * atOnce, (i + 1) * atOnce));
  let stopped: Failed | null = null;
  while (open.length > 0) {
    const some = open.shift()!;
    if (stopped) {
      for (const one of some) bulk.give(one, { kind: 'failed', failure: stopped.failure });
      continue;
    }
    try {
      const refused = await bulk.send(some);
      if (refused) open.unshift(...parted(some, refused, bulk));
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      if (!oneMayBeBad(error)) stopped = error;
      if (stopped || some.length === 1) for (const one of some) bulk.give(one, { kind: 'failed', failure: error.failure });
      else open.unshift(...halves(some));
    }
  }
}

const oneMayBeBad = ({ failure }: Failed): boolean =>
  failure.kind === 'bad row' || failure.kind === 'unexpected answer' || failure.kind === 'unknown' || failure.kind === 'forbidden';

function parted<T>(some: readonly T[], { refused, as }: Refused, bulk: Bulk<T>): T[][] {
  const named = some.filter((one) => refused.has(bulk.idOf(one)));
  if (named.length > 0) {
    for (const one of named) bulk.give(one, refused.get(bulk.idOf(one))!);
    const others = some.filter((one) => !refused.has(bulk.idOf(one)));
    return others.length > 0 ? [others] : [];
  }
  if (some.length > 1) return halves(some);
  bulk.give(some[0]!, as === 'gone' ? { kind: 'gone' } : { kind: 'changed meanwhile' });
  return [];
}

const halves = <T>(some: readonly T[]): T[][] => [some.slice(0, Math.ceil(some.length / 2)), some.slice(Math.ceil(some.length / 2))];

const details = v.object({
  error: v.object({
    details: v.array(
      v.object({
        contactErrors: v.optional(v.record(v.string(), v.object({ code: v.optional(v.number(), 0), message: v.optional(v.string(), '') }))),
      }),
    ),
  }),
});

/** BatchUpdateContactsErrorDetails, where there are any. */
export function whatWasRefused(body: unknown): ReadonlyMap<ItemId, Wrote<'mailbox'>> {
  const parsed = v.safeParse(details, body);
  if (!parsed.success) return new Map();
  const errors = parsed.output.error.details.flatMap(({ contactErrors }) => Object.entries(contactErrors ?? {}));
  return new Map(errors.map(([id, { code, message }]) => [id, byCode(code, message)]));
}

/** google.rpc.Code: 5 not found; 9 and 10 somebody else was faster; 8 and 14 not now. */
export function byCode(code: number, message: string): Wrote<'mailbox'> {
  switch (code) {
    case 5:
      return { kind: 'gone' };
    case 9:
    case 10:
      return { kind: 'changed meanwhile' };
    case 8:
    case 14:
      return { kind: 'failed', failure: { kind: 'throttled', system: 'google', retryAfterMs: 60_000 } };
    case 7:
      return { kind: 'failed', failure: { kind: 'forbidden', system: 'google', detail: message } };
    case 3:
      return { kind: 'failed', failure: { kind: 'bad row', reason: 'other', fields: [], detail: message } };
    default:
      return {
        kind: 'failed',
        failure: { kind: 'unexpected answer', system: 'google', detail: `bulk: a contact has no answer (${code})` },
      };
  }
}
