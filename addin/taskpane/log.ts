/** The last lines of the log, for "Copy the log". Lines hold no token and no personal value (SEC2): whoever writes them sees to that. */
import { realClock } from '../../shared/adapters/clock';
import type { Log } from '../../shared/core/ports';

const most = 500;

export function keepLog(): { readonly write: Log; text(): string } {
  const lines: string[] = [];
  return {
    write: (level, message, facts = {}) => {
      lines.push(`${new Date(realClock.now()).toISOString()} ${level} ${message} ${JSON.stringify(facts)}`);
      if (lines.length > most) lines.shift();
    },
    text: () => lines.join('\n'),
  };
}
