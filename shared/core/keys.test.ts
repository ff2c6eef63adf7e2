/** Marks and create keys (docs/spec.md, SYN6). */
import { expect, test } from 'vitest';
import { blankContact } from './contacts/blank';
import { blankEvent } from './events/blank';
import { areOfOne, hash53, isMarkOfContact, markKey, markOfMailboxItem, markOfRecord, nextMark, recordOfMark } from './keys';
import { longId } from './recordId';

const rep = { mailboxId: 'mira@brightwater.example', orgId: '00D1', userId: '0051' };
const other = { mailboxId: 'tomas@brightwater.example', orgId: '00D1', userId: '0052' };
const meeting = { ...blankEvent, uid: 'kick-off@calendar', originalStart: '2026-03-02T09:00:00Z' };

test('SYN6 a key is 26 characters that a Google event id may have', () => {
  for (const key of [markOfRecord(rep, '003'), markOfMailboxItem(rep, 'x', blankContact), markOfMailboxItem(rep, 'x', meeting)])
    expect(key).toMatch(/^[0-9a-v]{26}$/);
});

test('SYN6 the same source gives the same key, on every device and every day', () => {
  expect(markOfMailboxItem(rep, 'contact-1', blankContact)).toBe(
    markOfMailboxItem({ ...rep }, 'contact-1', { ...blankContact, first: 'Anna' }),
  );
  expect(markOfRecord(rep, '003')).toBe(markOfRecord({ ...rep }, '003'));
});

test('SYN6 each rep has an own contact, all who attend have the same meeting', () => {
  expect(markOfMailboxItem(rep, 'contact-1', blankContact)).not.toBe(markOfMailboxItem(other, 'contact-1', blankContact));
  expect(markOfMailboxItem(rep, 'event-1', meeting)).toBe(markOfMailboxItem(other, 'event-2', meeting));
});

test('SYN6 occurrences are told apart by where the rule had put them, moved or not', () => {
  const next = { ...meeting, originalStart: '2026-03-03T09:00:00Z' };
  expect(markOfMailboxItem(rep, 'a', next)).not.toBe(markOfMailboxItem(rep, 'a', meeting));
  expect(markOfMailboxItem(rep, 'a', { ...meeting, start: '2026-03-09T09:00:00Z' })).toBe(markOfMailboxItem(rep, 'a', meeting));
});

test('SYN6 without a UID the id of the mailbox serves', () => {
  const plain = { ...blankEvent, uid: '' };
  expect(markOfMailboxItem(rep, 'a', plain)).not.toBe(markOfMailboxItem(rep, 'b', plain));
  expect(markOfMailboxItem(rep, 'a', plain)).not.toBe(markOfMailboxItem(other, 'a', plain));
});

test('SYN6 a record wanted back has a key of the next generation, and each rep has another', () => {
  const keys = new Set([markOfRecord(rep, '003'), markOfRecord(rep, '003', 1), markOfRecord(other, '003'), markOfRecord(rep, '004')]);
  expect(keys.size).toBe(4);
});

test('SYN6 ten thousand sources, ten thousand keys', () => {
  const keys = new Set(Array.from({ length: 10_000 }, (_, n) => markOfRecord(rep, `003${n}`)));
  expect(keys.size).toBe(10_000);
  expect(new Set(Array.from({ length: 10_000 }, (_, n) => hash53(`value ${n}`))).size).toBe(10_000);
});

test('SYN3 the mark of a record says which record, to its rep alone', () => {
  for (const id of ['003Ws00000a1B2cIAE', '00U000000000004EAA', '003zzzzzzzzzzzzAAA', '0030000000000zzAAA'].map((one) =>
    longId(one.slice(0, 15)),
  ))
    for (const generation of [0, 1, 2, 3, 9]) {
      const mark = markOfRecord(rep, id, generation);
      expect(mark).toMatch(/^[0-9a-v]{26}$/);
      expect(recordOfMark(rep, mark)).toBe(id);
      expect(recordOfMark(other, mark)).toBe(null);
    }
  expect(recordOfMark(rep, markOfMailboxItem(rep, 'x', blankContact))).toBe(null);
  expect(recordOfMark(rep, markOfRecord(rep, 'no id'))).toBe(null);
  expect(recordOfMark(rep, '')).toBe(null);
});

test('SYN3 the mark of a contact says whose mailbox it was in', () => {
  const mark = markOfMailboxItem(rep, 'x', blankContact);
  expect(isMarkOfContact(rep, mark)).toBe(true);
  expect(isMarkOfContact(rep, nextMark(mark))).toBe(true);
  expect(isMarkOfContact(other, mark)).toBe(false);
  for (const none of ['', markOfRecord(rep, '003Ws00000a1B2cIAE'), markOfMailboxItem(rep, 'x', meeting)])
    expect(isMarkOfContact(rep, none)).toBe(false);
});

test('SYN6 the marks of one item are known as such, whichever it got', () => {
  for (const first of [
    markOfRecord(rep, '003Ws00000a1B2cIAE'),
    markOfMailboxItem(rep, 'x', blankContact),
    markOfMailboxItem(rep, 'x', meeting),
  ]) {
    const marks = Array.from({ length: 6 }).reduce<string[]>((all) => [...all, nextMark(all.at(-1) ?? '')], [first]);
    expect(new Set(marks).size).toBe(7);
    for (const mark of marks) expect([areOfOne(mark, first), markKey(mark)]).toEqual([true, markKey(first)]);
  }
  expect(areOfOne('', '')).toBe(false);
  expect(areOfOne(markOfRecord(rep, '003'), markOfRecord(rep, '004'))).toBe(false);
});
