/**
 * The log of this device: the last few hundred lines, for "Copy the log". Never a token, a name or a text of an item. A worker that
 * is stopped would take it along: it is in the browser's session storage, which outlives workers and not the browser.
 */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { realClock } from '../../shared/adapters/clock';
import type { Log } from '../../shared/core/ports';

const most = 500;
const gatherMs = 1000;
const key = 'log';

const lines: string[] = [];
let before: Promise<readonly string[]> | null = null;
let planned = false;

const stored = async (): Promise<readonly string[]> =>
  v.parse(v.optional(v.array(v.string()), []), (await browser.storage.session.get(key))[key] ?? []);

/** This worker's lines, behind those of the workers before it. */
async function all(): Promise<readonly string[]> {
  before ??= stored().catch(() => []);
  return [...(await before), ...lines].slice(-most);
}

async function save(): Promise<void> {
  planned = false;
  await browser.storage.session.set({ [key]: await all() });
}

export const log: Log = (level, message, facts) => {
  lines.push(`${new Date(realClock.now()).toISOString()} ${level} ${message}${facts ? ` ${JSON.stringify(facts)}` : ''}`);
  if (lines.length > most) lines.shift();
  if (planned) return;
  planned = true;
  void realClock.sleep(gatherMs).then(save, () => undefined);
};

export const logText = async (): Promise<string> => (await all()).join('\n');
