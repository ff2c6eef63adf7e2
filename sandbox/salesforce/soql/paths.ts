/** Field paths: `Account.Owner.Name` from a row to a value, with the rights of who asks. */
import type { Access } from '../access';
import type { Org } from '../org';
import { invalidField } from '../refused';
import { type FieldDef, field, type ObjectDef } from '../schema/field';
import type { Row, Value } from '../store/table';
import { isArchived } from '../write/event';
import { formulaValue } from '../write/rules';

export interface Asker {
  readonly org: Org;
  readonly access: Access;
}

export interface Path {
  readonly field: FieldDef;
  /** Which row holds the value: the row itself, or a parent; null where there is none. */
  readonly holder: (row: Row) => Row | null;
  readonly get: (row: Row) => Value;
  /** The way there: reference fields, each with the object it leads to. Null on the way through several kinds. */
  readonly hops: readonly { readonly reference: FieldDef; readonly to: ObjectDef }[] | null;
}

/** What a row answers for a field: stored, or worked out. */
export function valueIn(org: Org, object: ObjectDef, row: Row, wanted: FieldDef): Value {
  if (wanted.name === 'IsArchived') return isArchived(org, row);
  if (wanted.formula === null) return row[wanted.name] ?? (wanted.type === 'boolean' ? false : null);
  const value = formulaValue(org, object, row, wanted);
  return value instanceof Date ? value.getTime() : value;
}

/** Through a reference to several kinds of record only these can be asked (the object `Name`). */
const nameFields: Readonly<Record<string, FieldDef>> = Object.fromEntries(
  ['Id', 'Name', 'FirstName', 'LastName', 'Email', 'Phone', 'Title', 'Type', 'Alias', 'ProfileId', 'Username'].map((name) => [
    name.toLowerCase(),
    field(name, name === 'Id' ? 'id' : 'string'),
  ]),
);

export function pathOf(asker: Asker, object: ObjectDef, path: string): Path {
  const parts = path.split('.');
  const first = parts[0]?.toLowerCase();
  if (parts.length > 1 && first === object.name.toLowerCase()) parts.shift();
  return walk(asker, object, parts, path);
}

function walk(asker: Asker, object: ObjectDef, parts: readonly string[], whole: string): Path {
  const { org, access } = asker;
  const [head = '', ...rest] = parts;
  if (rest.length === 0) {
    const found = org.schema.field(object, head);
    if (!found || !access.readable(object, found)) throw noColumn(head, object.name, whole);
    return { field: found, holder: (row) => row, get: (row) => valueIn(org, object, row, found), hops: [] };
  }
  const reference = org.schema.reference(object, head);
  if (!reference || !access.readable(object, reference)) {
    throw invalidField(
      `\n${whole}\n^\nERROR at Row:1:Column:1\nDidn't understand relationship '${head}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.`,
    );
  }
  const targets = reference.refs.flatMap((name) => org.schema.object(name) ?? []);
  if (targets.length === 1) {
    const to = targets[0]!;
    const inner = walk(asker, to, rest, whole);
    const holder = (row: Row) => parentOf(asker, to, row[reference.name]);
    return {
      field: inner.field,
      holder: (row) => through(holder(row), inner.holder),
      get: (row) => through(holder(row), inner.get),
      hops: inner.hops && [{ reference, to }, ...inner.hops],
    };
  }
  const wanted = nameFields[rest[0]?.toLowerCase() ?? ''];
  if (rest.length > 1 || !wanted) throw noColumn(rest.join('.'), 'Name', whole);
  const holder = (row: Row) => anyParent(asker, row[reference.name]);
  return { field: wanted, holder, get: (row) => through(holder(row), (parent) => nameValue(asker, parent, wanted)), hops: null };
}

const through = <T>(row: Row | null, next: (row: Row) => T | null): T | null => (row === null ? null : next(row));

function nameValue({ org }: Asker, row: Row, wanted: FieldDef): Value {
  const object = org.schema.objectOfId(row.Id);
  return wanted.name === 'Type' ? (object?.name ?? null) : (row[wanted.name] ?? null);
}

export function parentOf({ org, access }: Asker, to: ObjectDef, id: Value | undefined): Row | null {
  const row = typeof id === 'string' ? org.store.get(to.name, id) : null;
  // A parent that is not shared still shows its name; the stand-in hides it, which is the stricter of the two.
  return row && access.sees(to, row) ? row : null;
}
export function anyParent(asker: Asker, id: Value | undefined): Row | null {
  const to = typeof id === 'string' ? asker.org.schema.objectOfId(id) : null;
  return to ? parentOf(asker, to, id) : null;
}

const noColumn = (name: string, object: string, whole: string) =>
  invalidField(
    `\n${whole}\n^\nERROR at Row:1:Column:1\nNo such column '${name}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
