import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markOfMailboxItem, markOfRecord } from '../keys';
import { matchKeysOf, type Picking, pickContact } from '../match';
import type { Contact, CrmValue, Row, Seen } from '../model';
import { blankContact } from './blank';

const rep = { mailboxId: 'mb', orgId: 'org', userId: '005' };
const alone: Picking = { rep, taken: new Set() };

function inMailbox(id: string, more: Partial<Contact>, mark = '', modifiedAt = 0): Seen<'mailbox'> {
  return { side: 'mailbox', kind: 'contact', id, version: '1', modifiedAt, mark, item: { ...blankContact, ...more } };
}
function inCrm(id: string, fields: Record<string, CrmValue>, mark = '', modifiedAt = 0): Seen<'crm'> {
  return { side: 'crm', kind: 'contact', id, version: '1', modifiedAt, mark, item: { kind: 'contact', fields, invitees: [] } };
}
const rowOf = (seen: Seen): Row => ({ side: seen.side, kind: 'contact', id: seen.id, seen, notes: [], trouble: null });
const meet = (a: Seen, b: Seen) => matchKeysOf(rowOf(a), rep).some((key) => matchKeysOf(rowOf(b), rep).includes(key));

const ann = { first: 'Ann', last: 'Smith', company: 'Acme' };
const annCrm = { FirstName: 'ann', LastName: 'SMITH', 'Account.Name': 'acme ' };

/** Both ways must say the same. */
function twins(m: Seen<'mailbox'>, r: Seen<'crm'>): string | null {
  const there = pickContact(m, [r], 'oldest', alone);
  const back = pickContact(r, [m], 'oldest', alone);
  expect([there.by, there.id === null]).toEqual([back.by, back.id === null]);
  if (there.id !== null) expect(meet(m, r)).toBe(true);
  return there.by;
}

describe('matching contacts, in both directions', () => {
  test('CON2 first the mark, on whichever of the two it is', () => {
    const item = inMailbox('a', ann);
    expect(twins(item, inCrm('003', {}, markOfMailboxItem(rep, 'a', item.item)))).toBe('mark');
    expect(twins(inMailbox('a', ann, markOfRecord(rep, '003')), inCrm('003', {}))).toBe('mark');
    expect(twins(item, inCrm('003', {}, markOfMailboxItem(rep, 'another', item.item)))).toBe(null);
  });
  test('CON2 then any e-mail address, whatever its case', () => {
    expect(
      twins(inMailbox('a', { emails: ['x@x.example', 'Ann@X.example'] }), inCrm('003', { Email: 'aNN@x.example', LastName: 'Jones' })),
    ).toBe('e-mail');
  });
  test('CON2 LS-C14 then first name, last name and company together', () => {
    expect(twins(inMailbox('a', ann), inCrm('003', annCrm))).toBe('name');
    expect(twins(inMailbox('a', ann), inCrm('003', { ...annCrm, 'Account.Name': 'Other' }))).toBe(null);
    expect(twins(inMailbox('a', ann), inCrm('003', { ...annCrm, FirstName: 'Anne' }))).toBe(null);
    expect(twins(inMailbox('a', { ...ann, emails: ['a@x.example'] }), inCrm('003', annCrm))).toBe('name');
  });
  test('CON2 namesakes with different addresses are two people', () => {
    expect(twins(inMailbox('a', { ...ann, emails: ['a@x.example'] }), inCrm('003', { ...annCrm, Email: 'b@x.example' }))).toBe(null);
  });
  test('CON2 without a company a name counts only where nothing else could tell them apart', () => {
    const bare = { first: 'Ann', last: 'Smith' };
    const record = { FirstName: 'Ann', LastName: 'Smith', 'Account.Name': null };
    expect(twins(inMailbox('a', bare), inCrm('003', record))).toBe('name');
    expect(twins(inMailbox('a', { ...bare, emails: ['a@x.example'] }), inCrm('003', record))).toBe(null);
    expect(twins(inMailbox('a', bare), inCrm('003', { ...record, Email: 'a@x.example' }))).toBe(null);
    const phone = (number: string) => ({ ...bare, phones: [{ type: 'work', number }] as const });
    expect(twins(inMailbox('a', phone('+1 555 0100')), inCrm('003', { ...record, MobilePhone: '+1 555 0199' }))).toBe(null);
    expect(twins(inMailbox('a', phone('+1 555-0100')), inCrm('003', { ...record, Phone: '+15550100' }))).toBe('name');
  });
  test('CON2 no last name, no matching by name', () => {
    expect(
      twins(inMailbox('a', { first: 'Ann', company: 'Acme' }), inCrm('003', { FirstName: 'Ann', LastName: '', 'Account.Name': 'Acme' })),
    ).toBe(null);
  });
  test('CON7 a person account is matched by its person’s name', () => {
    const record = inCrm('003', { FirstName: 'Ann', LastName: 'Smith', 'Account.Name': 'Ann Smith', IsPersonAccount: true });
    expect(twins(inMailbox('a', { first: 'Ann', last: 'Smith' }), record)).toBe('name');
  });
});

describe('several candidates', () => {
  const looking = inMailbox('a', { ...ann, emails: ['info@x.example'] });
  const record = (id: string, more: Record<string, CrmValue>, modifiedAt = 0) =>
    inCrm(id, { Email: 'info@x.example', LastName: 'Other', ...more }, '', modifiedAt);
  const records = [
    record('1', { CreatedDate: '2020-01-01T00:00:00Z', LastActivityDate: '2021-01-01' }, 30),
    record('2', { CreatedDate: '2019-01-01T00:00:00Z', LastActivityDate: null }, 20),
    record('3', { CreatedDate: '2021-01-01T00:00:00Z', LastActivityDate: '2022-01-01' }, 10),
  ];
  test('CON2 LS-C16 most recent activity, last updated or oldest, and all that were there', () => {
    expect(pickContact(looking, records, 'most recent activity', alone)).toEqual({
      id: '3',
      by: 'e-mail',
      several: ['3', '1', '2'],
      suggestedId: '3',
      agrees: true,
    });
    expect(pickContact(looking, records, 'last updated', alone).id).toBe('1');
    expect(pickContact(looking, records, 'oldest', alone).id).toBe('2');
  });
  test('CON2 when the configuration says ask, nobody is picked', () => {
    expect(pickContact(looking, records, 'ask', alone)).toMatchObject({ id: null, several: ['3', '1', '2'], suggestedId: '3' });
    expect(pickContact(looking, records.slice(0, 1), 'ask', alone)).toMatchObject({ id: '1', several: [] });
  });
  test('CON2 of several with the same address the one with the same name', () => {
    const namesake = record('9', { FirstName: 'Ann', LastName: 'Smith', CreatedDate: '2025-01-01T00:00:00Z' });
    expect(pickContact(looking, [...records, namesake], 'oldest', alone)).toMatchObject({ id: '9', several: [] });
  });
  test('CON2 the order in which they are found does not matter', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(records, { minLength: 3 }),
        fc.constantFrom('oldest', 'last updated', 'most recent activity'),
        (shuffled, pick) => {
          expect(pickContact(looking, shuffled, pick, alone)).toEqual(pickContact(looking, records, pick, alone));
        },
      ),
    );
  });
  test('SYN6 RST8 neither one that is taken nor one that the rep has told apart', () => {
    const how = { rep, taken: new Set(['2']), apart: new Set(['1']) };
    expect(pickContact(looking, records, 'oldest', how).id).toBe('3');
    expect(pickContact(looking, [], 'oldest', how).id).toBe(null);
  });
  test('CON2 a record goes to the one with the stronger claim, whoever asks first', () => {
    const john = inMailbox('john', { first: 'John', last: 'Roe', emails: ['home@roe.example'] });
    const jane = inMailbox('jane', { first: 'Jane', last: 'Roe', emails: ['home@roe.example'] });
    const johnCrm = inCrm('003', { FirstName: 'John', LastName: 'Roe', Email: 'home@roe.example' });
    const how: Picking = { ...alone, rivals: () => [john, jane] };
    expect(pickContact(jane, [johnCrm], 'oldest', how).id).toBe(null);
    expect(pickContact(john, [johnCrm], 'oldest', how).id).toBe('003');
  });
  test('LS-C17 several mailbox contacts with the record’s address: the last edited one', () => {
    const both = [inMailbox('a', { emails: ['i@x.example'] }, '', 5), inMailbox('b', { emails: ['i@x.example'] }, '', 9)];
    expect(pickContact(inCrm('003', { Email: 'i@x.example' }), both, 'oldest', alone)).toMatchObject({ id: 'b', several: ['b', 'a'] });
  });
  test('RST8 a mark with which nothing else agrees is told apart from one with which something does', () => {
    const marked = inMailbox('a', { ...ann, emails: ['a@x.example'] });
    const mark = markOfMailboxItem(rep, 'a', marked.item);
    expect(pickContact(marked, [inCrm('003', { LastName: 'Else', Email: 'e@x.example' }, mark)], 'oldest', alone)).toMatchObject({
      by: 'mark',
      agrees: false,
    });
    expect(
      pickContact(marked, [inCrm('003', { FirstName: 'Ann', LastName: 'Smith', Email: 'e@x.example' }, mark)], 'oldest', alone),
    ).toMatchObject({ by: 'mark', agrees: true });
  });
});

test('CON2 of a thousand people with two hundred names none is merged with another', () => {
  const person = (n: number) => ({ first: `F${n % 20}`, last: `L${n % 10}`, email: `p${n}@x.example` });
  const records = Array.from({ length: 1000 }, (_, n) =>
    inCrm(`r${n}`, { FirstName: person(n).first, LastName: person(n).last, Email: person(n).email, 'Account.Name': 'Acme' }),
  );
  for (let n = 0; n < 1000; n += 7) {
    const who = person(n);
    const item = inMailbox(`m${n}`, { first: who.first, last: who.last, company: 'Acme', emails: [who.email] });
    expect(pickContact(item, records, 'oldest', alone)).toMatchObject({ id: `r${n}`, several: [] });
    expect(pickContact(inMailbox(`m${n}`, { ...item.item, emails: ['new@x.example'] } as Contact), records, 'oldest', alone).id).toBe(null);
  }
});
