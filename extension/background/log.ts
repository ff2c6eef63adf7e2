/** The log of this device: the last few hundred lines, in memory, for "Copy the log". Never a token, a name or a text of an item. */

import { realClock } from '../../shared/adapters/clock';
import type { Log } from '../../shared/core/ports';

const most = 500;
const lines: string[] = [];

export const log: Log = (level, message, facts) => {
  lines.push(`${new Date(realClock.now()).toISOString()} ${level} ${message}${facts ? ` ${JSON.stringify(facts)}` : ''}`);
  if (lines.length > most) lines.shift();
};

export const logText = (): string => lines.join('\n');
