/** What a person sees of badges and cards, which stand in closed shadow roots: over the browser's own inspector, or as a press of the mouse. */
import type { Frame, Page } from 'playwright-core';

interface Node {
  readonly nodeName: string;
  readonly attributes?: readonly string[];
  readonly children?: readonly Node[];
  readonly shadowRoots?: readonly Node[];
}

const attribute = (node: Node, name: string): string | null => {
  const { attributes = [] } = node;
  const at = attributes.findIndex((one, index) => index % 2 === 0 && one === name);
  return at < 0 ? null : (attributes[at + 1] ?? '');
};

function* within(node: Node): Generator<Node> {
  yield node;
  for (const child of [...(node.shadowRoots ?? []), ...(node.children ?? [])]) yield* within(child);
}

export interface SeenBadge {
  readonly for: string;
  /** Where it stands: chip, bubble. */
  readonly place: string;
  /** The tooltip: begins with the word of the status. */
  readonly tip: string;
}

export async function badgesOn(page: Page): Promise<readonly SeenBadge[]> {
  const cdp = await page.context().newCDPSession(page);
  const { root } = (await cdp.send('DOM.getDocument', { depth: -1, pierce: true })) as unknown as { root: Node };
  await cdp.detach();
  return [...within(root)]
    .filter((node) => node.nodeName === 'INSTEP-BADGE' && attribute(node, 'hidden') === null)
    .map((node) => ({
      for: attribute(node, 'for') ?? '',
      place: attribute(node, 'class') ?? '',
      tip: [...within(node)].map((inner) => (inner.nodeName === 'BUTTON' ? (attribute(inner, 'title') ?? '') : '')).join(''),
    }));
}

/** Opens the card behind the badge that `css` names. */
export async function openCard(page: Page, css: string): Promise<Frame> {
  await page.locator(css).first().click();
  return cardOn(page);
}

const isCard = (frame: Frame): boolean => frame.url().includes('/card/index.html');

export const cardsOn = (page: Page): number => page.frames().filter(isCard).length;

export async function cardOn(page: Page): Promise<Frame> {
  for (let tries = 0; tries < 100; tries++) {
    const frame = page.frames().find(isCard);
    if (frame && (await frame.locator('.is-card').count()) > 0) return frame;
    await page.waitForTimeout(100);
  }
  throw new Error('No card has opened.');
}
