/** The SELECT list: a function from a row to the record that the answer shows. */
import type { FieldType, FieldTypeOf, Subquery } from '@jetstreamapp/soql-parser-js';
import { invalidField } from '../refused';
import type { ObjectDef } from '../schema/field';
import type { Row } from '../store/table';
import { malformed } from './parse';
import { type Asker, anyParent, parentOf, pathOf } from './paths';
import { attributes, show, shown } from './show';

export type Shape = (row: Row) => Record<string, unknown>;
type Put = (row: Row, into: Record<string, unknown>) => void;
const put =
  (name: string, value: (row: Row) => unknown): Put =>
  (row, into) => {
    into[name] = value(row);
  };
/** Runs a child subquery for one parent. */
export type Children = (parent: ObjectDef, subquery: Subquery) => (parent: Row) => unknown;

interface Selecting {
  readonly asker: Asker;
  readonly object: ObjectDef;
  readonly at: string;
  readonly limit: number | undefined;
  readonly children: Children;
}

export function shapeOf(selecting: Selecting, fields: readonly FieldType[]): Shape {
  const puts = [...direct(selecting, fields), ...parents(selecting, fields), ...others(selecting, fields)];
  return (row) => {
    const record: Record<string, unknown> = { attributes: attributes(selecting.object, row, selecting.at) };
    for (const put of puts) put(row, record);
    return record;
  };
}

const relationsOf = (object: ObjectDef, field: FieldType): readonly string[] => {
  if (field.type !== 'FieldRelationship') return [];
  return field.relationships[0]?.toLowerCase() === object.name.toLowerCase() ? field.relationships.slice(1) : field.relationships;
};

function direct(selecting: Selecting, fields: readonly FieldType[]): Put[] {
  const { asker, object } = selecting;
  return fields.flatMap((each) => {
    if (each.type === 'FieldFunctionExpression' && each.functionName.toUpperCase() === 'FIELDS')
      return allFields(selecting, String(each.parameters[0]));
    if (each.type === 'FieldFunctionExpression') return formatted(selecting, each);
    if (each.type !== 'Field' && each.type !== 'FieldRelationship') return [];
    if (relationsOf(object, each).length > 0) return [];
    const { field } = pathOf(asker, object, each.field);
    return [put(field.name, (row) => show(asker, object, row, field))];
  });
}

function allFields({ asker, object, limit }: Selecting, which: string): Put[] {
  if (which.toUpperCase() !== 'STANDARD' && (limit === undefined || limit > 200)) {
    throw malformed('The SOQL FIELDS function must have a LIMIT of at most 200');
  }
  const wanted = asker.org.schema
    .fields(object)
    .filter((each) => asker.access.readable(object, each))
    .filter((each) => which.toUpperCase() === 'ALL' || each.custom === (which.toUpperCase() === 'CUSTOM'));
  return wanted.map((field) => put(field.name, (row) => show(asker, object, row, field)));
}

/** `toLabel(State__c)`, `FORMAT(x)`: the value itself, under the field's name or an alias. */
function formatted({ asker, object }: Selecting, each: Extract<FieldType, { type: 'FieldFunctionExpression' }>): Put[] {
  const name = each.functionName.toUpperCase();
  const inner = each.parameters[0];
  if (!['TOLABEL', 'FORMAT', 'CONVERTTIMEZONE'].includes(name) || typeof inner !== 'string')
    throw malformed(`unexpected token: ${each.functionName}`);
  const { field } = pathOf(asker, object, inner);
  return [put(each.alias ?? field.name, (row) => show(asker, object, row, field))];
}

/** `Account.Name, Account.Owner.Name` become one object `Account` with an `Owner` in it. */
function parents(selecting: Selecting, fields: readonly FieldType[]): Put[] {
  const { asker, object } = selecting;
  const groups = new Map<string, FieldType[]>();
  for (const each of fields) {
    const [first, ...rest] = relationsOf(object, each);
    if (first === undefined || each.type !== 'FieldRelationship') continue;
    const inner: FieldType =
      rest.length === 0 ? { type: 'Field', field: each.field } : { type: 'FieldRelationship', field: each.field, relationships: rest };
    const key = [...groups.keys()].find((known) => known.toLowerCase() === first.toLowerCase()) ?? first;
    groups.set(key, [...(groups.get(key) ?? []), inner]);
  }
  return [...groups].map(([relationship, inner]) => parent(selecting, relationship, inner)).map((make) => make(asker));
}

function parent(selecting: Selecting, relationship: string, inner: readonly FieldType[]): (asker: Asker) => Put {
  const { asker, object } = selecting;
  pathOf(asker, object, `${relationship}.Id`);
  const reference = asker.org.schema.reference(object, relationship);
  const name = reference?.relationship ?? relationship;
  const column = reference?.name ?? '';
  const targets = (reference?.refs ?? []).flatMap((ref) => asker.org.schema.object(ref) ?? []);
  if (targets.length === 1) {
    const to = targets[0]!;
    const shape = shapeOf({ ...selecting, object: to }, inner);
    return () => (row, into) => {
      const its = parentOf(asker, to, row[column]);
      into[name] = its && shape(its);
    };
  }
  const paths = inner.map((each) => ('field' in each ? pathOf(asker, object, `${relationship}.${each.field}`) : null));
  return () => (row, into) => {
    const its = anyParent(asker, row[column]);
    const to = its && asker.org.schema.objectOfId(its.Id);
    if (!its || !to) {
      into[name] = null;
      return;
    }
    const values = paths.flatMap((path) => (path ? [[path.field.name, shown(path.field, path.get(row))] as const] : []));
    into[name] = { attributes: attributes(to, its, selecting.at), ...Object.fromEntries(values) };
  };
}

function others(selecting: Selecting, fields: readonly FieldType[]): Put[] {
  return fields.flatMap((each): Put[] => {
    if (each.type === 'FieldTypeof') return [typeOf(selecting, each)];
    if (each.type !== 'FieldSubquery') return [];
    const list = selecting.asker.org.schema.children(selecting.object, each.subquery.relationshipName);
    const name = list?.field.children ?? each.subquery.relationshipName;
    const run = selecting.children(selecting.object, each.subquery);
    return [put(name, (row) => run(row))];
  });
}

/** `TYPEOF Who WHEN Contact THEN Id, Email ELSE Name END`. */
function typeOf(selecting: Selecting, each: FieldTypeOf): Put {
  const { asker, object } = selecting;
  const reference = asker.org.schema.reference(object, each.field);
  if (!reference || reference.refs.length < 2) throw invalidField(`TYPEOF is not possible on '${each.field}'`);
  const otherwise = each.conditions.find((condition) => condition.type === 'ELSE')?.fieldList ?? null;
  const shapes = new Map<string, Shape>();
  const shapeFor = (to: ObjectDef, list: readonly string[]) => shapeOf({ ...selecting, object: to }, list.map(fieldOf));
  for (const condition of each.conditions) {
    const to = asker.org.schema.object(condition.objectType ?? '');
    if (to) shapes.set(to.name, shapeFor(to, condition.fieldList));
  }
  return (row, into) => {
    const its = anyParent(asker, row[reference.name]);
    const to = its && asker.org.schema.objectOfId(its.Id);
    if (!its || !to) {
      into[reference.relationship ?? each.field] = null;
      return;
    }
    const shape = shapes.get(to.name) ?? (otherwise && shapeFor(to, otherwise));
    into[reference.relationship ?? each.field] = shape ? shape(its) : { attributes: attributes(to, its, selecting.at) };
  };
}

function fieldOf(path: string): FieldType {
  const parts = path.split('.');
  const field = parts.pop() ?? '';
  return parts.length ? { type: 'FieldRelationship', field, relationships: parts } : { type: 'Field', field };
}
