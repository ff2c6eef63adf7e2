/** Starts what works behind the pane: the real parts, the engine's clockwork, and what follows each run. */
import type { Settings } from '../settings';
import { answerCommands } from './answerCommands';
import { type Connected, connect } from './connect';
import { Marking } from './marking';
import type { Presence } from './presence';
import { assignmentRemoved } from './removed';

export function runEngine(settings: Settings, presence: Presence): Connected {
  const { mailbox, requirements, platform } = Office.context;
  const outlook = {
    user: mailbox.userProfile.emailAddress.toLowerCase(),
    nested: requirements.isSetSupported('NestedAppAuth', '1.1'),
    platform: String(platform ?? ''),
  };
  const connected = connect(settings, outlook, {
    watched: () => document.visibilityState === 'visible' && presence.selection.value.kind === 'appointment',
    ran: async (all) => {
      await assignmentRemoved(all);
      await marking.afterRun();
    },
  });
  const marking = new Marking(connected);
  presence.follow(connected);
  answerCommands(connected);
  window.addEventListener('online', () => void connected.engine.wake());
  connected.engine.start();
  return connected;
}
