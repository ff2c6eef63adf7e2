/** Chance, drawn from a seed alone: one stream for each action, so that dropping an action leaves the others as they were. */
import { seeded } from '../../shared/adapters/clock';
import type { Random } from '../../shared/core/ports';

export class Dice {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = seeded(seed);
  }

  next = (): number => this.#random.next();
  /** 0 ≤ n < below */
  int = (below: number): number => Math.floor(this.next() * below);
  chance = (of: number): boolean => this.next() < of;
  pick<T>(list: readonly T[]): T | undefined {
    return list[this.int(list.length)];
  }
  of<T>(list: readonly [T, ...T[]]): T {
    return list[this.int(list.length)] ?? list[0];
  }
  /** By weight. */
  weighted<T>(list: readonly (readonly [weight: number, value: T])[]): T {
    let at = this.next() * list.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, value] of list) {
      at -= weight;
      if (at < 0) return value;
    }
    return list[list.length - 1]![1];
  }
}

/** The chance that the accounts in memory are built with: it points to the stream of the action under way. */
export class Loan implements Random {
  dice = new Dice(0);
  next = (): number => this.dice.next();
}

/** Mixes two numbers to a seed. */
export const seedOf = (a: number, b: number): number => (Math.imul(a ^ 0x9e3779b9, 2654435761) ^ Math.imul(b + 1, 1597334677)) >>> 0;
