/** A language that nobody speaks: accents show what came from the catalogue, the tail makes every sentence 40 % longer. */
import type { Part } from './catalogue';

const accents: Readonly<Record<string, string>> = {
  a: 'á',
  b: 'ƀ',
  c: 'ç',
  d: 'ð',
  e: 'é',
  f: 'ƒ',
  g: 'ĝ',
  h: 'ĥ',
  i: 'í',
  j: 'ĵ',
  k: 'ķ',
  l: 'ļ',
  m: 'ɱ',
  n: 'ñ',
  o: 'ó',
  p: 'þ',
  q: 'ǫ',
  r: 'ŕ',
  s: 'š',
  t: 'ţ',
  u: 'ú',
  v: 'ṽ',
  w: 'ŵ',
  x: 'ẋ',
  y: 'ý',
  z: 'ž',
  A: 'Á',
  B: 'Ɓ',
  C: 'Ç',
  D: 'Ð',
  E: 'É',
  F: 'Ƒ',
  G: 'Ĝ',
  H: 'Ĥ',
  I: 'Í',
  J: 'Ĵ',
  K: 'Ķ',
  L: 'Ļ',
  M: 'Ṁ',
  N: 'Ñ',
  O: 'Ó',
  P: 'Þ',
  Q: 'Ǫ',
  R: 'Ŕ',
  S: 'Š',
  T: 'Ţ',
  U: 'Ú',
  V: 'Ṽ',
  W: 'Ŵ',
  X: 'Ẋ',
  Y: 'Ý',
  Z: 'Ž',
};

const dress = (text: string): string => text.replace(/[a-zA-Z]/g, (letter) => accents[letter] ?? letter);

/** Holes keep their names and the keys of their forms. */
const pseudoOf = (template: string): string => {
  const body = template.replace(/\{[^}]*\}|[^{]+/g, (part) => {
    if (!part.startsWith('{')) return dress(part);
    const [name = '', ...forms] = part.slice(1, -1).split('|');
    return `{${[name, ...forms.map((form) => form.replace(/^([^:]*:)(.*)$/s, (_, key: string, text: string) => key + dress(text)))].join('|')}}`;
  });
  return body === '' ? '' : `${body}${'·'.repeat(Math.ceil(template.length * 0.4))}`;
};

export const pseudo = (part: Part): Part =>
  Object.fromEntries(Object.entries(part).map(([key, text]) => [key, typeof text === 'string' ? pseudoOf(text) : text.map(pseudoOf)]));
