/** formulon ships no types; this is the part of it that is used here. */
declare module 'formulon' {
  export type Ast =
    | { readonly type: 'callExpression'; readonly id: string; readonly arguments: readonly Ast[] }
    | { readonly type: 'identifier'; readonly name: string }
    | { readonly type: 'literal'; readonly value: string | number | boolean | null; readonly dataType: string };
  /** Names that a formula uses. */
  export function extract(formula: string): string[];
  export function ast(formula: string): Ast;
  export function parse(formula: string, values?: Record<string, unknown>): { readonly value?: unknown; readonly type: string };
}
