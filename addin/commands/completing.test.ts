import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { completing } from './completing';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const event = () => ({ completed: vi.fn() });

test('event.completed is said once when the work is done', async () => {
  const told = event();
  completing(async () => undefined, 1000)(told);
  await vi.advanceTimersByTimeAsync(5000);
  expect(told.completed).toHaveBeenCalledTimes(1);
});

test('event.completed is said when the work fails, at once or later', async () => {
  for (const work of [
    () => Promise.reject(new Error('later')),
    () => {
      throw new Error('at once');
    },
  ]) {
    const told = event();
    completing(work, 1000)(told);
    await vi.advanceTimersByTimeAsync(0);
    expect(told.completed).toHaveBeenCalledTimes(1);
  }
});

test('event.completed is said when the work hangs, and not again when it ends after all', async () => {
  const told = event();
  let end: () => void = () => undefined;
  completing(() => new Promise<void>((resolve) => (end = resolve)), 1000)(told);
  await vi.advanceTimersByTimeAsync(999);
  expect(told.completed).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(told.completed).toHaveBeenCalledTimes(1);
  end();
  await vi.advanceTimersByTimeAsync(10);
  expect(told.completed).toHaveBeenCalledTimes(1);
});
