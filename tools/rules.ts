/** Which tests hold which rule: `npx tsx tools/rules.ts` for all of them, `npx tsx tools/rules.ts SYN3 EVT4` for some. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(import.meta.dirname, '..');
const folders = ['shared', 'sandbox', 'extension', 'addin', 'manifests', 'tools', 'test'];

export interface RuleTest {
  readonly file: string;
  readonly name: string;
}

/** A call that names a test, whatever stands between: `test.each(…)('SYN1 …'`, `scenario('[SYN1] …'`, `fromBothSides(\`…`. */
const named = /\b(?:test|it|describe|scenario|fromBothSides)\b[^\n'"`]{0,200}?\(?\s*(['"`])(\[?(?:[A-Z]{3}\d+[ ,]*)+\]?[^\n]*?)\1/g;
const number = /\b[A-Z]{3}\d+\b/g;

function testFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('node_modules') && (/\.test\.tsx?$/.test(path) || path.includes('/test/')));
}

/** The rules that a name begins with. */
const rulesIn = (name: string): readonly string[] => /^\[?((?:[A-Z]{3}\d+[ ,]*)+)/.exec(name)?.[1]?.match(number) ?? [];

export function testsByRule(): ReadonlyMap<string, readonly RuleTest[]> {
  const found = new Map<string, RuleTest[]>();
  for (const path of folders.flatMap(testFiles)) {
    const text = readFileSync(path, 'utf8').replace(/\(\s*\n\s*(['"`])/g, '($1');
    for (const [, , name = ''] of text.matchAll(named)) {
      for (const rule of rulesIn(name)) found.set(rule, [...(found.get(rule) ?? []), { file: path.slice(root.length + 1), name }]);
    }
  }
  return found;
}

/** `**SUR1–SUR3**` stands for all three. */
export function rulesOfSpec(): readonly string[] {
  const text = readFileSync(join(root, 'docs/spec.md'), 'utf8');
  const rules: string[] = [];
  for (const [, letters = '', from = '', , to = from] of text.matchAll(/\*\*([A-Z]{3})(\d+)(?:[–-]([A-Z]{3})(\d+))?\*\*/g)) {
    for (let n = Number(from); n <= Number(to); n++) rules.push(`${letters}${n}`);
  }
  return rules;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = process.argv.slice(2);
  const tests = testsByRule();
  for (const rule of asked.length > 0 ? asked : rulesOfSpec()) {
    process.stdout.write(`${rule}\n`);
    for (const { file, name } of tests.get(rule) ?? []) process.stdout.write(`  ${name}  (${file})\n`);
  }
}
