/** What axe finds on a page, or in the frame of a card, which stands in a closed shadow root where axe would not look. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

const told = (violations: readonly Finding[]): readonly string[] =>
  violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' ; ')}`);

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** All rules, or those named. Half a megabyte is read by a page once, however often it is asked. */
export async function axe(place: Page | Frame, rules: readonly string[] = []): Promise<readonly string[]> {
  if (!(await place.evaluate('"axe" in window'))) await place.evaluate(await source);
  const only = rules.length > 0 ? { runOnly: rules } : {};
  const { violations } = await place.evaluate<{ violations: readonly Finding[] }>(
    `axe.run(${JSON.stringify({ ...only, resultTypes: ['violations'] })})`,
  );
  return told(violations);
}
