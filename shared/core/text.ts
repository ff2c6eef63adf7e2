/**
 * Canonical texts: spellings that mean the same come out the same, so that no system's habits look like an edit
 * (Unicode form, line ends, no-break and double spaces). And cutting a text to what a CRM field holds.
 */

const plain = /^[!-~]+(?: [!-~]+)*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no vendor's XML or JSON layer keeps.
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g;
const loneSurrogate = /\p{Surrogate}/gu;

function clean(text: string): string {
  return text.replace(control, '').replace(loneSurrogate, '\ufffd').normalize('NFC');
}

/** One line: any run of white space is one space, none at the ends. */
export function line(text: string): string {
  if (text === '' || plain.test(text)) return text;
  return clean(text).replace(/\s+/g, ' ').trim();
}

/** Several lines: `\n` ends a line, no white space before it, no empty lines at the ends. */
export function lines(text: string): string {
  if (text === '' || plain.test(text)) return text;
  const rows = clean(text)
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[^\S\n]/g, ' ')
    .split('\n')
    .map((row) => row.trimEnd());
  const first = rows.findIndex((row) => row !== '');
  const last = rows.findLastIndex((row) => row !== '');
  return first < 0 ? '' : rows.slice(first, last + 1).join('\n');
}

/** For comparing names and companies, never for writing: case and accents' forms aside. */
export function fold(text: string): string {
  return plain.test(text) ? text.toLowerCase() : line(text.normalize('NFKC')).toLowerCase();
}

/** Salesforce counts UTF-16 units, and a line end as two (it keeps them as CR LF). */
function lengthOf(text: string, multiline: boolean): number {
  if (!multiline) return text.length;
  let length = text.length;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) length++;
  return length;
}

/** The text itself when it fits, else as much of it as fits with "…" at the end, never half a character. 0 = no limit. */
export function shorten(text: string, limit: number, multiline = false): string {
  if (limit <= 0 || lengthOf(text, multiline) <= limit) return text;
  const room = limit - 1;
  let used = 0;
  let end = 0;
  for (const character of text) {
    const size = character === '\n' && multiline ? 2 : character.length;
    if (used + size > room) break;
    used += size;
    end += character.length;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}
