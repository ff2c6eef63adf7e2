/** Nested app authentication: Outlook signs the rep in, msal comes only then, and no token of Microsoft's is kept by us. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import { Hands, repOf } from './addin.hands';
import { type Lab, openOutlook, settled, signIn, tokensOf } from './addin.lab';

let sandbox: Sandbox;
let lab: Lab;
let hands: Hands;
/** What the bridge was asked for. */
const asked: string[] = [];
let interactionNeeded = true;

interface BridgeRequest {
  readonly method: string;
  readonly requestId: string;
}

/** Outlook's half: it holds the account, and asks the person when it must. */
function bridge({ method, requestId }: BridgeRequest): string {
  asked.push(method);
  const envelope = { messageType: 'NestedAppAuthResponse', requestId };
  if (method === 'GetInitContext')
    return JSON.stringify({ ...envelope, success: true, initContext: { sdkName: 'outlook', sdkVersion: '1', capabilities: {} } });
  if (method === 'GetToken' && interactionNeeded)
    return JSON.stringify({ ...envelope, success: false, error: { status: 'USER_INTERACTION_REQUIRED', code: 'interaction_required' } });
  interactionNeeded = false;
  const access = sandbox.world.tokens.issue('graph', hands.rep.id);
  const account = {
    environment: 'login.microsoftonline.com',
    homeAccountId: 'uid.utid',
    localAccountId: 'uid',
    tenantId: 'utid',
    username: hands.rep.email,
    name: hands.rep.name,
  };
  const claims = { aud: 'x', exp: Math.floor(Date.now() / 1000) + 3600, oid: 'uid', tid: 'utid', preferred_username: hands.rep.email };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = {
    access_token: access,
    id_token: `${part({ alg: 'none' })}.${part(claims)}.x`,
    expires_in: 3600,
    scope: 'https://graph.microsoft.com/User.Read',
    properties: null,
  };
  return JSON.stringify({ ...envelope, success: true, token, account });
}

function bridgeInPage(): void {
  const listeners: ((response: string) => void)[] = [];
  const ask = (window as unknown as { answerBridge(request: string): Promise<string> }).answerBridge;
  Object.assign(window, {
    nestedAppAuthBridge: {
      addEventListener: (_: string, hear: (response: string) => void) => listeners.push(hear),
      removeEventListener: () => undefined,
      postMessage: (request: string) =>
        void ask(request).then((answer) => {
          for (const hear of listeners) hear(answer);
        }),
    },
  });
}

const msal = () => lab.asked.filter((path) => /\/assets\/nested-/.test(path)).length;

describe('signing in through Outlook', () => {
  beforeAll(async () => {
    sandbox = await startSandbox({ secure: false });
    hands = new Hands(sandbox, repOf(sandbox));
    lab = await openOutlook({
      user: hands.rep.email,
      sandbox,
      query: { nested: '1' },
      before: async (context) => {
        await context.exposeFunction('answerBridge', (request: string) => bridge(JSON.parse(request)));
        await context.addInitScript(bridgeInPage);
      },
    });
  });
  afterAll(async () => {
    await lab?.close();
    await sandbox?.close();
  });

  test('msal is not loaded before somebody signs in by it', async () => {
    await lab.pane.getByText('Connect both sides').waitFor();
    expect(msal()).toBe(0);
  });

  test('Outlook’s own account is connected without a window of ours; the silent way first, then the asking one', async () => {
    await lab.pane.getByRole('button', { name: /Sign in to Microsoft/ }).click();
    await lab.pane.getByText('Connected').first().waitFor();
    expect(msal()).toBe(1);
    expect(asked.filter((method) => method.startsWith('GetToken')).slice(0, 2)).toEqual(['GetToken', 'GetTokenPopup']);
    expect(lab.context.pages().length).toBe(1);
  });

  test('the first sync goes through it, and SEC2 none of its tokens lies in our storage', async () => {
    await signIn(lab, 'Salesforce', hands.rep.name);
    await lab.pane.getByRole('button', { name: /preview/i }).click();
    await lab.pane.getByRole('button', { name: /Start the first sync/ }).click({ timeout: 60_000 });
    await settled(lab);
    expect((await tokensOf(lab)).filter((token) => token.startsWith('graph'))).toEqual([]);
  });

  test('when Outlook must ask the person again, the pane says "Sign in", and goes on afterwards', async () => {
    interactionNeeded = true;
    sandbox.world.tokens.expire('graph');
    await lab.command('onAppointmentTimeChanged');
    await lab.pane
      .getByText(/Sign in to Microsoft 365/)
      .first()
      .waitFor();
    await lab.page.locator('#items button').first().click();
    await lab.pane
      .getByRole('button', { name: /Sign in to Microsoft/ })
      .first()
      .click();
    await lab.pane.getByText('In step').first().waitFor();
  });

  test('nothing went wrong in any page', () => expect(lab.errors).toEqual([]));
});
