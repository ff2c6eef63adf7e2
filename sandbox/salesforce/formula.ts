/**
 * Works out validation rules and formula fields. formulon parses them; the evaluation is ours, because formulon knows no
 * ISNEW, ISCHANGED, PRIORVALUE and cannot leave out what AND, OR and IF do not need. Tests compare the two where both can.
 */
import { type Ast, ast } from 'formulon';
import { to18 } from './store/ids';

export type FormulaValue = string | number | boolean | Date | null;

/** What a formula may ask of its record. */
export interface Scene {
  value(path: string): FormulaValue;
  prior(path: string): FormulaValue;
  readonly isNew: boolean;
  readonly now: number;
}

const parsed = new Map<string, Ast>();
const dayMs = 86_400_000;

export function evaluate(formula: string, scene: Scene): FormulaValue {
  let tree = parsed.get(formula);
  if (!tree) {
    tree = ast(formula);
    parsed.set(formula, tree);
  }
  return worth(tree, scene);
}

type Call = (args: readonly Ast[], scene: Scene) => FormulaValue;

function worth(tree: Ast, scene: Scene): FormulaValue {
  if (tree.type === 'literal') return tree.value;
  if (tree.type === 'identifier') return scene.value(tree.name);
  const call = calls[tree.id];
  if (!call) throw new Error(`the stand-in does not know the formula function ${tree.id}`);
  return call(tree.arguments, scene);
}

const blank = (value: FormulaValue) => value === null || value === '';
const nameOf = (tree: Ast | undefined): string => {
  if (tree?.type !== 'identifier') throw new Error('this function wants a field');
  return tree.name;
};
/** An empty text equals an empty text; anything else that is empty is no number and no time. */
const plain = (value: FormulaValue): string | number | boolean | null =>
  value instanceof Date ? value.getTime() : value === '' ? null : value;
const same = (a: FormulaValue, b: FormulaValue) => plain(a) === plain(b);

const eager =
  (run: (...values: FormulaValue[]) => FormulaValue): Call =>
  (args, scene) =>
    run(...args.map((each) => worth(each, scene)));

const compare = (holds: (a: number | string, b: number | string) => boolean): Call =>
  eager((a = null, b = null) => {
    const [left, right] = [plain(a), plain(b)];
    return left === null || right === null || typeof left === 'boolean' || typeof right === 'boolean' ? false : holds(left, right);
  });

const sum = (a: FormulaValue, b: FormulaValue, sign: 1 | -1): FormulaValue => {
  if (blank(a) || blank(b)) return null;
  if (typeof a === 'string') return a + String(b);
  if (a instanceof Date && b instanceof Date) return (a.getTime() - b.getTime()) / dayMs;
  if (a instanceof Date) return new Date(a.getTime() + sign * Number(b) * dayMs);
  return Number(a) + sign * Number(b);
};
const number = (run: (a: number, b: number) => number): Call =>
  eager((a = null, b = null) => (blank(a) || blank(b) ? null : run(Number(a), Number(b))));

const calls: Readonly<Record<string, Call>> = {
  and: (args, scene) => args.every((each) => worth(each, scene) === true),
  or: (args, scene) => args.some((each) => worth(each, scene) === true),
  not: (args, scene) => worth(args[0]!, scene) !== true,
  if: (args, scene) => worth(worth(args[0]!, scene) === true ? args[1]! : args[2]!, scene),
  case: (args, scene) => {
    const value = worth(args[0]!, scene);
    for (let i = 1; i + 1 < args.length; i += 2) if (same(worth(args[i]!, scene), value)) return worth(args[i + 1]!, scene);
    return worth(args.at(-1)!, scene);
  },
  isnew: (_, scene) => scene.isNew,
  ischanged: ([which], scene) => !scene.isNew && !same(scene.value(nameOf(which)), scene.prior(nameOf(which))),
  priorvalue: ([which], scene) => scene.prior(nameOf(which)),
  isblank: eager((value = null) => blank(value)),
  isnull: eager((value = null) => blank(value)),
  blankvalue: eager((value = null, otherwise = null) => (blank(value) ? otherwise : value)),
  ispickval: eager((value = null, wanted = null) => same(value, wanted)),
  text: eager((value = null) => (value === null ? '' : String(value))),
  len: eager((value = null) => String(value ?? '').length),
  left: eager((value = null, count = 0) => String(value ?? '').slice(0, Number(count))),
  right: eager((value = null, count = 0) => String(value ?? '').slice(-Number(count))),
  begins: eager((value = null, start = null) => String(value ?? '').startsWith(String(start ?? ''))),
  contains: eager((value = null, part = null) => String(value ?? '').includes(String(part ?? ''))),
  casesafeid: eager((value = null) => to18(String(value ?? ''))),
  now: (_, scene) => new Date(scene.now),
  today: (_, scene) => new Date(Math.floor(scene.now / dayMs) * dayMs),
  equal: eager((a = null, b = null) => same(a, b)),
  unequal: eager((a = null, b = null) => !same(a, b)),
  lessThan: compare((a, b) => a < b),
  lessThanOrEqual: compare((a, b) => a <= b),
  greaterThan: compare((a, b) => a > b),
  greaterThanOrEqual: compare((a, b) => a >= b),
  add: eager((a = null, b = null) => sum(a, b, 1)),
  subtract: eager((a = null, b = null) => sum(a, b, -1)),
  multiply: number((a, b) => a * b),
  divide: number((a, b) => a / b),
};
