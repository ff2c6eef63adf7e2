/** `npm test` needs Chromium and Firefox: finds them, installs them where it may, else says how. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

interface Wanted {
  readonly name: string;
  readonly paths: readonly string[];
  readonly debian: string;
}

const wanted: readonly Wanted[] = [
  {
    name: 'Chromium',
    paths: [process.env.INSTEP_CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    debian: 'chromium',
  },
  { name: 'Firefox', paths: [process.env.INSTEP_FIREFOX ?? '', '/usr/bin/firefox-esr', '/usr/bin/firefox'], debian: 'firefox-esr' },
];

const found = ({ paths }: Wanted): boolean => paths.some((path) => path !== '' && existsSync(path));

const missing = wanted.filter((browser) => !found(browser));
if (missing.length > 0) {
  const packages = missing.map(({ debian }) => debian);
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) {
    process.stderr.write(`Installing ${packages.join(' and ')}…\n`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: ['ignore', 'ignore', 'inherit'], env });
  }
  const still = missing.filter((browser) => !found(browser));
  if (still.length > 0) {
    const names = still.map(({ name }) => name).join(' and ');
    process.stderr.write(
      `${names} not found. Install with "apt-get install ${still.map(({ debian }) => debian).join(' ')}", or name the program in INSTEP_CHROMIUM or INSTEP_FIREFOX.\n`,
    );
    process.exitCode = 1;
  }
}
