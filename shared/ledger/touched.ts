/** What a commit has touched, for screens (STA3). */
import type { Ref } from '../core/model';
import { type RowFamily, rowFamily } from './names';

/** Each once; by id within side and kind, which costs no new texts. */
export class Touched {
  readonly refs: Ref[] = [];
  readonly #ids: Readonly<Record<RowFamily, Set<string>>> = {
    'mailbox:contact': new Set(),
    'mailbox:event': new Set(),
    'crm:contact': new Set(),
    'crm:event': new Set(),
  };

  add(ref: Ref): void {
    const { side, kind, id } = ref;
    const ids = this.#ids[rowFamily(ref)];
    if (ids.has(id)) return;
    ids.add(id);
    this.refs.push({ side, kind, id });
  }
}
