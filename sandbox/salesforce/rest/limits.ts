/** The allocation of API calls for 24 hours, and what is told of it (wire-contracts 4.7). */

import type { PartAnswer } from '../../wire';
import type { Org } from '../org';
import { Refused } from '../refused';
import { type Call, ok } from './call';

const dayMs = 86_400_000;

export class Allocation {
  #calls: number[] = [];

  constructor(private readonly org: Org) {}

  clear(): void {
    this.#calls = [];
  }
  /** Switch `salesforce.apiLimit`; else as an Enterprise org has it. `salesforce.apiUsed` comes on top of what was used. */
  get max(): number {
    return this.org.number('salesforce.apiLimit', 100_000 + 1000 * this.org.world.accounts.length);
  }
  get used(): number {
    const since = this.org.world.clock.now() - dayMs;
    if (this.#calls.length > 0 && this.#calls[0]! < since) this.#calls = this.#calls.filter((at) => at >= since);
    return this.#calls.length + this.org.number('salesforce.apiUsed', 0);
  }
  get header(): string {
    return `api-usage=${this.used}/${this.max}`;
  }
  /** A composite is one call, whatever is in it. */
  take(): void {
    if (this.used >= this.max) throw new Refused('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', [], 403);
    this.#calls.push(this.org.world.clock.now());
  }
}

export function limits(call: Call, allocation: Allocation): PartAnswer {
  if (call.path[1]?.toLowerCase() === 'recordcount') return recordCount(call);
  const of = (Max: number, used: number) => ({ Max, Remaining: Math.max(0, Max - used) });
  return ok({ DailyApiRequests: of(allocation.max, allocation.used), DataStorageMB: of(10_000, 12), FileStorageMB: of(10_000, 3) });
}

function recordCount(call: Call): PartAnswer {
  const names = (call.query.get('sObjects') ?? '').split(',').filter((name) => name !== '');
  const objects = names.flatMap((name) => call.org.schema.object(name) ?? []);
  const counts = objects.map((object) => ({
    name: object.name,
    count: [...call.org.store.table(object.name).rows.values()].filter((row) => row.IsDeleted !== true).length,
  }));
  return ok({ sObjects: counts.filter((each) => each.count > 0).map(({ count, name }) => ({ count, name })) });
}
