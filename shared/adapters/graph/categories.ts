/** Categories of the mailbox's own list: one that is not in it has no colour in lists and calendars (EXC2). */
import * as v from 'valibot';
import { Failed } from '../../core/ports';
import type { Http } from '../http';
import { Batch, type Part } from './batch';

const first = '/me/outlook/masterCategories';
const listSchema = v.object({
  value: v.array(v.object({ displayName: v.nullish(v.string(), '') })),
  '@odata.nextLink': v.optional(v.string()),
});

/** @param wanted name → Graph's colour, such as `preset4`. Without the right to change the list, categories have no colour. */
export async function knownCategories(batch: Pick<Batch, 'ask'>, http: Http, wanted: Readonly<Record<string, string>>): Promise<void> {
  try {
    const known = await listed(batch);
    const missing = Object.entries(wanted).filter(([name]) => !known.has(name));
    // Another device of the rep may be faster: a name that exists already is as good.
    await Promise.all(missing.map(([displayName, color]) => batch.ask(creation({ displayName, color }))));
  } catch (error) {
    if (!(error instanceof Failed) || error.failure.kind !== 'forbidden') throw error;
    http.log('info', 'categories of the mailbox are out of reach', { detail: error.failure.detail });
  }
}

export const batchOf = (http: Http): Batch => new Batch(http);

const creation = (body: { readonly displayName: string; readonly color: string }): Part<unknown> => ({
  method: 'POST',
  url: first,
  body,
  schema: v.unknown(),
  repeatable: true,
});

async function listed(batch: Pick<Batch, 'ask'>): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (let url: string | undefined = first; url !== undefined; ) {
    const answer: Awaited<ReturnType<typeof batch.ask<v.InferOutput<typeof listSchema>>>> = await batch.ask({ url, schema: listSchema });
    if (answer.kind !== 'ok') break;
    for (const { displayName } of answer.data.value) names.add(displayName);
    url = answer.data['@odata.nextLink'];
  }
  return names;
}
