/** What was found once, as shortened scripts: replayed first, ever after. One file each in `test/regressions/`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Script } from './script';

export interface Regression extends Script {
  /** What went wrong. */
  readonly found: string;
  readonly name: string;
}

const folder = fileURLToPath(new URL('../regressions/', import.meta.url));

export function regressions(): readonly Regression[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => ({ ...(JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as Script & { found: string }), name }));
}
