/** `npm start` as a command: what it says, what it keeps, and that it ends. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { startDemo } from '../../tools/walk/startDemo';

const vcf = readdirSync(resolve(import.meta.dirname, '../fixtures/vcf')).find((name) => name.endsWith('.vcf')) ?? '';

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
