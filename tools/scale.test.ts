import { expect, test } from 'vitest';
import { scale } from './scale';

test('CON6 SYN6 a device that is killed in the middle of a large first sync and begins again from nothing: all is there, once', async () => {
  const result = await scale({ contacts: 2000, events: 500, provider: 'microsoft', side: 'mailbox', killAt: 800 });
  expect(result.killedAt).toBeGreaterThanOrEqual(800);
  expect(result.killedAt).toBeLessThan(2500);
  expect(result).toMatchObject({ contacts: 2000, events: 500, idleWrites: 0 });
}, 60_000);
