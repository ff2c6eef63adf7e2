/** Buckets point from names to pages, also after many edits and splits. */
import { expect, test } from 'vitest';
import { bucketsFor, edited, emptyBucket, pagesFor, split } from './buckets';

const all = (): boolean => true;

test('P12 a name points to its pages, latest last, each once', () => {
  const bucket = edited(emptyBucket, all, [
    [7, 2],
    [3, 1],
    [7, 1],
    [7, 2],
  ]);
  expect([pagesFor(bucket, 7), pagesFor(bucket, 3), pagesFor(bucket, 5)]).toEqual([[1, 2], [1], []]);
});

test('P12 an edit takes out what has moved and keeps the rest in order', () => {
  const before = edited(emptyBucket, all, [
    [1, 1],
    [2, 1],
    [9, 1],
  ]);
  const after = edited(before, (hash) => hash !== 2, [
    [0, 2],
    [2, 2],
    [9, 1],
    [12, 2],
  ]);
  expect([...after.hashes]).toEqual([0, 1, 2, 9, 12]);
  expect([...after.pages]).toEqual([2, 1, 2, 1, 2]);
});

test('P13 buckets double until none holds too much, and each entry lies in the one its hash names', () => {
  expect([bucketsFor(10, 1, 10), bucketsFor(11, 1, 10), bucketsFor(45, 2, 10)]).toEqual([1, 2, 8]);
  const bucket = edited(
    emptyBucket,
    all,
    [2, 6, 10, 14].map((hash) => [hash, 1] as const),
  );
  expect([2, 6].map((at) => [...split(bucket, at, 8).hashes])).toEqual([
    [2, 10],
    [6, 14],
  ]);
});
