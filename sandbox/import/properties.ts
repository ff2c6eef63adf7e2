/**
 * Third step of an import: a whole line to a property. Does what ical.js cannot (vCard 2.1: bare parameters,
 * quoted-printable, CHARSET, commas that are only commas) and leaves unescaping and structured values to ical.js.
 */
import ICAL from 'ical.js';
import { decode, unquote } from './bytes';
import type { WholeLine } from './lines';

export interface Property {
  readonly name: string;
  readonly group: string;
  readonly params: ReadonlyMap<string, readonly string[]>;
  /** Decoded, still escaped as in vCard 3.0 and iCalendar. */
  readonly value: string;
  readonly at: number;
}

/** Position of the first `:` outside quotes; quotes that never close count for nothing. */
function colonOf(text: string): number {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') quoted = !quoted;
    else if (c === ':' && !quoted) return i;
  }
  return text.indexOf(':');
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === separator && !quoted) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

const encodings = /^(QUOTED-PRINTABLE|BASE64|8BIT|7BIT|B|Q)$/i;

function paramsOf(parts: readonly string[]): Map<string, string[]> {
  const params = new Map<string, string[]>();
  for (const part of parts) {
    const text = part.trim();
    if (text === '') continue;
    const equals = text.indexOf('=');
    const key = equals > 0 ? text.slice(0, equals).trim().toUpperCase() : encodings.test(text) ? 'ENCODING' : 'TYPE';
    const values = splitOutsideQuotes(text.slice(equals > 0 ? equals + 1 : 0), ',')
      .flatMap((value) => (key === 'TYPE' ? value.replaceAll('"', '').split(',') : [value.replaceAll('"', '')]))
      .map((value) => decode(value.trim()));
    params.set(key, [...(params.get(key) ?? []), ...values]);
  }
  return params;
}

/** vCard 2.1 knows only `\;`: every other backslash and every comma means itself. */
const escapedFrom21 = (value: string) =>
  value
    .replace(/\\(?![;,nN\\:])/g, '\\\\')
    .replace(/(^|[^\\]),/g, '$1\\,')
    .replace(/(^|[^\\]),/g, '$1\\,');

/** Null for a line that is no property. `old`: the card says VERSION:2.1 (or 1.0, of a calendar). */
export function propertyOf(line: WholeLine, old: boolean): Property | null {
  const colon = colonOf(line.bytes);
  if (colon <= 0) return null;
  const [head = '', ...rest] = splitOutsideQuotes(line.bytes.slice(0, colon).replaceAll('\n', ''), ';');
  const dot = head.lastIndexOf('.');
  const name = head
    .slice(dot + 1)
    .trim()
    .toUpperCase();
  if (!/^[A-Z][A-Z0-9_-]*$/.test(name)) return null;
  const params = paramsOf(rest);
  const charset = params.get('CHARSET')?.[0] ?? '';
  const quoted = /^(QUOTED-PRINTABLE|Q)$/i.test(params.get('ENCODING')?.[0] ?? '');
  const bytes = line.bytes.slice(colon + 1);
  const text = quoted ? decode(unquote(bytes.replace(/=3B/gi, '\\;').replace(/=\n/g, '')), charset) : decode(bytes, charset);
  const escaped = old ? escapedFrom21(text) : text;
  return {
    name,
    group: dot > 0 ? head.slice(0, dot).trim().toLowerCase() : '',
    params,
    value: escaped.replace(/\r\n|\r|\n/g, '\\n'),
    at: line.at,
  };
}

export const param = (property: Property, key: string): string => property.params.get(key)?.[0] ?? '';
/** In capitals: TYPE=HOME,VOICE of 3.0 and ;HOME;VOICE of 2.1 alike. */
export const types = (property: Property): string[] => (property.params.get('TYPE') ?? []).map((type) => type.toUpperCase());

const { vcard3, icalendar } = ICAL.design;
const tidy = (text: string) => text.replace(/[ \t]+\n/g, '\n').trim();

/** The value as text, unescaped. */
export function text(property: Property | undefined): string {
  if (!property) return '';
  return tidy(String(ICAL.Property.fromString(`DESCRIPTION:${property.value}`, icalendar).getFirstValue() ?? '')).replaceAll('\\:', ':');
}

/** A structured value (N, ADR, ORG) as texts; several values of one component are joined by a space. */
export function structured(property: Property | undefined, like: 'N' | 'ADR' | 'ORG'): string[] {
  if (!property) return [];
  const value: unknown = ICAL.Property.fromString(`${like}:${property.value}`, vcard3).getFirstValue();
  const joiner = like === 'N' ? ' ' : '\n';
  const flat = (part: unknown): string => (Array.isArray(part) ? part.map(flat).filter(Boolean).join(joiner) : tidy(String(part ?? '')));
  return Array.isArray(value) ? value.map(flat) : [flat(value)];
}

/** A list such as CATEGORIES. */
export const list = (property: Property): string[] =>
  ICAL.Property.fromString(`CATEGORIES:${property.value}`, vcard3)
    .getValues()
    .map((value) => tidy(String(value)))
    .filter((value) => value !== '');
