/**
 * One life of a device: from a start of the engine to its death. Its ports are wrapped, so that it can die at any await, and
 * so that somebody can act between any two.
 */
import type { World } from '../../shared/core/ports';

/** A new one for each who waits: one for all would hold on to every world that anybody ever died in. */
const never = (): Promise<never> => new Promise(() => {});

export interface Plot {
  /** Dies at this await; none: it lives. */
  readonly dieAt?: number;
  /** At this await somebody else acts. */
  readonly interruptAt?: number;
  readonly interrupt?: () => Promise<void> | void;
}

export class Life {
  alive = true;
  awaits = 0;
  /** Calls of `write`, and how many writes were in them. */
  writes = 0;
  /** Each write by port and kind. */
  readonly ops: string[] = [];
  plot: Plot = {};
  /** What somebody else does in the middle, as long as it lasts. */
  interruption: Promise<void> | null = null;
  readonly death: Promise<'died'>;
  #die: () => void = () => {};

  constructor(private readonly after: (life: Life, port: string, method: string, args: readonly unknown[], answer: unknown) => void) {
    this.death = new Promise((resolve) => {
      this.#die = () => resolve('died');
    });
  }

  plan(plot: Plot): void {
    this.awaits = 0;
    this.plot = plot;
  }

  /** How many of the writes only put a mark. */
  get marks(): number {
    return this.ops.filter((op) => op.endsWith(' mark')).length;
  }

  end(): void {
    this.alive = false;
    this.#die();
  }

  world(ports: World): World {
    return {
      ...ports,
      mailbox: this.#wrap('mailbox', ports.mailbox),
      crm: this.#wrap('crm', ports.crm),
      control: this.#wrap('control', ports.control),
      ledger: this.#wrap('ledger', ports.ledger),
    };
  }

  /** A point at which it may die, or be interrupted. */
  async step(): Promise<void> {
    if (!this.alive) return never();
    this.awaits++;
    if (this.awaits === this.plot.dieAt) {
      this.end();
      return never();
    }
    if (this.awaits !== this.plot.interruptAt) return;
    this.interruption = Promise.resolve(this.plot.interrupt?.());
    await this.interruption;
  }

  #wrap<T extends object>(name: string, target: T): T {
    const wrapped = new Map<PropertyKey, unknown>();
    return new Proxy(target, {
      get: (_, key) => {
        const value: unknown = Reflect.get(target, key, target);
        if (typeof value !== 'function' || direct.has(key)) return typeof value === 'function' ? value.bind(target) : value;
        if (!wrapped.has(key)) wrapped.set(key, this.#call(name, String(key), value.bind(target)));
        return wrapped.get(key);
      },
    });
  }

  #call(port: string, method: string, work: (...args: unknown[]) => Promise<unknown>) {
    return async (...args: unknown[]): Promise<unknown> => {
      await this.step();
      try {
        const answer = await work(...args);
        this.after(this, port, method, args, answer);
        await this.step();
        return answer;
      } catch (error) {
        this.after(this, port, method, args, null);
        if (!this.alive) return never();
        throw error;
      }
    };
  }
}

/** Not asynchronous. */
const direct = new Set<PropertyKey>(['recordUrl', 'onChange']);
