/** What an import has to say at its end. */

import { Refused } from './door';
import type { Note, Read, Shortened, Source, Unreadable } from './model';

export interface ImportReport {
  /** Cards and events of the files that are in the mailbox now (an edited occurrence counts as one). */
  readonly contacts: number;
  readonly events: number;
  readonly unreadable: readonly Unreadable[];
  readonly shortened: readonly Shortened[];
  /** Read, but not quite as written. */
  readonly notes: readonly Note[];
}

export class Tally {
  readonly unreadable: Unreadable[] = [];
  readonly shortened: Shortened[] = [];
  readonly notes: Note[] = [];
  readonly #refused = new Set<string>();

  note({ file, item }: Source, note: string): void {
    this.notes.push({ file, item, note });
  }
  /** False, and listed, when the mailbox would not take it. */
  async attempt(source: Read, write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused(source, error.message);
      return false;
    }
  }
  refused({ file, item, line }: Read, reason: string): void {
    const key = `${file}\n${line}`;
    if (this.#refused.has(key)) return;
    this.#refused.add(key);
    this.unreadable.push({
      file,
      item,
      why: `The mailbox did not take it: ${reason} Correct it in the program it came from and import it again.`,
    });
  }
  wasRefused({ file, line }: Read): boolean {
    return this.#refused.has(`${file}\n${line}`);
  }
}
