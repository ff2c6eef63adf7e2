/**
 * Waits for all of them, then throws the first failure. With `Promise.all` the rest would go on unwatched after a failure, and
 * write into the ledger beside the next cycle, or after a wipe (SEC5, SYN6).
 */
export async function together<T extends readonly unknown[]>(works: readonly [...{ [K in keyof T]: Promise<T[K]> | T[K] }]): Promise<T> {
  const results = await Promise.allSettled(works);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return results.map((result) => (result.status === 'fulfilled' ? result.value : undefined)) as unknown as T;
}
