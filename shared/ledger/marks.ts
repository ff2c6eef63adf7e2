/**
 * What is only marked: waits to be planned, must be told, is in trouble. Few when a cycle is over, and all in hand: each is a name in a
 * list, kept whole beside the directory of pages; the journal holds what has changed since.
 */
export const markNames = ['dirty', 'tell', 'trouble'] as const;
export type MarkName = (typeof markNames)[number];

/** Of one kind of mark: what each name is set to, in the order in which they came; NaN where it is taken away. */
export interface MarkRecord {
  readonly mark: MarkName;
  /** JSON list. */
  readonly keys: string;
  /** Of a trouble: when it is due. */
  readonly values: Float64Array;
}

type Values = ReadonlyMap<string, number>;

const recordOf = (mark: MarkName, values: Values): MarkRecord => ({
  mark,
  keys: JSON.stringify([...values.keys()]),
  values: Float64Array.from(values.values()),
});

export class Marks {
  readonly #held = { dirty: new Map<string, number>(), tell: new Map<string, number>(), trouble: new Map<string, number>() };

  constructor(records: readonly MarkRecord[] = []) {
    this.apply(records);
  }

  of(mark: MarkName): Values {
    return this.#held[mark];
  }

  apply(records: readonly MarkRecord[]): void {
    for (const { mark, keys, values } of records) {
      const held = this.#held[mark];
      (JSON.parse(keys) as string[]).forEach((key, index) => {
        const value = values[index] ?? 0;
        // What was taken away and came again goes to the end.
        held.delete(key);
        if (!Number.isNaN(value)) held.set(key, value);
      });
    }
  }

  get records(): readonly MarkRecord[] {
    return markNames.flatMap((mark) => (this.#held[mark].size > 0 ? [recordOf(mark, this.#held[mark])] : []));
  }
}

/** Marks as a change leaves them, beside those that are held. */
export class MarkDraft {
  readonly #changed = { dirty: new Map<string, number>(), tell: new Map<string, number>(), trouble: new Map<string, number>() };
  readonly #moved = { dirty: 0, tell: 0, trouble: 0 };

  constructor(private readonly held: Marks) {}

  /** Keeps its place where it is there already. */
  put(mark: MarkName, key: string, value = 0): void {
    const before = this.#value(mark, key);
    if (before === value) return;
    if (before === undefined) this.#moved[mark]++;
    this.#set(mark, key, value);
  }

  drop(mark: MarkName, key: string): void {
    if (this.#value(mark, key) === undefined) return;
    this.#moved[mark]--;
    this.#set(mark, key, Number.NaN);
  }

  /** By how many there are more. */
  moved(mark: MarkName): number {
    return this.#moved[mark];
  }

  get records(): readonly MarkRecord[] {
    return markNames.flatMap((mark) => (this.#changed[mark].size > 0 ? [recordOf(mark, this.#changed[mark])] : []));
  }

  #value(mark: MarkName, key: string): number | undefined {
    const changed = this.#changed[mark].get(key);
    if (changed === undefined) return this.held.of(mark).get(key);
    return Number.isNaN(changed) ? undefined : changed;
  }

  #set(mark: MarkName, key: string, value: number): void {
    this.#changed[mark].delete(key);
    this.#changed[mark].set(key, value);
  }
}
