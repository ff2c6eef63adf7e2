/** Our pages in this Outlook hear each other: the ledger changed, a command wants a cycle, a cycle is done. Same origin only. */
import * as v from 'valibot';
import type { Ref } from '../../shared/core/model';
import type { Notifier } from '../../shared/ledger/store';
import { hubName } from './hubName';

const ref = v.object({ side: v.picklist(['mailbox', 'crm']), kind: v.picklist(['contact', 'event']), id: v.string() });
const message = v.variant('say', [
  v.object({ say: v.literal('changed'), refs: v.array(ref) }),
  v.object({ say: v.literal('wake'), from: v.string() }),
  v.object({ say: v.literal('awake'), to: v.string() }),
  v.object({ say: v.literal('done'), to: v.string(), well: v.boolean() }),
]);
type Message = v.InferOutput<typeof message>;

export class Hub {
  readonly #channel = new BroadcastChannel(hubName);
  readonly #listeners = new Set<(message: Message) => void>();

  constructor() {
    this.#channel.addEventListener('message', (event) => {
      const heard = v.safeParse(message, event.data);
      if (heard.success) for (const listener of this.#listeners) listener(heard.output);
    });
  }

  say(said: Message): void {
    this.#channel.postMessage(said);
  }

  listen(hear: (message: Message) => void): () => void {
    this.#listeners.add(hear);
    return () => this.#listeners.delete(hear);
  }

  /** For the ledger: other pages of ours follow its changes. */
  readonly notifier: Notifier = {
    tell: (touched) => this.say({ say: 'changed', refs: [...touched] }),
    listen: (hear) => this.listen((heard) => heard.say === 'changed' && hear(heard.refs as readonly Ref[])),
  };
}
