/** The laws of every lens, in both directions: what was put is got, and putting what is there changes nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaults } from './configuration';
import { bind, type FieldContext, type Lens, putIntoCrm, putIntoMailbox } from './field';
import { definitions, fieldsOf, fieldsToRead, mappedFields } from './fields';
import type { CalendarEvent, Configuration, Contact, CrmRecord, CrmValue, ItemOf, Kind, PostalAddress } from './model';
import type { CrmSchema } from './ports';
import { dateText, dayMs, minute, timeText } from './time';

const word = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('', 'Ann', 'Zoë', 'Zoe\u0308', ' a  b ', 'x'.repeat(300), '😀'.repeat(45), 'a\r\nb', '+49 30 1', 'Dr.'),
  },
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const address = fc.record<PostalAddress>({ street: word, city: word, state: word, postalCode: word, country: word });
const emailText = fc.oneof(
  fc.constantFrom('', 'a@x.example', 'B@X.example', 'no-dot@host', 'a..b@x.example', 'x', 'ü@x.example'),
  fc.emailAddress(),
  word,
);
const phoneType = fc.constantFrom('work', 'home', 'mobile', 'other', 'work fax', 'assistant', 'unmapped');
const contact: fc.Arbitrary<Contact> = fc.record({
  kind: fc.constant('contact'),
  prefix: word,
  first: word,
  middle: word,
  last: word,
  suffix: word,
  nickname: word,
  company: word,
  department: word,
  title: word,
  emails: fc.array(emailText, { maxLength: 4 }),
  phones: fc.array(fc.record({ type: phoneType, number: word }), { maxLength: 6 }),
  workAddress: address,
  homeAddress: address,
  otherAddress: address,
  birthday: fc.constantFrom('', '1970-02-28', '2000-02-29', '1999-02-30', '0001-01-01', '1604-05-06'),
  assistant: word,
  manager: word,
  spouse: word,
  website: word,
  notes: word,
  categories: fc.constant([]),
  private: fc.boolean(),
  inFolder: fc.constant(true),
  keptOut: fc.constant(false),
});

const start = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) });
const span = fc
  .tuple(start, fc.integer({ min: 0, max: 30 * 1440 }), fc.boolean())
  .map(([from, minutes, allDay]) =>
    allDay
      ? { allDay, start: dateText(from), end: dateText(from + (1 + Math.floor(minutes / 1440)) * dayMs) }
      : { allDay, start: timeText(from), end: timeText(from + minutes * minute) },
  );
const event: fc.Arbitrary<CalendarEvent> = fc
  .tuple(span, word, word, word, fc.constantFrom('free', 'busy', 'tentative', 'away', 'elsewhere'), fc.boolean())
  .map(([when, subject, location, description, showAs, isPrivate]) => ({
    ...{ kind: 'event', uid: 'u', seriesId: '', originalStart: '', subject, location, description, ...when, timeZone: '' },
    ...{ showAs, private: isPrivate, cancelled: false, organizer: '', organizerName: '', mine: true, response: 'none' },
    ...{ attendees: [], categories: [], keptOut: false },
  }));

/** Whatever Salesforce could show, and more. */
const crmValue: fc.Arbitrary<CrmValue> = fc.oneof(word, emailText, fc.constant(null), fc.boolean());
function recordOf(kind: Kind): fc.Arbitrary<CrmRecord> {
  const names = [...definitions[kind].flatMap((field) => field.reads(field.crmDefault || `${field.name}__c`)), 'AccountId'];
  const values = fc.tuple(fc.array(crmValue, { minLength: names.length, maxLength: names.length }), span, fc.boolean());
  return values.map(([list, when, person]) => {
    const fields: Record<string, CrmValue> = Object.fromEntries(names.map((name, index) => [name, list[index] ?? null]));
    if (kind === 'contact') return { kind, fields: { ...fields, IsPersonAccount: person }, invitees: [] };
    const minutes = (Date.parse(when.end) - Date.parse(when.start)) / minute;
    const times = { IsAllDayEvent: when.allDay, ActivityDate: when.start.slice(0, 10), StartDateTime: when.start, EndDateTime: when.end };
    return { kind, fields: { ...fields, ...times, DurationInMinutes: minutes }, invitees: [] };
  });
}

const itemOf = (kind: Kind): fc.Arbitrary<ItemOf['mailbox']> => (kind === 'contact' ? contact : event);
const withPrivate = (mode: Configuration['events']['private']): Configuration => ({
  ...defaults,
  events: { ...defaults.events, private: mode },
});
const multiDay: CrmSchema = { contact: {}, event: {}, maxEventMinutes: 20160, personAccounts: true };

/** Every field, those without default mapped to a custom one. */
function everyLens(kind: Kind, mode: Configuration['events']['private']): readonly Lens[] {
  const c: Omit<FieldContext, 'crmName'> = { schema: null, provider: 'microsoft', configuration: withPrivate(mode) };
  return definitions[kind].map((field) => bind(field, { ...c, crmName: field.crmDefault || `${field.name}__c` }));
}
const set = <T extends object>(item: T, changes: object): T => ({ ...item, ...changes });
const setCrm = (record: CrmRecord, changes: object): CrmRecord => ({ ...record, fields: { ...record.fields, ...changes } });
const emptyRecord = (lens: Lens): CrmRecord => ({
  kind: lens.kind,
  fields: Object.fromEntries(lens.reads.map((name) => [name, null])),
  invitees: [],
});

for (const kind of ['contact', 'event'] as const) {
  describe.each(everyLens(kind, 'all').map((lens) => [lens.name, lens] as const))(`${kind} field %s`, (name, lens) => {
    const law = (run: (item: ItemOf['mailbox'], other: ItemOf['mailbox'], record: CrmRecord, third: CrmRecord) => void) =>
      fc.assert(
        fc.property(itemOf(kind), itemOf(kind), recordOf(kind), recordOf(kind), (...given) => void run(...given)),
        { numRuns: 150 },
      );

    test('CON4 SYN1 get-put: putting what the mailbox shows changes nothing', () =>
      law((item) => expect(lens.toMailbox(lens.read.mailbox(item), item)).toEqual({})));

    test('CON4 SYN1 get-put: putting what the record shows changes nothing', () =>
      law((_, __, record) => expect(lens.toCrm(lens.read.crm(record), record).set).toEqual({})));

    test('CON4 SYN1 put-get in the mailbox', () =>
      law((item, other, record) => {
        for (const value of [lens.read.mailbox(other), lens.read.crm(record)]) {
          const after = set(item, lens.toMailbox(value, item));
          // What stands behind an emptied first of a list moves up and is kept; a too long event keeps its length.
          if (value === '' && Object.hasOwn(lens.toMailbox(value, item), name === 'email' ? 'emails' : 'phones')) continue;
          if (name === 'time' && lens.read.mailbox(after) !== value) {
            const max = everyLens('event', 'all').find((one) => one.name === 'time')!;
            expect(lens.toCrm(lens.read.mailbox(after), null).shortened).not.toBeNull();
            expect(max.read.crm(setCrm(emptyRecord(max), lens.toCrm(lens.read.mailbox(after), null).set))).toBe(value);
            continue;
          }
          expect(lens.read.mailbox(after)).toBe(value);
          expect(lens.read.mailbox(set(blankOf(kind), lens.toMailbox(value, null)))).toBe(value);
        }
      }));

    test('CON4 SYN1 put-get in the CRM, up to what was said to be shortened', () =>
      law((item, _, record, third) => {
        for (const base of [record, emptyRecord(lens)]) {
          for (const value of [lens.read.mailbox(item), lens.read.crm(third)]) {
            if (!lens.takesPart(base)) continue;
            const put = lens.toCrm(value, base);
            if (!put.held) {
              expect(put).toEqual({ set: {}, shortened: null, held: false });
              continue;
            }
            const after = setCrm(base, put.set);
            if (put.shortened === null) expect(lens.read.crm(after)).toBe(value);
            else expect(put.shortened.to).toBeLessThan(put.shortened.from);
            // Once there it stays: the shortened value is no edit, and is still said to be shortened.
            expect(lens.toCrm(value, after)).toEqual({ ...put, set: {} });
          }
        }
      }));

    test('CON4 writes nothing but its own', () =>
      law((item, other, record) => {
        const changes = lens.toMailbox(lens.read.mailbox(other), item);
        const after = set(item, changes);
        for (const another of everyLens(kind, 'all')) {
          if (another.name !== name) expect(another.read.mailbox(after)).toBe(another.read.mailbox(item));
        }
        for (const key of Object.keys(lens.toCrm(lens.read.mailbox(item), record).set)) expect(lens.sets).toContain(key);
      }));
  });
}

function blankOf(kind: Kind): ItemOf['mailbox'] {
  const empty: PostalAddress = { street: '', city: '', state: '', postalCode: '', country: '' };
  const blank = fc.sample(itemOf(kind), { numRuns: 1, seed: 1 })[0]!;
  return blank.kind === 'event'
    ? { ...blank, subject: '', location: '', description: '', private: false }
    : {
        ...Object.fromEntries(Object.entries(blank).map(([key, value]) => [key, typeof value === 'string' ? '' : value])),
        ...{ kind: 'contact', emails: [], phones: [], workAddress: empty, homeAddress: empty, otherAddress: empty, private: false },
        ...{ categories: [], inFolder: true, keptOut: false, ...emptyNames },
      };
}
const emptyNames = {
  ...{ prefix: '', first: '', middle: '', last: '', suffix: '', nickname: '', company: '', department: '', title: '', birthday: '' },
  ...{ assistant: '', manager: '', spouse: '', website: '', notes: '' },
};

describe('several fields at once', () => {
  test('CON4 parts of one address and phones of one list do not overwrite each other', () => {
    fc.assert(
      fc.property(contact, contact, (item, other) => {
        const lenses = everyLens('contact', 'all').filter((lens) => lens.name !== 'email' && lens.read.mailbox(other) !== '');
        const put = putIntoMailbox(
          item,
          lenses.map((lens) => ({ lens, value: lens.read.mailbox(other) })),
        );
        for (const lens of lenses) expect(lens.read.mailbox(put.item)).toBe(lens.read.mailbox(other));
        expect({ ...item, ...put.set }).toEqual(put.item);
      }),
    );
  });
  test('EVT1 SYN2 what had to be shortened and what is not held is said', () => {
    const lenses = fieldsOf('contact', defaults, 'microsoft', null);
    const put = putIntoCrm(null, [
      { lens: lenses.find((lens) => lens.name === 'title')!, value: 'x'.repeat(200) },
      { lens: lenses.find((lens) => lens.name === 'email')!, value: 'jo@intranet' },
    ]);
    expect(put.set).toEqual({ Title: `${'x'.repeat(127)}…` });
    expect(put.shortened).toEqual([{ field: 'title', from: 200, to: 128 }]);
    expect(put.unheld).toEqual(['email']);
  });
});

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
  const schema = (contactFields: CrmSchema['contact']): CrmSchema => ({ ...multiDay, contact: contactFields });
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
