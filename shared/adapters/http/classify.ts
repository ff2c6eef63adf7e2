/**
 * What an answer that is no success means: one table for each service, first matching row wins (wire-contracts section 5).
 * Branches on status and code; on sentences only where the vendor left nothing else.
 */
import type { Instant } from '../../core/model';
import type { BadRow } from '../../core/ports';
import { calendarError, type ErrorFacts, graphError, peopleError, salesforceError } from './errors';
import { type Header, type Service, systemOf, type Verdict } from './types';
import { retryAfter } from './waiting';

/** A word that needs the facts to become a failure, or the verdict itself. */
type Meaning =
  | Extract<Verdict, string>
  | 'throttled'
  | 'pause'
  | 'down'
  | 'signed out'
  | 'forbidden'
  | 'folder missing'
  | 'locked'
  | 'duplicate'
  | BadRow;
/** Status (exact, or hundreds: 5 means 5xx, 0 any), pattern of the code, meaning. */
type Rule = readonly [status: number, code: RegExp | null, meaning: Meaning];

const graph: readonly Rule[] = [
  [401, null, 'signed out'],
  [410, null, 'resync'],
  [0, /^(syncStateNotFound|resyncRequired|syncStateInvalid)$/i, 'resync'],
  [0, /^ErrorDuplicateTransactionId$/i, 'already created'],
  [0, /^ErrorFolderExists$/i, 'already created'],
  [409, /CategoryName.*Duplicate/i, 'already created'],
  [0, /^ErrorIrresolvableConflict$/i, 'conflict'],
  [412, null, 'conflict'],
  [0, /^ErrorOccurrenceCrossingBoundary$/i, 'crossing boundary'],
  [404, /^(ErrorFolderNotFound|ErrorParentFolderNotFound)$/i, 'folder missing'],
  [404, /^MailboxNotEnabledForRESTAPI$/i, 'forbidden'],
  [404, null, 'gone'],
  [429, null, 'throttled'],
  [0, /^(ApplicationThrottled|TooManyRequests|ErrorTooManyRequests)$/i, 'throttled'],
  [403, null, 'forbidden'],
  [400, /^(ErrorPropertyValidationFailure|ErrorInvalidProperty.*|ErrorCalendar.*|ErrorInvalidArgument)$/i, 'wrong value'],
  [413, null, 'too long'],
  [4, null, 'other'],
  [5, null, 'down'],
];

const calendar: readonly Rule[] = [
  [401, null, 'signed out'],
  [410, /^deleted$/, 'gone'],
  [410, null, 'resync'],
  [400, /syncToken/, 'resync'],
  [409, /^duplicate$/, 'already created'],
  [409, null, 'conflict'],
  [412, null, 'conflict'],
  [404, null, 'gone'],
  [429, null, 'throttled'],
  [403, /^(usageLimits|.*[lL]imitExceeded|.*LimitsExceeded|quotaExceeded)$/, 'throttled'],
  [403, null, 'forbidden'],
  [4, null, 'other'],
  [5, null, 'down'],
];

const people: readonly Rule[] = [
  [401, null, 'signed out'],
  [410, null, 'resync'],
  [400, /^EXPIRED_SYNC_TOKEN$/, 'resync'],
  [0, /^(failedPrecondition|FAILED_PRECONDITION|ABORTED)$/, 'conflict'],
  [409, null, 'already created'],
  [404, null, 'gone'],
  [429, null, 'throttled'],
  [403, /^(RESOURCE_EXHAUSTED|.*[lL]imitExceeded|quotaExceeded)$/, 'throttled'],
  [403, null, 'forbidden'],
  [4, null, 'other'],
  [5, null, 'down'],
];

const salesforce: readonly Rule[] = [
  [401, null, 'signed out'],
  [0, /^INVALID_SESSION_ID$/, 'signed out'],
  [0, /^(INVALID_REPLICATION_DATE|EXCEEDED_ID_LIMIT|INVALID_QUERY_LOCATOR)$/, 'resync'],
  [0, /^REQUEST_LIMIT_EXCEEDED$/, 'pause'],
  [0, /^UNABLE_TO_LOCK_ROW$/, 'locked'],
  [0, /^DUPLICATES_DETECTED$/, 'duplicate'],
  [0, /^DUPLICATE_VALUE$/, 'already created'],
  [0, /^(ENTITY_IS_DELETED|NOT_FOUND)$/, 'gone'],
  [404, null, 'gone'],
  [412, null, 'conflict'],
  [429, null, 'throttled'],
  [0, /^FIELD_CUSTOM_VALIDATION_EXCEPTION$/, 'validation rule'],
  [0, /^REQUIRED_FIELD_MISSING$/, 'required field missing'],
  [0, /^STRING_TOO_LONG$/, 'too long'],
  [0, /^duration$/, 'too many minutes'],
  [0, /^(INVALID_CROSS_REFERENCE_KEY|INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY|MALFORMED_ID)$/, 'invalid reference'],
  [0, /^(INVALID_FIELD_FOR_INSERT_UPDATE|INSUFFICIENT_ACCESS_OR_READONLY|INVALID_FIELD)$/, 'field not writable'],
  [
    0,
    /^(INVALID_EMAIL_ADDRESS|INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST|FIELD_INTEGRITY_EXCEPTION|NUMBER_OUTSIDE_VALID_RANGE)$/,
    'wrong value',
  ],
  [0, /^(API_DISABLED_FOR_ORG|INSUFFICIENT_ACCESS|API_CURRENTLY_DISABLED)$/, 'forbidden'],
  [403, null, 'forbidden'],
  [0, /^(SERVER_UNAVAILABLE|UNKNOWN_EXCEPTION)$/, 'down'],
  [5, null, 'down'],
  [4, null, 'other'],
];

const tables = { graph, calendar, people, salesforce };
const readers = { graph: graphError, calendar: calendarError, people: peopleError, salesforce: salesforceError };

/** Salesforce names no time; its allowance is counted over 24 hours (wire-contracts 4.7). */
const salesforcePauseMs = 15 * 60_000;

/** `retryAfterMs` of a throttled answer is 0 where the service named no time: the caller backs off. */
export function classify(service: Service, status: number, body: unknown, header: Header = () => null, now: Instant = 0): Verdict {
  const facts = readers[service](body);
  const rule = tables[service].find(
    ([wanted, code]) =>
      (wanted === 0 || wanted === status || wanted === Math.floor(status / 100)) &&
      (code === null || facts.codes.some((found) => code.test(found))),
  );
  return verdict(service, rule?.[2], status, facts, retryAfter(header, now));
}

function verdict(service: Service, meaning: Meaning | undefined, status: number, facts: ErrorFacts, wait: number | null): Verdict {
  const system = systemOf[service];
  switch (meaning) {
    case 'conflict':
    case 'gone':
    case 'already created':
    case 'resync':
      return meaning;
    case 'throttled':
      return { kind: 'throttled', system, retryAfterMs: wait ?? 0 };
    case 'pause':
      return { kind: 'throttled', system, retryAfterMs: Math.max(wait ?? 0, salesforcePauseMs) };
    case 'down':
      // A service that names a time is busy, not broken.
      return wait === null ? { kind: 'down', system, status } : { kind: 'throttled', system, retryAfterMs: wait };
    case 'signed out':
      return { kind: 'signed out', system };
    case 'forbidden':
      return { kind: 'forbidden', system, detail: facts.detail };
    case 'folder missing':
    case 'locked':
      return { kind: meaning };
    case 'duplicate':
      return { kind: 'duplicate', rule: facts.rule, matches: facts.matches };
    case undefined:
      return { kind: 'unknown', detail: `${status} ${facts.detail}`.trim() };
    default:
      return { kind: 'bad row', reason: meaning, fields: facts.fields, detail: facts.detail };
  }
}
