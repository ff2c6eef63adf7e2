/**
 * Where the demo's company is kept between two starts, and its name: a page that holds a ledger of another company must begin
 * a new one. A folder that cannot be written is said once, and the company is then forgotten at the end.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.env.INSTEP_DEMO_FOLDER ?? fileURLToPath(new URL('../../.sandbox/demo', import.meta.url));
const nameFile = `${folder}/company.txt`;

export interface Company {
  /** Absent: the folder is read-only. */
  readonly keep?: string;
  name(): string;
  /** The company was seeded anew: whoever held something of the old one must forget it. */
  renew(): void;
}

export function openCompany(fresh: boolean): Company {
  let name: string = randomUUID();
  const write = () => writeFileSync(nameFile, name);
  try {
    if (fresh) rmSync(folder, { recursive: true, force: true });
    make(folder);
    name = kept() ?? name;
    write();
  } catch {
    return {
      name: () => name,
      renew() {
        name = randomUUID();
      },
    };
  }
  return {
    keep: folder,
    name: () => name,
    renew() {
      name = randomUUID();
      write();
    },
  };
}

/** Not Node's own `recursive`: where a file system answers "no such folder" to every new one, it would try for ever. */
function make(path: string): void {
  if (existsSync(path)) return;
  make(dirname(path));
  mkdirSync(path);
}

/** Only together with the state that it names: after a crash there may be the one without the other. */
function kept(): string | null {
  try {
    readFileSync(`${folder}/world.json`);
    return readFileSync(nameFile, 'utf8');
  } catch {
    return null;
  }
}
