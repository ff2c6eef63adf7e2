import { expect, test } from 'vitest';
import { isDark } from '../office/theme';
import { cameBack } from './window';

test('SEC3 only our own page’s answer is taken from a window, in its shape', () => {
  expect(cameBack(JSON.stringify({ instep: 'came back', query: '?code=1&state=2' }))?.get('code')).toBe('1');
  const wrong = [
    '',
    'code=1',
    '{',
    'null',
    '[]',
    JSON.stringify({ instep: 'other', query: '?code=1' }),
    JSON.stringify({ instep: 'came back' }),
  ];
  for (const text of wrong) expect(cameBack(text)).toBeNull();
  expect(cameBack({ instep: 'came back', query: '?code=1' })).toBeNull();
  expect(cameBack(JSON.stringify({ instep: 'came back', query: 'x'.repeat(30_000) }))).toBeNull();
});

test('Outlook’s themes are told apart by their ground', () => {
  expect(['#000000', '#1F1F1F', '#292929', '#444444'].every(isDark)).toBe(true);
  expect(['#FFFFFF', '#f3f2f1', '#E5E5E5', 'white'].some(isDark)).toBe(false);
});
