// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { themeOfPage } from '../../../shared/ui/badge';
import { partOf } from './theme';

test('SUR2 the card over a dark chip of a light calendar is light: the page counts, not the chip', () => {
  document.body.innerHTML =
    '<main style="background-color: rgb(255, 255, 255)"><div id="chip" style="background-color: rgb(11, 87, 208)"></div></main>';
  const chip = document.querySelector('#chip');
  expect(chip && themeOfPage(partOf(chip))).toBe('light');
  document.querySelector('main')?.setAttribute('style', 'background-color: rgb(19, 19, 20)');
  expect(chip && themeOfPage(partOf(chip))).toBe('dark');
});
