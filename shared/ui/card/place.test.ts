/** Where the card stands (DESIGN section 6). */
import { describe, expect, test } from 'vitest';
import { placeCard } from './place';

const card = { width: 320, height: 200 };
const view = { width: 1000, height: 600 };
const box = (left: number, top: number) => ({ left, top, right: left + 24, bottom: top + 24 });

describe('placing the card', () => {
  test('DESIGN 6 below its badge, start-aligned', () => {
    expect(placeCard(box(100, 100), card, view, false)).toEqual({ left: 100, top: 128 });
    expect(placeCard(box(600, 100), card, view, true)).toEqual({ left: 304, top: 128 });
  });

  test('DESIGN 6 flips above where there is no room below', () => {
    expect(placeCard(box(100, 500), card, view, false)).toEqual({ left: 100, top: 296 });
  });

  test('DESIGN 6 stays 8 px from the edges, also in a page that is too small', () => {
    expect(placeCard(box(950, 100), card, view, false).left).toBe(672);
    expect(placeCard(box(10, 100), card, view, true).left).toBe(8);
    expect(placeCard(box(0, 50), card, { width: 300, height: 150 }, false)).toEqual({ left: 8, top: 8 });
  });
});
