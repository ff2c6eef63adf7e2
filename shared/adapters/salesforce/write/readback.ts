/** A record as it is after the write: triggers, rounding and defaults of the org have had their say. */
import type { CrmRecord, ItemId, Kind, Seen } from '../../../core/model';
import { chunks, idsPerQuery, objectOf } from '../api';
import { type Asking, asked } from '../asking';
import { isOk, type Part, type PartAnswer, queryPart } from '../composite';
import { type Row, rest, resultOf } from '../query';
import { readRow, seenOf } from '../seen';
import { names, type Soql, soql } from '../soql';

/** With IsDeleted, so that a record in the recycle bin is told from one that never was. */
export const selectPart = (asking: Asking, kind: Kind, condition: Soql, more: readonly string[] = []): Part =>
  queryPart(
    soql`SELECT ${asking.fields.select(kind, ['IsDeleted', ...asking.fields.besides(kind, more)])} FROM ${names([objectOf[kind]])} WHERE ${condition}`,
    true,
  );

/** Rows of an answer by a field of theirs. A query that failed tells nothing, and hides nothing: the write may have worked. */
export async function rowsBy(asking: Asking, answer: PartAnswer, field: string): Promise<ReadonlyMap<string, Row>> {
  if (!isOk(answer)) return new Map();
  const rows = await rest(asking.composite, resultOf(answer));
  return new Map(rows.map((row) => [String(row[field] ?? ''), row]));
}

export function seenIn(asking: Asking, kind: Kind, row: Row | undefined, more: readonly string[] = []): Seen<'crm'> | null {
  if (!row || row.IsDeleted === true || 'why' in readRow(row)) return null;
  return seenOf(kind, row, asking.fields.of(kind), asking.fields.besides(kind, more));
}

export async function readBack(
  asking: Asking,
  kind: Kind,
  ids: readonly ItemId[],
  more: readonly string[] = [],
): Promise<ReadonlyMap<ItemId, Seen<'crm'>>> {
  const found = await Promise.all(
    chunks(ids, idsPerQuery).map(async (some) => {
      const [answer] = await asked(asking, kind, () => [selectPart(asking, kind, soql`Id IN ${some}`, more)]);
      return rowsBy(asking, answer!, 'Id');
    }),
  );
  const seen = new Map<ItemId, Seen<'crm'>>();
  for (const rows of found) {
    for (const row of rows.values()) {
      const one = seenIn(asking, kind, row, more);
      if (one) seen.set(one.id, one);
    }
  }
  return seen;
}

/** As it must look by what was sent, where it could not be read again. No version: the next pull brings it. */
export function presumed(kind: Kind, id: ItemId, mark: string, item: CrmRecord): Seen<'crm'> {
  const fields = { ...item.fields, Id: id };
  return { side: 'crm', kind, id, version: '', modifiedAt: 0, mark, item: { ...item, fields } };
}
