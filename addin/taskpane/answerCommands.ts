/** Ribbon commands and event handlers run in a page of their own: they call this one to work, and hear when it is done. */
import type { Connected } from './connect';
import { stateName } from './hubName';

export function answerCommands({ hub, engine, ledger, device }: Pick<Connected, 'hub' | 'engine' | 'ledger' | 'device'>): void {
  hub.listen((heard) => {
    if (heard.say !== 'wake') return;
    hub.say({ say: 'awake', to: heard.from });
    void engine.wake().then(async () => {
      const { connection } = await ledger.meta();
      hub.say({ say: 'done', to: heard.from, well: connection?.kind === 'running' || connection?.kind === 'following' });
    });
  });
  // For commands while no pane is open: whether a sign-in is missing.
  device.onChange(() => void ledger.meta().then(({ connection }) => localStorage.setItem(stateName, connection?.kind ?? '')));
}
