import { expect, test, vi } from 'vitest';
import { de } from '../../../shared/ui/texts/badge/de';
import { en } from '../../../shared/ui/texts/badge/en';
import { reasons } from '../../../shared/ui/texts/badge/reasons.de';
import { wordFiles } from '../../channel/wordFiles';
import { isHanded } from '../../handed/modules';
import { slot } from '../slot';

const words: Readonly<Record<string, () => Promise<unknown>>> = {
  'content/words/en.js': () => import('./en'),
  'content/words/de.js': () => import('./de'),
};

/** What a frame holds after the background's scripts have run in it. */
async function put(languages: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  vi.resetModules();
  const { vessels } = slot();
  for (const key of Object.keys(vessels)) delete vessels[key];
  for (const file of wordFiles(languages)) await words[file]?.();
  return { ...vessels };
}
const english = ['css/badge.css default', 'icons/looks looks', 'texts/badge/en en', 'texts/badge/reasons.en reasons'];

test('SUR7 a page gets the words of the language that its reader reads, and English where it reads none of ours', async () => {
  const name = async (languages: readonly string[]) => (await put(languages))['texts/badge/en en'];
  expect(await name(['en-GB'])).toEqual(en);
  expect(await name(['fr', 'es'])).toEqual(en);
  expect(await name(['de-AT', 'en'])).toEqual(de);
  expect((await put(['de']))['texts/badge/reasons.en reasons']).toEqual(reasons);
});

test('everything that content scripts leave out is put in, and nothing else', async () => {
  for (const languages of [['en'], ['de']]) expect(Object.keys(await put(languages)).sort()).toEqual(english);
  for (const key of english) expect(isHanded(key.split(' ')[0] ?? '')).toBe(true);
  for (const left of ['texts/badge/index', 'texts/card/en', 'icons/ui', 'css/card.css', 'status']) expect(isHanded(left)).toBe(false);
});

test('SEC4 what is put in is data, but for the hand that draws the image', async () => {
  const given = await put(['de']);
  const functions = new Set<string>();
  const data = JSON.stringify(given, (name, value: unknown) => (typeof value === 'function' ? void functions.add(name) : value));
  expect(given).toMatchObject(JSON.parse(data));
  expect([...functions]).toEqual(['image']);
});
