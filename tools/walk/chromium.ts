/** Chromium for whoever walks through the demo. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { chromiumAt } from '../browsers/find';

export const startChromium = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumAt(existsSync, process.env),
    args: ['--no-sandbox', '--force-color-profile=srgb', '--font-render-hinting=none'],
  });
