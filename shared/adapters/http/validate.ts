/** No vendor's answer is believed before it was looked at (SEC3). What is said about a bad one names places, never values. */
import { type GenericSchema, getDotPath, safeParse } from 'valibot';
import type { System } from '../../core/model';
import { Failed } from '../../core/ports';

export function validated<T>(schema: GenericSchema<unknown, T>, value: unknown, system: System): T {
  const result = safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new Failed({ kind: 'unexpected answer', system, detail: whatIsWrong(result.issues[0]) });
}

/** For one item of a list: the others go on (SYN8). */
export function readable<T>(schema: GenericSchema<unknown, T>, value: unknown): { readonly item: T } | { readonly why: string } {
  const result = safeParse(schema, value, { abortEarly: true });
  return result.success ? { item: result.output } : { why: whatIsWrong(result.issues[0]) };
}

/** `issue.message` and `issue.received` quote the value: it may be somebody's name. */
function whatIsWrong(issue: Parameters<typeof getDotPath>[0] & { readonly expected: string | null; readonly input: unknown }): string {
  const found = Array.isArray(issue.input) ? 'list' : issue.input === null ? 'null' : typeof issue.input;
  return `${getDotPath(issue) ?? 'answer'}: expected ${issue.expected ?? 'something else'}, found ${found}`;
}
