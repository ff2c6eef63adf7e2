/**
 * What can be stopped like the browser stops a service worker: nothing that the worker waits for comes back to it, and whoever
 * waits for the worker is told so.
 */
const never = new Promise<never>(() => undefined);

/** One run of a worker, from its start to where the browser stops it. */
export class Life {
  readonly #waiting = new Set<(stopped: Error) => void>();
  #over = false;

  get over(): boolean {
    return this.#over;
  }

  end(): void {
    this.#over = true;
    for (const refuse of this.#waiting) refuse(new Error('The worker was stopped.'));
    this.#waiting.clear();
  }

  /** What somebody outside asks of the worker. @throws Error when it is stopped before it has answered, or was before, as a message to it would. */
  async asked<T>(answer: Promise<T>): Promise<T> {
    if (this.#over) throw new Error('The worker was stopped.');
    const { promise: stopped, reject } = refusal();
    this.#waiting.add(reject);
    try {
      return await Promise.race([answer, stopped]);
    } finally {
      this.#waiting.delete(reject);
    }
  }
}

function refusal(): { readonly promise: Promise<never>; readonly reject: (why: Error) => void } {
  let reject: (why: Error) => void = () => undefined;
  const promise = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  return { promise, reject };
}

/** A part of the worker: from its end on, nothing comes back from it. */
export function mortal<T extends object>(part: T, life: Life): T {
  return new Proxy(part, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        if (life.over) return never;
        const answer: unknown = Reflect.apply(value, target, given);
        return answer instanceof Promise ? answer.then((got: unknown) => (life.over ? never : got)) : answer;
      };
    },
  });
}

export const mortalFetch =
  (life: Life): typeof fetch =>
  async (...given) => {
    if (life.over) return never;
    const answer = await fetch(...given);
    return life.over ? never : answer;
  };
