/** A part of a worker that can be stopped like the browser stops one: from then on, nothing that it waits for comes back. */
const never = new Promise<never>(() => undefined);

export interface Life {
  over: boolean;
}

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
