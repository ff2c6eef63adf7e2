/**
 * How Google says no. Calendar: `errors[]` with domain and reason (Calendar API, "Handle API errors"). People:
 * `status` and `details[]` as google.rpc.Status (People API, AIP-193). Both can be thrown from anywhere in a handler.
 */
import type { JsonObject } from './json';

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: { readonly error: JsonObject },
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(String(body.error.message));
  }
  toResponse(): Response {
    return answer(this.body, this.status, this.headers);
  }
}

export function answer(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  if (status === 204) return new Response(null, { status, headers: { ...headers } });
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json; charset=UTF-8', 'Cache-Control': 'private', ...headers },
  });
}

interface Place {
  readonly domain?: string;
  readonly locationType?: 'parameter' | 'header';
  readonly location?: string;
}

/** A Calendar v3 error. */
export const calendarError = (code: number, reason: string, message: string, place: Place = {}): Refusal =>
  new Refusal(code, { error: { errors: [{ domain: 'global', reason, message, ...place }], code, message } });

export const badParameter = (name: string, message: string, reason = 'invalid'): Refusal =>
  calendarError(400, reason, message, { locationType: 'parameter', location: name });

export const notFound = (): Refusal => calendarError(404, 'notFound', 'Not Found');

const STATUS: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ALREADY_EXISTS',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

/** A People v1 error. */
export const peopleError = (
  code: number,
  message: string,
  more: { readonly status?: string; readonly details?: readonly JsonObject[]; readonly reason?: string } = {},
): Refusal => {
  const error: JsonObject = { code, message };
  if (more.reason) error.errors = [{ message, domain: 'global', reason: more.reason }];
  error.status = more.status ?? STATUS[code] ?? 'UNKNOWN';
  if (more.details) error.details = more.details;
  return new Refusal(code, { error });
};

export const personNotFound = (): Refusal => peopleError(404, 'Requested entity was not found.');

const NO_CREDENTIALS =
  'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication ' +
  'credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';
const CHALLENGE = { 'WWW-Authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' };

export const signInFirst = (service: 'calendar' | 'people'): Refusal => {
  const error: JsonObject = { code: 401, message: NO_CREDENTIALS };
  if (service === 'calendar') {
    const place = { location: 'Authorization', locationType: 'header' };
    error.errors = [{ message: 'Invalid Credentials', domain: 'global', reason: 'authError', ...place }];
  }
  error.status = 'UNAUTHENTICATED';
  return new Refusal(401, { error }, CHALLENGE);
};
