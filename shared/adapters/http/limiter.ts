/** A lane of one account at one service: so many at once, so many in a sliding window. */
import type { Instant } from '../../core/model';
import { type Clock, Failed } from '../../core/ports';
import { type Lane, type Service, systemOf } from './types';

export class Limiter {
  #inFlight = 0;
  readonly #queue: { readonly places: number; readonly go: () => void }[] = [];
  /** Times of what was sent in the window, with what it cost; `#head` is the oldest that still counts. */
  #sent: { at: Instant; cost: number }[] = [];
  #head = 0;
  #spent = 0;
  #heldUntil: Instant = 0;
  #allowed: number;

  constructor(
    private readonly service: Service,
    private readonly lane: Lane,
    private readonly patienceMs: number,
    private readonly clock: Clock,
  ) {
    this.#allowed = lane.requests ?? Number.POSITIVE_INFINITY;
  }

  /** Waits for a free place. @returns how to give it back. @throws Failed `throttled` when the wait would be long. */
  async enter(cost: number, signal?: AbortSignal): Promise<() => void> {
    const places = this.lane.byCost ? Math.min(cost, this.lane.inFlight) : 1;
    await this.#takePlaces(places);
    try {
      for (let ms = this.#waitFor(cost); ms > 0; ms = this.#waitFor(cost)) {
        if (ms > this.patienceMs) throw new Failed({ kind: 'throttled', system: systemOf[this.service], retryAfterMs: ms });
        await this.clock.sleep(ms, signal);
        signal?.throwIfAborted();
      }
    } catch (error) {
      this.#leave(places);
      throw error;
    }
    if (this.lane.windowMs !== undefined) {
      this.#sent.push({ at: this.clock.now(), cost });
      this.#spent += cost;
    }
    return () => this.#leave(places);
  }

  /** The vendor throttled: nobody asks again before that. */
  hold(ms: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, this.clock.now() + ms);
    if (this.lane.adaptive) this.#allowed = Math.max(6, Math.floor(this.#allowed / 2));
  }

  /** An answer came through: an adaptive lane grows back. */
  went(): void {
    if (this.lane.adaptive && this.lane.requests !== undefined) this.#allowed = Math.min(this.lane.requests, this.#allowed + 1);
  }

  #takePlaces(places: number): Promise<void> | null {
    if (this.#queue.length > 0 || this.#inFlight + places > this.lane.inFlight)
      return new Promise((go) => this.#queue.push({ places, go }));
    this.#inFlight += places;
    return null;
  }

  /** First come, first served: a big one at the head is not overtaken for ever by small ones. */
  #leave(places: number): void {
    this.#inFlight -= places;
    for (let next = this.#queue[0]; next && this.#inFlight + next.places <= this.lane.inFlight; next = this.#queue[0]) {
      this.#queue.shift();
      this.#inFlight += next.places;
      next.go();
    }
  }

  #waitFor(cost: number): number {
    const now = this.clock.now();
    const window = this.lane.windowMs ?? 0;
    while (this.#head < this.#sent.length && this.#sent[this.#head]!.at <= now - window) this.#spent -= this.#sent[this.#head++]!.cost;
    if (this.#head > 1_000) {
      this.#sent = this.#sent.slice(this.#head);
      this.#head = 0;
    }
    const held = this.#heldUntil - now;
    if (this.#spent === 0 || this.#spent + cost <= this.#allowed) return held;
    let over = this.#spent + cost - this.#allowed;
    let free = now;
    for (let i = this.#head; i < this.#sent.length && over > 0; i++) {
      over -= this.#sent[i]!.cost;
      free = this.#sent[i]!.at + window;
    }
    return Math.max(held, free - now);
  }
}
