/** Unique fields: of rows that are not deleted, no two have the same value. */
import type { Org } from '../org';
import { Refused } from '../refused';
import type { ObjectDef } from '../schema/field';
import type { Row, Value } from '../store/table';

export function checkUnique(org: Org, object: ObjectDef, row: Readonly<Record<string, Value>>, changed: readonly string[]): void {
  for (const name of changed) {
    const field = org.schema.field(object, name);
    const value = row[name];
    if (!field?.unique || value === null || value === undefined) continue;
    const other = withValue(org, object.name, name, value, field.caseSensitive).find((each) => each.Id !== row.Id);
    if (other) {
      const message = `duplicate value found: ${name} duplicates value on record with id: ${other.Id}`;
      throw new Refused('DUPLICATE_VALUE', message, [name]);
    }
  }
}

export const withValue = (org: Org, object: string, field: string, value: Value, caseSensitive: boolean): Row[] =>
  org.store
    .table(object)
    .having(field, [value])
    .filter((each) => each.IsDeleted !== true && (!caseSensitive || each[field] === value));
