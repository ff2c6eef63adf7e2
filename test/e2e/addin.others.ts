/** What others do meanwhile: vendors that end a sign-in, the rep's second device, days in which no device ran. */
import { describe, expect, test } from 'vitest';
import { bar, button, calendar, card, day, mail, nothing, open, paneText, showPane } from './addin.day';
import { type Lab, openOutlook, signIn, soon } from './addin.lab';

describe('signed out', () => {
  test.each([
    ['salesforce', 'Salesforce', 'Sign in to Salesforce', 'free', 'Free'],
    ['graph', 'Microsoft', 'Sign in to Microsoft 365', 'oof', 'OutOfOffice'],
  ] as const)('a sign-in at %s that has run out is said everywhere, and signing in again goes on where it stopped', async (...row) => {
    const [vendor, system, headline, showAs, inCrm] = row;
    const { lab, hands, own } = day();
    await calendar();
    await open(own);
    await card('In step');
    await hands.signOut(vendor);
    await lab.command('onAppointmentTimeChanged');
    await card(headline);
    await soon(bar).toBe(`Instep: ${headline}. Open Instep`);
    await mail();
    await open('Offer for next week');
    await soon(bar).toBe(`Instep: ${headline}. Open Instep.`);
    await open('Team lunch');
    await lab.pane.getByText('No one outside your company').waitFor();
    await button(headline).waitFor();
    await lab.command('syncNow');
    expect(await bar()).toContain('could not sync from here');
    await nothing();
    await lab.pane.getByText('Select a message or an appointment').waitFor();
    await button(headline).waitFor();
    await hands.graph(`/me/events/${encodeURIComponent((await hands.event(own)).id)}`, { method: 'PATCH', body: { showAs } });
    await calendar();
    await open(own);
    await signIn(lab, system, hands.rep.name);
    await card('In step');
    await soon(() => hands.records('Event', own)[0]?.ShowAs).toBe(inCrm);
    await soon(bar).toBe('');
  });
});

describe('other devices', () => {
  test('SYN7 a second Outlook of the rep shows the same and writes nothing, until the rep takes over there', async () => {
    const { lab, sandbox, hands, own } = day();
    const second = await openOutlook({ user: hands.rep.email, sandbox });
    try {
      await signIn(second, 'Microsoft', hands.rep.name);
      await second.pane.getByText('Connected').first().waitFor();
      const since = sandbox.world.log.length;
      await signIn(second, 'Salesforce', hands.rep.name);
      await second.pane
        .getByText(/does the syncing; here you see the same/)
        .first()
        .waitFor();
      await pick(second, own);
      await second.pane.getByRole('heading', { name: 'In step' }).first().waitFor();
      expect(hands.writes('graph', since)).toEqual([]);
      expect(hands.records('Event', own).length).toBe(1);
      await pick(second, null);
      await second.pane.getByRole('button', { name: 'Take over here' }).click();
      await second.pane.getByRole('button', { name: 'See the preview' }).waitFor();
      await lab.command('syncNow');
      await nothing();
      await lab.pane
        .getByText(/does the syncing; here you see the same/)
        .first()
        .waitFor();
      await button('Take over here').click();
      await lab.pane
        .getByText(/Checked/)
        .first()
        .waitFor();
      await calendar();
      await open(own);
      await card('In step');
    } finally {
      await second.close();
    }
  });

  test('STA1 after days without a device the pane says since when, and what to do; then it syncs', async () => {
    const { lab, sandbox, hands } = day();
    await nothing();
    await showPane(false);
    await lab.page.evaluate(sleptFor, [hands.rep.email, 3 * 86_400_000] as const);
    sandbox.world.faults.add({ id: 'slow', vendor: 'graph', path: 'batch', kind: 'delay', ms: 3000 });
    try {
      await showPane(true);
      await lab.pane
        .getByText(/Asleep since/)
        .first()
        .waitFor();
      await soon(paneText).toContain('No device of yours has synced since then');
      await button('Sync now').waitFor();
    } finally {
      sandbox.world.faults.clear();
    }
    await lab.pane
      .getByText(/Checked now/)
      .first()
      .waitFor();
  });
});

const pick = async (lab: Lab, subject: string | null): Promise<void> => {
  if (subject === null)
    return lab.page.evaluate(() => (window as unknown as { outlook: { select(item: null): void } }).outlook.select(null));
  await lab.page.getByRole('button', { name: 'Calendar' }).click();
  await lab.page.locator('#items').getByRole('button', { name: subject }).first().click();
};

/** In the page: the ledger's last cycle was so long ago. */
function sleptFor([user, ms]: readonly [string, number]): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(`instep ${user}`);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const change = opening.result.transaction('head', 'readwrite');
      const rows = change.objectStore('head').openCursor();
      rows.onsuccess = () => {
        const at = rows.result;
        if (!at) return;
        const head = at.value as { meta: { lastCycleAt: number } };
        head.meta.lastCycleAt -= ms;
        at.update(head);
        at.continue();
      };
      change.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}
