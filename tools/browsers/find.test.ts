import { expect, test } from 'vitest';
import { chromiumAt, howTo, missing } from './find';

test('no browser: one sentence that says how to get what is missing, and nothing else', () => {
  expect(howTo(missing(() => false, {}))).toBe(
    'Chromium and Firefox not found. Install with "apt-get install chromium firefox-esr", or name the program in INSTEP_CHROMIUM and INSTEP_FIREFOX.',
  );
  expect(() => chromiumAt(() => false, {})).toThrow(
    /^Chromium not found\. Install with "apt-get install chromium", or name the program in INSTEP_CHROMIUM\.$/,
  );
});

test('a browser that lies elsewhere is named, and comes before the usual ones', () => {
  const env = { INSTEP_CHROMIUM: '/opt/chrome' };
  expect(chromiumAt((path) => path === '/opt/chrome' || path === '/usr/bin/chromium', env)).toBe('/opt/chrome');
  // One that is named and not there: then the usual one.
  expect(chromiumAt((path) => path === '/usr/bin/chromium', env)).toBe('/usr/bin/chromium');
  expect(missing((path) => path.startsWith('/usr/bin/'), {})).toEqual([]);
});
