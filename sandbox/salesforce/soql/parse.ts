/** SOQL text to a tree, remembered by its text. The grammar is the library's; what stands in WHERE is folded here. */
import {
  type Condition,
  type ConditionWithValueQuery,
  type FunctionExp,
  type HavingClause,
  type LiteralType,
  type Operator,
  parseQuery,
  type Query,
  type WhereClause,
} from '@jetstreamapp/soql-parser-js';
import { Refused } from '../refused';

export interface Test {
  readonly kind: 'test';
  /** A field path, or a function of fields. */
  readonly operand: string | FunctionExp;
  readonly operator: Operator;
  readonly values: readonly string[];
  readonly literals: readonly LiteralType[];
  readonly isList: boolean;
  readonly subquery: Query | null;
}
export type Filter =
  | Test
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter };

export const malformed = (message: string) => new Refused('MALFORMED_QUERY', message);

const remembered = new Map<string, Query>();
const most = 500;

export function parse(soql: string): Query {
  const known = remembered.get(soql);
  if (known) return known;
  if (soql.length > 100_000) throw malformed('SOQL statements cannot be longer than 100000 characters.');
  let query: Query;
  try {
    // Said out loud, or the library builds its parser anew for each query, which takes 30 ms.
    query = parseQuery(soql, { allowApexBindVariables: false, ignoreParseErrors: false });
  } catch (error) {
    throw malformed(`\n${soql.slice(0, 200)}\n^\nERROR at Row:1:Column:1\n${error instanceof Error ? error.message : 'unexpected token'}`);
  }
  if (remembered.size >= most) remembered.delete(remembered.keys().next().value ?? '');
  remembered.set(soql, query);
  return query;
}

type Token = '(' | ')' | 'NOT' | 'AND' | 'OR' | Test;

export function filterOf(clause: WhereClause | HavingClause): Filter {
  const tokens = tokensOf(clause);
  const filter = any(tokens);
  if (tokens.length > 0) throw malformed(`unexpected token: ${typeof tokens[0] === 'string' ? tokens[0] : 'condition'}`);
  return filter;
}

function tokensOf(clause: WhereClause | HavingClause): Token[] {
  const tokens: Token[] = [];
  for (let at: WhereClause | HavingClause | undefined = clause; at; at = 'right' in at ? at.right : undefined) {
    const operator = 'operator' in at ? at.operator : undefined;
    const { left } = at;
    const parens = (count: number | undefined, token: '(' | ')') => tokens.push(...new Array<Token>(count ?? 0).fill(token));
    parens(left?.openParen, '(');
    if (operator === 'NOT') tokens.push('NOT');
    else {
      if (left && 'operator' in left) tokens.push(testOf(left));
      parens(left && 'closeParen' in left ? left.closeParen : 0, ')');
      if (operator === 'AND' || operator === 'OR') tokens.push(operator);
    }
  }
  return tokens;
}

function testOf(condition: Condition | ConditionWithValueQuery): Test {
  if (!('operator' in condition)) throw malformed('unexpected token: NOT');
  const operand = 'fn' in condition ? condition.fn : condition.field;
  const base = { kind: 'test' as const, operand, operator: condition.operator };
  if ('valueQuery' in condition) return { ...base, values: [], literals: [], isList: true, subquery: condition.valueQuery };
  const values = Array.isArray(condition.value) ? condition.value : [condition.value];
  const types = Array.isArray(condition.literalType) ? condition.literalType : values.map(() => condition.literalType as LiteralType);
  return { ...base, values, literals: types, isList: Array.isArray(condition.value), subquery: null };
}

/** AND and OR side by side need parentheses, as in Salesforce. */
function any(tokens: Token[]): Filter {
  const parts = [one(tokens)];
  let joint: 'AND' | 'OR' | null = null;
  for (let next = tokens[0]; next === 'AND' || next === 'OR'; next = tokens[0]) {
    if (joint !== null && joint !== next) throw malformed(`unexpected token: ${next}`);
    joint = next;
    tokens.shift();
    parts.push(one(tokens));
  }
  return joint === null ? parts[0]! : { kind: joint === 'AND' ? 'and' : 'or', parts };
}

function one(tokens: Token[]): Filter {
  const token = tokens.shift();
  if (token === 'NOT') return { kind: 'not', part: one(tokens) };
  if (token === '(') {
    const inner = any(tokens);
    if (tokens.shift() !== ')') throw malformed("expecting a right parentheses, found 'EOF'");
    return inner;
  }
  if (token === undefined || typeof token === 'string') throw malformed(`unexpected token: ${token ?? 'EOF'}`);
  return token;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', "'": "'", '"': '"', '\\': '\\' };

/** The text inside the quotes of a literal. In a LIKE pattern `\%` and `\_` stay as they are, for the pattern. */
export function unquote(literal: string, isPattern = false): string {
  const inside = literal.replace(/^'|'$/g, '');
  return inside.replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (whole, code: string) => {
    if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    if (code === '%' || code === '_') return isPattern ? whole : code;
    const plain = escapes[code];
    if (plain === undefined) throw malformed(`Illegal escape sequence '\\${code}' in string literal.`);
    return isPattern && code === '\\' ? whole : plain;
  });
}
