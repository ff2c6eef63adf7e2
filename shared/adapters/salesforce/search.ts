/** Records by name or address, for the rep who relates an event or a person by hand (EVT5): one request, a few of each kind. */
import type { FoundRecord } from '../../core/ports';
import { longId } from './api';
import type { Asking } from './asking';
import { queryPart } from './composite';
import { permitted } from './find';
import { type Row, text } from './query';
import { containing, type Soql, soql } from './soql';

const most = 10;
/** Shorter texts would find half the org. */
const shortest = 2;

const queries: Readonly<Record<FoundRecord['type'], (like: Soql) => Soql>> = {
  Contact: (like) =>
    soql`SELECT Id,Name,Email,Account.Name FROM Contact WHERE Name LIKE ${like} OR Email LIKE ${like} ORDER BY Name LIMIT ${most}`,
  Lead: (like) =>
    soql`SELECT Id,Name,Email,Company FROM Lead WHERE IsConverted = false AND (Name LIKE ${like} OR Email LIKE ${like}) ORDER BY Name LIMIT ${most}`,
  Account: (like) => soql`SELECT Id,Name FROM Account WHERE Name LIKE ${like} ORDER BY Name LIMIT ${most}`,
};

export async function search(asking: Asking, wanted: string, types: readonly FoundRecord['type'][]): Promise<readonly FoundRecord[]> {
  const typed = wanted.trim();
  if (typed.length < shortest || types.length === 0) return [];
  const like = containing(typed);
  const answers = await asking.composite.send(types.map((type) => queryPart(queries[type](like))));
  const rows = await Promise.all(answers.map((answer) => permitted(asking, answer)));
  return types.flatMap((type, at) => (rows[at] ?? []).map((row) => found(type, row)));
}

function found(type: FoundRecord['type'], row: Row): FoundRecord {
  const account = row.Account as Row | null | undefined;
  const detail = [text(row.Email), text(row.Company), account ? text(account.Name) : ''].filter((part) => part !== '');
  return { id: longId(text(row.Id)), type, name: text(row.Name), detail: [type, ...detail].join(', ') };
}
