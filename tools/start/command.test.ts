/** `npm start -- --once --json` as a person meets it: a child process, its exit code, and what it says where. */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/server';
import { demoRep, syncOnce } from './once';
import { PortInUse, startStandIns } from './standIns';
import type { Summary } from './summary';

const root = resolve(import.meta.dirname, '../..');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const command = (...args: readonly string[]): Promise<Ended> => started([], args);

/** `first` runs before anything of ours, in the stand-ins' process as well. */
const weather = (first: string): string => `--import=data:text/javascript;base64,${Buffer.from(first).toString('base64')}`;

function started(nodeOptions: readonly string[], args: readonly string[], script = join(root, 'tools/start/start.mjs')): Promise<Ended> {
  const env = { ...process.env, NODE_OPTIONS: nodeOptions.join(' ') };
  const child = spawn(process.execPath, [script, ...args], { cwd: root, env });
  let [out, err] = ['', ''];
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  return new Promise((end) => child.once('close', (code) => end({ code, out, err })));
}

const once = (...args: readonly string[]): Promise<Ended> => command('--once', '--json', ...args);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'instep-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const card = (name: string): string =>
  `BEGIN:VCARD\r\nVERSION:3.0\r\nN:${name};;;;\r\nFN:${name}\r\nEMAIL:${name.toLowerCase()}@acme.test\r\nEND:VCARD\r\n`;

/** One sentence, nothing of a stack, nothing on stdout, and a code that says that nothing was done. */
function expectRefused({ code, out, err }: Ended, says: RegExp): void {
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).toMatch(says);
  expect(err).not.toMatch(/\bat .*:\d+:\d+|Error:/);
  expect(out).toBe('');
  expect(code).toBe(2);
}

describe('what is refused before anything is done', () => {
  test('an unknown option is named, with those that there are', async () => {
    expectRefused(await once('--provide', 'google'), /--provide.*--provider/);
  });
  test('a provider that there is not', async () => {
    expectRefused(await once('--provider', 'yahoo'), /google or microsoft, not "yahoo"/);
  });
  test('a file that does not exist', async () => {
    expectRefused(await once('--contacts', join(folder, 'nowhere.vcf')), /nowhere\.vcf does not exist\. Nothing was imported/);
  });
  test('a folder', async () => {
    expectRefused(await once('--calendar', folder), /is a folder/);
  });
  test('a file that cannot be read', async () => {
    expectRefused(
      await once('--contacts', join(file('plain.txt', 'x'), 'inside.vcf')),
      /cannot be read \(ENOTDIR\)\. Nothing was imported/,
    );
  });
  test('one good file and one that is missing: neither is imported', async () => {
    const good = file('good.vcf', card('Berg'));
    expectRefused(await once('--contacts', good, '--contacts', join(folder, 'nowhere.vcf')), /nowhere\.vcf does not exist/);
  });
  test('--json without --once', async () => {
    expectRefused(await command('--json'), /--json goes with --once/);
  });
});

describe('bad weather at the start, in one sentence each', () => {
  const old = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.1' } });";
  test('a Node that is too old is told which one is needed', async () => {
    const { code, out, err } = await started([weather(old)], []);
    expect(err).toBe('Instep needs Node 20.19 or newer; this is 18.20.1. Get it from https://nodejs.org and try again.\n');
    expect([code, out]).toEqual([1, '']);
  });

  test('npm ci was forgotten', async () => {
    const alone = join(folder, 'start.mjs');
    copyFileSync(join(root, 'tools/start/start.mjs'), alone);
    const { code, err } = await started([], [], alone);
    expect(err).toBe('The packages are missing. Run `npm ci` first, then `npm start`.\n');
    expect(code).toBe(1);
  });

  test('a port that is no number is refused', async () => {
    expectRefused(await command('--port', 'http'), /--port/);
  });

  // Whoever looks for another computer ends the process, so that a look-up which somebody catches is found too.
  const noNetwork = `
    import net from 'node:net';
    const connect = net.Socket.prototype.connect;
    net.Socket.prototype.connect = function (...given) {
      const [options] = Array.isArray(given[0]) ? given[0] : given;
      const host = options?.host ?? 'localhost';
      if (options?.path === undefined && !['localhost', '127.0.0.1', '::1'].includes(host)) {
        process.stderr.write('went out to ' + host + '\\n');
        process.exit(9);
      }
      return connect.apply(this, given);
    };`;
  test('no network: the main job is done all the same, and nothing looks for another computer', async () => {
    const files = ['--contacts', file('offline.vcf', card('Berg'))];
    const { code, out, err } = await started([weather(noNetwork)], ['--once', '--json', '--provider', 'google', ...files]);
    expect(err).not.toContain('went out');
    expect((JSON.parse(out) as Summary).contacts.createdInCrm).toBe(1);
    expect(code).toBe(0);
  }, 60_000);
});

describe('what is imported as far as it can be', () => {
  test('a broken card beside a good one: the good one goes through, the broken one is named with the reason', async () => {
    const both = file('both.vcf', `${card('Berg')}BEGIN:VCARD\r\nVERSION:3.0\r\nthis is no line\r\nN:\r\n${card('Dahl')}`);
    const { code, out } = await once('--contacts', both);
    const summary = JSON.parse(out) as Summary;
    expect(summary.contacts.createdInCrm).toBeGreaterThanOrEqual(1);
    expect(summary.contacts.read + summary.unreadable.length).toBeGreaterThanOrEqual(2);
    expect(summary.atRest).toBe(true);
    expect(code).toBe(0);
  }, 60_000);

  test('a file that holds no card at all: nothing is written, and stdout is still one JSON object', async () => {
    const { code, out } = await once(
      '--contacts',
      file('noise.vcf', '\u0000\u0001 not a card \uffff'),
      '--calendar',
      file('empty.ics', ''),
    );
    const summary = JSON.parse(out) as Summary;
    expect([summary.contacts.read, summary.events.read, summary.idle.writes]).toEqual([0, 0, 0]);
    expect(code).toBe(0);
  }, 60_000);

  test('what needs somebody is told in sentences, cause and fix', async () => {
    const { out } = await once('--contacts', file('company.vcf', card('Berg').replace('END:', 'ORG:Nobody Knows Ltd\r\nEND:')));
    const [issue] = (JSON.parse(out) as Summary).issues;
    expect(issue?.item).toContain('Berg');
    expect(issue?.cause).toMatch(/^[A-Z].* .*\.$/);
    expect(issue?.fix).toMatch(/^[A-Z].* .*\.$/);
  }, 60_000);
});

test('a port that is in use is named', async () => {
  const server = createServer();
  const port = await new Promise<number>((told) => server.listen(0, () => told((server.address() as { port: number }).port)));
  const refused = startStandIns({ seed: 'empty', ports: { salesforce: port } });
  await expect(refused).rejects.toEqual(new PortInUse(port));
  await expect(refused).rejects.toThrow(`Port ${port} is in use.`);
  server.close();
}, 60_000);

test.each([
  ['salesforce', 'microsoft'],
  ['graph', 'microsoft'],
  ['google', 'google'],
] as const)(
  'SYN8 %s is down: it is said in a sentence, nothing is half-written, and it is not called at rest',
  async (vendor, provider) => {
    const sandbox = await startSandbox({ seed: 'company' });
    try {
      const user = await demoRep(sandbox, provider);
      sandbox.world.faults.add({ id: 'down', vendor, path: '.', kind: 'answer', status: 503 });
      const before = JSON.stringify(sandbox.vendors.salesforce.dump());
      const nothing = { contacts: 0, events: 0, unreadable: [], shortened: [] };
      const summary = await syncOnce(sandbox, user, provider, nothing, Date.now());
      expect(summary.atRest).toBe(false);
      expect(summary.issues[0]).toMatchObject({ item: '', cause: expect.stringMatching(/\.$/) });
      expect([summary.contacts.createdInCrm, summary.contacts.createdInMailbox]).toEqual([0, 0]);
      expect(JSON.stringify(sandbox.vendors.salesforce.dump())).toBe(before);
    } finally {
      await sandbox.close();
    }
  },
  120_000,
);
