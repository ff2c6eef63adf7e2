import { expect, test } from 'vitest';
import { ask } from '../../../shared/ui/store';
import { Life, mortal } from './mortal';

const slow = { read: () => new Promise<string>((resolve) => setTimeout(resolve, 20, 'read')) };
const timing = {
  now: () => 0,
  after: (ms: number, then: () => void) => {
    if (ms < 1000) then();
    return () => undefined;
  },
};

test('SYN6 a screen whose question is cut off by a stopped worker is told, and asks the next one', async () => {
  let life = new Life();
  const question = () => life.asked(mortal(slow, life).read());
  let tell = (): void => undefined;
  const { answer, stop } = ask(question, timing, (changed) => {
    tell = changed;
    return () => undefined;
  });
  life.end();
  await expect.poll(() => answer.value.state).toBe('failed');
  life = new Life();
  tell();
  await expect.poll(() => answer.value).toMatchObject({ value: 'read', state: 'ready' });
  stop();
});

test('SYN6 nor does one hang that is asked between two workers', async () => {
  const life = new Life();
  life.end();
  await expect(life.asked(mortal(slow, life).read())).rejects.toThrow('stopped');
});

test('nothing that a stopped worker waited for comes back to it', async () => {
  const life = new Life();
  let came = false;
  void mortal(slow, life)
    .read()
    .then(() => {
      came = true;
    });
  life.end();
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(came).toBe(false);
});
