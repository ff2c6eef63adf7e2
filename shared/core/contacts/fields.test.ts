import { describe, expect, test } from 'vitest';
import { defaults } from '../configuration';
import type { Lens } from '../field';
import { fieldsOf } from '../fields';
import type { Contact, CrmRecord, CrmValue } from '../model';
import { blankContact } from './blank';
import { accountFor } from './fields/company';
import { salesforceTakes } from './fields/email';
import { standInForLastName } from './fields/requiredName';

const lens = (name: string): Lens => fieldsOf('contact', defaults, 'microsoft', null).find((one) => one.name === name)!;
const contact = (more: Partial<Contact>): Contact => ({ ...blankContact, ...more });
const record = (fields: Record<string, CrmValue>): CrmRecord => ({ kind: 'contact', fields, invitees: [] });

describe('e-mail addresses', () => {
  const emails = ['a@x.example', 'b@x.example', 'c@x.example'];
  test('CON4 LS-CF7 the first one syncs, the others stay', () => {
    expect(lens('email').read.mailbox(contact({ emails }))).toBe('a@x.example');
    expect(lens('email').toMailbox('new@x.example', contact({ emails }))).toEqual({
      emails: ['new@x.example', 'b@x.example', 'c@x.example'],
    });
    expect(lens('email').toMailbox('', contact({ emails }))).toEqual({ emails: ['b@x.example', 'c@x.example'] });
  });
  test('CON4 one that the list holds already changes places with the first: none is dropped, none is doubled', () => {
    expect(lens('email').toMailbox('c@x.example', contact({ emails }))).toEqual({ emails: ['c@x.example', 'b@x.example', 'a@x.example'] });
  });
  test('CON2 case is no difference', () => {
    expect(lens('email').toMailbox('a@x.example', contact({ emails: ['A@X.example'] }))).toEqual({});
    expect(lens('email').toCrm('a@x.example', record({ Email: 'A@x.Example' })).set).toEqual({});
  });
  test('SYN2 what Salesforce refuses is neither written nor a reason to clear what it has', () => {
    for (const email of [
      'jo@intranet',
      'jo',
      'a..b@x.example',
      '.a@x.example',
      'a.@x.example',
      'jö@x.example',
      'a b@x.example',
      'a@-x.example',
      'a@x-.example',
      `${'a'.repeat(65)}@x.example`,
      `a@${'x'.repeat(80)}.example`,
    ]) {
      expect(lens('email').toCrm(email, record({ Email: 'old@x.example' })), email).toEqual({ set: {}, shortened: null, held: false });
    }
    for (const email of ["o'neil+tag@mail.x-y.example", 'a_b@x.co', '1@2.example']) expect(salesforceTakes(email), email).toBe(true);
  });
});

describe('phones and addresses', () => {
  test('CON4 LS-CF14 the first of its type syncs, every other stays', () => {
    const phones: Contact['phones'] = [
      { type: 'home', number: '1' },
      { type: 'work', number: ' 2 ' },
      { type: 'work', number: '3' },
      { type: 'unmapped', number: '4' },
    ];
    expect(lens('phone').read.mailbox(contact({ phones }))).toBe('2');
    expect(lens('phone').toMailbox('9', contact({ phones }))).toEqual({
      phones: [phones[0], { type: 'work', number: '9' }, phones[2], phones[3]],
    });
    expect(lens('mobile').toMailbox('5', contact({ phones }))).toEqual({ phones: [...phones, { type: 'mobile', number: '5' }] });
  });
  test('CON4 LS-CF16 an empty other address is not filled from home', () => {
    const homeAddress = { ...blankContact.homeAddress, city: 'Bonn' };
    expect(lens('otherAddress.city').read.mailbox(contact({ homeAddress }))).toBe('');
    expect(lens('otherAddress.city').toMailbox('Rome', contact({ homeAddress }))).not.toHaveProperty('homeAddress');
  });
  test('SYN1 a street of several lines is no edit, whichever line ends it has', () => {
    expect(lens('workAddress.street').toCrm('A 1\nB', record({ MailingStreet: 'A 1\r\nB\r\n' })).set).toEqual({});
  });
});

describe('names, birthday, company', () => {
  test('SYN2 an empty last name does not clear the record’s; a new record gets a stand-in', () => {
    expect(lens('last').toCrm('', record({ LastName: 'Smith' }))).toEqual({ set: {}, shortened: null, held: false });
    expect(standInForLastName(contact({ last: 'Smith', company: 'Acme' }))).toBe('');
    expect(standInForLastName(contact({ company: 'Acme', emails: ['jo@x.example'] }))).toBe('Acme');
    expect(standInForLastName(contact({ emails: ['Jo.Doe@x.example'] }))).toBe('jo.doe');
    expect(standInForLastName(contact({ first: 'Jo' }))).toBe('Jo');
    expect(standInForLastName(blankContact)).toBe('');
  });
  test('LS-CF4 a birthday that is no date, or none of Salesforce’s, is left alone', () => {
    expect(lens('birthday').read.mailbox(contact({ birthday: '1972-31-01' }))).toBe('');
    expect(lens('birthday').read.crm(record({ Birthdate: '1972-01-31' }))).toBe('1972-01-31');
    expect(lens('birthday').toCrm('1604-05-06', record({ Birthdate: null })).held).toBe(false);
    expect(lens('birthday').toCrm('', record({ Birthdate: '1972-01-31' })).set).toEqual({ Birthdate: null });
  });
  test('CON3 SYN2 the company is never written as a text, and an emptied one takes no account away', () => {
    expect(lens('company').toCrm('Acme', record({ 'Account.Name': 'Other' }))).toEqual({ set: {}, shortened: null, held: false });
    expect(lens('company').toCrm('', record({ 'Account.Name': 'Other' }))).toEqual({ set: {}, shortened: null, held: false });
    expect(lens('company').toMailbox('Acme', contact({ company: 'Other' }))).toEqual({ company: 'Acme' });
  });
  test('CON3 one account of exactly that name is clear; two are not, nor is a near one', () => {
    const account = (id: string, name: string, exact: boolean) => ({ id, name, exact });
    expect(accountFor('acme', [account('1', 'Acme', false), account('2', 'Acme Ltd', false)])).toMatchObject({
      kind: 'take',
      account: { id: '1' },
    });
    expect(accountFor('Acme', [account('1', 'Acme', true), account('2', 'ACME', true), account('3', 'Acme Ltd', false)])).toMatchObject({
      kind: 'ask',
      candidates: [{ id: '1' }, { id: '2' }],
    });
    expect(accountFor('Acme', [account('3', 'Acme Ltd', false)])).toMatchObject({ kind: 'ask', candidates: [{ id: '3' }] });
    expect(accountFor('Acme', [])).toEqual({ kind: 'ask', candidates: [] });
  });
});
