/** The life of a request: turns, tokens, repeats, and what is said when it fails. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { type Clock, Failed, type Failure } from '../../core/ports';
import { createHttp, type HttpOptions, type Limits, type Service } from '.';

type Script = (request: Request, n: number) => Response | Promise<Response> | 'lost';

function fakeClock(): Clock & { slept: number[] } {
  let now = 1_000_000;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    async sleep(ms) {
      slept.push(ms);
      now += ms;
    },
  };
}

function setUp(script: Script, more: Partial<HttpOptions> = {}) {
  const clock = fakeClock();
  const sent: Request[] = [];
  const logged: string[] = [];
  const counted: string[] = [];
  const http = createHttp({
    fetch: async (input, init) => {
      const request = new Request(String(input), { ...init, signal: init?.signal ?? null });
      sent.push(request);
      const answer = await script(request, sent.length);
      if (answer === 'lost') throw new TypeError('fetch failed');
      return answer;
    },
    clock,
    random: { next: () => 0.5 },
    tokens: async (system, { fresh }) => `${system}-${fresh ? 'fresh' : 'old'}`,
    log: (_, message, facts) => logged.push(`${message} ${JSON.stringify(facts)}`),
    count: (system) => counted.push(system),
    timeout: () => new AbortController().signal,
    ...more,
  });
  return { http, clock, sent, logged, counted };
}

const ok = (body: unknown = {}) => new Response(JSON.stringify(body), { status: 200 });
const no = (status: number, body: unknown = {}, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const url = 'https://graph.microsoft.com/v1.0/me';
const read = { service: 'graph', url, schema: v.unknown() } as const;
const post = { ...read, method: 'POST', body: {} } as const;

async function failure(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Failed) return error.failure;
    throw error;
  }
  throw new Error('did not fail');
}

describe('SYN8 repeating', () => {
  test('SYN8 a read that got no answer is repeated, then the service is offline', async () => {
    const { http, sent, clock } = setUp((_, n) => (n < 3 ? 'lost' : ok({ id: 1 })));
    expect(await http.send(read)).toMatchObject({ kind: 'ok', data: { id: 1 } });
    expect(sent).toHaveLength(3);
    const never = setUp(() => 'lost');
    expect(await failure(never.http.send(read))).toEqual({ kind: 'offline' });
    expect(never.sent).toHaveLength(4);
    expect(clock.slept.reduce((a, b) => a + b, 0)).toBeLessThan(5_000);
  });

  test('SYN6 a write that got no answer is not repeated, unless the caller says that it is harmless', async () => {
    const unsafe = setUp(() => 'lost');
    expect(await failure(unsafe.http.send(post))).toEqual({ kind: 'offline' });
    expect(unsafe.sent).toHaveLength(1);
    const safe = setUp((_, n) => (n === 1 ? 'lost' : ok()));
    await safe.http.send({ ...post, repeatable: true });
    expect(safe.sent).toHaveLength(2);
  });

  test('SYN8 a broken service is asked again for reads only', async () => {
    const { http, sent } = setUp(() => no(500));
    expect(await failure(http.send(read))).toEqual({ kind: 'down', system: 'microsoft', status: 500 });
    expect(sent).toHaveLength(4);
    expect(await failure(http.send(post))).toMatchObject({ kind: 'down' });
    expect(sent).toHaveLength(5);
  });
});

describe('SYN8 throttling', () => {
  test('SYN8 a short Retry-After is slept, also before a write', async () => {
    const { http, clock, sent } = setUp((_, n) => (n === 1 ? no(429, {}, { 'Retry-After': '2' }) : ok()));
    await http.send(post);
    expect(clock.slept).toEqual([2_000]);
    expect(sent).toHaveLength(2);
  });

  test('SYN8 a long one is handed on, and the next request does not even go out', async () => {
    const { http, sent, clock } = setUp(() => no(429, {}, { 'Retry-After': '120' }));
    expect(await failure(http.send(read))).toEqual({ kind: 'throttled', system: 'microsoft', retryAfterMs: 120_000 });
    await clock.sleep(50_000);
    expect(await failure(http.send(read))).toEqual({ kind: 'throttled', system: 'microsoft', retryAfterMs: 70_000 });
    expect(sent).toHaveLength(1);
  });

  test('SYN8 without Retry-After the wait doubles, with full jitter, and ends', async () => {
    const { http, clock } = setUp(() => no(429));
    expect(await failure(http.send(read))).toMatchObject({ kind: 'throttled' });
    expect(clock.slept).toEqual([500, 1_000, 2_000, 4_000]);
  });

  test('SYN8 a used up quota is known before the vendor says so', async () => {
    const lanes = { graph: { inFlight: 3, requests: 20, windowMs: 600_000 } } as unknown as Limits['lanes'];
    const { http, sent } = setUp(() => ok(), { limits: { lanes } });
    await http.send({ ...read, cost: 19 });
    await http.send(read);
    expect(await failure(http.send(read))).toEqual({ kind: 'throttled', system: 'microsoft', retryAfterMs: 600_000 });
    expect(sent).toHaveLength(2);
  });

  test.each([
    ['graph', 'https://graph.microsoft.com/v1.0/me', 'GET', 3],
    ['calendar', 'https://www.googleapis.com/calendar/v3/x', 'GET', 5],
    ['people', 'https://people.googleapis.com/v1/x', 'POST', 1],
    ['salesforce', 'https://acme.my.salesforce.com/x', 'GET', 5],
  ] as const)('SYN8 %s: never more in flight than allowed', async (service: Service, address, method, allowed) => {
    let now = 0;
    let most = 0;
    const { http } = setUp(async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
      return ok();
    });
    const call = { service, url: address, method, schema: v.unknown() };
    await Promise.all(Array.from({ length: 20 }, () => http.send(call)));
    expect(most).toBe(allowed);
  });
});

describe('SYN8 batches in flight', () => {
  test('SYN8 a full Graph batch goes alone, small ones beside each other, none is starved', async () => {
    let now = 0;
    const seen: number[] = [];
    const { http } = setUp(async () => {
      seen.push(++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
      return ok();
    });
    await Promise.all([20, 1, 1, 1, 20, 1].map((cost) => http.send({ ...read, cost })));
    expect(seen).toEqual([1, 1, 2, 3, 1, 1]);
  });
});

describe('SEC2 tokens', () => {
  test('SEC2 a refused token is renewed once, then the rep is signed out', async () => {
    const { http, sent } = setUp((request) => (request.headers.get('authorization') === 'Bearer microsoft-fresh' ? ok() : no(401)));
    expect(await http.send(post)).toMatchObject({ kind: 'ok' });
    expect(sent).toHaveLength(2);
    const { http: refused } = setUp(() => no(401));
    expect(await failure(refused.send(read))).toEqual({ kind: 'signed out', system: 'microsoft' });
  });

  test('SEC2 a link to a foreign place gets no token', async () => {
    const { http, sent } = setUp(() => ok());
    for (const bad of [
      'https://graph.microsoft.com.evil.example/x',
      'http://graph.microsoft.com/x',
      '/relative',
      'https://people.googleapis.com/x',
    ])
      expect(await failure(http.send({ ...read, url: bad }))).toMatchObject({ kind: 'unexpected answer' });
    expect(sent).toHaveLength(0);
  });

  test('SEC2 stand-ins are reached through the map, also by their own links', async () => {
    const origins = { 'https://graph.microsoft.com': 'https://localhost:4402', 'https://people.googleapis.com': 'http://localhost:4403' };
    const { http, sent } = setUp(() => ok(), { origins });
    await http.send({ ...read, url: 'https://graph.microsoft.com/v1.0/me?a=1' });
    await http.send({ ...read, url: 'https://localhost:4402/next' });
    expect(await failure(http.send({ ...read, url: 'http://localhost:4403/x' }))).toMatchObject({ kind: 'unexpected answer' });
    expect(sent.map((request) => request.url)).toEqual(['https://localhost:4402/v1.0/me?a=1', 'https://localhost:4402/next']);
  });

  test('SEC2 the log holds no token, no body and no value of a query', async () => {
    const { http, logged, counted } = setUp(() => ok({ name: 'Secret Name' }));
    await http.send({ ...post, url: `${url}/x@example.com?$filter=secret@example.com`, body: { text: 'Secret Body' } });
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('$filter');
    expect(logged[0]).not.toMatch(/secret|Secret|example\.com|microsoft-old/);
    expect(counted).toEqual(['microsoft']);
  });
});

describe('SEC3 answers', () => {
  test('SEC3 a wrong answer is named by its place, not by its value', async () => {
    const { http } = setUp(() => ok({ value: [{ id: 'Secret' }] }));
    const schema = v.object({ value: v.array(v.object({ id: v.number() })) });
    const failed = await failure(http.send({ ...read, schema }));
    expect(failed).toMatchObject({ kind: 'unexpected answer', system: 'microsoft' });
    expect(failed.kind === 'unexpected answer' && failed.detail).toBe('value.0.id: expected number, found string');
  });

  test('SEC3 an empty answer is undefined, a page of HTML is no answer', async () => {
    const { http } = setUp((_, n) => new Response(n === 1 ? null : '<html>', { status: n === 1 ? 204 : 200 }));
    expect(await http.send({ ...read, schema: v.undefined() })).toMatchObject({ kind: 'ok', status: 204 });
    expect(await failure(http.send({ ...read, schema: v.object({}) }))).toMatchObject({ kind: 'unexpected answer' });
  });

  test('SYN6 an aborted request ends with the reason of the abort', async () => {
    const stop = new AbortController();
    const { http, sent } = setUp(() => {
      stop.abort(new Error('stopped'));
      return 'lost';
    });
    await expect(http.send({ ...read, signal: stop.signal })).rejects.toThrow('stopped');
    expect(sent).toHaveLength(1);
  });
});
