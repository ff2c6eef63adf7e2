/**
 * Queries are built here, by escaping, never by joining strings (SEC3, wire-contracts 4.2).
 *
 *   soql`SELECT ${names(fields)} FROM Contact WHERE Email IN ${mails} AND SystemModstamp >= ${instant(mark)}`
 *
 * A text in a hole becomes a quoted text, a list of texts a list; what must not be quoted is a {@link Soql} made below.
 */
export class Soql {
  constructor(readonly text: string) {}
}

export type Hole = string | number | boolean | null | readonly string[] | Soql;

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that must not reach the query
const hostile = /[\\'"\n\r\t\u0008\f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they have no escape, and nothing that is searched for holds them
const unspeakable = /[\u0000-\u0007\u000b\u000e-\u001f\u007f]/g;

export const quoted = (text: string): string => `'${text.replace(unspeakable, '').replace(hostile, (char) => escapes[char] ?? '')}'`;

function filled(hole: Hole): string {
  if (hole instanceof Soql) return hole.text;
  if (typeof hole === 'string') return quoted(hole);
  if (Array.isArray(hole)) return `(${hole.map(quoted).join(',')})`;
  if (typeof hole === 'number' && !Number.isFinite(hole)) throw new TypeError('no number for a query');
  return String(hole);
}

export function soql(texts: TemplateStringsArray, ...holes: readonly Hole[]): Soql {
  return new Soql(texts.reduce((all, text, i) => all + filled(holes[i - 1] ?? null) + text));
}

const name = /^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*$/;

/** Field names, some of which an admin has typed. */
export function names(fields: readonly string[]): Soql {
  for (const field of fields) if (!name.test(field)) throw new TypeError(`no field name: ${field}`);
  return new Soql(fields.join(','));
}

export const isName = (text: string): boolean => name.test(text);

/** `2026-03-01T09:00:00Z`, bare. */
export function instant(text: string): Soql {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) throw new TypeError('no instant for a query');
  return new Soql(text);
}

/** For LIKE: the text as it is, whatever follows it. */
export function startingWith(text: string): Soql {
  const literal = quoted(text).slice(1, -1).replace(/[%_]/g, '\\$&');
  return new Soql(`'${literal}%'`);
}

/** For LIKE: the text anywhere. */
export function containing(text: string): Soql {
  const literal = quoted(text).slice(1, -1).replace(/[%_]/g, '\\$&');
  return new Soql(`'%${literal}%'`);
}

export const allOf = (conditions: readonly Soql[]): Soql => new Soql(conditions.map((one) => `(${one.text})`).join(' AND '));
export const anyOf = (conditions: readonly Soql[]): Soql => new Soql(`(${conditions.map((one) => one.text).join(' OR ')})`);

export const where = (conditions: readonly Soql[]): Soql => new Soql(conditions.length === 0 ? '' : ` WHERE ${allOf(conditions).text}`);
