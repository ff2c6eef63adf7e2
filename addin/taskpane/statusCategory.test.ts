import { expect, test } from 'vitest';
import { defaults } from '../../shared/core/configuration';
import { blankItem, fieldsOf } from '../../shared/core/fields';
import { kinds } from '../../shared/core/model';
import { statusCategories, wanted } from './statusCategory';

const { inStep, needsYou } = statusCategories;

test('the status joins the rep’s own categories, in their order, and nothing is written where it is right already', () => {
  expect(wanted(['Blue'], 'in step')).toEqual(['Blue', inStep]);
  expect(wanted(['Blue', inStep], 'in step')).toBeNull();
  expect(wanted([inStep, 'Blue'], 'needs you')).toEqual(['Blue', needsYou]);
  expect(wanted(['Blue'], 'failed')).toEqual(['Blue', needsYou]);
  expect(wanted([needsYou, 'Blue', inStep], 'kept out')).toEqual(['Blue']);
  expect(wanted([inStep], null)).toEqual([]);
  expect(wanted([], 'waiting')).toBeNull();
});

test('SUR5 a category is no field that syncs: no lens reads a different value for it', () => {
  for (const kind of kinds) {
    const plain = blankItem[kind];
    const marked = { ...plain, categories: [inStep, 'Blue'] };
    for (const lens of fieldsOf(kind, defaults, 'microsoft', null)) expect(lens.read.mailbox(marked)).toBe(lens.read.mailbox(plain));
  }
});
