/**
 * Cross-origin answers as each vendor gives them. Graph: everybody, with the headers a page may read (wire-contracts
 * 1.1). Google: the asking origin. Salesforce: origins on the allowlist (4.10); switch `salesforce.corsAllowlist`, a
 * list of origins, makes it strict, absent it lets everybody in.
 */
import type { VendorName, World } from './world';

const EXPOSED: Readonly<Record<VendorName, string>> = {
  graph:
    'ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, ReadWriteConsistencyToken, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant, Retry-After',
  google: 'Content-Encoding, Content-Length, Date, ETag, Server, Vary',
  salesforce: '',
};
const METHODS = 'GET, HEAD, POST, PATCH, PUT, DELETE, OPTIONS';

export interface Cors {
  preflight(): Response;
  /** The answer to an origin that is not allowed, or null. */
  refused(): Response | null;
  mark(headers: Headers): Headers;
}

export function corsOf(world: World, vendor: VendorName, request: Request): Cors {
  const origin = request.headers.get('origin');
  const allowlist = vendor === 'salesforce' ? world.faults.switches['salesforce.corsAllowlist'] : undefined;
  const allowed = origin === null || !Array.isArray(allowlist) || allowlist.includes(origin);
  const mark = (given: Headers) => {
    const headers = new Headers(given);
    if (origin === null || !allowed) return headers;
    headers.set('access-control-allow-origin', vendor === 'graph' ? '*' : origin);
    if (EXPOSED[vendor]) headers.set('access-control-expose-headers', EXPOSED[vendor]);
    if (vendor !== 'graph') headers.append('vary', 'Origin');
    return headers;
  };
  return {
    mark,
    refused: () => (allowed ? null : new Response(null, { status: 403 })),
    preflight: () => {
      if (!allowed) return new Response(null, { status: 403 });
      const headers = mark(new Headers());
      headers.set('access-control-allow-methods', METHODS);
      headers.set('access-control-allow-headers', request.headers.get('access-control-request-headers') ?? '*');
      headers.set('access-control-max-age', '3600');
      return new Response(null, { status: 200, headers });
    },
  };
}
