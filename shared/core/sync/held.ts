/**
 * RST7: an event whose subject, start or duration was edited after a reset and before the reconnection is held, and both
 * versions are shown. The reset leaves on each event how it looked; the first plan after the reconnection compares.
 */

import { textOf } from '../crmText';
import { crmTime, mailboxTime } from '../events/fields/time';
import { hash53 } from '../keys';
import type { Note, Row } from '../model';
import { line } from '../text';

const textsOf = (row: Row): { readonly subject: string; readonly time: string } | null => {
  const item = row.seen?.item;
  if (!item) return null;
  if ('fields' in item) return item.kind === 'event' ? { subject: line(textOf(item, 'Subject')), time: crmTime(item) } : null;
  return item.kind === 'event' ? { subject: line(item.subject), time: mailboxTime(item) } : null;
};

/** The note that a reset leaves on an event; null for contacts and for what is not there. */
export function resetNote(row: Row, at: number): Note | null {
  const texts = textsOf(row);
  return texts && { kind: 'reset', at, subject: hash53(texts.subject), time: hash53(texts.time) };
}

/** Names of what was edited on either side; empty when nothing was, or when there was no reset. */
export function editedWhileDisconnected(...rows: readonly (Row | null)[]): readonly string[] {
  const edited = new Set<string>();
  for (const row of rows) {
    const note = row?.notes.find((one): one is Extract<Note, { kind: 'reset' }> => one.kind === 'reset');
    const texts = row && note ? textsOf(row) : null;
    if (!note || !texts) continue;
    if (hash53(texts.subject) !== note.subject) edited.add('subject');
    if (hash53(texts.time) !== note.time) edited.add('time');
  }
  return [...edited];
}
