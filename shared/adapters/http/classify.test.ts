/** Row by row: wire-contracts section 5 and the tables of sections 1.6, 2.4, 3.4, 4.7. */
import { describe, expect, test } from 'vitest';
import { classify, headerOf, type Service, type Verdict } from '.';

const graph = (code: string) => ({ error: { code, message: 'words', innerError: {} } });
const calendar = (reason: string, domain = 'global', location = '') => ({
  error: { code: 0, message: 'words', errors: [{ domain, reason, message: 'words', location }] },
});
const people = (status: string, reason = '', message = 'words') => ({
  error: { code: 400, message, status, details: reason ? [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason }] : [] },
});
const sf = (errorCode: string, more: object = {}) => [{ errorCode, message: 'words', fields: [], ...more }];

const word = (verdict: Verdict): string =>
  typeof verdict === 'string' ? verdict : verdict.kind === 'bad row' ? `bad row: ${verdict.reason}` : verdict.kind;

const rows: readonly (readonly [Service, number, unknown, string])[] = [
  ['graph', 410, undefined, 'resync'],
  ['graph', 400, graph('syncStateNotFound'), 'resync'],
  ['graph', 404, graph('SyncStateNotFound'), 'resync'],
  ['graph', 400, graph('resyncRequired'), 'resync'],
  ['graph', 412, graph('ErrorIrresolvableConflict'), 'conflict'],
  ['graph', 409, graph('ErrorIrresolvableConflict'), 'conflict'],
  ['graph', 400, graph('ErrorDuplicateTransactionId'), 'already created'],
  ['graph', 409, graph('ErrorDuplicateTransactionId'), 'already created'],
  ['graph', 409, graph('ErrorFolderExists'), 'already created'],
  ['graph', 409, graph('ErrorCategoryNameDuplicate'), 'already created'],
  ['graph', 404, graph('ErrorItemNotFound'), 'gone'],
  ['graph', 404, graph('ErrorParentFolderNotFound'), 'folder missing'],
  ['graph', 404, graph('MailboxNotEnabledForRESTAPI'), 'forbidden'],
  ['graph', 429, graph('ApplicationThrottled'), 'throttled'],
  ['graph', 503, graph('ConcurrentItemSave'), 'down'],
  ['graph', 504, undefined, 'down'],
  ['graph', 500, '<html>', 'down'],
  ['graph', 401, graph('InvalidAuthenticationToken'), 'signed out'],
  ['graph', 400, graph('ErrorPropertyValidationFailure'), 'bad row: wrong value'],
  ['graph', 400, graph('ErrorOccurrenceCrossingBoundary'), 'bad row: crossing boundary'],
  ['graph', 405, graph('ErrorInvalidRequest'), 'bad row: other'],
  ['graph', 413, undefined, 'bad row: too long'],
  ['graph', 403, graph('ErrorAccessDenied'), 'forbidden'],
  ['graph', 302, undefined, 'unknown'],

  ['calendar', 410, calendar('fullSyncRequired', 'calendar', 'syncToken'), 'resync'],
  ['calendar', 410, calendar('updatedMinTooLongAgo', 'calendar'), 'resync'],
  ['calendar', 410, calendar('deleted'), 'gone'],
  ['calendar', 400, calendar('invalid', 'global', 'syncToken'), 'resync'],
  ['calendar', 412, calendar('conditionNotMet'), 'conflict'],
  ['calendar', 409, calendar('duplicate'), 'already created'],
  ['calendar', 404, calendar('notFound'), 'gone'],
  ['calendar', 403, calendar('userRateLimitExceeded', 'usageLimits'), 'throttled'],
  ['calendar', 403, calendar('rateLimitExceeded', 'usageLimits'), 'throttled'],
  ['calendar', 403, calendar('quotaExceeded', 'usageLimits'), 'throttled'],
  ['calendar', 429, calendar('rateLimitExceeded', 'usageLimits'), 'throttled'],
  ['calendar', 403, calendar('forbiddenForNonOrganizer', 'calendar'), 'forbidden'],
  ['calendar', 403, calendar('insufficientPermissions'), 'forbidden'],
  ['calendar', 401, calendar('authError'), 'signed out'],
  ['calendar', 400, calendar('timeRangeEmpty'), 'bad row: other'],
  ['calendar', 503, calendar('backendError'), 'down'],

  ['people', 400, people('FAILED_PRECONDITION', 'EXPIRED_SYNC_TOKEN'), 'resync'],
  ['people', 400, people('INVALID_ARGUMENT', 'EXPIRED_SYNC_TOKEN'), 'resync'],
  ['people', 400, people('INVALID_ARGUMENT', '', 'Sync token is expired. Clear local cache.'), 'resync'],
  ['people', 410, people(''), 'resync'],
  ['people', 400, people('FAILED_PRECONDITION', 'failedPrecondition'), 'conflict'],
  ['people', 400, people('FAILED_PRECONDITION'), 'conflict'],
  ['people', 404, people('NOT_FOUND'), 'gone'],
  ['people', 409, people('ALREADY_EXISTS'), 'already created'],
  ['people', 429, people('RESOURCE_EXHAUSTED'), 'throttled'],
  ['people', 401, people('UNAUTHENTICATED'), 'signed out'],
  ['people', 403, people('PERMISSION_DENIED'), 'forbidden'],
  ['people', 400, people('INVALID_ARGUMENT'), 'bad row: other'],
  ['people', 500, people('INTERNAL'), 'down'],

  ['salesforce', 400, sf('INVALID_REPLICATION_DATE'), 'resync'],
  ['salesforce', 400, sf('EXCEEDED_ID_LIMIT'), 'resync'],
  ['salesforce', 400, sf('INVALID_QUERY_LOCATOR'), 'resync'],
  ['salesforce', 412, undefined, 'conflict'],
  ['salesforce', 400, sf('DUPLICATE_VALUE'), 'already created'],
  ['salesforce', 404, sf('NOT_FOUND'), 'gone'],
  ['salesforce', 404, sf('ENTITY_IS_DELETED'), 'gone'],
  ['salesforce', 400, { statusCode: 'ENTITY_IS_DELETED', message: 'words', fields: [] }, 'gone'],
  ['salesforce', 403, sf('REQUEST_LIMIT_EXCEEDED'), 'throttled'],
  ['salesforce', 400, sf('UNABLE_TO_LOCK_ROW'), 'locked'],
  ['salesforce', 401, sf('INVALID_SESSION_ID'), 'signed out'],
  ['salesforce', 403, sf('API_DISABLED_FOR_ORG'), 'forbidden'],
  ['salesforce', 403, sf('INSUFFICIENT_ACCESS'), 'forbidden'],
  ['salesforce', 400, sf('FIELD_CUSTOM_VALIDATION_EXCEPTION'), 'bad row: validation rule'],
  ['salesforce', 400, sf('REQUIRED_FIELD_MISSING'), 'bad row: required field missing'],
  ['salesforce', 400, sf('STRING_TOO_LONG'), 'bad row: too long'],
  ['salesforce', 400, sf('INVALID_EMAIL_ADDRESS'), 'bad row: wrong value'],
  ['salesforce', 400, sf('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'), 'bad row: wrong value'],
  ['salesforce', 400, sf('INVALID_CROSS_REFERENCE_KEY'), 'bad row: invalid reference'],
  ['salesforce', 400, sf('FIELD_INTEGRITY_EXCEPTION'), 'bad row: wrong value'],
  ['salesforce', 400, sf('FIELD_INTEGRITY_EXCEPTION', { message: 'Duration must be between 0 and 1440' }), 'bad row: too many minutes'],
  ['salesforce', 400, sf('INVALID_FIELD_FOR_INSERT_UPDATE'), 'bad row: field not writable'],
  ['salesforce', 400, sf('INSUFFICIENT_ACCESS_OR_READONLY'), 'bad row: field not writable'],
  ['salesforce', 400, sf('DUPLICATES_DETECTED'), 'duplicate'],
  ['salesforce', 503, sf('SERVER_UNAVAILABLE'), 'down'],
  ['salesforce', 500, undefined, 'down'],
  ['salesforce', 400, sf('SOMETHING_NEW'), 'bad row: other'],
];

describe('SYN8 what an answer means', () => {
  test.each(rows)('SYN8 %s %i %j → %s', (service, status, body, expected) => {
    expect(word(classify(service, status, body))).toBe(expected);
  });

  test('SYN8 a duplicate rule names its records, in both spellings of the vendor', () => {
    for (const spelling of ['duplicateResut', 'duplicateResult']) {
      const found = {
        duplicateRule: 'Standard',
        matchResults: [{ matchRecords: [{ record: { Id: '003A' } }, { record: { Id: '003B' } }] }],
      };
      expect(classify('salesforce', 400, sf('DUPLICATES_DETECTED', { [spelling]: found }))).toEqual({
        kind: 'duplicate',
        rule: 'Standard',
        matches: ['003A', '003B'],
      });
    }
  });

  test('SYN8 a bad row names its fields and the vendor words', () => {
    expect(classify('salesforce', 400, sf('STRING_TOO_LONG', { fields: ['Title'] }))).toEqual({
      kind: 'bad row',
      reason: 'too long',
      fields: ['Title'],
      detail: 'STRING_TOO_LONG: words',
    });
  });

  test('SYN8 the wait is read from seconds, from a date, and left open when absent', () => {
    const wait = (headers: Record<string, string>, status = 429) => {
      const verdict = classify('graph', status, undefined, headerOf(headers), Date.parse('2026-03-01T09:00:00Z'));
      return typeof verdict === 'object' && verdict.kind === 'throttled' ? verdict.retryAfterMs : null;
    };
    expect(wait({ 'Retry-After': '7' })).toBe(7_000);
    expect(wait({ 'retry-after': 'Sun, 01 Mar 2026 09:01:00 GMT' })).toBe(60_000);
    expect(wait({ 'retry-after': 'soon' })).toBe(0);
    expect(wait({})).toBe(0);
    expect(wait({ 'Retry-After': '5' }, 503)).toBe(5_000);
    expect(wait({}, 503)).toBeNull();
  });

  test('SYN8 a used up Salesforce allowance pauses a quarter of an hour', () => {
    expect(classify('salesforce', 403, sf('REQUEST_LIMIT_EXCEEDED'))).toEqual({
      kind: 'throttled',
      system: 'salesforce',
      retryAfterMs: 900_000,
    });
  });
});
