import { describe, expect, test } from 'vitest';
import { freshTrail, step, type Trail } from './loops';

const walk = (pages: readonly (readonly [link: string, held: string])[]): number => {
  let trail: Trail = freshTrail;
  let done = 0;
  for (const [link, held] of pages) {
    try {
      trail = step(trail, 'microsoft', 'list', link, held);
    } catch {
      break;
    }
    done++;
  }
  return done;
};

describe('SYN6 pages that never end', () => {
  test('SYN6 the same link again is given up at the second repeat', () => {
    expect(walk(Array.from({ length: 20 }, () => ['a', '']))).toBe(2);
    expect(walk(Array.from({ length: 20 }, (_, i) => [i % 2 ? 'b' : 'a', '']))).toBe(3);
  });
  test('SYN6 the same content under ever new links is given up', () => {
    expect(walk(Array.from({ length: 100 }, (_, i) => [`${i}`, 'same']))).toBeLessThan(10);
  });
  test('SYN6 many empty pages, and a row that comes twice now and then, are no loop', () => {
    expect(walk(Array.from({ length: 100 }, (_, i) => [`${i}`, '']))).toBe(100);
    expect(walk(Array.from({ length: 100 }, (_, i) => [`${i}`, `${Math.floor(i / 2)}`]))).toBe(100);
  });
  test('SYN6 list and delta may hold the same', () => {
    const trail = step(freshTrail, 'google', 'list', 'a', 'x');
    expect(step(trail, 'google', 'delta', 'a', 'x').repeats).toBe(0);
  });
});
