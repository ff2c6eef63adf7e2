/**
 * Quotas per user in a sliding minute, each by a switch and off when absent ("Usage limits" of both services). A
 * refused request counts as well. Google promises no Retry-After.
 */
import type { World } from '../world';
import { calendarError, peopleError } from './answers';

const MINUTE = 60_000;

export class Quotas {
  readonly #used = new Map<string, number[]>();

  constructor(private readonly world: World) {}

  clear(): void {
    this.#used.clear();
  }

  #exceeded(name: string, user: string): boolean {
    const limit = this.world.faults.number(name, Number.POSITIVE_INFINITY);
    if (limit === Number.POSITIVE_INFINITY) return false;
    const now = this.world.clock.now();
    const key = `${name} ${user}`;
    const used = (this.#used.get(key) ?? []).filter((at) => at > now - MINUTE && at <= now);
    used.push(now);
    this.#used.set(key, used);
    return used.length > limit;
  }

  calendar(user: string, writes: boolean): void {
    if (this.#exceeded('google.calendarPerMinute', user)) throw this.#calendarRefusal('userRateLimitExceeded', 'User Rate Limit Exceeded');
    if (writes && this.#exceeded('google.calendarWritesPerMinute', user)) {
      throw this.#calendarRefusal('quotaExceeded', 'Calendar usage limits exceeded.');
    }
  }

  /** 403 or 429: "Calendar API: both are possible", so the switch chooses. */
  #calendarRefusal(reason: string, message: string) {
    return this.world.faults.number('google.calendarQuotaStatus', 403) === 429
      ? calendarError(429, 'rateLimitExceeded', 'Rate Limit Exceeded', { domain: 'usageLimits' })
      : calendarError(403, reason, message, { domain: 'usageLimits' });
  }

  people(user: string, kind: 'read' | 'write' | 'first page'): void {
    const [name, metric] = {
      read: ['google.peopleReadsPerMinute', 'Critical read requests (Contact and Profile Reads)'],
      write: ['google.peopleWritesPerMinute', 'Critical write requests (Contact Writes)'],
      'first page': ['google.peopleFirstPagesPerMinute', 'FULL_SYNC_REQUESTS'],
    }[kind] as [string, string];
    if (!this.#exceeded(name, user)) return;
    throw peopleError(
      429,
      `Quota exceeded for quota metric '${metric}' and limit '${metric} per minute per user' of service 'people.googleapis.com'.`,
      { details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'RATE_LIMIT_EXCEEDED', domain: 'googleapis.com' }] },
    );
  }
}
