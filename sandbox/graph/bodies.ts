/** Bodies of events: kept as written, answered as HTML, or as text when the client prefers that (wire-contracts 1.1). */
import { isObject, type Json, textOf } from './json';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

export function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#')) {
      const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole;
    }
    return ENTITIES[name.toLowerCase()] ?? whole;
  });
}

/** Outlook ends lines with CR LF. */
export function textOfHtml(html: string): string {
  const bare = html
    .replace(/<(style|script|head)\b[^>]*>.*?<\/\1>/gis, '')
    .replace(/\r?\n/g, ' ')
    .replace(/<br\s*\/?>|<\/(p|div|tr|li|h[1-6])>/gi, '\n')
    .replace(/<[^>]*>/g, '');
  const lines = decoded(bare)
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim());
  return lines.join('\r\n').replace(/^(\r\n)+|(\r\n)+$/g, '');
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const htmlOfText = (text: string): string =>
  `<html>\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n</head>\r\n<body>\r\n${escaped(text).replace(/\r?\n/g, '<br>\r\n')}\r\n</body>\r\n</html>\r\n`;

export function plainOf(body: unknown): string {
  if (!isObject(body)) return '';
  const content = textOf(body.content);
  return textOf(body.contentType).toLowerCase() === 'html' ? textOfHtml(content) : content.replace(/\r?\n/g, '\r\n');
}

export function bodyJson(body: unknown, asText: boolean): Json {
  if (asText) return { contentType: 'text', content: plainOf(body) };
  if (!isObject(body) || !textOf(body.content)) return { contentType: 'html', content: '' };
  const isHtml = textOf(body.contentType).toLowerCase() === 'html';
  return { contentType: 'html', content: isHtml ? body.content : htmlOfText(textOf(body.content)) };
}
