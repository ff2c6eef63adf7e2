/**
 * The budget of one application and one mailbox (wire-contracts 1.9). Switches: `graph.concurrency` (requests at once,
 * 4 at Graph; off by default), `graph.requestLimit` (requests in ten minutes, 10,000 at Graph; off), `graph.latencyMs`
 * (each request takes that long, so that requests overlap), `graph.retryAfter` (seconds, 10).
 */
import type { World } from '../world';
import { GraphError } from './failure';

const WINDOW = 600_000;

export class Throttle {
  readonly #inFlight = new Map<string, number>();
  readonly #windows = new Map<string, { from: number; count: number }>();
  /** The most that any mailbox has seen at once. */
  peak = 0;
  constructor(private readonly world: World) {}

  /** @returns what to call when the request is done. */
  async enter(user: string): Promise<() => void> {
    const { faults } = this.world;
    this.#count(user);
    const now = (this.#inFlight.get(user) ?? 0) + 1;
    const limit = faults.number('graph.concurrency', Number.POSITIVE_INFINITY);
    if (now > limit) throw this.#refusal('ApplicationThrottled', 'Application is over its MailboxConcurrency limit.');
    this.#inFlight.set(user, now);
    this.peak = Math.max(this.peak, now);
    const ms = faults.number('graph.latencyMs', 0);
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
    return () => this.#inFlight.set(user, (this.#inFlight.get(user) ?? 1) - 1);
  }
  #count(user: string): void {
    const limit = this.world.faults.number('graph.requestLimit', Number.POSITIVE_INFINITY);
    const now = this.world.clock.now();
    const old = this.#windows.get(user);
    const window = old && now - old.from < WINDOW ? old : { from: now, count: 0 };
    this.#windows.set(user, window);
    if (++window.count > limit) throw this.#refusal('TooManyRequests', 'Too many requests.');
  }
  #refusal(code: string, message: string): GraphError {
    return new GraphError(429, code, message, { 'retry-after': String(this.world.faults.number('graph.retryAfter', 10)) });
  }
}
