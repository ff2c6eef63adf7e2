/** The body each vendor sends with a status, for fault rules that name only the status. */
import type { VendorName } from './world';

const GRAPH: Readonly<Record<number, string>> = {
  400: 'ErrorInvalidRequest',
  401: 'InvalidAuthenticationToken',
  403: 'ErrorAccessDenied',
  404: 'ErrorItemNotFound',
  409: 'ErrorIrresolvableConflict',
  410: 'syncStateNotFound',
  412: 'ErrorIrresolvableConflict',
  429: 'ApplicationThrottled',
  500: 'ErrorInternalServerError',
  503: 'ServiceUnavailable',
  504: 'UnknownError',
};
const GOOGLE: Readonly<Record<number, readonly [reason: string, status: string]>> = {
  400: ['badRequest', 'INVALID_ARGUMENT'],
  401: ['authError', 'UNAUTHENTICATED'],
  403: ['rateLimitExceeded', 'PERMISSION_DENIED'],
  404: ['notFound', 'NOT_FOUND'],
  409: ['duplicate', 'ALREADY_EXISTS'],
  410: ['fullSyncRequired', 'FAILED_PRECONDITION'],
  412: ['conditionNotMet', 'FAILED_PRECONDITION'],
  429: ['rateLimitExceeded', 'RESOURCE_EXHAUSTED'],
};
const SALESFORCE: Readonly<Record<number, string>> = {
  400: 'UNABLE_TO_LOCK_ROW',
  401: 'INVALID_SESSION_ID',
  403: 'REQUEST_LIMIT_EXCEEDED',
  404: 'NOT_FOUND',
  503: 'SERVER_UNAVAILABLE',
};

export function errorBody(vendor: VendorName, status: number): unknown {
  const message = `The sandbox was told to answer ${status}.`;
  if (vendor === 'graph') {
    const ids = { date: '2026-01-01T00:00:00', 'request-id': 'fault', 'client-request-id': 'fault' };
    return { error: { code: GRAPH[status] ?? 'UnknownError', message, innerError: ids } };
  }
  if (vendor === 'google') {
    const [reason, name] = GOOGLE[status] ?? ['backendError', 'INTERNAL'];
    const domain = reason.endsWith('LimitExceeded') ? 'usageLimits' : 'global';
    return { error: { code: status, message, status: name, errors: [{ domain, reason, message }] } };
  }
  return [{ message, errorCode: SALESFORCE[status] ?? 'UNKNOWN_EXCEPTION' }];
}
