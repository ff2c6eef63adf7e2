/** Validation rules and formula fields of the control plane, worked out for one record. */
import { evaluate, type FormulaValue, type Scene } from '../formula';
import type { Org } from '../org';
import { Refused } from '../refused';
import type { FieldDef, ObjectDef } from '../schema/field';
import { to18 } from '../store/ids';
import type { Row, Value } from '../store/table';

/** Ids that a seed made up may have another ending; they stay whole. */
const shortId = (id: string) => (to18(id.slice(0, 15)) === id ? id.slice(0, 15) : id);

const asFormula = (field: FieldDef, value: Value): FormulaValue => {
  if (value === null) return null;
  if (field.type === 'datetime') return new Date(value as number);
  if (field.type === 'date') return new Date(value as string);
  // As in Salesforce, ids inside formulas have 15 characters; CASESAFEID makes 18 of them.
  if (field.type === 'reference' || field.type === 'id') return shortId(String(value));
  return value;
};

function valueAt(org: Org, object: ObjectDef, row: Row, path: string): FormulaValue {
  const [head = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    const field = org.schema.field(object, head);
    if (!field) throw new Error(`a formula of ${object.name} names ${path}, which is not there`);
    return field.formula === null ? asFormula(field, row[field.name] ?? null) : formulaValue(org, object, row, field);
  }
  const reference = org.schema.reference(object, head);
  const parent = reference && org.schema.object(reference.refs[0] ?? '');
  if (!reference || !parent) throw new Error(`a formula of ${object.name} names ${path}, which is not there`);
  const its = org.store.get(parent.name, String(row[reference.name] ?? ''));
  return its ? valueAt(org, parent, its, rest.join('.')) : null;
}

function sceneOf(org: Org, userId: string, object: ObjectDef, row: Row, prior: Row | null): Scene {
  const at = (record: Row, path: string): FormulaValue => {
    if (path === '$User.Id') return shortId(userId);
    if (path.startsWith('$Permission.')) return org.access(userId).custom.has(path.slice('$Permission.'.length));
    return valueAt(org, object, record, path);
  };
  return {
    value: (path) => at(row, path),
    prior: (path) => at(prior ?? row, path),
    isNew: prior === null,
    now: org.now(),
  };
}

export function formulaValue(org: Org, object: ObjectDef, row: Row, field: FieldDef): FormulaValue {
  const scene = sceneOf(org, '', object, row, row);
  return evaluate(field.formula ?? '', { ...scene, value: (path) => scene.value(path) ?? 0 });
}

/** @throws Refused for the first rule that the record breaks. */
export function checkRules(org: Org, userId: string, object: ObjectDef, row: Row, prior: Row | null): void {
  if (object.rules.length === 0) return;
  const scene = sceneOf(org, userId, object, row, prior);
  for (const rule of object.rules) {
    if (evaluate(rule.formula, scene) !== true) continue;
    throw new Refused('FIELD_CUSTOM_VALIDATION_EXCEPTION', rule.message, rule.field ? [rule.field] : []);
  }
}
