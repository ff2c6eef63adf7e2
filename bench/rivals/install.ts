/** The rivals are no dependency of the product: they are installed on demand into a folder that the repository ignores. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const folder = new URL('../.rivals/', import.meta.url);

const packages = {
  rxdb: '17.6.0',
  rxjs: '7.8.2',
  'pouchdb-core': '9.0.0',
  'pouchdb-adapter-memory': '9.0.0',
  'pouchdb-adapter-idb': '9.0.0',
  'pouchdb-replication': '9.0.0',
  dexie: '4.4.7',
  events: '3.3.0',
};

/** @returns why not, or ''. */
export function installPackages(): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('package.json', folder), JSON.stringify({ private: true, dependencies: packages }));
  if (Object.keys(packages).every((name) => existsSync(new URL(`node_modules/${name}/package.json`, folder)))) return '';
  return attempt('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], fileURLToPath(folder));
}

const isThere = (command: string): boolean => attempt('sh', ['-c', `command -v ${command}`]) === '';

/** Debian's packages, where this may be done. @returns by name why it cannot be run. */
export function installPrograms(): Readonly<Record<'vdirsyncer' | 'unison', string>> {
  const missing = (['vdirsyncer', 'unison'] as const).filter((name) => !isThere(name));
  const root = process.getuid?.() === 0;
  const why =
    missing.length === 0 ? '' : root ? attempt('apt-get', ['install', '-y', '--no-install-recommends', ...missing]) : 'needs root';
  const of = (name: 'vdirsyncer' | 'unison'): string => (isThere(name) ? '' : why || 'not in Debian’s packages here');
  return { vdirsyncer: of('vdirsyncer'), unison: of('unison') };
}

function attempt(command: string, args: readonly string[], cwd?: string): string {
  try {
    execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    return '';
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? 'failed') : 'failed';
  }
}
