/**
 * The pane's engine with its own alarm clock: after every run, whoever asked for it, the next one is due when the engine says.
 *
 *   signed in ─→ tick ─→ at that time ─→ tick ─→ …      (woken earlier by the rep, by Outlook, by another of our pages)
 */
import type { Instant } from '../../shared/core/model';
import type { World } from '../../shared/core/ports';
import { Engine, type EngineOptions } from '../../shared/engine/engine';

/** A cycle that broke down is a bug; it is told to the log and tried again, not at once. */
const afterBug = 5 * 60_000;
const soon = 1000;

export class Keeper extends Engine {
  #timer: ReturnType<typeof setTimeout> | null = null;
  #nextAt: Instant | null = null;
  #awake = false;

  constructor(
    world: World,
    private readonly more: EngineOptions & { readonly mayRun: () => Promise<boolean>; readonly ran: () => Promise<void> },
  ) {
    super(world, more);
  }

  get nextAt(): Instant | null {
    return this.#nextAt;
  }

  start(): void {
    this.#awake = true;
    void this.tick();
  }

  /** Ends the clockwork, for good: the ledger is about to be wiped, or the page goes. */
  halt(): void {
    this.#awake = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  override async tick(): Promise<Instant> {
    if (!(await this.more.mayRun())) return this.world.clock.now();
    const next = await super.tick().catch((error: unknown) => {
      this.world.log('error', 'cycle broke down', { error: error instanceof Error ? (error.stack ?? error.message) : 'unknown' });
      return this.world.clock.now() + afterBug;
    });
    this.#arm(next);
    await this.more.ran();
    return next;
  }

  #arm(at: Instant): void {
    if (!this.#awake) return;
    this.#nextAt = at;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.tick(), Math.max(soon, at - this.world.clock.now()));
  }
}
