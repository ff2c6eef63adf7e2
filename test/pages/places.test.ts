/** Each place's selectors on our own rebuilt pages: found as often as its notes say, and nowhere else. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Window } from 'happy-dom';
import { describe, expect, test, vi } from 'vitest';
import type { Notes, Place } from '../../extension/content/place';
import { addressOfPage } from './hosts/addresses';
import { adapters, foundIn, parsed } from './hosts/parsed';

vi.stubGlobal('Element', new Window().Element);

const pages = fileURLToPath(new URL('./hosts/', import.meta.url));
const files = import.meta.glob<{ readonly notes?: Notes }>(
  ['../../extension/content/{gmail,calendar,contacts,hovercard}/*.ts', '!**/main.ts', '!**/*.test.ts'],
  {
    eager: true,
  },
);
const isPlace = (value: unknown): value is Place => typeof value === 'object' && value !== null && 'where' in value && 'css' in value;

const table = Object.entries(files).flatMap(([file, { notes, ...exported }]) => {
  const place = Object.values(exported).find(isPlace);
  return place && notes ? [{ file, place, notes }] : [];
});
const findOn = (page: string) => foundIn(parsed(readFileSync(`${pages}${page}`, 'utf8'), addressOfPage(page)), addressOfPage(page));

describe('places', () => {
  test('STYLE 8 every place of every adapter has notes: when each selector was seen, and where it is found', () => {
    const noted = table.map(({ place }) => place.where).sort();
    expect(noted).toEqual(adapters.flatMap(({ places }) => places.map(({ where }) => where)).sort());
    for (const { file, place, notes } of table) {
      expect(notes.seen.length, file).toBe(place.css.length);
      expect(notes.samples.length, file).toBeGreaterThan(0);
    }
  });

  for (const adapter of adapters) {
    for (const { place, notes } of table.filter(({ place }) => adapter.places.includes(place))) {
      for (const { page, found } of notes.samples) {
        test(`SUR1 SUR2 SUR3 ${adapter.page}: ${place.where} is ${found} times on ${page}`, () => {
          expect(findOn(page).filter((one) => one.place === place)).toHaveLength(found);
        });
      }
    }
  }

  for (const page of readdirSync(pages).filter((file) => file.endsWith('.html'))) {
    test(`SUR1 SUR2 SUR3 ${page} has no place that no notes name`, () => {
      const adapter = adapters.find(({ page: name }) => page.startsWith(name));
      if (!adapter) throw new Error(`no adapter for ${page}`);
      const noted = table.flatMap(({ place, notes }) =>
        adapter.places.includes(place) ? notes.samples.filter((sample) => sample.page === page).map(({ found }) => found) : [],
      );
      expect(findOn(page)).toHaveLength(noted.reduce((sum, found) => sum + found, 0));
    });
  }
});
