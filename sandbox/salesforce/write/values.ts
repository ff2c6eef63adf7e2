/** A value as a client sends it, checked against its field and turned into what the stand-in stores. */
import type { Org } from '../org';
import { Refused } from '../refused';
import type { FieldDef } from '../schema/field';
import { looksLikeId, to18 } from '../store/ids';
import type { Value } from '../store/table';

const wrongType = (field: FieldDef, given: unknown) =>
  new Refused('JSON_PARSER_ERROR', `Cannot deserialize instance of ${field.type} from value ${String(given)} on field ${field.name}`);

/** Date-times are kept as milliseconds, whole seconds; everything else as JSON has it. */
export function stored(org: Org, field: FieldDef, given: unknown): Value {
  if (given === null || given === undefined || given === '') {
    if (field.type === 'boolean') return false;
    return null;
  }
  switch (field.type) {
    case 'boolean':
      if (typeof given === 'boolean') return given;
      if (given === 'true' || given === 'false') return given === 'true';
      throw wrongType(field, given);
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return numeric(field, given);
    case 'datetime':
      return instant(field, given);
    case 'date':
      return day(field, given);
    case 'id':
    case 'reference':
      return reference(org, field, given);
    default:
      return text(field, given);
  }
}

function numeric(field: FieldDef, given: unknown): number {
  const number = typeof given === 'number' ? given : typeof given === 'string' && given.trim() !== '' ? Number(given) : Number.NaN;
  if (Number.isNaN(number)) throw wrongType(field, given);
  const limit = field.precision > 0 ? 10 ** (field.precision - field.scale) : Number.POSITIVE_INFINITY;
  if (Math.abs(number) >= limit) {
    const message = `${field.label}: value outside of valid range on numeric field: ${number}`;
    throw new Refused('NUMBER_OUTSIDE_VALID_RANGE', message, [field.name]);
  }
  if (field.type === 'int' || (field.custom && field.precision > 0)) {
    const grain = 10 ** (field.type === 'int' ? 0 : field.scale);
    return Math.round(number * grain) / grain;
  }
  return number;
}

const dateTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

function instant(field: FieldDef, given: unknown): number {
  if (typeof given !== 'string' || !dateTime.test(given)) throw wrongType(field, given);
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(given) || !given.includes('T') ? given : `${given}Z`;
  const at = Date.parse(zoned.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (Number.isNaN(at)) throw wrongType(field, given);
  return Math.floor(at / 1000) * 1000;
}

function day(field: FieldDef, given: unknown): string {
  if (typeof given !== 'string' || !dateTime.test(given)) throw wrongType(field, given);
  const date = given.slice(0, 10);
  if (Number.isNaN(Date.parse(date)) || new Date(date).toISOString().slice(0, 10) !== date) throw wrongType(field, given);
  return date;
}

function reference(org: Org, field: FieldDef, given: unknown): string {
  if (typeof given !== 'string') throw wrongType(field, given);
  const id = to18(given);
  const target = looksLikeId(id) ? org.schema.objectOfId(id) : null;
  if (field.name === 'Id' || (target === null && field.refs.some((name) => org.schema.object(name) === null))) return id;
  if (!target || !field.refs.includes(target.name)) {
    throw new Refused('MALFORMED_ID', `${field.label}: id value of incorrect type: ${given}`, [field.name]);
  }
  return id;
}

const email = /^[^\s@<>(),;:"[\]]+@[^\s@<>(),;:"[\]]+\.[^\s@.]{2,}$/;

function text(field: FieldDef, given: unknown): string | null {
  const value = typeof given === 'string' ? given : typeof given === 'number' || typeof given === 'boolean' ? String(given) : null;
  if (value === null) throw wrongType(field, given);
  const trimmed = field.type === 'textarea' ? value.replace(/\r\n?/g, '\n').trimEnd() : value.trim();
  if (trimmed === '') return null;
  if (field.restricted && !field.picks.some((pick) => pick.value === trimmed)) {
    const message = `${field.label}: bad value for restricted picklist field: ${trimmed}`;
    throw new Refused('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, [field.name]);
  }
  if (field.length > 0 && trimmed.length > field.length) {
    const message = `${field.label}: data value too large: ${trimmed.slice(0, 255)} (max length=${field.length})`;
    throw new Refused('STRING_TOO_LONG', message, [field.name]);
  }
  if (field.type === 'email' && !email.test(trimmed)) {
    throw new Refused('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${trimmed}`, [field.name]);
  }
  return trimmed;
}
