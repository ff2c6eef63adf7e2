/** What a piece of work takes of this process: processor, wall, memory. One JSON line each. */
const mb = (bytes: number): number => Math.round(bytes / 1e5) / 10;

export async function phase(name: string, work: () => Promise<object>): Promise<void> {
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
  const more = await work();
  const wall = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(used);
  clearInterval(watch);
  look();
  globalThis.gc?.();
  globalThis.gc?.();
  const kept = process.memoryUsage();
  const memory = {
    rssMb: mb(rss),
    peakMb: mb(heap - before.heapUsed),
    keptMb: mb(kept.heapUsed + kept.arrayBuffers - before.heapUsed - before.arrayBuffers),
  };
  process.stdout.write(`${JSON.stringify({ phase: name, cpu: (user + system) / 1e6, wall, ...memory, ...more })}\n`);
}
