/** Drops deeds as long as it still breaks: what is left is the history to read. */
import { type RunOptions, run } from './run';
import type { Script } from './script';

export async function shrink(script: Script, rule: string, options: RunOptions = {}, most = 200): Promise<Script> {
  let best = script;
  let tries = 0;
  const breaks = async (candidate: Script): Promise<boolean> => {
    tries++;
    return (await run(candidate, options)).broken.some((line) => ruleOf(line) === rule);
  };
  for (let size = Math.ceil(best.acts.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.acts.length && tries < most; ) {
      const candidate = { ...best, acts: [...best.acts.slice(0, at), ...best.acts.slice(at + size)] };
      if (await breaks(candidate)) best = candidate;
      else at += size;
    }
  }
  return best;
}

/** What a line of a finding is about, without names and values. */
export const ruleOf = (line: string): string =>
  line
    .replace(/"[^"]*"|\([^)]*\)|\S*\d\S*/g, '')
    .replace(/\s+/g, ' ')
    .slice(0, 60);
