/** The laws of every lens, in both directions: what was put is got, and putting what is there changes nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaults } from './configuration';
import { bind, type FieldContext, type Lens, putIntoCrm, putIntoMailbox } from './field';
import { definitions, fieldsOf } from './fields';
import type { CalendarEvent, Configuration, Contact, CrmRecord, CrmValue, ItemOf, Kind, PostalAddress } from './model';
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
        { numRuns: 50 },
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
