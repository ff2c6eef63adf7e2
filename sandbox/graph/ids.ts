/**
 * Ids as Exchange makes them: opaque, case-sensitive (two may differ in case alone), ending in `=`. A default id dies when
 * its item moves to another folder, the immutable one stays (wire-contracts 1.1). Occurrences have ids of their own,
 * derived from series and date.
 */
import { createHash } from 'node:crypto';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export function base62(value: number, width: number): string {
  let text = '';
  for (let left = value; left > 0; left = Math.floor(left / 62)) text = DIGITS[left % 62] + text;
  return text.padStart(width, '0');
}

export const tagOf = (user: string): string => createHash('sha256').update(user).digest('base64url').replace(/[-_]/g, '0').slice(0, 8);

export const defaultId = (tag: string, count: number): string => `AAMkA${tag}BGAAAAAAD${base62(count, 6)}AAA=`;
export const immutableId = (tag: string, count: number): string => `AAkALg${tag}AAHYQDEapm${base62(count, 6)}AAA=`;
export const folderId = (tag: string, count: number): string => `AAMkA${tag}AuAAAAAAC${base62(count, 6)}AAA=`;

/** `2026-03-01` of a series, in the form of the series' id. */
export const occurrenceId = (masterId: string, date: string): string =>
  masterId.replace(
    /(BGAAAAAAD|AAHYQDEapm)(\w{6}AAA=)$/,
    (_, kind: string, tail: string) => `${kind === 'BGAAAAAAD' ? 'FRAAgI' : 'FRAAgJ'}${date.replaceAll('-', '')}${tail}`,
  );

/** The series and date behind an occurrence's id, also in the form of `cancelledOccurrences`; null when it is none. */
export function seriesOf(id: string): { readonly masterId: string; readonly date: string } | null {
  const named = /^OID\.(.+)\.(\d{4}-\d\d-\d\d)$/.exec(id);
  if (named) return { masterId: named[1]!, date: named[2]! };
  const found = /^(.+)FRAAg([IJ])(\d{4})(\d\d)(\d\d)(\w{6}AAA=)$/.exec(id);
  if (!found) return null;
  const [, head, kind, year, month, day, tail] = found;
  return { masterId: `${head}${kind === 'I' ? 'BGAAAAAAD' : 'AAHYQDEapm'}${tail}`, date: `${year}-${month}-${day}` };
}

/** The id that Outlook puts into invitations. An occurrence carries its date in the eight digits after the fixed head. */
const UID_HEAD = '040000008200E00074C5B7101A82E008';
export const newUid = (seed: string): string =>
  `${UID_HEAD}00000000${createHash('sha256').update(seed).digest('hex').toUpperCase().slice(0, 56)}`;

export function occurrenceUid(uid: string, date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const digits = [year, month, day]
    .map((part, i) =>
      part
        .toString(16)
        .toUpperCase()
        .padStart(i === 0 ? 4 : 2, '0'),
    )
    .join('');
  return uid.startsWith(`${UID_HEAD}00000000`) ? `${UID_HEAD}${digits}${uid.slice(UID_HEAD.length + 8)}` : `${uid}:${date}`;
}
