/** The Outlook-like page of `npm start`: the built pane with Office.js from this machine, and nothing asked of any other. */
import { describe, expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/server';
import { lazyOutlook } from '../../tools/start/outlook';
import { launched } from './addin.lab';

describe('the Outlook-like page', () => {
  test('it runs the real pane without a network, and signs in to the stand-ins', async () => {
    const sandbox = await startSandbox({ secure: false });
    const outlook = lazyOutlook();
    const context = await (await launched()).newContext({ ignoreHTTPSErrors: true });
    const afar: string[] = [];
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      context.on('request', (request) => {
        const { protocol, hostname } = new URL(request.url());
        if (protocol.startsWith('http') && hostname !== 'localhost') afar.push(request.url());
      });
      await page.goto(await outlook.open(sandbox, sandbox.urls.graph));
      const pane = page.frameLocator('#pane');
      // Outlook names the person, and the stand-in asks nobody who is named.
      await pane.getByRole('button', { name: 'Sign in to Microsoft 365' }).click();
      await pane.getByText('Connected').first().waitFor();
      await page.locator('#items button').first().click();
      await pane.getByText('Connect both sides').waitFor();
      expect(afar).toEqual([]);
    } finally {
      await context.close();
      await outlook.close();
      await sandbox.close();
    }
  });
});
