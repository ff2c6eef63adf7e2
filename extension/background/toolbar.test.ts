import { beforeEach, expect, test, vi } from 'vitest';

const setIcon = vi.hoisted(() => vi.fn(async (_: { readonly path: Readonly<Record<number, string>> }) => undefined));
vi.mock('webextension-polyfill', () => ({ default: { action: { setIcon } } }));

beforeEach(() => {
  setIcon.mockClear();
  vi.resetModules();
});

test('SUR4 the toolbar icon has its dot while something needs the rep, and is drawn only when that changes', async () => {
  const { showToolbar } = await import('./toolbar');
  for (const asks of [false, true, true, false]) await showToolbar(asks);
  expect(setIcon.mock.calls.map(([{ path }]) => path[32])).toEqual(['icons/32.png', 'icons/32-ask.png', 'icons/32.png']);
});

test('SUR4 SYN6 a worker that was started anew draws the icon anew: the browser keeps it for longer than a worker lives', async () => {
  await (await import('./toolbar')).showToolbar(true);
  vi.resetModules();
  await (await import('./toolbar')).showToolbar(false);
  expect(setIcon.mock.calls.map(([{ path }]) => path[16])).toEqual(['icons/16-ask.png', 'icons/16.png']);
});

test('SUR4 an icon that the browser fails to load harms nothing, and is drawn the next time', async () => {
  const { showToolbar } = await import('./toolbar');
  setIcon.mockRejectedValueOnce(new Error("Failed to set icon 'icons/16.png': Failed to fetch"));
  await showToolbar(true);
  await showToolbar(true);
  expect(setIcon).toHaveBeenCalledTimes(2);
});
