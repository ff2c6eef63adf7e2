/** The built add-in as files: what loads at first, what both manifests name, and the one script of classic Windows. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { OfficeAddinManifest, validateManifest } from 'office-addin-manifest';
import { describe, expect, test } from 'vitest';
import { builtAddin } from './addin.lab';

const url = 'https://addin.instep.example/addin/';
const file = async (path: string): Promise<string> => readFile(join(await builtAddin(), path), 'utf8');

describe('the built files', () => {
  test('what must be there before the pane draws stays below 60 kB, without Office.js and sign-in libraries', async () => {
    const files = await loadedBy('taskpane/index.html');
    const sizes = await Promise.all(files.map(async (one) => gzipSync(await readFile(one), { level: 9 }).length));
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThan(56_000);
    expect(files.some((one) => /nested-|codeFlow-/.test(one))).toBe(false);
  });

  test('with engine, ledger and adapters the pane stays where it is, and nothing of the admin’s is in it (docs/decisions/size.md)', async () => {
    const engine = (await readdir(join(await builtAddin(), 'assets'))).filter((name) => /^engine-.*\.js$/.test(name));
    expect(engine.length).toBe(1);
    const files = await loadedBy('taskpane/index.html', `assets/${engine[0]}`);
    const built = await Promise.all(files.map((one) => readFile(one)));
    expect(built.reduce((sum, one) => sum + gzipSync(one, { level: 9 }).length, 0)).toBeLessThan(183_000);
    expect(built.some((one) => one.includes('PermissionsManageUsers'))).toBe(false);
    expect(files.some((one) => /nested-|codeFlow-/.test(one))).toBe(false);
  });

  test('before any script has run, the page is not blank', async () => {
    const html = await file('taskpane/index.html');
    expect(html).toContain('Instep is starting.');
    expect(html).toContain('<noscript>');
  });

  test('both manifests as the build leaves them: same id and version, valid, and every address of ours is a built file', async () => {
    const dist = await builtAddin();
    const [unified, xml] = await Promise.all(
      ['manifest.json', 'manifest.xml'].map((name) => OfficeAddinManifest.readManifestFile(join(dist, name))),
    );
    expect(xml?.id).toBe(unified?.id);
    expect(xml?.version).toBe(`${unified?.version}.0`);
    expect((await validateManifest(join(dist, 'manifest.json'))).report?.errors ?? []).toEqual([]);
    const named = [await file('manifest.json'), await file('manifest.xml')].flatMap((text) => [
      ...text.matchAll(/https:\/\/addin\.instep\.example\/addin\/([^"?<]+)/g),
    ]);
    const paths = [...new Set(named.map(([, path = '']) => path)), 'color.png', 'outline.png'];
    expect(paths.length).toBeGreaterThan(6);
    expect(paths.filter((path) => !existsSync(join(dist, path)))).toEqual([]);
    expect((await file('manifest.json')).includes(url)).toBe(true);
  });

  test('each icon is as large as its name says', async () => {
    const dist = await builtAddin();
    const names = await readdir(join(dist, 'icons'));
    expect(names.length).toBeGreaterThanOrEqual(5);
    const wanted = [
      ...names.map((name) => [`icons/${name}`, Number.parseInt(name, 10)] as const),
      ['color.png', 192] as const,
      ['outline.png', 32] as const,
    ];
    for (const [path, size] of wanted) {
      const head = await readFile(join(dist, path));
      expect([path, head.readUInt32BE(16), head.readUInt32BE(20)]).toEqual([path, size, size]);
    }
  });
});

describe('classic Windows', () => {
  test('the commands are one script without modules, imports and later syntax', async () => {
    const text = await file('commands/commands.js');
    expect(text).not.toMatch(/\bimport\s*[({"'*]|\bexport\s|\bimport\.meta|async function|async \(|\?\?=|\?\.[a-z[(]/i);
    expect((await readdir(join(await builtAddin(), 'commands'))).sort()).toEqual(['commands.js', 'index.html']);
    expect(gzipSync(text).length).toBeLessThan(8_000);
  });

  test('where there is no page, no storage, no database and no channel, every function does what it can and completes', async () => {
    const { actions, said, categories } = await classic(["Don't Sync with Salesforce"]);
    expect(Object.keys(actions).sort()).toEqual(
      [
        'bringBack',
        'keepOut',
        'onAppointmentAttendeesChanged',
        'onAppointmentTimeChanged',
        'onNewAppointment',
        'openAdmin',
        'syncNow',
      ].sort(),
    );
    await run(actions.onAppointmentTimeChanged);
    expect(said.at(-1)).toContain('Kept out of Salesforce.');
    await run(actions.bringBack);
    expect(categories()).toEqual([]);
    const before = said.length;
    await run(actions.onAppointmentTimeChanged);
    expect(said.length).toBe(before);
    await run(actions.keepOut);
    expect(categories()).toEqual(["Don't Sync with Salesforce"]);
    await run(actions.syncNow);
    expect(said.at(-1)).toContain('could not sync from here');
    await run(actions.openAdmin);
  });
});

type Action = (event: { completed(): void }) => void;

const run = (action: Action | undefined): Promise<void> => new Promise((completed) => action?.({ completed }));

/** Office.js and nothing else, as the runtime of classic Windows has it. */
async function classic(at: readonly string[]) {
  const actions: Record<string, Action> = {};
  const said: string[] = [];
  let names = [...at];
  const master = [...at];
  const answered = (answer: (result: unknown) => void, value?: unknown): void => answer({ status: 'succeeded', value });
  const item = {
    itemType: 'appointment',
    categories: {
      getAsync: (answer: (result: unknown) => void) =>
        answered(
          answer,
          names.map((displayName) => ({ displayName })),
        ),
      addAsync: (more: string[], answer: (result: unknown) => void) => {
        names = [...new Set([...names, ...more])];
        answered(answer);
      },
      removeAsync: (less: string[], answer: (result: unknown) => void) => {
        names = names.filter((name) => !less.includes(name));
        answered(answer);
      },
    },
    notificationMessages: {
      replaceAsync: (_: string, { message }: { message: string }, answer: (result: unknown) => void) => {
        said.push(message);
        answered(answer);
      },
    },
  };
  const masterCategories = {
    getAsync: (answer: (result: unknown) => void) =>
      answered(
        answer,
        master.map((displayName) => ({ displayName })),
      ),
    addAsync: (_: unknown, answer: (result: unknown) => void) => answered(answer),
  };
  const Office = {
    onReady: () => Promise.resolve({}),
    actions: { associate: (name: string, action: Action) => Object.assign(actions, { [name]: action }) },
    context: { displayLanguage: 'en-US', mailbox: { item, masterCategories } },
    AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' },
    MailboxEnums: {
      ItemType: { Appointment: 'appointment', Message: 'message' },
      ItemNotificationMessageType: { InformationalMessage: 'informationalMessage' },
      CategoryColor: { Preset0: 'Preset0' },
    },
  };
  runInContext(await file('commands/commands.js'), createContext({ Office, setTimeout, clearTimeout, console }));
  return { actions, said, categories: () => names };
}

/** The page's own files, and what its scripts import before they run. */
async function loadedBy(page: string, ...later: readonly string[]): Promise<readonly string[]> {
  const dist = await builtAddin();
  const start = join(dist, page);
  const html = await readFile(start, 'utf8');
  const found = new Set<string>();
  const todo = [...html.matchAll(/(?:src|href)="(\.[^"]+)"/g)].map(([, path = '']) => resolve(dirname(start), path));
  todo.push(...later.map((path) => join(dist, path)));
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    if (!next.endsWith('.js')) continue;
    const text = await readFile(next, 'utf8');
    for (const [, path = ''] of text.matchAll(/(?:from|import)\s*"(\.\/[^"]+)"/g)) todo.push(resolve(dirname(next), path));
  }
  return [...found];
}
