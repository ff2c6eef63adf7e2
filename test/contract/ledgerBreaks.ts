/** A change whose last history entry cannot be read: whatever was done until then must be undone. */
import type { LedgerChange } from '../../shared/core/ports';

export function broken(change: LedgerChange): LedgerChange {
  const bad = new Proxy(change.history?.[0] ?? ({} as never), {
    get() {
      throw new Error('cannot be read');
    },
  });
  return { ...change, history: [...(change.history ?? []), bad] };
}
