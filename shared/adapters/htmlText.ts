/**
 * Plain text of an event's description. Outlook is asked for text and mostly obeys; Google descriptions are HTML. Without
 * a DOM, because a service worker has none; the result is only ever shown and compared as text (SEC4).
 */
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const looksLikeHtml = /<\/?[a-z][^>]*>|&(#\d+|#x[\da-f]+|amp|lt|gt|quot|apos|nbsp);/i;

export function htmlToText(html: string): string {
  if (!looksLikeHtml.test(html)) return html;
  const marked = html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(head|style|script|title)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<a\b[^>]*\bhref="(https?:[^"]*)"[^>]*>([\s\S]*?)<\/a>/gi, (_, href: string, text: string) => linked(href, text));
  // In a document, line ends of the source are spaces; in a fragment (Google) somebody typed them.
  const document = /<(html|body)\b/i.test(html);
  const blocks = document ? marked.replace(/\s+/g, ' ') : marked;
  const text = blocks
    .replace(/<br\b[^>]*>/gi, '\n')
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<\/(p|div|tr|h\d|ul|ol|table|blockquote)>/gi, '\n')
    .replace(/<\/?[a-z][^>]*>/gi, '');
  return tidy(decode(document ? text.replace(/ *\n */g, '\n').trim() : text));
}

/** Where text would be read as HTML, it is escaped; all other text goes as it is. */
export function textToHtml(text: string): string {
  return looksLikeHtml.test(text) ? text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') : text;
}

export function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\s+$/g, '');
}

/** The address of a link is part of what was written, unless it is the text itself. */
function linked(href: string, text: string): string {
  const shown = text.replace(/<[^>]*>/g, '').trim();
  return shown === '' || decode(href).includes(decode(shown)) ? href : `${shown} (${href})`;
}

function decode(text: string): string {
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
  });
}
