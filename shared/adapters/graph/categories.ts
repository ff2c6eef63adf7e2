/** Categories of the mailbox's own list: one that is not in it has no colour in lists and calendars (EXC2). */
import * as v from 'valibot';
import { Failed } from '../../core/ports';
import type { Http } from '../http';

const url = 'https://graph.microsoft.com/v1.0/me/outlook/masterCategories';
const listSchema = v.object({ value: v.array(v.object({ displayName: v.nullish(v.string(), '') })) });

/** @param wanted name → Graph's colour, such as `preset4`. Without the right to change the list, categories have no colour. */
export async function knownCategories(http: Http, wanted: Readonly<Record<string, string>>): Promise<void> {
  try {
    const answer = await http.send({ service: 'graph', url, schema: listSchema });
    const known = answer.kind === 'ok' ? answer.data.value.map(({ displayName }) => displayName) : [];
    for (const [displayName, color] of Object.entries(wanted)) {
      if (known.includes(displayName)) continue;
      await http.send({ service: 'graph', method: 'POST', url, body: { displayName, color }, schema: v.unknown() });
    }
  } catch (error) {
    if (!(error instanceof Failed) || error.failure.kind !== 'forbidden') throw error;
    http.log('info', 'categories of the mailbox are out of reach', { detail: error.failure.detail });
  }
}
