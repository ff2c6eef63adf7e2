/**
 * An outside judge: the vendor's contract, where it lies beside the repository. Every answer of the stand-in that a test
 * receives goes through here; without the contract nothing is judged, and the tests still say what they believe.
 */
import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const FILE = new URL('../../../shared/contracts/graph-outlook.openapi.json', import.meta.url);
export const hasContract = existsSync(FILE);

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const contract = hasContract ? (JSON.parse(readFileSync(FILE, 'utf8')) as Contract) : { paths: {} };
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addFormat('time', /^\d\d:\d\d:\d\d(\.\d+)?$/); // Edm.TimeOfDay has no offset
ajv.addSchema({ $id: 'contract', ...contract });

const templates = Object.keys(contract.paths).map((path) => ({
  path,
  pattern: new RegExp(`^${path.replace('$', '\\$').replace(/\{[^}]+\}/g, '[^/]+')}$`),
}));
const validators = new Map<string, ValidateFunction | null>();
const pointer = (...parts: readonly string[]) => parts.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');

function validatorFor(path: string, method: string, status: number): ValidateFunction | null {
  const key = `${method} ${path} ${status}`;
  const known = validators.get(key);
  if (known !== undefined) return known;
  const responses = (
    contract.paths[path]?.[method] as { readonly responses?: Readonly<Record<string, { readonly $ref?: string }>> } | undefined
  )?.responses;
  const answer = responses?.[String(status)];
  const where = answer?.$ref ? answer.$ref.slice(1) : `/paths/${pointer(path, method, 'responses', String(status))}`;
  const body = answer?.$ref ? true : answer && 'content' in answer;
  const made = body ? ajv.compile({ $ref: `contract#${encodeURI(where)}/content/application~1json/schema` }) : null;
  validators.set(key, made);
  return made;
}

/** How many answers were held against the contract. */
export const judged = { count: 0 };

/** @throws when an answer is not what the contract says. */
export function judge(method: string, url: string, status: number, body: unknown): void {
  const path = url.replace(/^.*?\/v1\.0/, '').replace(/\?.*$/s, '');
  // literal paths before those with ids: `/me/contacts/delta` is no contact
  const template = templates.find(({ path: literal }) => literal === path) ?? templates.find(({ pattern }) => pattern.test(path));
  if (!template || body === null) return;
  const validate = validatorFor(template.path, method.toLowerCase(), status);
  if (!validate) return;
  judged.count++;
  if (!validate(body)) throw new Error(`${method} ${path} ${status}: ${ajv.errorsText(validate.errors).slice(0, 600)}`);
}
