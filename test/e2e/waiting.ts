/** What becomes true when the product has done its work, and not at a moment that a test could name. */
export async function eventually(expectation: () => Promise<void>, forMs = 20_000): Promise<void> {
  const until = Date.now() + forMs;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
}
