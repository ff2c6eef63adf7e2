/** Extended properties and open extensions as they are written: in the body of a POST or PATCH (wire-contracts 1.7). */
import { badRequest, GraphError } from './failure';
import type { ExtendedProperty, Item } from './items';
import { isObject, type Json, listOf, objectsOf, textOf } from './json';
import { sameProperty } from './query';

const SHAPE =
  /^(String|Integer|Boolean|Double|SystemTime|Binary|Long|Short|Currency|CLSID) (0x[0-9a-f]{3,4}|\{[0-9a-f-]{36}\} (Name .+|Id 0x[0-9a-f]+))$/i;

/** Each property in the body replaces its namesake; the others stay. A null value takes one away. */
export function mergedProperties(old: readonly ExtendedProperty[], body: Json): readonly ExtendedProperty[] {
  let merged = [...old];
  for (const given of objectsOf(body.singleValueExtendedProperties)) {
    const id = textOf(given.id);
    if (!SHAPE.test(id)) throw new GraphError(400, 'ErrorInvalidProperty', `The property id '${id}' is invalid.`);
    merged = merged.filter((each) => !sameProperty(each.id, id));
    if (given.value === null) continue;
    if (typeof given.value !== 'string') throw badRequest('The value of a single-value extended property is a text.');
    if (id.startsWith('Integer') && !/^-?\d+$/.test(given.value))
      throw new GraphError(400, 'ErrorInvalidProperty', `'${given.value}' is no Integer.`);
    merged.push({ id, value: given.value });
  }
  return merged;
}

export function mergedExtensions(old: Item['extensions'], body: Json): Item['extensions'] {
  if (body.extensions === undefined) return old;
  return { ...old, ...Object.fromEntries(objectsOf(body.extensions).map((each) => [nameOf(each), extensionOf(each)])) };
}

export function nameOf(body: Json): string {
  const name = textOf(body.extensionName);
  if (!name) throw badRequest('An open extension needs its extensionName.');
  return name;
}

export function extensionOf(body: Json, old: Json = {}): Json {
  const name = textOf(body.extensionName) || textOf(old.extensionName);
  return {
    ...old,
    ...body,
    '@odata.type': '#microsoft.graph.openTypeExtension',
    id: `Microsoft.OutlookServices.OpenTypeExtension.${name}`,
    extensionName: name,
  };
}

export const extensionKey = (id: string): string => id.replace(/^Microsoft\.OutlookServices\.OpenTypeExtension\./, '');

/** Checks the plain fields of a body against what the entity has. */
export type Kind = 'text' | 'texts' | 'boolean' | 'number' | 'object' | 'objects' | 'time';

const CHECK: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  time: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  object: isObject,
  texts: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  objects: (value) => Array.isArray(value) && value.every(isObject),
};

/** The fields of a body that may be written. Unknown ones, wrong types and wrong values are refused. */
export function checked(
  body: Json,
  fields: Readonly<Record<string, Kind | readonly string[]>>,
  ignored: readonly string[],
  type: string,
): Json {
  const set: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.startsWith('@odata.') || ignored.includes(name)) continue;
    const kind = fields[name];
    if (kind === undefined)
      throw badRequest(
        `The property '${name}' does not exist on type 'microsoft.graph.${type}'. Make sure to only use property names that are defined by the type.`,
      );
    const fits =
      value === null
        ? !Array.isArray(kind) && kind !== 'texts' && kind !== 'objects'
        : typeof kind === 'string'
          ? CHECK[kind](value)
          : kind.includes(String(value));
    if (!fits) throw badRequest(`Cannot convert a value to the expected type of the property '${name}'.`);
    set[name] = kind === 'texts' ? [...listOf(value)] : value;
  }
  return set;
}
