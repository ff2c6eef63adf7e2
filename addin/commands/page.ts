/** Beside the commands, where Outlook gives them a page: one cycle without a pane, when the rep presses "Sync now". */
import type { Connected } from '../taskpane/connect';

async function cycle(): Promise<boolean> {
  const [{ connect }, { loadSettings }] = await Promise.all([import('../taskpane/connect'), import('../settings')]);
  const { mailbox, requirements, platform } = Office.context;
  const outlook = {
    user: mailbox.userProfile.emailAddress.toLowerCase(),
    nested: requirements.isSetSupported('NestedAppAuth', '1.1'),
    platform: String(platform ?? ''),
  };
  const connected: Connected = connect(await loadSettings(), outlook, { watched: () => false, ran: async () => undefined });
  try {
    const has = await connected.signIn.signedIn();
    if (!has.mailbox || !has.salesforce) return false;
    await connected.engine.wake();
    const { connection } = await connected.ledger.meta();
    return connection?.kind === 'running' || connection?.kind === 'following';
  } finally {
    connected.engine.halt();
    connected.ledger.close();
  }
}

Object.assign(window, { instepCycle: cycle });
