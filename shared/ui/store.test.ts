// @vitest-environment happy-dom
/** Between a device and a screen (STA3, DESIGN section 8). */
import { describe, expect, test } from 'vitest';
import { ask } from './store';
import type { Timing } from './timing';

/** Time that the test moves by hand. */
function handTime() {
  let now = 0;
  const waiting: { at: number; then: () => void }[] = [];
  const timing: Timing = {
    now: () => now,
    after: (ms, then) => {
      const entry = { at: now + ms, then };
      waiting.push(entry);
      return () => void waiting.splice(waiting.indexOf(entry), waiting.includes(entry) ? 1 : 0);
    },
  };
  const pass = async (ms: number) => {
    now += ms;
    for (const entry of waiting.filter(({ at }) => at <= now)) {
      waiting.splice(waiting.indexOf(entry), 1);
      entry.then();
    }
    await settle();
  };
  return { timing, pass };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('answers', () => {
  test('STA3 a change is asked for again within a second, and a burst of changes once', async () => {
    const { timing, pass } = handTime();
    let count = 0;
    let tell: () => void = () => undefined;
    const question = ask(
      async () => ++count,
      timing,
      (changed) => {
        tell = changed;
        return () => undefined;
      },
    );
    await settle();
    expect(question.answer.value).toMatchObject({ value: 1, state: 'ready' });
    tell();
    tell();
    tell();
    await pass(999);
    expect(question.answer.value.value).toBe(2);
    expect(count).toBe(2);
  });

  test('STA3 a change that comes while the answer is on its way is not lost', async () => {
    const { timing, pass } = handTime();
    const answers: ((value: number) => void)[] = [];
    let tell: () => void = () => undefined;
    const question = ask(
      () => new Promise<number>((resolve) => answers.push(resolve)),
      timing,
      (changed) => {
        tell = changed;
        return () => undefined;
      },
    );
    tell();
    answers[0]?.(1);
    await settle();
    await pass(999);
    expect(answers).toHaveLength(2);
    answers[1]?.(2);
    await settle();
    expect(question.answer.value.value).toBe(2);
  });

  test('DESIGN 8 the old answer stays while the new one loads and when it fails', async () => {
    const { timing } = handTime();
    let fails = false;
    const question = ask(async () => {
      if (fails) throw new Error('no answer');
      return 'old';
    }, timing);
    await settle();
    fails = true;
    question.again();
    expect(question.answer.value.value).toBe('old');
    await settle();
    expect(question.answer.value).toMatchObject({ value: 'old', state: 'failed' });
  });

  test('STA3 what could not be loaded is asked for again by itself, and at once when something changes', async () => {
    const { timing, pass } = handTime();
    let count = 0;
    let fails = true;
    let tell: () => void = () => undefined;
    const question = ask(
      async () => {
        count++;
        if (fails) throw new Error('no answer');
        return 'there';
      },
      timing,
      (changed) => {
        tell = changed;
        return () => undefined;
      },
    );
    await settle();
    await pass(2000);
    expect(count).toBe(1);
    tell();
    await pass(500);
    expect(count).toBe(2);
    fails = false;
    await pass(6000);
    expect(question.answer.value).toMatchObject({ value: 'there', state: 'ready' });
    await pass(60_000);
    expect(count).toBe(3);
    fails = true;
    tell();
    for (let second = 0; second < 600; second++) await pass(1000);
    expect(count).toBeLessThan(20);
    question.stop();
  });

  test('STA3 what may cost calls, or places a request, is not asked again by itself', async () => {
    const { timing, pass } = handTime();
    let count = 0;
    const question = ask(async () => {
      count++;
      throw new Error('no answer');
    }, timing);
    await settle();
    await pass(600_000);
    expect([count, question.answer.value.state]).toEqual([1, 'failed']);
  });

  test('STA3 after stopping nothing is asked or told any more', async () => {
    const { timing, pass } = handTime();
    let count = 0;
    let silenced = false;
    let tell: () => void = () => undefined;
    const question = ask(
      async () => ++count,
      timing,
      (changed) => {
        tell = changed;
        return () => {
          silenced = true;
        };
      },
    );
    await settle();
    tell();
    question.stop();
    await pass(999);
    expect(count).toBe(1);
    expect(silenced).toBe(true);
  });
});
