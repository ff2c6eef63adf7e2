/** The long day of one rep in one Outlook: opened once for all parts of it, since a first sync costs more than what follows. */
import type { Locator } from 'playwright-core';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import { Hands, repOf } from './addin.hands';
import { type Lab, openOutlook, soon } from './addin.lab';

/** A series of three days. */
export const series = 'Trial days';
/** Two events whose records get each other's mark. */
export const swapped = ['Quay inspection', 'Crane hire'] as const;
export const keepOutName = "Don't Sync with Salesforce";

interface Day {
  readonly sandbox: Sandbox;
  readonly lab: Lab;
  readonly hands: Hands;
  /** An event of the rep's own that is like no other. */
  readonly own: string;
  /** One of somebody from outside, which the rep only reads. */
  readonly outside: string;
  /** Somebody whom the rep has kept out in Outlook before Instep came. */
  readonly out: string;
}

let begun: Day | null = null;

export function day(): Day {
  if (!begun) throw new Error('the day has not begun');
  return begun;
}

export async function beginDay(): Promise<void> {
  const sandbox = await startSandbox({ secure: false });
  const hands = new Hands(sandbox, repOf(sandbox));
  const out = await hands.keepSomebodyOut();
  await hands.addSeries(series);
  for (const [at, subject] of swapped.entries()) await hands.addEvent(subject, 12 + 3 * at);
  const [own, outside] = await Promise.all([hands.oneOf('own'), hands.oneOf('outside')]);
  begun = { sandbox, hands, own, outside, out, lab: await openOutlook({ user: hands.rep.email, sandbox }) };
}

export async function endDay(): Promise<void> {
  await begun?.lab.close();
  await begun?.sandbox.close();
}

export const calendar = (): Promise<void> => day().lab.page.getByRole('button', { name: 'Calendar' }).click();
export const mail = (): Promise<void> => day().lab.page.getByRole('button', { name: 'Mail', exact: true }).click();
export const open = (name: string): Promise<void> => day().lab.page.locator('#items').getByRole('button', { name }).first().click();
/** Nothing is selected. */
export const nothing = (): Promise<void> =>
  day().lab.page.evaluate(() => (window as unknown as { outlook: { select(item: null): void } }).outlook.select(null));
export const heading = (name: string | RegExp): Locator => day().lab.pane.getByRole('heading', { name }).first();
export const card = (headline: string | RegExp): Promise<void> => heading(headline).waitFor();
export const bar = (): Promise<string> => day().lab.page.locator('#bars').innerText();
export const paneText = (): Promise<string> => day().lab.pane.locator('body').innerText();
export const button = (name: string | RegExp): Locator =>
  day()
    .lab.pane.getByRole('button', { name, exact: typeof name === 'string' })
    .first();

/** Opens the pane anew, or closes it. */
export async function showPane(shown: boolean): Promise<void> {
  const { page } = day().lab;
  await page.evaluate((wanted) => {
    const { outlook } = window as unknown as { outlook: { pane: HTMLIFrameElement; openPane(): void } };
    if (wanted) outlook.openPane();
    else outlook.pane.src = 'about:blank';
  }, shown);
  await soon(() => page.frames().some((frame) => frame.url().includes('/taskpane/'))).toBe(shown);
}

/** The browser has lost the database of what was synced; the sign-ins are in another one. */
export async function loseLedger(): Promise<void> {
  const { lab, hands } = day();
  await showPane(false);
  await lab.page.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase(name);
        deleting.onsuccess = () => resolve();
        deleting.onerror = () => reject(deleting.error);
      }),
    `instep ${hands.rep.email}`,
  );
  await showPane(true);
}
