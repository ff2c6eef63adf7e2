/** The vessels of `handed/plugin.ts`: made empty when a script starts, filled by the scripts of `words/`. */
import { slot } from './slot';

/** One exported object of a data module. */
export function handed(path: string, name: string): unknown {
  const { vessels } = slot();
  const key = `${path} ${name}`;
  vessels[key] ??= {};
  return vessels[key];
}

/** A style sheet as text: whoever reads it reads the variable when it draws. */
export function handText(path: string, give: (text: string) => void): void {
  const { vessels, awaited } = slot();
  const there = vessels[`${path} default`];
  if (typeof there === 'string') give(there);
  else awaited[`${path} default`] = give;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

export function fill(given: Readonly<Record<string, unknown>>): void {
  const { vessels, awaited } = slot();
  for (const [key, value] of Object.entries(given)) {
    const vessel = vessels[key];
    if (isObject(vessel) && isObject(value)) Object.assign(vessel, value);
    else vessels[key] = value;
    if (typeof value === 'string') awaited[key]?.(value);
  }
}
