/**
 * The Outlook add-in, end to end: the built pages with the real Office.js in a make-believe host, the sandbox behind them, in
 * Chromium. One file for all parts, so that the add-in is built once and one browser serves them.
 */
import { afterAll, beforeAll } from 'vitest';
import { beginDay, endDay } from './addin.day';
import { closeBrowser } from './addin.lab';

// The parts of the long day lean on each other, in this order.
import './addin.firstRun';
import './addin.selection';
import './addin.keepOut';
import './addin.commands';
import './addin.others';
import './addin.reset';
// These stand alone.
import './addin.keyboard';
import './addin.nested';
import './addin.weather';
import './addin.looks';
import './addin.package';
import './addin.shell';

beforeAll(beginDay);
afterAll(async () => {
  await endDay();
  await closeBrowser();
});
