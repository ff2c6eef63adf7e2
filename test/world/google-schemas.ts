/** Google's discovery documents as ajv validators, where the contracts lie beside the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv, { type ValidateFunction } from 'ajv';

const folder = fileURLToPath(new URL('../../../shared/contracts/', import.meta.url));
const files = { calendar: `${folder}google-calendar-v3.discovery.json`, people: `${folder}google-people-v1.discovery.json` };
export const haveContracts = Object.values(files).every((file) => existsSync(file));

type Node = { [key: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const dropped = new Set([
  'id',
  'annotations',
  'enumDescriptions',
  'enumDeprecated',
  'readOnly',
  'required',
  'deprecated',
  'description',
  'default',
  'format',
]);

/** Draft-3 flavoured discovery schema to JSON Schema; objects that list properties take no others. */
function converted(node: Node): Node {
  const result: Node = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === 'properties' && isNode(value)) {
      result.properties = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, converted(each as Node)]));
    } else if (key === '$ref') result.$ref = `#/definitions/${String(value)}`;
    else if (!dropped.has(key) && !(key === 'type' && value === 'any')) result[key] = isNode(value) ? converted(value) : value;
  }
  if (isNode(result.properties) && result.additionalProperties === undefined) result.additionalProperties = false;
  return result;
}

/** Fails with ajv's words when the answer is not the named schema. */
export function checker(service: 'calendar' | 'people'): (schema: string, value: unknown) => void {
  const document = JSON.parse(readFileSync(files[service], 'utf8')) as { schemas: Record<string, Node> };
  const definitions = Object.fromEntries(Object.entries(document.schemas).map(([name, node]) => [name, converted(node)]));
  const ajv = new Ajv({ strict: false, allErrors: true });
  const compiled = new Map<string, ValidateFunction>();
  return (schema, value) => {
    const validate = compiled.get(schema) ?? ajv.compile({ definitions, $ref: `#/definitions/${schema}` });
    compiled.set(schema, validate);
    if (!validate(value)) throw new Error(`not a ${schema}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value).slice(0, 600)}`);
  };
}
