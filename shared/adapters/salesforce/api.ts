/** Where the org's REST API is. The version is pinned here and nowhere else (wire-contracts 4.1). */
import type { Kind } from '../../core/model';

export const apiVersion = 'v67.0';

export const dataPath = `/services/data/${apiVersion}`;

export const objectOf: Readonly<Record<Kind, 'Contact' | 'Event'>> = { contact: 'Contact', event: 'Event' };

export const keyField = 'Instep_Key__c';

/** Rows in one collection, ids in one `IN (…)` list (an address is cut off near 16 kB), rows on one page of a query. */
export const collectionSize = 200;
export const idsPerQuery = 300;
export const pageSize = 2000;

/** 15 characters tell upper from lower case, the last three of 18 say the same for those who cannot: always kept as 18. */
export { longId } from '../../core/recordId';

export function chunks<T>(list: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let at = 0; at < list.length; at += size) result.push(list.slice(at, at + size));
  return result;
}

/** `2026-03-01T09:00:00.000+0000` on the wire; no colon in the offset, which `Date.parse` may refuse. */
const wireTime = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|\+00:?00)$/;

/** Date-times as our nouns have them; anything else as it is. */
export function plainTime(value: string): string {
  // Most values are no date-time, and one look tells.
  const match = value[10] === 'T' ? wireTime.exec(value) : null;
  return match ? `${match[1]}Z` : value;
}
