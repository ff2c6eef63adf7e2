/**
 * SEC5: when the admin removes the assignment, tokens and ledger are wiped from this device (docs/decisions/wiping.md).
 *
 *   covered ─ "no configuration" ─→ noticed ─ the same, a quarter of an hour later or more ─→ gone: wiped
 *      ↑                               │
 *      └── covered again ──────────────┘
 *
 * One answer is not enough: who is moved to another configuration is in none for a moment. A permission set that is taken away is
 * given a day: it ends the sign-in too, and is more easily a slip that hits everybody. An inactive configuration is no removal.
 */
import type { Instant } from '../../shared/core/model';
import type { LedgerMeta } from '../../shared/core/ports';

/** How long it must have been so. */
export const sureAfterMs = { 'no configuration': 10 * 60_000, 'permission set missing': 86_400_000 } as const;

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
  const cause = connection?.kind === 'not set up' ? connection.cause : '';
  // A device that never ran a cycle holds nothing of an assignment.
  if ((cause !== 'no configuration' && cause !== 'permission set missing') || lastCycleAt === null) return { kind: 'covered' };
  if (noticed === null) return { kind: 'noticed', since: now };
  return now - noticed >= sureAfterMs[cause] ? { kind: 'gone' } : { kind: 'noticed', since: noticed };
}
