/** The log at the foot of the page: what happened, in sentences. */
export interface Line {
  readonly id: number;
  readonly at: number;
  readonly text: string;
}

const most = 200;

export class Diary {
  #lines: readonly Line[] = [];
  #count = 0;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly now: () => number) {}

  get lines(): readonly Line[] {
    return this.#lines;
  }

  write(text: string): void {
    this.#lines = [...this.#lines, { id: ++this.#count, at: this.now(), text }].slice(-most);
    for (const listener of this.#listeners) listener();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
