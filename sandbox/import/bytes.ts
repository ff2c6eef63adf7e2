/**
 * First step of an import: bytes to text. Exported files mix encodings, sometimes within one file (a Windows-1252
 * address beside a UTF-8 design), so everything stays "one character per byte" until a line is whole; then the line
 * alone is decoded.
 */

const hasByteOrder = (bytes: Uint8Array, first: number, second: number) => bytes[0] === first && bytes[1] === second;

/** Without a byte order mark: text of mostly Latin letters has its zero bytes all on one side. */
function utf16Guess(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, 400) & ~1;
  if (length < 8) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  if (odd > length / 5 && even === 0) return 'utf-16le';
  return even > length / 5 && odd === 0 ? 'utf-16be' : null;
}

/** The file as a text of bytes: UTF-16 made UTF-8, byte order mark and stray zero bytes taken off. */
export function byteText(bytes: Uint8Array): string {
  const wide = hasByteOrder(bytes, 0xff, 0xfe) ? 'utf-16le' : hasByteOrder(bytes, 0xfe, 0xff) ? 'utf-16be' : utf16Guess(bytes);
  const narrow = wide ? Buffer.from(new TextDecoder(wide).decode(bytes), 'utf8') : Buffer.from(bytes);
  const text = narrow.toString('latin1');
  return (text.startsWith('\u00ef\u00bb\u00bf') ? text.slice(3) : text).replaceAll('\0', '');
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');
const named = new Map<string, TextDecoder | null>();

function decoderNamed(charset: string): TextDecoder | null {
  const name = charset.trim().toLowerCase();
  let decoder = named.get(name);
  if (decoder === undefined) {
    try {
      decoder = new TextDecoder(name);
    } catch {
      decoder = null;
    }
    named.set(name, decoder);
  }
  return decoder;
}

const isAscii = (text: string) => /^[\t\n\r -~]*$/.test(text);

/**
 * A line of bytes as text: UTF-8 where it is valid, else the charset that the line declares, else Windows-1252, which
 * contains Latin-1. A last letter that was cut in half does not turn the whole line into Windows-1252.
 */
export function decode(byteLine: string, charset = ''): string {
  if (isAscii(byteLine) && !/^(utf-?16|utf-?7|iso-2022)/i.test(charset)) return byteLine;
  const bytes = Buffer.from(byteLine, 'latin1');
  const declared = charset ? decoderNamed(charset) : null;
  if (declared && declared.encoding !== 'utf-8') return declared.decode(bytes);
  try {
    return strictUtf8.decode(bytes);
  } catch {
    if (declared || isCutShort(bytes)) return new TextDecoder('utf-8').decode(bytes).replaceAll('\ufffd', '');
    return windows1252.decode(bytes);
  }
}

function isCutShort(bytes: Uint8Array): boolean {
  for (let cut = 1; cut <= 3 && cut < bytes.length; cut++) {
    if (bytes[bytes.length - cut]! < 0xc0) continue;
    try {
      return !isAscii(strictUtf8.decode(bytes.subarray(0, bytes.length - cut)));
    } catch {
      return false;
    }
  }
  return false;
}

/** Quoted-printable, soft breaks already joined. What is no escape stays as it is. */
export const unquote = (byteLine: string): string =>
  byteLine.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).replace(/=+$/, '');
