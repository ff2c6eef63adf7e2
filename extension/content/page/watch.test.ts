// @vitest-environment happy-dom
/** How a page that does not come to rest is left alone. The clock, the frames and the timers are the test's. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Batch, type Watch, watch } from './watch';

let at = 0;
let frames: (() => void)[] = [];
let timers: { readonly due: number; readonly then: () => void }[] = [];
let looks: Batch[] = [];
let watched: Watch;

/** Ms that a look takes. */
const look = 10;

beforeEach(() => {
  [at, frames, timers, looks] = [0, [], [], []];
  watched = watch({
    document,
    adapter: { attributes: ['data-eventid'], texts: false },
    ours: { has: () => false },
    onBatch(batch) {
      looks.push(batch);
      at += look;
    },
    frame: (then) => frames.push(then),
    now: () => at,
    after: (ms, then) => timers.push({ due: at + ms, then }),
  });
});
afterEach(() => {
  watched.stop();
  vi.restoreAllMocks();
});

/** A portion is no crowd by itself. */
async function portion(): Promise<void> {
  for (let n = 0; n < 150; n++) document.body.append(document.createElement('i'));
  await new Promise((resolve) => setTimeout(resolve));
}
function frame(): void {
  at += 16;
  const due = timers.filter((timer) => timer.due <= at);
  timers = timers.filter((timer) => timer.due > at);
  for (const { then } of due) then();
  const now = frames;
  frames = [];
  for (const then of now) then();
}

test('a few changes are looked at one by one, in the next frame', async () => {
  await portion();
  frame();
  expect(looks.map(({ all, added }) => [all, added.size])).toEqual([[false, 150]]);
});

test('a crowd that comes in portions waits for its turn too: thirty times what the look before took', async () => {
  for (let n = 0; n < 30; n++) {
    await portion();
    await portion();
    frame();
  }
  // 30 frames are 480 ms and the look: the second look is due 400 ms after the first.
  expect(looks.map(({ all }) => all)).toEqual([true, true]);
  expect(frames.length + timers.length).toBe(1);
});

test('what came while nobody listened is looked at when the turn has come, also when the page rests by then', async () => {
  for (let n = 0; n < 2; n++) {
    await portion();
    await portion();
    frame();
  }
  expect(looks).toHaveLength(1);
  for (let n = 0; n < 30; n++) frame();
  expect(looks.map(({ all }) => all)).toEqual([true, true]);
  await portion();
  frame();
  expect(looks.at(-1)?.all).toBe(false);
});

test('a page that is left is not looked at any more', async () => {
  await portion();
  watched.stop();
  frame();
  expect(looks).toEqual([]);
});

test('SUR1 our own work is not heard; what the page did just before it is, and what it does after it', async () => {
  const before = document.body.appendChild(document.createElement('i'));
  watched.deaf(() => {
    for (let n = 0; n < 300; n++) document.body.append(document.createElement('b'));
  });
  const after = document.body.appendChild(document.createElement('u'));
  await new Promise((resolve) => setTimeout(resolve));
  frame();
  expect(looks.map(({ added, all }) => [[...added], all])).toEqual([[[before, after], false]]);
});

test('our own work while nobody listens anyway brings no listener back before its turn', async () => {
  await portion();
  await portion();
  const listened = vi.spyOn(MutationObserver.prototype, 'observe');
  watched.deaf(() => document.body.append(document.createElement('b')));
  expect(listened).not.toHaveBeenCalled();
  frame();
  expect(looks.map(({ all }) => all)).toEqual([true]);
});

test('a page that is left is not listened to again after our own work', () => {
  const listened = vi.spyOn(MutationObserver.prototype, 'observe');
  watched.deaf(() => watched.stop());
  expect(listened).not.toHaveBeenCalled();
});

test('SUR1 our own work that fails leaves the page listened to', async () => {
  const failing = () => {
    throw new Error('no place');
  };
  expect(() => watched.deaf(failing)).toThrow('no place');
  await portion();
  frame();
  expect(looks.map(({ added }) => added.size)).toEqual([150]);
});
