/**
 * Contacts and calendars that real programs exported go through the whole product, over HTTP, with both providers: nothing
 * crashes, everything that was read is accounted for, and one more cycle writes nothing.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import type { Provider } from '../../shared/core/model';
import { demoRep, importFiles, syncOnce } from '../../tools/start/once';
import type { Summary } from '../../tools/start/summary';

const data = resolve(import.meta.dirname, '../../../shared/data');
const fixtures = resolve(import.meta.dirname, '../fixtures');

interface Counted {
  readonly cards?: number;
  readonly vevents?: number;
}

const files = (folder: string, ending: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true })
        .map(String)
        .filter((name) => name.endsWith(ending))
        .map((name) => join(folder, name))
    : [];

const contacts = [...files(join(data, 'contacts'), '.vcf'), ...files(fixtures, '.vcf')];
const calendars = [...files(join(data, 'calendars'), '.ics'), ...files(fixtures, '.ics')];
const counts: Readonly<Record<string, Counted>> = existsSync(join(data, 'counts.json'))
  ? JSON.parse(readFileSync(join(data, 'counts.json'), 'utf8'))
  : {};

describe.each(['microsoft', 'google'] as const)('%s', (provider: Provider) => {
  let sandbox: Sandbox;
  let user: string;

  beforeAll(async () => {
    sandbox = await startSandbox({ seed: 'empty' });
    user = await demoRep(sandbox, provider);
  }, 60_000);
  afterAll(() => sandbox.close());

  async function goThrough(file: string): Promise<Summary> {
    await fetch(`${sandbox.urls.control}/control/seed`, { method: 'POST', body: JSON.stringify({ name: 'empty' }) });
    const imported = await importFiles(sandbox, user, provider, [file]);
    return syncOnce(sandbox, user, provider, imported, Date.now());
  }

  test.each(contacts.map((file) => [file.split('/').at(-1) ?? '', file]))('contacts: %s', async (name, file) => {
    const summary = await goThrough(file);
    expect(summary.atRest).toBe(true);
    expect(summary.idle).toEqual({
      requests: { salesforce: 1, graph: provider === 'microsoft' ? 1 : 0, google: provider === 'google' ? 2 : 0 },
      writes: 0,
    });
    const { cards } = counts[name] ?? {};
    if (cards !== undefined) expect(summary.contacts.read + summary.unreadable.length).toBe(cards);
    expect(summary.contacts.createdInCrm + summary.contacts.keptOut + summary.contacts.failed).toBe(summary.contacts.read);
  });

  test.each(calendars.map((file) => [file.split('/').at(-1) ?? '', file]))('calendar: %s', async (name, file) => {
    const summary = await goThrough(file);
    expect(summary.atRest).toBe(true);
    expect(summary.idle.writes).toBe(0);
    const { vevents } = counts[name] ?? {};
    if (vevents !== undefined) expect(summary.events.read + summary.unreadable.length).toBe(vevents);
    expect(summary.events.failed).toBe(0);
  });
});
