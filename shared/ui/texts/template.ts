/**
 * Where every sentence on every screen is filled in. A template holds `{name}` holes, forms chosen by a number or a word
 * (`{n|one:# change waits|other:# changes wait}`, `{kind|contact:contact|event:event}`, `=0:` for an exact number), and
 * `*strong*` words. Sentences stay whole, so that translators see them whole.
 */
import { kept } from './intl';

export type Hole = string | number;
export type Holes = Readonly<Record<string, Hole>>;

/** Alternatives, the most telling first: the first whose holes are all known is said. */
export type Text = string | readonly string[];

type NameOf<H extends string> = H extends `${infer N}|${string}` ? N : H;
export type HoleNames<S> = S extends `${string}{${infer H}}${infer Rest}` ? NameOf<H> | HoleNames<Rest> : never;

export interface Piece {
  readonly text: string;
  readonly strong: boolean;
  /** Came from a hole: names and addresses stand apart from the sentence's direction (DESIGN section 11). */
  readonly value: boolean;
}

type Token =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'strong' }
  | { readonly is: 'hole'; readonly name: string; readonly forms: readonly (readonly [string, string])[] };

const parsed = new Map<string, readonly Token[]>();

export function parse(template: string): readonly Token[] {
  const known = parsed.get(template);
  if (known) return known;
  const tokens = template.split(/(\{[^}]*\}|\*)/).flatMap((part): Token[] => {
    if (part === '') return [];
    if (part === '*') return [{ is: 'strong' }];
    return part.startsWith('{') ? [hole(part.slice(1, -1))] : [{ is: 'text', text: part }];
  });
  parsed.set(template, tokens);
  return tokens;
}

function hole(inner: string): Token {
  const [name = '', ...forms] = inner.split('|');
  return { is: 'hole', name, forms: forms.map((form) => [form.slice(0, form.indexOf(':')), form.slice(form.indexOf(':') + 1)] as const) };
}

export const holesOf = (template: string): ReadonlySet<string> =>
  new Set(parse(template).flatMap((token) => (token.is === 'hole' ? [token.name] : [])));

/** Control and direction characters out: a name cannot turn a sentence around or fake a line (SEC4). */
export const clean = (value: string): string => value.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();

export function choose(text: Text, holes: Holes): string {
  if (typeof text === 'string') return text;
  const known = (template: string) => [...holesOf(template)].every((name) => holes[name] !== undefined && holes[name] !== '');
  return text.find(known) ?? text[text.length - 1] ?? '';
}

export function fill(text: Text, holes: Holes, language: string): readonly Piece[] {
  let strong = false;
  const pieces: Piece[] = [];
  for (const token of parse(choose(text, holes))) {
    if (token.is === 'strong') strong = !strong;
    else if (token.is === 'text') pieces.push({ text: token.text, strong, value: false });
    else pieces.push(value(token.forms, holes[token.name] ?? '', language, strong));
  }
  return pieces;
}

function value(forms: readonly (readonly [string, string])[], given: Hole, language: string, strong: boolean): Piece {
  if (forms.length === 0)
    return typeof given === 'number'
      ? { text: number(given, language), strong, value: false }
      : { text: clean(given), strong, value: true };
  const found = (key: string) => forms.find(([name]) => name === key)?.[1];
  const form =
    typeof given === 'number'
      ? (found(`=${given}`) ?? found(plurals(language).select(given)) ?? found('other'))
      : (found(given) ?? found('other'));
  return { text: (form ?? '').replace('#', typeof given === 'number' ? number(given, language) : clean(given)), strong, value: false };
}

const plurals = (language: string) => kept(`plural ${language}`, () => new Intl.PluralRules(language));
/** Small counts are written alike in all our languages: no format is made for them. */
const number = (value: number, language: string) =>
  Number.isInteger(value) && value >= 0 && value < 1000
    ? String(value)
    : kept(`number ${language}`, () => new Intl.NumberFormat(language)).format(value);

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A value whose script runs the other way is set apart by invisible marks. */
const apart = (text: string): string => (rightToLeft.test(text) ? `\u2068${text}\u2069` : text);

/** As `plain` writes a hole. */
export const asValue = (given: string): string => apart(clean(given));

/** For titles and names of controls. */
export const plain = (pieces: readonly Piece[]): string => pieces.map(({ text, value }) => (value ? apart(text) : text)).join('');
