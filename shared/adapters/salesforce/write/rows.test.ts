import { expect, test } from 'vitest';
import { rowAnswers, rowFailure } from './rows';

const error = (statusCode: string, fields: readonly string[] = [], message = 'says the org') => [{ statusCode, message, fields }];

const table = [
  ['STRING_TOO_LONG', ['Title'], { kind: 'bad row', reason: 'too long', fields: ['Title'] }],
  ['REQUIRED_FIELD_MISSING', ['LastName'], { kind: 'bad row', reason: 'required field missing', fields: ['LastName'] }],
  ['FIELD_CUSTOM_VALIDATION_EXCEPTION', [], { kind: 'bad row', reason: 'validation rule' }],
  ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', [], { kind: 'bad row', reason: 'validation rule' }],
  ['INVALID_EMAIL_ADDRESS', ['Email'], { kind: 'bad row', reason: 'wrong value', fields: ['Email'] }],
  ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', ['ShowAs'], { kind: 'bad row', reason: 'wrong value', fields: ['ShowAs'] }],
  ['FIELD_INTEGRITY_EXCEPTION', ['MailingState'], { kind: 'bad row', reason: 'wrong value' }],
  ['INVALID_CROSS_REFERENCE_KEY', ['WhoId'], { kind: 'bad row', reason: 'invalid reference', fields: ['WhoId'] }],
  ['ENTITY_IS_DELETED', ['AccountId'], { kind: 'bad row', reason: 'invalid reference', fields: ['AccountId'] }],
  ['INVALID_FIELD_FOR_INSERT_UPDATE', ['OwnerId'], { kind: 'bad row', reason: 'field not writable', fields: ['OwnerId'] }],
  ['INSUFFICIENT_ACCESS_OR_READONLY', ['Email'], { kind: 'bad row', reason: 'field not writable', fields: ['Email'] }],
  ['INSUFFICIENT_ACCESS_OR_READONLY', [], { kind: 'forbidden', system: 'salesforce' }],
  ['UNABLE_TO_LOCK_ROW', [], { kind: 'locked' }],
  ['SOMETHING_NEW', [], { kind: 'bad row', reason: 'other' }],
] as const;

test.each(table)('SYN8 a row refused with %s %j', (code, fields, failure) => {
  expect(rowFailure(error(code, fields))).toMatchObject({ kind: 'failed', failure });
});

test('SYN8 an event that is too long says so by its duration', () => {
  const answer = rowFailure(
    error('FIELD_INTEGRITY_EXCEPTION', ['DurationInMinutes'], 'Event duration is invalid: must be between 0 and 1440'),
  );
  expect(answer).toMatchObject({ kind: 'failed', failure: { kind: 'bad row', reason: 'too many minutes' } });
});

test('SYN8 gone and taken are answers, not failures', () => {
  expect(rowFailure(error('ENTITY_IS_DELETED'))).toEqual({ kind: 'gone' });
  expect(rowFailure(error('DUPLICATE_VALUE', ['Instep_Key__c'], 'duplicates value on record with id: 003000000000001'))).toEqual({
    kind: 'mark taken',
  });
});

test.each(['duplicateResut', 'duplicateResult'])('SYN8 a duplicate rule names its matches under %s', (spelling) => {
  const body = { duplicateRule: 'Contacts', matchResults: [{ matchRecords: [{ record: { Id: '003000000000001AAA' } }] }] };
  const answer = rowFailure([{ statusCode: 'DUPLICATES_DETECTED', message: 'Use one of these records?', fields: [], [spelling]: body }]);
  expect(answer).toEqual({ kind: 'failed', failure: { kind: 'duplicate', rule: 'Contacts', matches: ['003000000000001AAA'] } });
});

test('SEC3 a collection that answers for other rows than were sent is not believed', () => {
  expect(() => rowAnswers({ status: 200, body: [{ id: '003000000000001AAA', success: true, errors: [] }] }, 2)).toThrow();
  expect(() => rowAnswers({ status: 200, body: { rows: [] } }, 0)).toThrow();
});

test('SYN8 a collection that was refused as a whole refuses each row; a lost session stops everything', () => {
  const busy = { status: 503, body: [{ errorCode: 'SERVER_UNAVAILABLE', message: 'busy' }] };
  expect(rowAnswers(busy, 2)).toMatchObject([{ kind: 'failed', failure: { kind: 'down' } }, { kind: 'failed' }]);
  expect(() => rowAnswers({ status: 401, body: [{ errorCode: 'INVALID_SESSION_ID', message: 'gone' }] }, 1)).toThrow('signed out');
});
