/**
 * `npm run check:metadata`: Salesforce's own library reads and converts the control plane, without an org. It is 72 MB, so no dependency
 * of ours: it is installed on demand into `.cache`, in the last version that runs on our Node.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, '.cache/salesforce');
const source = join(root, 'manifests/salesforce/force-app');
const library = '@salesforce/source-deploy-retrieve';
const wanted = {
  private: true,
  dependencies: { [library]: '12.37.2' },
  // What it asks for in turn is open upwards, and has come to need a newer Node.
  overrides: { undici: '7.30.2' },
};

interface Component {
  readonly fullName: string;
  readonly type: { readonly name: string };
  readonly xml?: string;
  getChildren(): readonly Component[];
}
interface Components {
  getSourceComponents(): { toArray(): readonly Component[] };
  getPackageXml(): Promise<string>;
}
interface Library {
  readonly ComponentSet: { fromSource(path: string): Components };
  readonly MetadataConverter: new () => {
    convert(
      of: Components,
      format: 'metadata',
      to: { type: 'directory'; outputDirectory: string; genUniqueDir: boolean },
    ): Promise<unknown>;
  };
}

function install(): void {
  const text = JSON.stringify(wanted);
  const at = join(folder, 'package.json');
  const held = join(folder, 'node_modules', library, 'package.json');
  if (existsSync(at) && existsSync(held) && readFileSync(at, 'utf8') === text) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(at, text);
  console.log(`Installing ${library} into ${folder}`);
  const quiet = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', quiet, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** `CustomObject Instep_Rep__c`, in order. */
const membersIn = (xml: string): readonly string[] =>
  [...xml.matchAll(/<types>([\s\S]*?)<\/types>/g)]
    .flatMap(([, types = '']) => {
      const name = /<name>(.*?)<\/name>/.exec(types)?.[1] ?? '';
      return [...types.matchAll(/<members>(.*?)<\/members>/g)].map(([, member]) => `${name} ${member}`);
    })
    .sort();

async function check(): Promise<readonly string[]> {
  const { ComponentSet, MetadataConverter } = createRequire(join(folder, 'package.json'))(library) as Library;
  const components = ComponentSet.fromSource(source);
  const all = components.getSourceComponents().toArray();
  const out = await mkdtemp(join(tmpdir(), 'instep-salesforce-'));
  await new MetadataConverter().convert(components, 'metadata', { type: 'directory', outputDirectory: out, genUniqueDir: false });
  await rm(out, { recursive: true });

  const counts = new Map<string, number>();
  for (const { type } of all) counts.set(type.name, (counts.get(type.name) ?? 0) + 1);
  console.log('Salesforce reads:', Object.fromEntries(counts));
  const read = new Set([...all, ...all.flatMap((one) => one.getChildren())].flatMap(({ xml }) => (xml ? [resolve(xml)] : [])));
  const files = readdirSync(source, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const unread = files.map((entry) => join(entry.parentPath, entry.name)).filter((path) => !read.has(path));
  const listed = membersIn(readFileSync(join(root, 'manifests/salesforce/manifest/package.xml'), 'utf8'));
  // What is inside an object goes with it.
  const inside = (member: string): boolean => listed.includes(`CustomObject ${/ (\w+)\./.exec(member)?.[1]}`);
  const found = membersIn(await components.getPackageXml()).filter((member) => !inside(member));
  return [
    ...unread.map((path) => `${path} belongs to nothing that Salesforce knows`),
    ...found.filter((member) => !listed.includes(member)).map((member) => `package.xml lacks ${member}`),
    ...listed.filter((member) => !found.includes(member)).map((member) => `package.xml lists ${member}, which is not there`),
  ];
}

install();
const wrong = await check();
for (const line of wrong) console.error(line);
process.exitCode = wrong.length > 0 ? 1 : 0;
