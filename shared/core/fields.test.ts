import { describe, expect, test } from 'vitest';
import { defaults } from './configuration';
import { fieldsOf, fieldsToRead, mappedFields } from './fields';
import type { Configuration, CrmRecord } from './model';
import type { CrmSchema } from './ports';

const noSchema: CrmSchema = { contact: {}, event: {}, maxEventMinutes: 20160, personAccounts: true };

describe('the map', () => {
  const field = (name: string, configuration: Configuration) =>
    mappedFields('contact', configuration).find((entry) => entry.field.name === name)?.crmName;
  const mapped = (...map: Configuration['contacts']['map']) => ({ ...defaults, contacts: { ...defaults.contacts, map } });

  test('CFG1 an admin may map a field to a custom one, or take it out', () => {
    expect(field('nickname', defaults)).toBeUndefined();
    expect(field('nickname', mapped({ field: 'nickname', crm: 'Nick__c' }))).toBe('Nick__c');
    expect(field('title', mapped({ field: 'title', crm: '' }))).toBeUndefined();
  });
  test('LS-C18 matching fields stay where they are', () => {
    for (const name of ['first', 'last', 'email', 'company'])
      expect(field(name, mapped({ field: name, crm: 'Other__c' }))).toBe(field(name, defaults));
  });
  test('CFG1 no two fields write one CRM field', () => {
    const configuration = mapped({ field: 'nickname', crm: 'title' }, { field: 'spouse', crm: 'Email' });
    expect(field('nickname', configuration)).toBe('title');
    expect(field('title', configuration)).toBeUndefined();
    expect(field('spouse', configuration)).toBeUndefined();
    expect(field('email', configuration)).toBe('Email');
  });
  test('CFG1 reads what fields and conditions need', () => {
    const configuration = {
      ...defaults,
      contacts: { ...defaults.contacts, conditions: [{ field: 'Territory__c', operator: 'equals', values: ['N'] } as const] },
    };
    expect(fieldsToRead('contact', configuration)).toEqual(
      expect.arrayContaining(['Territory__c', 'Email', 'Account.Name', 'LastActivityDate']),
    );
    expect(fieldsToRead('event', defaults)).toEqual(expect.arrayContaining(['DurationInMinutes', 'Subject', 'WhoId']));
  });
  test('LS-CF1 to LS-CF17 the whole list is there', () => {
    const names = mappedFields('contact', defaults)
      .map((entry) => entry.crmName)
      .sort();
    expect(names).toEqual(
      [
        ...[
          'Account.Name',
          'AssistantName',
          'AssistantPhone',
          'Birthdate',
          'Department',
          'Description',
          'Email',
          'Fax',
          'FirstName',
          'HomePhone',
        ],
        ...['LastName', 'MobilePhone', 'OtherPhone', 'Phone', 'Title'],
        ...['Mailing', 'Other'].flatMap((at) => ['City', 'Country', 'PostalCode', 'State', 'Street'].map((part) => at + part)),
      ].sort(),
    );
  });
});

describe('fields that take no part', () => {
  const field = (length: number, extra: object = {}) => ({
    length,
    createable: true,
    updateable: true,
    required: false,
    values: [],
    ...extra,
  });
  const schema = (contactFields: CrmSchema['contact']): CrmSchema => ({ ...noSchema, contact: contactFields });
  const title = (of: CrmSchema) => fieldsOf('contact', { ...defaults }, 'google', of).find((lens) => lens.name === 'title')!;
  const record = (fields: CrmRecord['fields']): CrmRecord => ({ kind: 'contact', fields, invitees: [] });

  test('SYN2 a field that the user cannot see, or that was not read, is left alone', () => {
    expect(title(schema({ LastName: field(80) })).takesPart(record({ Title: null }))).toBe(false);
    expect(title(schema({ Title: field(128) })).takesPart(record({}))).toBe(false);
    expect(title(schema({ Title: field(128) })).takesPart(record({ Title: null }))).toBe(true);
    expect(title(schema({ Title: field(128) })).takesPart(null)).toBe(true);
  });
  test('SYN2 a field that the user may only read is not written', () => {
    const lens = title(schema({ Title: field(128, { updateable: false }) }));
    expect([lens.mayWrite('create'), lens.mayWrite('update'), lens.takesPart(record({ Title: 'x' }))]).toEqual([true, false, true]);
  });
  test('EVT1 the schema says how long a text may be', () => {
    expect(title(schema({ Title: field(5) })).toCrm('abcdefg', null).set).toEqual({ Title: 'abcd…' });
  });
  test('SYN2 a value that a restricted picklist lacks is neither written nor cleared', () => {
    const lens = title(schema({ Title: field(40, { values: ['Mr.', 'Dr.'] }) }));
    expect(lens.toCrm('Baron', record({ Title: 'Dr.' }))).toEqual({ set: {}, shortened: null, held: false });
    expect(lens.toCrm('mr.', record({ Title: 'Dr.' })).set).toEqual({ Title: 'Mr.' });
    expect(lens.toCrm('', record({ Title: 'Dr.' })).set).toEqual({ Title: null });
  });
  test('CON7 SYN2 the company of a person account takes no part', () => {
    const company = fieldsOf('contact', defaults, 'google', null).find((lens) => lens.name === 'company')!;
    expect(company.takesPart(record({ 'Account.Name': 'Ann Smith', IsPersonAccount: true }))).toBe(false);
    expect(company.takesPart(record({ 'Account.Name': 'Acme', IsPersonAccount: false }))).toBe(true);
  });
});
