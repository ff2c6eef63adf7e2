/** The weather of the stand-ins in memory: each fault has a chance, drawn from a seeded random, or is asked for so many times. */
import type { Random } from '../../core/ports';

export class Faults<Name extends string> {
  readonly #chances = new Map<Name, number>();
  readonly #due = new Map<Name, number>();

  constructor(readonly random: Random) {}

  /** From now on with this chance: 0 never, 1 always. */
  chance(name: Name, chance: number): this {
    this.#chances.set(name, chance);
    return this;
  }
  /** The next so many times, for sure. */
  next(name: Name, times = 1): this {
    this.#due.set(name, times);
    return this;
  }
  off(): void {
    this.#chances.clear();
    this.#due.clear();
  }
  /** Does it strike now? */
  strikes(name: Name): boolean {
    const due = this.#due.get(name) ?? 0;
    if (due > 0) {
      this.#due.set(name, due - 1);
      return true;
    }
    const chance = this.#chances.get(name) ?? 0;
    return chance > 0 && this.random.next() < chance;
  }
  /** 0 ≤ n < below */
  pick(below: number): number {
    return Math.floor(this.random.next() * below);
  }
}
