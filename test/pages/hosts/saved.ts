/** Saved pages of the real hosts with the badges that they ask for, where a developer has them; none elsewhere. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../../shared/hosts/', import.meta.url));

export interface Expected {
  readonly url: string;
  readonly contactPlaces: readonly { readonly email: string; readonly count: number; readonly optional?: boolean }[];
  readonly eventPlaces: readonly { readonly eventId: string; readonly count: number; readonly optional?: boolean }[];
}

export interface SavedPage {
  /** `host/file` */
  readonly name: string;
  readonly html: string;
  readonly expected: Expected;
}

const read = (path: string) => readFileSync(`${folder}${path}`, 'utf8');

const pagesOf = (host: string): SavedPage[] =>
  Object.entries(JSON.parse(read(`${host}/expected.json`)) as Record<string, Expected>).map(([file, expected]) => ({
    name: `${host}/${file}`,
    html: read(`${host}/${file}`),
    expected,
  }));

export const savedPages: readonly SavedPage[] = existsSync(folder) ? ['gmail', 'calendar', 'contacts'].flatMap(pagesOf) : [];

/** Per item how many badges there must be, and how many there may be. */
export function bounds(expected: Expected): ReadonlyMap<string, { readonly least: number; readonly most: number }> {
  const items = new Map<string, { least: number; most: number }>();
  const add = (key: string, count: number, optional = false) => {
    const now = items.get(key) ?? { least: 0, most: 0 };
    items.set(key, { least: now.least + (optional ? 0 : count), most: now.most + count });
  };
  for (const { email, count, optional } of expected.contactPlaces) add(`contact ${email}`, count, optional);
  for (const { eventId, count, optional } of expected.eventPlaces) add(`event ${eventId}`, count, optional);
  return items;
}

/** What is wrong with these items on that page; nothing when they are exactly what it asks for. */
export function wrong(expected: Expected, items: readonly string[]): readonly string[] {
  const wanted = bounds(expected);
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  const unasked = [...counts.keys()].filter((item) => !wanted.has(item)).map((item) => `${item} is not asked for`);
  const miscounted = [...wanted].flatMap(([item, { least, most }]) => {
    const count = counts.get(item) ?? 0;
    return count < least || count > most ? [`${item} is there ${count} times, not ${least} to ${most} times`] : [];
  });
  return [...unasked, ...miscounted];
}
