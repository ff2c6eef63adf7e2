/** `npm test` needs Chromium and Firefox: finds them, installs them where it may, else says how. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { howTo, missing } from './browsers/find';

const first = missing(existsSync, process.env);
if (first.length > 0) {
  const packages = first.map(({ debian }) => debian);
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) {
    process.stderr.write(`Installing ${packages.join(' and ')}…\n`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: ['ignore', 'ignore', 'inherit'], env });
  }
  const still = missing(existsSync, process.env);
  if (still.length > 0) {
    process.stderr.write(`${howTo(still)}\n`);
    process.exitCode = 1;
  }
}
