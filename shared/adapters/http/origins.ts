/** Where a token may travel, and how a request is called in the log: without a value that could be personal. */
import { Failed } from '../../core/ports';
import { type Call, type Service, systemOf } from './types';

const own: Readonly<Record<Service, RegExp>> = {
  graph: /^https:\/\/graph\.microsoft\.(com|us)$/,
  calendar: /^https:\/\/www\.googleapis\.com$/,
  people: /^https:\/\/people\.googleapis\.com$/,
  salesforce: /^https:\/\/[a-z0-9.-]+\.(salesforce\.com|salesforce\.mil|cloudforce\.com|force\.com)$/,
};

/** Next links come from the answers: one that leads elsewhere must not get the token (SEC2). */
export function destination(service: Service, url: string, origins: Readonly<Record<string, string>> = {}): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed) throw new Failed({ kind: 'unexpected answer', system: systemOf[service], detail: 'link: expected an address' });
  const standIns = Object.entries(origins)
    .filter(([origin]) => own[service].test(origin))
    .map(([, standIn]) => standIn);
  const mapped = origins[parsed.origin];
  if (mapped !== undefined && standIns.includes(mapped)) return new URL(parsed.pathname + parsed.search, mapped);
  if (standIns.includes(parsed.origin) || own[service].test(parsed.origin)) return parsed;
  throw new Failed({ kind: 'unexpected answer', system: systemOf[service], detail: `link: leads to ${parsed.host}` });
}

/** Names of query parameters without their values; a path segment with an address in it is hidden. */
export function nameOf(call: Pick<Call<unknown>, 'service' | 'method'>, url: URL): Readonly<Record<string, string>> {
  const path = url.pathname
    .split('/')
    .map((part) => (/@|%40/.test(part) ? '…' : part))
    .join('/');
  return { service: call.service, method: call.method ?? 'GET', path, query: [...new Set(url.searchParams.keys())].join(',') };
}
