/** The admin at the admin pane, by texts and clicks alone: the extension's page and Outlook's dialog show the same. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What a dry run says will be, and what an outcome says has been. */
export interface Counted {
  readonly contacts: number;
  readonly events: number;
  readonly doubtful: number;
  readonly created: number;
}

const forMs = 20_000;
const soon = <T>(what: () => T | Promise<T>) => expect.poll(what, { timeout: forMs, interval: 100 });
const numberIn = (text = ''): number => (/^no/i.test(text) ? 0 : Number(text.replace(/\D/g, '')));

export class AdminDesk {
  constructor(readonly pane: Page) {}

  get #dialog(): Locator {
    return this.pane.getByRole('dialog');
  }

  /** Types the name, and opens the rep's page. @returns what the table says of the rep's state. */
  async find(name: string): Promise<string> {
    await this.pane.getByRole('button', { name: 'Reps', exact: true }).first().click();
    await this.pane.getByLabel('Rep name or e-mail').fill(name);
    await soon(() => this.pane.locator('tbody tr').count()).toBe(1);
    const row = await this.pane.locator('tbody tr').innerText();
    await this.pane.getByRole('button', { name, exact: true }).click();
    await this.pane.getByRole('heading', { level: 1, name }).waitFor();
    return row;
  }

  /** Opens the dialog; the rep's device answers meanwhile. @returns the numbers of the dry run, which must be the device's own. */
  async dryRun(deviceRuns: () => Promise<void>): Promise<Counted & { readonly keptOut: number }> {
    await this.pane.getByRole('button', { name: 'Reset…' }).click();
    await this.#dialog.getByRole('button', { name: 'Dry run' }).click();
    const waiting = this.#dialog.getByText('Working it out');
    await waiting.waitFor();
    // A device that was quicker than the question hears of it in its next cycle.
    const answered = () =>
      waiting.waitFor({ state: 'hidden', timeout: 5000 }).then(
        () => true,
        () => false,
      );
    const until = Date.now() + forMs;
    do await deviceRuns();
    while (!(await answered()) && Date.now() < until);
    await this.#dialog.getByText(/^Worked out .+ by the rep’s device/).waitFor();
    const rows = await this.#dialog
      .locator('tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
    const of = (name: string): readonly [number, number] => {
      const [, contacts, events] = rows.find(([head]) => head === name) ?? [];
      return [numberIn(contacts), numberIn(events)];
    };
    const [marked, matched, doubtful, created, keptOut] = [
      of('Pair again by mark'),
      of('Pair again by match'),
      of('Doubtful, wait for the rep'),
      of('Created on the other side'),
      of('Kept out'),
    ];
    const both = ([contacts, events]: readonly [number, number]): number => contacts + events;
    return {
      contacts: marked[0] + matched[0],
      events: marked[1] + matched[1],
      doubtful: both(doubtful),
      created: both(created),
      keptOut: both(keptOut),
    };
  }

  /** From the dry run to the live view. */
  async confirm(name: string): Promise<void> {
    await this.#dialog.getByRole('button', { name: 'Go on' }).click();
    await this.#dialog.getByRole('checkbox').check();
    await this.#dialog.getByRole('button', { name: `Reset ${name}` }).click();
    await this.says('Requested by');
  }

  /** The items behind a number of the dry run, by name. */
  async behind(number: string): Promise<string> {
    const list = this.#dialog.locator('details', { hasText: number });
    await list.locator('summary').click();
    return list.innerText();
  }

  /** In the dialog, while the rep's device goes on. */
  says(text: string, deviceRuns?: () => Promise<void>): Promise<void> {
    return soon(async () => {
      await deviceRuns?.();
      return this.#dialog.innerText();
    }).toContain(text);
  }

  /** Watches to the end, while the rep's device goes on. @returns what the live view says has become of it. */
  async done(deviceRuns?: () => Promise<void>): Promise<Counted> {
    await soon(async () => {
      await deviceRuns?.();
      return this.#dialog.locator('.is-timeline').innerText();
    }).toMatch(/\bDone\b/);
    const told = await this.#dialog.getByText(/paired again/).innerText();
    const [contacts, events, doubtful, created] = (told.match(/\b(no|none|[\d,]+)\b/gi) ?? []).map(numberIn);
    await this.#dialog.getByRole('button', { name: 'Close' }).click();
    return { contacts: contacts ?? -1, events: events ?? -1, doubtful: doubtful ?? -1, created: created ?? -1 };
  }
}
