/** The merge table (docs/spec.md, SYN1), each line of it. */
import { describe, expect, test } from 'vitest';
import { blankContact } from '../contacts/blank';
import type { Lens } from '../field';
import { hash53 } from '../keys';
import type { Contact, Side, Winner } from '../model';
import { type Change, type Compared, compare } from './compare';
import { lostValues, type MergeRules, merge, winnerOf } from './merge';

const field = (change: Change, mailbox: string, crm: string, alike = mailbox === crm): Compared => ({
  ...{ name: 'title', lens: {} as Lens, mailbox, crm, change, alike },
});

const rules = (more: Partial<MergeRules> = {}): MergeRules => ({
  direction: 'both',
  winner: 'crm',
  modifiedAt: { mailbox: 1, crm: 2 },
  closed: { mailbox: null, crm: null },
  taken: null,
  ...more,
});

/** Where the value goes: to a side, nowhere because both agree, or nowhere because nothing changed. */
function goes(compared: Compared, more: Partial<MergeRules> = {}): string {
  const { copies, equal, blocked } = merge([compared], rules(more));
  if (copies[0]) return `to ${copies[0].to}`;
  if (blocked[0]) return `blocked: ${blocked[0].because}`;
  return equal.length > 0 ? 'agreed' : 'rest';
}

describe('SYN1 the merge', () => {
  test('SYN1 nobody changed it: it rests, although the sides show it differently', () => {
    expect(goes(field('same', 'long text', 'long …'))).toBe('rest');
  });
  test('SYN1 one side changed it: it goes over', () => {
    expect(goes(field('mailbox', 'new', 'old'))).toBe('to crm');
    expect(goes(field('crm', 'old', 'new'))).toBe('to mailbox');
  });
  test('SYN1 one side emptied it: it is emptied', () => {
    expect(goes(field('mailbox', '', 'old'))).toBe('to crm');
    expect(goes(field('crm', 'old', ''))).toBe('to mailbox');
  });
  test('SYN1 both changed it to the same: agreed', () => {
    expect(goes(field('both', 'new', 'new'))).toBe('agreed');
  });
  test.each([
    ['crm', 'to mailbox'],
    ['mailbox', 'to crm'],
  ] as const)('SYN1 both changed it: %s wins, %s', (winner, where) => {
    expect(goes(field('both', 'a', 'b'), { winner })).toBe(where);
  });
  test.each([
    [3, 2, 'to crm'],
    [1, 2, 'to mailbox'],
    [2, 2, 'to mailbox'],
  ] as const)('SYN1 the latest wins, Salesforce at a tie: %i against %i, %s', (mailbox, crm, where) => {
    expect(goes(field('both', 'a', 'b'), { winner: 'latest', modifiedAt: { mailbox, crm } })).toBe(where);
  });
  test('SYN1 nothing agreed yet: the empty side takes it, else the winner', () => {
    expect(goes(field('new', 'a', ''))).toBe('to crm');
    expect(goes(field('new', '', 'b'), { winner: 'mailbox' })).toBe('to mailbox');
    expect(goes(field('new', 'a', 'b'))).toBe('to mailbox');
  });
  test('SYN1 one-way: the source wins, whoever is configured', () => {
    const winners = (direction: MergeRules['direction'], winner: Winner): Side => winnerOf(rules({ direction, winner }));
    expect(winners('mailbox to crm', 'crm')).toBe('mailbox');
    expect(winners('crm to mailbox', 'mailbox')).toBe('crm');
  });
  test('SYN1 what the other side shows in its own way is agreed as it stands', () => {
    expect(goes(field('mailbox', 'long text', 'long …', true))).toBe('agreed');
  });
  test('SYN1 the rep took a side: that one, for the fields named', () => {
    expect(goes(field('both', 'a', 'b'), { taken: { side: 'mailbox', fields: ['title'] } })).toBe('to crm');
    expect(goes(field('both', 'a', 'b'), { taken: { side: 'mailbox', fields: ['other'] } })).toBe('to mailbox');
  });
  test('SYN1 only what somebody had changed is lost', () => {
    const lost = lostValues(merge([field('both', 'a', 'b')], rules()).copies);
    expect(lost).toEqual([{ side: 'mailbox', field: 'title', lost: 'a', kept: 'b' }]);
    expect(lostValues(merge([field('crm', 'a', 'b')], rules()).copies)).toEqual([]);
  });
});

test('SYN1 what may not be written is blocked with its reason, and the other way stays open', () => {
  expect(goes(field('crm', 'a', 'b'), { direction: 'mailbox to crm' })).toBe('blocked: direction');
  expect(goes(field('mailbox', 'a', 'b'), { direction: 'mailbox to crm' })).toBe('to crm');
  const closed = { mailbox: 'would mail attendees', crm: null } as const;
  expect(goes(field('crm', 'a', 'b'), { closed })).toBe('blocked: would mail attendees');
  expect(goes(field('mailbox', 'a', 'b'), { closed })).toBe('to crm');
});

test('SYN1 where the mailbox may not be written, a conflict is won by it: the other way could never be carried out', () => {
  expect(goes(field('both', 'a', 'b'), { closed: { mailbox: 'not the organizer', crm: null } })).toBe('to crm');
});

test('CFG1 EVT6 the rep takes a version that may not go over: both stay as they are, and that is agreed', () => {
  const only = { direction: 'crm to mailbox', closed: { mailbox: 'would mail attendees', crm: null } } as const;
  expect(goes(field('crm', 'a', 'b'), only)).toBe('blocked: would mail attendees');
  expect(goes(field('crm', 'a', 'b'), { ...only, taken: { side: 'mailbox', fields: [] } })).toBe('agreed');
});

describe('SYN1 matched again after both were parted', () => {
  const hash = hash53('old');
  const lens = {
    ...({} as Lens),
    name: 'title',
    read: { mailbox: (item) => (item as Contact).title, crm: ({ fields }) => String(fields.Title) },
    toMailbox: (title) => ({ title }),
    toCrm: (title) => ({ set: { Title: title }, shortened: null, held: true }),
    takesPart: () => true,
    hides: () => false,
  } satisfies Lens;
  const change = (again: object, mailbox: string, crm: string): Change | undefined =>
    compare(
      [lens],
      { agreed: null, before: { title: [hash, hash] }, ...again },
      { ...blankContact, title: mailbox },
      { kind: 'contact', fields: { Title: crm }, invitees: [] },
    )[0]?.change;

  test('SYN1 SYN2 emptied meanwhile: an edit of the item, and of the record where it is the same; nothing where it is another one', () => {
    expect(change({ again: true }, '', 'old')).toBe('mailbox');
    expect(change({}, '', 'old')).toBe('mailbox');
    expect(change({}, '', 'of another rep')).toBe('both');
    expect(change({ again: true }, 'old', '')).toBe('crm');
    expect(change({}, 'old', '')).toBe('new');
  });
  test('SYN1 untouched meanwhile: agreed anew as it stands', () => {
    expect(change({ again: true }, 'old', 'old')).toBe('new');
  });
});
