/** What a piece of work takes of this process: processor (seconds, all threads), wall, memory. */
export interface Measured {
  readonly cpu: number;
  readonly wall: number;
  readonly rssMb: number;
  /** Heap above what it was before: at most, and afterwards. */
  readonly peakMb: number;
  readonly keptMb: number;
}

const mb = (bytes: number): number => Math.round(bytes / 1e5) / 10;

export async function measured<T extends object>(work: () => Promise<T>): Promise<T & Measured> {
  globalThis.gc?.();
  globalThis.gc?.();
  const before = process.memoryUsage();
  let [rss, heap] = [before.rss, before.heapUsed];
  const look = (): void => {
    const now = process.memoryUsage();
    rss = Math.max(rss, now.rss);
    heap = Math.max(heap, now.heapUsed);
  };
  const watch = setInterval(look, 20);
  const [used, started] = [process.cpuUsage(), performance.now()];
  const did = await work();
  const wall = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(used);
  clearInterval(watch);
  look();
  globalThis.gc?.();
  globalThis.gc?.();
  const after = process.memoryUsage();
  const kept = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  return { ...did, cpu: (user + system) / 1e6, wall, rssMb: mb(rss), peakMb: mb(heap - before.heapUsed), keptMb: mb(kept) };
}
