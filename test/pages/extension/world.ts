/** The extension's own world of a page, through the debugger: counts what our script does there, and only ours. */
import type { CDPSession, Page } from 'playwright-core';

export interface Counts {
  readonly frames: number;
  readonly timers: number;
  readonly messages: number;
  readonly layout: number;
  readonly styles: number;
  readonly queries: number;
}

const install = `(() => {
  const counts = globalThis.instepCounts = { frames: 0, timers: 0, messages: 0, layout: 0, styles: 0, queries: 0 };
  const count = (owner, name, what) => {
    const original = owner[name];
    owner[name] = function (...given) { counts[what]++; return original.apply(this, given); };
  };
  count(globalThis, 'requestAnimationFrame', 'frames');
  count(globalThis, 'setTimeout', 'timers');
  count(chrome.runtime, 'sendMessage', 'messages');
  count(globalThis, 'getComputedStyle', 'styles');
  for (const name of ['getBoundingClientRect', 'getClientRects', 'checkVisibility', 'scrollIntoView']) count(Element.prototype, name, 'layout');
  for (const [owner, names] of [[HTMLElement.prototype, ['offsetTop', 'offsetLeft', 'offsetWidth', 'offsetHeight', 'offsetParent', 'innerText']],
      [Element.prototype, ['clientTop', 'clientLeft', 'clientWidth', 'clientHeight', 'scrollTop', 'scrollLeft', 'scrollWidth', 'scrollHeight']]])
    for (const name of names) {
      const { get } = Object.getOwnPropertyDescriptor(owner, name);
      Object.defineProperty(owner, name, { configurable: true, get() { counts.layout++; return get.call(this); } });
    }
  for (const owner of [Element.prototype, Document.prototype])
    for (const name of ['querySelector', 'querySelectorAll']) count(owner, name, 'queries');
})()`;

export interface OurWorld {
  /** Sets the counts to nothing. */
  reset(): Promise<void>;
  counts(): Promise<Counts>;
  session: CDPSession;
}

/** Runs in the world of the extension's script in this page. */
export async function worldOf(page: Page): Promise<{ readonly session: CDPSession; run(expression: string): Promise<unknown> }> {
  const session = await page.context().newCDPSession(page);
  const found = new Promise<number>((resolve) => {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { type } = (context.auxData ?? {}) as { type?: string };
      if (type === 'isolated' && context.origin.startsWith('chrome-extension:')) resolve(context.id);
    });
  });
  await session.send('Runtime.enable');
  const contextId = await found;
  return {
    session,
    run: async (expression) =>
      (await session.send('Runtime.evaluate', { expression, contextId, returnByValue: true, awaitPromise: true })).result.value,
  };
}

export async function ourWorld(page: Page): Promise<OurWorld> {
  const { session, run } = await worldOf(page);
  await run(install);
  return {
    session,
    reset: async () => {
      await run('for (const name of Object.keys(instepCounts)) instepCounts[name] = 0');
    },
    counts: async () => (await run('({ ...instepCounts })')) as Counts,
  };
}
