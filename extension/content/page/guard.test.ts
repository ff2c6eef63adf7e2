// @vitest-environment happy-dom
/** What is done on a badge: heard before the page hears it, by one listener for all (SUR1, SEC4). */
import { afterEach, expect, test, vi } from 'vitest';
import { installGuard } from './guard';

const badge = document.createElement('instep-badge');
document.body.append(badge);
const open = vi.fn();
const tell = vi.fn();
const unguard = installGuard(window, {
  badgeOf: (node) => (node === badge ? { open, tell } : null),
  isCard: () => false,
  closeCard: () => false,
});
afterEach(() => vi.clearAllMocks());

const heardByPage = (target: Element, type: string): number => {
  const page = vi.fn();
  document.body.addEventListener(type, page);
  target.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  document.body.removeEventListener(type, page);
  return page.mock.calls.length;
};

test('SUR1 presses and keys on a badge stay there; others are the page’s', () => {
  for (const type of ['click', 'keydown', 'mousedown', 'pointerdown', 'dblclick', 'contextmenu', 'dragstart']) {
    expect(heardByPage(badge, type), type).toBe(0);
    expect(heardByPage(document.body, type), type).toBe(1);
  }
});

test('SEC4 a click that nobody made opens nothing', () => {
  badge.click();
  expect(open).not.toHaveBeenCalled();
});

test('DESIGN 4 a badge says anew how long ago it was checked when somebody points at it or comes to it, which is no secret', () => {
  expect(heardByPage(badge, 'pointerover') + heardByPage(badge, 'focusin')).toBe(2);
  expect(tell).toHaveBeenCalledTimes(2);
});

test('SUR7 after its end nothing is taken from the page', () => {
  unguard();
  expect(heardByPage(badge, 'click')).toBe(1);
});
