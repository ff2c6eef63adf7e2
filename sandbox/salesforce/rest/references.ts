/** `@{refContact.id}` in a later part of a composite stands for something in an earlier answer. */
import { Refused } from '../refused';

const pattern = /@\{([^}]+)\}/g;

export type Answers = ReadonlyMap<string, { readonly status: number; readonly body: unknown }>;

function lookUp(answers: Answers, path: string): unknown {
  const [name = '', ...steps] = path.split(/[.[\]]+/).filter((part) => part !== '');
  const answer = answers.get(name);
  let value: unknown = answer && answer.status < 300 ? answer.body : undefined;
  for (const step of steps) value = typeof value === 'object' && value !== null ? member(value, step) : undefined;
  if (value !== undefined && value !== null) return value;
  const what = answer ? `No value for ${path.slice(name.length + 1)} found in ${name}` : `No reference ${name} found`;
  throw new Refused('PROCESSING_HALTED', `Invalid reference specified. ${what}.`);
}

/** `id` and `Id` are both asked for. */
function member(value: object, step: string): unknown {
  const direct = (value as Record<string, unknown>)[step];
  if (direct !== undefined || step.toLowerCase() !== 'id') return direct;
  return Object.entries(value).find(([name]) => name.toLowerCase() === 'id')?.[1];
}

export function resolved<T>(answers: Answers, value: T): T {
  if (typeof value === 'string') return text(answers, value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => resolved(answers, each)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolved(answers, each)])) as T;
}

function text(answers: Answers, value: string): unknown {
  const whole = /^@\{([^}]+)\}$/.exec(value);
  if (whole) return lookUp(answers, whole[1] ?? '');
  return value.replace(pattern, (_, path: string) => String(lookUp(answers, path)));
}
