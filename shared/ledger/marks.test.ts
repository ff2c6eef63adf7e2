/** Marks keep their order, and a change to them says only what is different. */
import { expect, test } from 'vitest';
import { MarkDraft, Marks } from './marks';

test('SYN6 marks come back in the order in which they came; one that went and came again is last', () => {
  const marks = new Marks();
  const change = (work: (draft: MarkDraft) => void): number => {
    const draft = new MarkDraft(marks);
    work(draft);
    marks.apply(draft.records);
    return draft.moved('dirty');
  };
  const came = (draft: MarkDraft): void => {
    for (const key of ['a', 'b', 'c', 'a']) draft.put('dirty', key);
  };
  expect(change(came)).toBe(3);
  expect(
    change((draft) => {
      draft.drop('dirty', 'a');
      draft.put('dirty', 'a');
      draft.put('dirty', 'b');
      draft.drop('dirty', 'unknown');
      draft.put('trouble', 'b', 7);
    }),
  ).toBe(0);
  expect([...marks.of('dirty').keys()]).toEqual(['b', 'c', 'a']);
  const read = new Marks(marks.records);
  expect([...read.of('dirty').keys(), ...read.of('trouble')]).toEqual(['b', 'c', 'a', ['b', 7]]);
});

test('SYN6 what is as it was is not written', () => {
  const marks = new Marks();
  const draft = new MarkDraft(marks);
  draft.put('tell', 'a');
  marks.apply(draft.records);
  const again = new MarkDraft(marks);
  again.put('tell', 'a');
  again.drop('dirty', 'a');
  expect(again.records).toEqual([]);
});
