import { expect, test } from 'vitest';
import { isHanded } from '../handed/modules';
import { handOver } from './handOver';

const keys = (languages: readonly string[]) => Object.keys(handOver(languages)).sort();

test('SUR7 a page gets the words of the language that its reader reads, and English behind them', () => {
  expect(keys(['en-GB'])).toEqual([
    'css/badge.css default',
    'icons/status statusDrawings',
    'texts/badge/en en',
    'texts/badge/reasons.en reasons',
    'tones.css default',
  ]);
  expect(keys(['de-AT', 'en'])).toEqual([...keys(['en']), 'texts/badge/de de', 'texts/badge/reasons.de reasons'].sort());
});

test('everything that content scripts leave out is handed over, and nothing else', () => {
  for (const key of keys(['de'])) expect(isHanded(key.split(' ')[0] ?? '')).toBe(true);
  for (const left of ['texts/badge/index', 'texts/card/en', 'icons/ui', 'css/card.css', 'status']) expect(isHanded(left)).toBe(false);
});

test('SEC4 what is handed over is data: it survives being a message', () => {
  expect(JSON.parse(JSON.stringify(handOver(['de'])))).toEqual(handOver(['de']));
});
