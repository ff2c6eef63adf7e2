/** The stand-ins, started once for a file, emptied for each test, with a mailbox adapter on the wire before them. */
import { Agent, fetch as undiciFetch } from 'undici';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import type { Account } from '../../sandbox/world';
import { seeded } from '../../shared/adapters/clock';
import { createHttp, type Http } from '../../shared/adapters/http';

export type Json = Readonly<Record<string, unknown>>;

let started: Promise<Sandbox> | null = null;

export interface Site {
  readonly sandbox: Sandbox;
  readonly http: Http;
  readonly who: Account;
  /** Requests of the adapter. */
  requests(): number;
  /** The person's own client: past the adapter, on the same account. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Json>;
}

export async function site(vendor: 'graph' | 'google'): Promise<Site> {
  started ??= startSandbox({ seed: 'empty' });
  const sandbox = await started;
  const { world, vendors, urls } = sandbox;
  vendors[vendor].clear();
  world.faults.clear();
  world.mails.length = 0;
  if (!world.clock.frozen) world.clock.freeze();
  world.clock.set(Date.parse('2026-03-02T08:00:00Z'));
  const who = world.accounts.find(({ mailbox, role }) => role === 'rep' && mailbox === (vendor === 'graph' ? 'microsoft' : 'google'))!;
  const agent = new Agent({ connect: { ca: sandbox.graphCa } });
  let requests = 0;
  const http = createHttp({
    fetch: ((input: string, init: RequestInit) =>
      undiciFetch(input, { ...init, dispatcher: agent } as Parameters<typeof undiciFetch>[1])) as typeof fetch,
    clock: {
      now: () => world.clock.now(),
      sleep: async (ms) => world.clock.advance(ms),
    },
    random: seeded(1),
    tokens: async () => world.tokens.issue(vendor, who.id),
    origins: {
      'https://graph.microsoft.com': urls.graph,
      'https://www.googleapis.com': urls.google,
      'https://people.googleapis.com': urls.google,
    },
    log: () => {},
    count: () => requests++,
  });
  const token = world.tokens.issue(vendor, who.id, 100 * 86_400_000);
  return {
    sandbox,
    http,
    who,
    requests: () => requests,
    async call(method, path, body, headers = {}) {
      const response = await sandbox.apps[vendor].request(path, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return text === '' ? {} : (JSON.parse(text) as Json);
    },
  };
}

export async function stop(): Promise<void> {
  await (await started)?.close();
  started = null;
}

export const rowsOf = (answer: Json, name: string): readonly Json[] => (answer[name] ?? []) as readonly Json[];
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
