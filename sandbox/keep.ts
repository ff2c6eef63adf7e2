/** What a sandbox holds between two starts: one JSON file for each vendor, one for people, clock and refresh tokens. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Grants } from './oauth/grants';
import type { Vendors } from './vendors';
import type { Account, World } from './world';

interface Kept {
  readonly accounts: readonly Account[];
  readonly mails: World['mails'];
  readonly grants: unknown;
}

export async function store(folder: string, world: World, vendors: Vendors, grants: Grants): Promise<void> {
  await mkdir(folder, { recursive: true });
  const kept: Kept = { accounts: world.accounts, mails: world.mails, grants: grants.dump() };
  await writeFile(join(folder, 'world.json'), JSON.stringify(kept));
  for (const vendor of Object.values(vendors)) await writeFile(join(folder, `${vendor.name}.json`), JSON.stringify(vendor.dump() ?? null));
}

/** @returns false when nothing was kept there. */
export async function load(folder: string, world: World, vendors: Vendors, grants: Grants): Promise<boolean> {
  const kept = await read<Kept>(join(folder, 'world.json'));
  if (!kept) return false;
  world.accounts.splice(0, world.accounts.length, ...kept.accounts);
  world.mails.splice(0, world.mails.length, ...kept.mails);
  grants.load(kept.grants);
  for (const vendor of Object.values(vendors)) {
    const dump = await read<unknown>(join(folder, `${vendor.name}.json`));
    if (dump !== null) vendor.load(dump);
  }
  return true;
}

async function read<T>(file: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
