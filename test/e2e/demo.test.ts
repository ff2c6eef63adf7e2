/** `npm start`: what somebody sees who has just cloned the repository, in real Chromium, from the first line to Ctrl-C. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axe } from './axe';
import { type Started, startDemo } from './demoServer';
import { breakAndMend, editRecord, firstSync, keepOutAndBack, moveMeeting, resetRep } from './demoTour';

const vcf = readdirSync(resolve(import.meta.dirname, '../fixtures/vcf')).find((name) => name.endsWith('.vcf')) ?? '';
let browser: Browser;
let demo: Started;

beforeAll(async () => {
  [browser, demo] = await Promise.all([chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] }), startDemo()]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  if (demo?.left()) await demo.interrupt();
});

interface Opened {
  readonly page: Page;
  /** What the console and the page complained about. */
  readonly wrong: readonly string[];
  close(): Promise<void>;
}

async function open(where = '', options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: 1360, height: 880 },
    timezoneId: 'Europe/Madrid',
    locale: 'en-GB',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => message.type() === 'error' && wrong.push(`${message.text()} ${message.location().url}`));
  await page.goto(`${demo.url}/${where}`);
  await page.locator('.d-page').waitFor();
  return { page, wrong, close: () => context.close() };
}

const toScreen = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name }).click();
  // Until what the screen asks for is there.
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"].is-lines') === null);
};

const screens = [
  'Popup',
  'Gmail',
  'Google Calendar',
  'Google Contacts',
  'Outlook',
  'Salesforce',
  'What Instep did',
  'Admin',
  'Your own data',
];

test('the tour by keyboard alone, to its end, without an error in the console; no mail goes out (EVT6)', { timeout: 300_000 }, async () => {
  const { page, wrong, close } = await open();
  await firstSync(page);
  await moveMeeting(page);
  await editRecord(page);
  await keepOutAndBack(page);
  await breakAndMend(page);
  await resetRep(page);
  expect(wrong).toEqual([]);
  const mails = await fetch(`${demo.url}/control/mails`);
  expect(await mails.json()).toEqual([]);
  await close();
});

test('the tour can be skipped and ended', async () => {
  const { page, close } = await open();
  for (let step = 1; step <= 6; step++) {
    await page.getByText(`Step ${step} of 6`).waitFor();
    await page.getByRole('button', { name: /Skip this step|Next step/ }).click();
  }
  await page.getByText('That was the tour.').waitFor();
  await page.getByRole('button', { name: 'Close the tour' }).click();
  await page.getByRole('button', { name: 'Take the tour' }).waitFor();
  await close();
});

describe('SUR7', () => {
  test.each(['light', 'dark'] as const)('axe has no finding on any screen, %s', { timeout: 300_000 }, async (colorScheme) => {
    const { page, close } = await open('', { colorScheme });
    const found: string[] = [];
    for (const screen of screens) {
      await toScreen(page, screen);
      found.push(...(await axe(page)).map((finding) => `${screen}: ${finding}`));
      for (const frame of page.frames()) {
        if (frame === page.mainFrame() || !frame.url().startsWith(demo.url)) continue;
        await frame.locator('main').first().waitFor();
        found.push(...(await axe(frame)).map((finding) => `${screen} (shell): ${finding}`));
      }
    }
    expect(found).toEqual([]);
    await close();
  });

  test.each([
    ['at 320 px', '', { width: 320, height: 800 }],
    ['at 320 px in German', '?lang=de', { width: 320, height: 800 }],
    ['at 200 %', '', { width: 680, height: 440 }],
    ['from right to left', '?dir=rtl', { width: 1360, height: 880 }],
    ['from right to left at 320 px', '?dir=rtl', { width: 320, height: 800 }],
  ] as const)('nothing is cut off %s', { timeout: 200_000 }, async (_, query, viewport) => {
    const { page, close } = await open(query, { viewport });
    const buttons = await page.getByRole('navigation').first().getByRole('button').all();
    const found: string[] = [];
    for (const button of buttons) {
      await button.click();
      await page.waitForTimeout(700);
      found.push(...(await page.evaluate(wide)));
      for (const frame of page.frames()) {
        if (frame === page.mainFrame() || !frame.url().startsWith(demo.url)) continue;
        await frame.locator('main').first().waitFor();
        found.push(...(await frame.evaluate(wide)).map((one) => `${frame.url()}: ${one}`));
      }
    }
    expect(found).toEqual([]);
    await close();
  });
});

/** The page scrolls sideways, or something of ours ends beyond its edge. */
function wide(): readonly string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  const page = scrollWidth > clientWidth + 1 ? [`the page is ${scrollWidth} wide, of ${clientWidth}`] : [];
  const scrolls = '.is-sr, .sr, .is-table-wrap, .is-table-panel, .is-chart, .sheet, [hidden], [aria-hidden="true"], .afn, .RDlrG';
  const out = [...document.querySelectorAll<HTMLElement>('button, h1, h2, h3, p, label, input, a')]
    .filter((element) => !element.closest(scrolls) && element.checkVisibility())
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (left < -1 || right > clientWidth + 1);
    })
    .map((element) => `${element.localName}.${element.className}: ${element.textContent?.slice(0, 40)}`);
  return [...page, ...out];
}

test('own data: what would sync, what is kept out and why, what could not be read; nothing leaves the computer', {
  timeout: 120_000,
}, async () => {
  const { page, wrong, close } = await open('#data');
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).hostname !== 'localhost') elsewhere.push(request.url());
  });
  await page.setInputFiles('input[type=file]', [
    {
      name: 'mine.vcf',
      mimeType: 'text/vcard',
      buffer: Buffer.from(
        'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Probe\r\nN:Probe;Ada;;;\r\nEMAIL:ada@probe.example\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Rival\r\nN:Rival;Ben;;;\r\nEMAIL:ben@rivalis.example\r\nEND:VCARD\r\n',
      ),
    },
  ]);
  await page.getByText('Read 2 contacts and no events.').or(page.getByText('Read 2 contacts and 0 events.')).waitFor();
  const preview = page.getByRole('region', { name: 'What would sync' });
  await preview.getByText('new in Salesforce').waitFor();
  await preview.getByRole('button', { name: 'Look at them' }).first().click();
  await preview.getByText('Rival').first().waitFor();
  await page.setInputFiles('input[type=file]', [{ name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from('') }]);
  await page.getByText('photo.png is neither .vcf nor .ics.').waitFor();
  expect([wrong, elsewhere]).toEqual([[], []]);
  await close();
});

test('what the visitor lets happen reaches the other side, and accidents are survived (SYN6)', { timeout: 240_000 }, async () => {
  const { page, close } = await open('#popup');
  const log = page.getByRole('log');
  await page.getByRole('button', { name: 'See the preview' }).click();
  await page.getByRole('button', { name: 'Start the first sync' }).click();
  await page.getByRole('button', { name: 'Next step' }).waitFor();
  const mailbox = page.getByRole('group', { name: 'In the mailbox' });
  const salesforce = page.getByRole('group', { name: 'In Salesforce' });
  const wrote = log.getByText(/Tomás: a cycle wrote .*[1-9]/);
  for (const happening of [
    mailbox.getByRole('button', { name: 'Edit a contact' }),
    mailbox.getByRole('button', { name: 'Move a meeting' }),
    mailbox.getByRole('button', { name: 'New contact' }),
    salesforce.getByRole('button', { name: 'Edit a contact' }),
    salesforce.getByRole('button', { name: 'Move a meeting' }),
    salesforce.getByRole('button', { name: 'New contact' }),
    page.getByRole('button', { name: 'Stop the worker' }),
    page.getByRole('button', { name: 'Lose the ledger' }),
  ]) {
    const before = await wrote.count();
    await happening.click();
    if ((await happening.textContent()) === 'Lose the ledger') await log.getByText('found again by their marks').waitFor();
    else
      await page.waitForFunction(
        ([lines, count]) =>
          [...document.querySelectorAll(lines)].filter((line) => /Tomás: a cycle wrote .*[1-9]/.test(line.textContent ?? '')).length >
          count,
        ['.d-log li', before] as const,
      );
  }
  await page.getByRole('button', { name: 'Salesforce goes down' }).click();
  await page
    .getByText(/Salesforce does not answer|not answer/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Mend everything' }).click();
  await log.getByText('Everything works again.').waitFor();
  await page
    .locator('.d-popup')
    .getByText(/In step|need you|needs you/)
    .first()
    .waitFor();
  await close();
});

describe('the command line', () => {
  test('Ctrl-C ends everything: exit code 0, and no process is left', { timeout: 120_000 }, async () => {
    expect(await demo.interrupt()).toBe(0);
    expect(demo.left()).toBe(false);
  });

  test('npm start leaves no process either; a folder that cannot be written to is said', { timeout: 240_000 }, async () => {
    const started = await startDemo([], { byNpm: true, folder: '/proc/nowhere' });
    expect(started.output()).toContain('This folder cannot be written to: what you do here is forgotten when you stop.');
    await started.interrupt();
    expect(started.left()).toBe(false);
  });

  test('a taken port and own files are each told in a sentence', { timeout: 240_000 }, async () => {
    const holder = createServer();
    await new Promise<void>((done) => holder.listen(0, done));
    const { port } = holder.address() as AddressInfo;
    const card = resolve(import.meta.dirname, '../fixtures/vcf', vcf);
    const started = await startDemo(['--port', String(port), '--provider', 'google', '--contacts', card]);
    expect(started.output()).toContain(`Port ${port} is taken, so this is another one.`);
    expect(started.output()).toMatch(
      /Put \d+ contacts and 0 events into the mailbox of tomas\.rey@brightwater\.example\. Nothing left this computer\./,
    );
    expect(await started.interrupt()).toBe(0);
    expect(started.left()).toBe(false);
    await new Promise((done) => holder.close(done));
  });

  test('what is kept comes back with the next start; --fresh begins anew', { timeout: 300_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'instep-kept-'));
    const nameOf = async (args: readonly string[]): Promise<string> => {
      const started = await startDemo(args, { folder });
      const { company } = (await (await fetch(`${started.url}/stand-ins.json`)).json()) as { company: string };
      expect(await started.interrupt()).toBe(0);
      return company;
    };
    const first = await nameOf([]);
    expect(await nameOf([])).toBe(first);
    expect(await nameOf(['--fresh'])).not.toBe(first);
    rmSync(folder, { recursive: true, force: true });
  });
});
