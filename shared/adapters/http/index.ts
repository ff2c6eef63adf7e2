/**
 * The only place that fetches. Every request of every adapter comes through here: it waits for its turn, carries the
 * token to the right origin and nowhere else, repeats what may be repeated, and names every failure.
 *
 *   enter lane → send ─ 401 → fresh token, once ─────────────→ signed out
 *                 │  ├─ no answer → repeat if repeatable ────→ offline
 *                 │  ├─ throttled → short: sleep, repeat ────→ throttled (long)
 *                 │  ├─ 5xx → repeat if repeatable ──────────→ down
 *                 └─ 2xx → validate ─────────────────────────→ ok | unexpected answer
 */
import { Failed } from '../../core/ports';
import { after } from '../clock';
import { classify } from './classify';
import { Limiter } from './limiter';
import { destination, nameOf } from './origins';
import { type Answer, type Call, defaultLimits, type Header, type Http, type HttpOptions, type LaneName, systemOf } from './types';
import { validated } from './validate';
import { backoff } from './waiting';

export { classify } from './classify';
export * from './types';
export { readable, validated } from './validate';
export { headerOf } from './waiting';

interface Got {
  readonly status: number;
  readonly body: unknown;
  readonly header: Header;
}

export function createHttp(options: HttpOptions): Http {
  const { clock, random, log } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const lanes = new Map<LaneName, Limiter>();
  const laneOf = (call: Pick<Call<unknown>, 'service' | 'method'>): Limiter => {
    const name: LaneName = call.service === 'people' && (call.method ?? 'GET') !== 'GET' ? 'people writes' : call.service;
    let lane = lanes.get(name);
    if (!lane) {
      lane = new Limiter(call.service, limits.lanes[name], limits.patienceMs, clock);
      lanes.set(name, lane);
    }
    return lane;
  };

  /** One request on the wire. @returns null when no answer came. */
  async function once(call: Call<unknown>, url: URL, fresh: boolean): Promise<Got | null> {
    const token = await options.tokens(systemOf[call.service], { fresh });
    const signals = [(options.timeout ?? after)(limits.timeoutMs), ...(call.signal ? [call.signal] : [])];
    const started = clock.now();
    options.count?.(systemOf[call.service]);
    try {
      const response = await options.fetch(url.href, {
        method: call.method ?? 'GET',
        headers: {
          accept: 'application/json',
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...call.headers,
          authorization: `Bearer ${token}`,
        },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
        signal: AbortSignal.any(signals),
        credentials: 'omit',
        cache: 'no-store',
      });
      const text = await response.text();
      log('debug', 'request', { ...nameOf(call, url), status: response.status, ms: clock.now() - started, bytes: text.length });
      return { status: response.status, body: parse(text), header: (name) => response.headers.get(name) };
    } catch (error) {
      call.signal?.throwIfAborted();
      log('debug', 'no answer', {
        ...nameOf(call, url),
        ms: clock.now() - started,
        error: error instanceof Error ? error.name : 'unknown',
      });
      return null;
    }
  }

  async function pause(
    lane: Limiter,
    call: Pick<Call<unknown>, 'service' | 'signal'>,
    retryAfterMs: number,
    attempt: number,
  ): Promise<void> {
    const ms = retryAfterMs || backoff(attempt, random);
    lane.hold(ms);
    if (ms > limits.patienceMs || attempt > limits.repeats)
      throw new Failed({ kind: 'throttled', system: systemOf[call.service], retryAfterMs: ms });
    await clock.sleep(ms, call.signal);
    call.signal?.throwIfAborted();
  }

  /** In its turn, with its token; a refused token is renewed once. */
  async function inTurn(call: Call<unknown>, url: URL, lane: Limiter): Promise<Got | null> {
    const leave = await lane.enter(call.cost ?? 1, call.signal);
    try {
      const got = await once(call, url, false);
      return got?.status === 401 ? await once(call, url, true) : got;
    } finally {
      leave();
    }
  }

  async function send<T>(call: Call<T>): Promise<Answer<T>> {
    const url = destination(call.service, call.url, options.origins);
    const lane = laneOf(call);
    const repeatable = call.repeatable ?? (call.method ?? 'GET') === 'GET';
    const system = systemOf[call.service];
    for (let attempt = 0; ; attempt++) {
      call.signal?.throwIfAborted();
      const got = await inTurn(call, url, lane);
      if (got !== null && got.status >= 200 && got.status < 300) {
        lane.went();
        return { kind: 'ok', status: got.status, data: validated(call.schema, got.body, system), header: got.header };
      }
      const verdict = got === null ? ({ kind: 'offline' } as const) : classify(call.service, got.status, got.body, got.header, clock.now());
      if (typeof verdict === 'string') return { kind: verdict, status: got!.status, body: got!.body, header: got!.header };
      // What was throttled was not done, so that any request may be sent again.
      if (verdict.kind === 'throttled') await pause(lane, call, verdict.retryAfterMs, attempt);
      else if ((verdict.kind === 'offline' || verdict.kind === 'down') && repeatable && attempt < limits.repeats)
        await clock.sleep(backoff(attempt, random, 400), call.signal);
      else throw new Failed(verdict);
    }
  }

  return { send, holdBack: (service, ms, attempt) => pause(laneOf({ service }), { service }, ms, attempt), clock, log };
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
