/** A batch of writes: everything of the same tick is grouped; every write has its own answer. */
import { kinds } from '../../../core/model';
import type { Write, Wrote } from '../../../core/ports';
import type { Asking } from '../asking';
import { creates } from './creates';
import { withInvitees } from './invitees';
import { jobsOf, type Outcome } from './jobs';
import { marks, removes } from './removes';
import { updates } from './updates';

export async function write(asking: Asking, writes: readonly Write<'crm'>[]): Promise<readonly Wrote<'crm'>[]> {
  if (writes.length === 0) return [];
  for (const kind of kinds) asking.fields.addWrites(kind, writes.filter((write) => write.kind === kind).length);
  const outcomes = await Promise.all(
    kinds.flatMap((kind) => [
      updates(asking, kind, jobsOf(writes, 'update', kind)),
      creates(asking, kind, jobsOf(writes, 'create', kind)),
      removes(asking, kind, jobsOf(writes, 'remove', kind)),
      marks(asking, kind, jobsOf(writes, 'mark', kind)),
    ]),
  );
  const all: readonly Outcome[] = await withInvitees(asking, writes, outcomes.flat());
  const byIndex = new Map(all);
  return writes.map(
    (_, index) => byIndex.get(index) ?? { kind: 'failed', failure: { kind: 'unknown', detail: 'no answer for this write' } },
  );
}
