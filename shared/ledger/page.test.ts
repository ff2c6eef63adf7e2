/** A page gives back the things it was made of, and finds them by name. */
import { expect, test } from 'vitest';
import { Packer } from './packed';
import { Page, type Thing } from './page';

const thing = (id: string, own: number, names: readonly number[]): Thing => ({
  id,
  own,
  no: own * 2,
  value: own * 10,
  names,
  text: JSON.stringify([id]),
});

test('SYN6 things come back from a page as they were, and are found by each of their names', () => {
  const things = [thing('a', 1, [10, 11]), thing('line\nbreak', 2, []), thing('c', 3, [11, 12, 13])];
  const page = new Page(Page.of('history', things, new Packer()).record, new Packer());
  expect(things.map((_, at) => page.at(at))).toEqual(things);
  expect([page.named(11), page.named(13), page.named(99)]).toEqual([[0, 2], [2], []]);
});
