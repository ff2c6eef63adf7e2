/** Values and records as the API writes them: times with `+0000`, addresses in one piece, attributes first. */
import type { FieldDef, ObjectDef } from '../schema/field';
import type { Row, Value } from '../store/table';
import { type Asker, valueIn } from './paths';

export const version = 'v62.0';
export const urlOf = (object: string, id: string, at = version) => `/services/data/${at}/sobjects/${object}/${id}`;

export const timeText = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');

export type Shown = Value | Readonly<Record<string, Value>>;

export const shown = (field: FieldDef, value: Value): Value =>
  field.type === 'datetime' && typeof value === 'number' ? timeText(value) : value;

const parts = ['City', 'Country', 'GeocodeAccuracy', 'Latitude', 'Longitude', 'PostalCode', 'State', 'Street'];

export function show(asker: Asker, object: ObjectDef, row: Row, field: FieldDef): Shown {
  if (field.type !== 'address') return shown(field, valueIn(asker.org, object, row, field));
  const start = field.name.replace(/Address$/, '');
  const address = Object.fromEntries(parts.map((part) => [part[0]?.toLowerCase() + part.slice(1), row[start + part] ?? null] as const));
  return Object.values(address).every((value) => value === null) ? null : address;
}

export const attributes = (object: ObjectDef, row: Row, at = version) => ({ type: object.name, url: urlOf(object.name, row.Id, at) });

/** A record with all the fields this user may read, or only those that are named. */
export function record(asker: Asker, object: ObjectDef, row: Row, fields: readonly FieldDef[], at = version): Record<string, unknown> {
  return {
    attributes: attributes(object, row, at),
    ...Object.fromEntries(fields.map((field) => [field.name, show(asker, object, row, field)])),
  };
}
