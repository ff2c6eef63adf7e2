/** Numbers and marks in as few characters as a text field safely holds: 64 of them, none of which anybody escapes. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const values = new Map([...alphabet].map((char, i) => [char, i]));

export const isDigit = (char: string): boolean => values.has(char);

function digits(value: number, count: number): string {
  let text = '';
  let left = value;
  for (let i = 0; i < count; i++) {
    text += alphabet[left % 64];
    left = Math.floor(left / 64);
  }
  return text;
}

function number(text: string): number {
  let value = 0;
  for (let i = text.length - 1; i >= 0; i--) {
    const digit = values.get(text[i]!);
    if (digit === undefined) return Number.NaN;
    value = value * 64 + digit;
  }
  return value;
}

/** 53 bits. */
export const hashLength = 9;
export const hashText = (hash: number): string => digits(hash, hashLength);
export const hashOf = (text: string): number => number(text);
export const isHash = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** Whole seconds since 2020, for 34 years; what is older is not told, as no list lags behind so far. */
const timesBegin = Date.UTC(2020, 0, 1);
export const timeLength = 5;
export const timeText = (at: number): string => digits(at === 0 ? 0 : (at - timesBegin) / 1000, timeLength);
export function timeOf(text: string): number {
  const seconds = number(text);
  return seconds === 0 ? 0 : timesBegin + seconds * 1000;
}
export const isTime = (at: number): boolean =>
  at === 0 || (at > timesBegin && at % 1000 === 0 && (at - timesBegin) / 1000 < 64 ** timeLength);

/** 26 characters of base32hex are 130 bits: 22 of ours. */
const base32 = '0123456789abcdefghijklmnopqrstuv';
export const isMark = (text: string): boolean => /^[0-9a-v]{26}$/.test(text);
export const markLength = 22;

/** Six characters of the mark (30 bits) are five of ours; the last two make two. */
export function markText(mark: string): string {
  let text = '';
  for (let at = 0; at < 24; at += 6) text += digits(Number.parseInt(mark.slice(at, at + 6), 32), 5);
  return text + digits(Number.parseInt(mark.slice(24), 32), 2);
}

export function markOf(text: string): string {
  let mark = '';
  for (let at = 0; at < 20; at += 5) mark += base32Text(number(text.slice(at, at + 5)), 6);
  return mark + base32Text(number(text.slice(20, 22)), 2);
}

function base32Text(value: number, count: number): string {
  let text = '';
  let left = value;
  for (let i = 0; i < count; i++) {
    text = base32[left % 32] + text;
    left = Math.floor(left / 32);
  }
  return text;
}

export const digit = (value: number): string => alphabet[value] ?? '';
export const digitOf = (char: string): number => values.get(char) ?? Number.NaN;
