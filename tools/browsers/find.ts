/** Where Chromium and Firefox lie, and the sentence for whoever has none. */

export interface Wanted {
  readonly name: 'Chromium' | 'Firefox';
  readonly paths: readonly string[];
  /** The package of Debian and its kin. */
  readonly debian: string;
  /** Names the program, where it lies elsewhere. */
  readonly variable: string;
}

const wanted: readonly Wanted[] = [
  {
    name: 'Chromium',
    paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    debian: 'chromium',
    variable: 'INSTEP_CHROMIUM',
  },
  { name: 'Firefox', paths: ['/usr/bin/firefox-esr', '/usr/bin/firefox'], debian: 'firefox-esr', variable: 'INSTEP_FIREFOX' },
];

export type Exists = (path: string) => boolean;
type Environment = Readonly<Record<string, string | undefined>>;

const pathOf = ({ paths, variable }: Wanted, exists: Exists, env: Environment): string | undefined =>
  [env[variable] ?? '', ...paths].find((path) => path !== '' && exists(path));

export const missing = (exists: Exists, env: Environment): readonly Wanted[] => wanted.filter((browser) => !pathOf(browser, exists, env));

export const howTo = (browsers: readonly Wanted[]): string =>
  `${browsers.map(({ name }) => name).join(' and ')} not found. Install with "apt-get install ${browsers.map(({ debian }) => debian).join(' ')}", or name the program in ${browsers.map(({ variable }) => variable).join(' and ')}.`;

/** @throws with the sentence. */
export function chromiumAt(exists: Exists, env: Environment): string {
  const [chromium] = wanted;
  const path = chromium && pathOf(chromium, exists, env);
  if (!path) throw new Error(howTo(wanted.slice(0, 1)));
  return path;
}
