/** Chromium for whoever walks through the demo: the one that is named, else where it usually lies. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export async function startChromium(): Promise<Browser> {
  const executablePath = [process.env.INSTEP_CHROMIUM ?? '', ...usual].find((path) => path !== '' && existsSync(path));
  if (!executablePath) throw new Error('Chromium was not found. Install it, or name the program in INSTEP_CHROMIUM.');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--force-color-profile=srgb', '--font-render-hinting=none'] });
}
