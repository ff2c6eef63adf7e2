/** What only a debugger sees: the inside of closed shadow roots. */
import type { Frame, Page } from 'playwright-core';

interface Node {
  readonly nodeName: string;
  readonly attributes?: readonly string[];
  readonly children?: readonly Node[];
  readonly shadowRoots?: readonly Node[];
}

const attribute = ({ attributes = [] }: Node, name: string): string => attributes[attributes.indexOf(name) + 1] ?? '';

function* all(node: Node): Generator<Node> {
  yield node;
  for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) yield* all(child);
}

/** What all badges' buttons have in that attribute, in the order of the page. */
async function buttonsOf(page: Page, name: string): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { root } = (await session.send('DOM.getDocument', { depth: -1, pierce: true })) as unknown as { root: Node };
  await session.detach();
  const badges = [...all(root)].filter(({ nodeName }) => nodeName === 'INSTEP-BADGE');
  return badges.flatMap((badge) => {
    const button = [...all(badge)].find(({ nodeName }) => nodeName === 'BUTTON');
    return button ? [attribute(button, name)] : [];
  });
}

export const namesOf = (page: Page): Promise<string[]> => buttonsOf(page, 'aria-label');
export const tabStopsOf = async (page: Page): Promise<number> =>
  (await buttonsOf(page, 'tabindex')).filter((index) => index === '0').length;

/** The frame of the open card, once it shows something. */
export async function cardOf(page: Page): Promise<Frame> {
  for (let looks = 0; looks < 60; looks++) {
    const frame = page.frames().find((one) => one.url().includes('/card/index.html'));
    const heads = frame?.locator('[role=dialog] h2').count();
    // The card before may go while it is looked at.
    if (frame && (await heads?.catch(() => 0))) return frame;
    await page.waitForTimeout(50);
  }
  throw new Error('no card');
}

export const cardIsOpen = (page: Page): Promise<boolean> => page.evaluate(() => document.querySelector('instep-card') !== null);
