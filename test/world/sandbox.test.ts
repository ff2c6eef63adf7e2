/** The sandbox's own server and control endpoint, as developers and tests use them. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { millisecondsOf } from '../../sandbox/duration';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/server';
import { ann, contact, gus } from './graph-lab';

let sandbox: Sandbox;
const open: Sandbox[] = [];

async function start(options: SandboxOptions = {}) {
  const made = await startSandbox({ seed: 'empty', secure: false, ...options });
  open.push(made);
  return made;
}
beforeEach(async () => {
  sandbox = await start();
  sandbox.world.accounts.splice(0, sandbox.world.accounts.length, ann, gus);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function control(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${sandbox.urls.control}/control/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, json: (text ? JSON.parse(text) : null) as Record<string, unknown> };
}
async function graph(path: string, init: RequestInit = {}) {
  const { json } = await control('POST', 'token', { vendor: 'microsoft', user: ann.email });
  return fetch(`${sandbox.urls.graph}/v1.0${path}`, {
    ...init,
    headers: { authorization: `Bearer ${String(json.access_token)}`, 'content-type': 'application/json' },
  });
}

test('control token: a bearer without a browser, by e-mail, alias or id; unknown people are refused', async () => {
  expect((await (await graph('/me')).json()) as object).toMatchObject({ mail: ann.email });
  expect((await control('POST', 'token', { vendor: 'google', user: gus.id })).json.user).toBe(gus.id);
  expect((await control('POST', 'token', { vendor: 'salesforce', user: ann.aliases[0] })).json.email).toBe(ann.email);
  expect((await control('POST', 'token', { vendor: 'salesforce', user: 'nobody@x.example' })).status).toBe(400);
  expect((await control('POST', 'token', { vendor: 'fax', user: ann.id })).status).toBe(400);
});

test('control fault: rules, switches, expired tokens; clear takes rules and switches away', async () => {
  await control('POST', 'fault', { vendor: 'graph', path: '^GET .*/me$', status: 503, times: 1 });
  expect([(await graph('/me')).status, (await graph('/me')).status]).toEqual([503, 200]);
  await control('POST', 'fault', { switches: { 'graph.pageSize': 1, 'graph.shuffle': true } });
  await control('POST', 'fault', { switches: { 'graph.shuffle': null } });
  expect(sandbox.world.faults.switches).toEqual({ 'graph.pageSize': 1 });
  const token = sandbox.world.tokens.issue('graph', ann.id);
  await control('POST', 'fault', { expireTokens: { vendor: 'graph', user: ann.email } });
  expect(sandbox.world.tokens.userOf('graph', `Bearer ${token}`)).toBeNull();
  await control('POST', 'fault', { vendor: 'graph', path: '.', status: 500 });
  await control('POST', 'fault', { clear: true });
  expect([(await graph('/me')).status, sandbox.world.faults.switches]).toEqual([200, {}]);
  expect((await control('POST', 'fault', { vendor: 'graph', path: '(', status: 500 })).status).toBe(400);
});

test('control fault: a dropped connection is a network error to the client, and the server lives on', async () => {
  await control('POST', 'fault', { vendor: 'graph', path: 'POST .*contacts', kind: 'drop after', times: 1 });
  await expect(graph('/me/contacts', { method: 'POST', body: JSON.stringify(contact('Ada')) })).rejects.toThrow('fetch failed');
  const { value } = (await (await graph('/me/contacts')).json()) as { value: unknown[] };
  expect(value).toHaveLength(1);
});

test('control clock: freeze, set, advance by milliseconds or duration, run', async () => {
  await control('POST', 'clock', { freeze: true, now: '2026-03-01T00:00:00Z' });
  expect((await control('POST', 'clock', { advanceMs: 'P1DT2H' })).json.iso).toBe('2026-03-02T02:00:00.000Z');
  expect((await control('POST', 'clock', { advanceMs: 1000 })).json).toMatchObject({ iso: '2026-03-02T02:00:01.000Z', frozen: true });
  expect((await control('POST', 'clock', { run: true })).json.frozen).toBe(false);
  expect((await control('POST', 'clock', { now: 'soon' })).status).toBe(400);
  expect(millisecondsOf('-PT1M30.5S')).toBe(-90_500);
  expect(() => millisecondsOf('tomorrow')).toThrow();
});

test('control log: what went over the wire, with its bytes, since a point; it can be emptied', async () => {
  await graph('/me/contacts', { method: 'POST', body: JSON.stringify(contact('Ada')) });
  const { json } = await control('GET', 'log');
  const [entry] = json.log as Record<string, unknown>[];
  expect(entry).toMatchObject({ vendor: 'graph', method: 'POST', path: '/v1.0/me/contacts', status: 201, user: ann.id, parts: [] });
  expect(entry!.bytesIn).toBe(JSON.stringify(contact('Ada')).length);
  await graph('/me');
  expect((await control('GET', `log?since=${String(json.next)}`)).json.log).toHaveLength(1);
  await control('DELETE', 'log');
  expect((await control('GET', 'log')).json.log).toEqual([]);
});

test('control state, mails, seed: what the services hold, and empty again', async () => {
  await graph('/me/contacts', { method: 'POST', body: JSON.stringify(contact('Ada')) });
  expect(JSON.stringify((await control('GET', 'state?vendor=graph')).json)).toContain('"Ada"');
  expect((await control('GET', 'mails')).json).toEqual([]);
  await control('POST', 'seed', { name: 'empty' });
  expect(JSON.stringify((await control('GET', 'state?vendor=graph')).json)).not.toContain('"Ada"');
});

test('a kept sandbox comes up as it was closed', async () => {
  const keep = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const first = await startSandbox({ seed: 'empty', secure: false, keep });
  first.world.accounts.splice(0, first.world.accounts.length, ann);
  const authorization = `Bearer ${first.world.tokens.issue('graph', ann.id)}`;
  await first.apps.graph.request('/v1.0/me/contacts', { method: 'POST', headers: { authorization }, body: JSON.stringify(contact('Ada')) });
  await first.close();
  const second = await start({ keep });
  expect(second.world.account(ann.email)).toEqual(ann);
  const list = await second.apps.graph.request('/v1.0/me/contacts', {
    headers: { authorization: `Bearer ${second.world.tokens.issue('graph', ann.id)}` },
  });
  expect(await list.text()).toContain('"Ada"');
});

test('a port in use is told as such', async () => {
  await expect(startSandbox({ seed: 'empty', secure: false, ports: { google: sandbox.ports.google } })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

test('CORS Salesforce: with an allowlist other origins get 403', async () => {
  const ask = (origin: string) => sandbox.apps.salesforce.request('/services/data', { headers: { origin } });
  expect((await ask('https://a.example')).headers.get('access-control-allow-origin')).toBe('https://a.example');
  sandbox.world.faults.switches['salesforce.corsAllowlist'] = ['https://b.example'];
  expect((await ask('https://a.example')).status).toBe(403);
  expect((await ask('https://b.example')).status).not.toBe(403);
});
