/** What can go wrong between us and a mailbox, each with its chance from 0 to 1; drawn from the seeded random alone. */
import type { System } from '../../../core/model';
import { Failed, type Failure, type Random, type Write } from '../../../core/ports';

export class MailboxFaults {
  /** No answer, and nothing was done. */
  offlineBefore = 0;
  /** All was done, but the answer was lost. */
  offlineAfter = 0;
  /** Some of the writes were done, then the line was cut. */
  partial = 0;
  /** The whole call is refused for now. */
  throttled = 0;
  /** One write of many is refused for now. */
  partThrottled = 0;
  /** The cursor is not known any more. */
  deadCursor = 0;
  /** The items of a page come in any order. */
  shuffled = 0;
  /** An item comes twice. */
  repeated = 0;
  /** The latest changes do not show yet, or show as they were before. */
  delayed = 0;
  /** A page is shorter than it could be, or empty, and there are more. */
  cut = 0;
  /** A full listing begins with an empty page. */
  emptyFirst = 0;
  /** A single read shows the version before. */
  stale = 0;
  /** Set: every call fails until it is unset. */
  signedOut = false;
  /** Refuses single writes. */
  refuse: (write: Write<'mailbox'>) => Failure | null = () => null;

  constructor(
    private readonly random: Random,
    private readonly system: System,
  ) {}

  meets(chance: number): boolean {
    return chance > 0 && this.random.next() < chance;
  }
  int(below: number): number {
    return Math.floor(this.random.next() * below);
  }
  shuffle<T>(list: readonly T[]): T[] {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.int(i + 1);
      [copy[i], copy[j]] = [copy[j]!, copy[i]!];
    }
    return copy;
  }

  /** Before anything is done. */
  before(): void {
    if (this.signedOut) throw new Failed({ kind: 'signed out', system: this.system });
    if (this.meets(this.throttled)) throw this.throttle();
    if (this.meets(this.offlineBefore)) throw this.cutOff();
  }
  /** After all was done. */
  after(): void {
    if (this.meets(this.offlineAfter)) throw this.cutOff();
  }
  cutOff(): Failed {
    return new Failed({ kind: 'offline' });
  }
  throttle(): Failed {
    return new Failed({ kind: 'throttled', system: this.system, retryAfterMs: 1_000 + this.int(60_000) });
  }
  /** No more faults: what is to converge must be given the chance. */
  heal(): void {
    for (const [name, value] of Object.entries(this)) if (typeof value === 'number') Object.assign(this, { [name]: 0 });
    this.signedOut = false;
    this.refuse = () => null;
  }
}
