/**
 * `npm run build`: the extension for Chrome (and Edge) and for Firefox, and the Outlook add-in, each as a folder and as a zip, with checksums and a
 * list of what is in them. The same sources give the same bytes: files are sorted and carry one date.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { name } from '../package.json' with { type: 'json' };
import { lastingBill } from './bill';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');

const products = [
  { mode: 'chrome', folder: 'extension-chrome' },
  { mode: 'firefox', folder: 'extension-firefox' },
  { mode: 'addin', folder: 'addin' },
] as const;

/** Zip knows no years before 1980. */
const date = '1980-01-02T00:00:00';

function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => (statSync(join(folder, name)).isDirectory() ? filesIn(join(folder, name)) : [join(folder, name)]));
}

function zipped(folder: string): Uint8Array {
  const files: Zippable = {};
  for (const file of filesIn(folder))
    files[relative(folder, file).replaceAll('\\', '/')] = [new Uint8Array(readFileSync(file)), { mtime: date, level: 9 }];
  return zipSync(files);
}

const sums: string[] = [];
for (const { mode, folder } of products) {
  const { status } = spawnSync(process.execPath, [vite, 'build', '--mode', mode], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    process.stderr.write(`The build of ${folder} failed; what the build tool says stands above.\n`);
    process.exit(1);
  }
  const zip = zipped(join(dist, folder));
  writeFileSync(join(dist, `${folder}.zip`), zip);
  sums.push(`${createHash('sha256').update(zip).digest('hex')}  ${folder}.zip`);
}
writeFileSync(join(dist, 'SHA256SUMS'), `${sums.join('\n')}\n`);

const bill = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'], { cwd: root, encoding: 'utf8' });
if (bill.status === 0) writeFileSync(join(dist, 'sbom.json'), lastingBill(bill.stdout, name));
else process.stderr.write('No list of packages (SBOM) was written: this npm has no "sbom" command.\n');
process.stdout.write(`${products.map(({ folder }) => `dist/${folder} and dist/${folder}.zip`).join('\n')}\nChecksums: dist/SHA256SUMS\n`);
