/**
 * `$filter` as far as Outlook items allow it: comparisons, `and or not`, `startswith contains endswith`, and lambdas
 * such as `emailAddresses/any(a:a/address eq '…')`. Anything else is refused, as Graph refuses it.
 */
import { GraphError } from './failure';
import { isObject, type Json, listOf } from './json';

type Scope = Readonly<Record<string, unknown>>;
type Value = (scope: Scope) => unknown;
export type Test = (item: Json) => boolean;

const refused = (what: string) => new GraphError(400, 'ErrorInvalidUrlQueryFilter', `The query filter clause is not valid: ${what}`);
const TOKEN = /\s*('(?:[^']|'')*'|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?|\d{4}-\d\d-\d\d|-?\d+(?:\.\d+)?|[A-Za-z_@][\w.@/-]*|[(),:])/y;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) throw refused(text.slice(at));
    tokens.push(found[1]!);
  }
  return tokens;
}

const COMPARE: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};
const DATE = /^\d{4}-\d\d-\d\d(T|$)/;

/** Text compares without case, as Exchange does; dates compare as instants. */
function order(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') {
    if (DATE.test(a) && DATE.test(b)) return Date.parse(instant(a)) - Date.parse(instant(b));
    return a.toLowerCase() < b.toLowerCase() ? -1 : a.toLowerCase() > b.toLowerCase() ? 1 : 0;
  }
  if (typeof a === 'string' && typeof b === 'number') return Number(a) - b;
  if (a === b || ((a ?? null) === null && (b ?? null) === null)) return 0;
  return Number(a ?? Number.NaN) - Number(b ?? Number.NaN) || Number.NaN;
}
const instant = (text: string) => (/T.*\d$/.test(text) && !/[+-]\d\d:\d\d$/.test(text) ? `${text}Z` : text);

class Parser {
  #at = 0;
  constructor(private readonly tokens: readonly string[]) {}

  get next(): string | undefined {
    return this.tokens[this.#at];
  }
  take(expected?: string): string {
    const token = this.tokens[this.#at++];
    if (token === undefined || (expected !== undefined && token !== expected))
      throw refused(`expected ${expected ?? 'more'}, got ${token ?? 'the end'}`);
    return token;
  }
  either(): Value {
    let left = this.both();
    while (this.next === 'or') {
      this.take();
      const [a, b] = [left, this.both()];
      left = (scope) => a(scope) === true || b(scope) === true;
    }
    return left;
  }
  both(): Value {
    let left = this.unary();
    while (this.next === 'and') {
      this.take();
      const [a, b] = [left, this.unary()];
      left = (scope) => a(scope) === true && b(scope) === true;
    }
    return left;
  }
  unary(): Value {
    if (this.next === 'not') {
      this.take();
      const inner = this.unary();
      return (scope) => inner(scope) !== true;
    }
    const left = this.operand();
    const compare = COMPARE[this.next ?? ''];
    if (!compare) return left;
    const exact = this.#lastPath.endsWith('/id'); // names of extended properties and ids are case-sensitive (1.7)
    const negated = this.take() === 'ne';
    const right = this.operand();
    return (scope) => {
      const [a, b] = [left(scope), right(scope)];
      return exact && !negated ? a === b : compare(order(a, b));
    };
  }
  #lastPath = '';
  operand(): Value {
    const token = this.take();
    if (token === '(') {
      const inner = this.either();
      this.take(')');
      return inner;
    }
    if (token.startsWith("'")) return () => token.slice(1, -1).replaceAll("''", "'");
    if (DATE.test(token)) return () => token;
    if (/^-?\d/.test(token)) return () => Number(token);
    if (token === 'true' || token === 'false') return () => token === 'true';
    if (token === 'null') return () => null;
    if (this.next === '(') return this.call(token);
    this.#lastPath = token;
    const path = token.split('/');
    return (scope) => path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), scope);
  }
  call(name: string): Value {
    this.take('(');
    if (/\/(any|Any|all)$/.test(name)) return this.lambda(name);
    const args: Value[] = [];
    while (this.next !== ')') {
      args.push(this.either());
      if (this.next === ',') this.take();
    }
    this.take(')');
    const text = (value: Value | undefined, scope: Scope) => String(value?.(scope) ?? '').toLowerCase();
    const [a, b] = args;
    switch (name.toLowerCase()) {
      case 'startswith':
        return (scope) => text(a, scope).startsWith(text(b, scope));
      case 'endswith':
        return (scope) => text(a, scope).endsWith(text(b, scope));
      case 'contains':
        return (scope) => text(a, scope).includes(text(b, scope));
      case 'tolower':
        return (scope) => text(a, scope);
      case 'cast':
        return a ?? (() => null);
      default:
        throw refused(`the function ${name} is not supported`);
    }
  }
  lambda(name: string): Value {
    const path = name.split('/').slice(0, -1);
    const variable = this.take();
    this.take(':');
    const test = this.either();
    this.take(')');
    const all = name.endsWith('/all');
    return (scope) => {
      const list = listOf(path.reduce<unknown>((value, part) => (isObject(value) ? value[part] : undefined), scope));
      const holds = (each: unknown) => test({ ...scope, [variable]: each }) === true;
      return all ? list.every(holds) : list.some(holds);
    };
  }
}

export function filterOf(text: string): Test {
  const parser = new Parser(tokensOf(text));
  const test = parser.either();
  if (parser.next !== undefined) throw refused(`unexpected ${parser.next}`);
  return (item) => test(item) === true;
}
