/** The runner says that this is a test, and the build tool would make slower and larger files of it: what is tested is what is released. */
export async function asReleased<T>(make: () => Promise<T>): Promise<T> {
  const { NODE_ENV, VITEST } = process.env;
  process.env.NODE_ENV = 'production';
  // The configuration answers with the test projects while this is set.
  delete process.env.VITEST;
  try {
    return await make();
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
    if (VITEST !== undefined) process.env.VITEST = VITEST;
  }
}
