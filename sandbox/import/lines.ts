/**
 * Second step of an import: physical lines to whole ones. Undoes folding, quoted-printable soft breaks, base64 blocks
 * ended by an empty line, and texts whose line breaks were written out raw.
 */
import { opensProperty } from './names';

export interface WholeLine {
  /** One character per byte. A raw line break inside a value is a real one here. */
  readonly bytes: string;
  /** Where it begins, counted from 1. */
  readonly at: number;
}

interface Growing {
  text: string;
  readonly at: number;
  readonly quoted: boolean;
  readonly base64: boolean;
  closed: boolean;
  blanks: number;
  raw: boolean;
}

const boundary = /^\s*(BEGIN|END):V?[A-Z]/i;

/** CR LF, LF, CR CR LF, or bare CR where the file has nothing else; a bare CR inside a line splits it before a property only. */
function physicalLines(text: string): string[] {
  if (!text.includes('\n')) return text.split('\r');
  const lines: string[] = [];
  for (const line of text.split(/\r*\n/)) {
    if (!line.includes('\r')) {
      lines.push(line);
      continue;
    }
    let current = '';
    for (const [index, part] of line.split('\r').entries()) {
      if (index > 0 && (opensProperty(part, true) || /^[ \t]/.test(part))) {
        lines.push(current);
        current = part;
      } else current = index === 0 ? part : part === '' ? current : `${current}\n${part}`;
    }
    lines.push(current);
  }
  return lines;
}

/** A file that somebody indented as a whole is moved back to the margin. */
function toTheMargin(lines: string[]): string[] {
  const indent = /^([ \t]+)BEGIN:/i.exec(lines.find((line) => line.trim() !== '') ?? '')?.[1];
  return indent ? lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)) : lines;
}

/** The part before the value, where the encoding is told. */
const headOf = (text: string) => text.slice(0, text.search(/:|$/));

const open = (text: string, at: number): Growing => ({
  text,
  at,
  quoted: /;(ENCODING=)?"?(QUOTED-PRINTABLE|Q)\b/i.test(headOf(text)),
  base64: /;(ENCODING=)?"?(BASE64|B)\b"?(;|:|$)/i.test(text.slice(0, 200)) && /ENCODING|;BASE64/i.test(headOf(text)),
  closed: false,
  blanks: 0,
  raw: false,
});

/** True when the line was taken in as more of the current one. */
function takeIn(current: Growing, line: string, next: string): boolean {
  if (boundary.test(line) && !/^\s/.test(line)) return false;
  if (current.quoted && !current.closed && current.text.endsWith('=')) {
    current.text = current.text.slice(0, -1) + line;
    return true;
  }
  if (current.base64 && !current.closed) {
    if (line.trim() === '') current.closed = /:\s*\S/.test(current.text);
    else if (/^\s/.test(line) || /^[A-Za-z0-9+/=]+\s*$/.test(line)) current.text += line.trim();
    else return false;
    return true;
  }
  if (line.trim() === '') {
    current.blanks++;
    return true;
  }
  if (/^[ \t]/.test(line)) {
    current.text += line.slice(1);
    return true;
  }
  if (boundary.test(current.text) || opensProperty(line, current.raw, next)) return false;
  current.text += '\n'.repeat(1 + current.blanks) + line;
  current.blanks = 0;
  current.raw = true;
  return true;
}

export function wholeLines(text: string): WholeLine[] {
  const whole: WholeLine[] = [];
  let current: Growing | null = null;
  const lines = toTheMargin(physicalLines(text));
  for (const [index, line] of lines.entries()) {
    if (current && takeIn(current, line, lines[index + 1] ?? '')) continue;
    if (current) whole.push({ bytes: current.text, at: current.at });
    current = line.trim() === '' ? null : open(line, index + 1);
  }
  if (current) whole.push({ bytes: current.text, at: current.at });
  return whole;
}
