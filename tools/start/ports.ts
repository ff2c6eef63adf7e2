/** Free ports near the wished ones: a taken one is no reason to stop, but is said. */
import { createServer } from 'node:net';

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });

const furthest = 200;

/** As many as are asked for, counting up from `first`; 0 means any. */
export async function freePorts(first: number, count: number): Promise<number[]> {
  if (first === 0) return Array.from({ length: count }, () => 0);
  const found: number[] = [];
  for (let port = first; port < first + furthest && found.length < count; port++) if (await isFree(port)) found.push(port);
  if (found.length < count) throw new Error(`there are no ${count} free ports from ${first} on. Name others with --port.`);
  return found;
}
