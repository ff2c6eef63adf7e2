/**
 * SEC5: when the admin removes the assignment, tokens and ledger are wiped from this device (docs/decisions/wiping.md).
 *
 *   covered ─ "no configuration" ─→ noticed ─ the same, a quarter of an hour later or more ─→ gone: wiped
 *      ↑                               │
 *      └── covered again ──────────────┘
 *
 * One answer is not enough: who is moved to another configuration is in none for a moment. Inactive configurations and missing
 * rights are no removal: the admin may be at work on them, and they keep what is known.
 */
import type { Instant } from '../../shared/core/model';
import type { LedgerMeta } from '../../shared/core/ports';

export const sureAfterMs = 10 * 60_000;

export type Cover =
  | { readonly kind: 'covered' }
  /** Since when nothing covers this rep, who was covered before. */
  | { readonly kind: 'noticed'; readonly since: Instant }
  | { readonly kind: 'gone' };

export function coverOf(
  { connection, lastCycleAt }: Pick<LedgerMeta, 'connection' | 'lastCycleAt'>,
  noticed: Instant | null,
  now: Instant,
): Cover {
  const none = connection?.kind === 'not set up' && connection.cause === 'no configuration';
  // A device that never ran a cycle holds nothing of an assignment.
  if (!none || lastCycleAt === null) return { kind: 'covered' };
  if (noticed === null) return { kind: 'noticed', since: now };
  return now - noticed >= sureAfterMs ? { kind: 'gone' } : { kind: 'noticed', since: noticed };
}
