/** JSON batching and throttling of Graph: "Combine multiple requests", "Outlook service limits". */
import { expect, test } from 'vitest';
import { ann, contact, Lab } from './graph-lab';

interface Part {
  readonly id: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: { readonly error?: { readonly code: string } };
}
const JSON_BODY = { headers: { 'Content-Type': 'application/json' } };
const gets = (count: number) => Array.from({ length: count }, (_, i) => ({ id: String(i), method: 'GET', url: '/me' }));
async function batch(lab: Lab, requests: readonly object[]) {
  const { status, json } = await lab.post('/$batch', { requests });
  const parts = (json.responses ?? []) as readonly Part[];
  return { status, parts, of: (id: string) => parts.find((part) => part.id === id)! };
}

test('Graph $batch: 20 parts at most, ids unique without case, urls relative, bodies with their type', async () => {
  const lab = new Lab();
  expect((await batch(lab, gets(20))).parts).toHaveLength(20);
  expect((await batch(lab, gets(21))).status).toBe(400);
  expect(
    (
      await batch(lab, [
        { id: 'a', method: 'GET', url: '/me' },
        { id: 'A', method: 'GET', url: '/me' },
      ])
    ).status,
  ).toBe(400);
  expect((await batch(lab, [{ id: 'a', method: 'GET', url: 'https://graph.microsoft.com/v1.0/me' }])).status).toBe(400);
  expect((await batch(lab, [{ id: 'a', method: 'POST', url: '/me/contacts', body: contact('A') }])).status).toBe(400);
});

test('Graph $batch: the answer is 200 even if every part failed, and its parts come in any order', async () => {
  const lab = new Lab();
  const { status, parts } = await batch(
    lab,
    Array.from({ length: 10 }, (_, i) => ({ id: String(i), method: 'GET', url: `/me/contacts/${i}` })),
  );
  expect([status, new Set(parts.map((part) => part.status))]).toEqual([200, new Set([404])]);
  expect(parts.map(({ id }) => id)).not.toEqual([...parts.map(({ id }) => id)].sort());
});

test('Graph $batch: a part that depends on a failed part is 424, the others go on', async () => {
  const lab = new Lab();
  const { of } = await batch(lab, [
    { id: 'last', method: 'GET', url: '/me', dependsOn: ['second'] },
    { id: 'second', method: 'GET', url: '/me', dependsOn: ['first'] },
    { id: 'first', method: 'GET', url: '/me/contacts/none' },
    { id: 'free', method: 'POST', url: '/me/contacts', body: contact('A'), ...JSON_BODY },
  ]);
  expect(['first', 'second', 'last', 'free'].map((id) => of(id).status)).toEqual([404, 424, 424, 201]);
  expect((await batch(lab, [{ id: 'a', method: 'GET', url: '/me', dependsOn: ['nobody'] }])).status).toBe(400);
});

test('Graph $batch: parts carry their own Prefer and If-Match', async () => {
  const lab = new Lab();
  const made = (await lab.post('/me/contacts', contact('A'))).json;
  const { of } = await batch(lab, [
    {
      id: 'a',
      method: 'PATCH',
      url: `/me/contacts/${made.id}`,
      body: { jobTitle: 'x' },
      headers: { 'Content-Type': 'application/json', 'If-Match': 'W/"old"' },
    },
    { id: 'b', method: 'GET', url: `/me/contacts/${made.id}`, headers: { Prefer: 'IdType="ImmutableId"' } },
  ]);
  expect(of('a').status).toBe(412);
  expect((of('b').body as { id?: string }).id).not.toBe(made.id);
});

test('Graph $batch: each part is throttled on its own, with its own Retry-After; parts are logged with the request', async () => {
  const lab = new Lab();
  lab.world.faults.add({
    id: 'busy',
    vendor: 'graph',
    path: '^GET /v1.0/me/contacts',
    kind: 'answer',
    status: 429,
    headers: { 'Retry-After': '7' },
    times: 1,
  });
  const { of } = await batch(lab, [
    { id: 'a', method: 'GET', url: '/me/contacts' },
    { id: 'b', method: 'GET', url: '/me' },
  ]);
  expect([of('a').status, of('a').headers?.['Retry-After'], of('b').status]).toEqual([429, '7', 200]);
  const logged = lab.world.log.at(-1)!;
  expect([logged.method, logged.path, logged.user]).toEqual(['POST', '/v1.0/$batch', ann.id]);
  expect(logged.parts.map(({ status }) => status).sort()).toEqual([200, 429]);
});

test('Graph throttling: more than four requests at once are refused with Retry-After', async () => {
  const lab = new Lab();
  Object.assign(lab.world.faults.switches, { 'graph.concurrency': 4, 'graph.latencyMs': 20 });
  const answers = await Promise.all(Array.from({ length: 6 }, () => lab.get('/me')));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(2);
  expect([refused[0]!.json.error.code, refused[0]!.headers.get('retry-after')]).toEqual(['ApplicationThrottled', '10']);
  expect((await lab.get('/me')).status).toBe(200);
});

test('Graph throttling: a mailbox has a budget for ten minutes', async () => {
  const lab = new Lab();
  lab.world.faults.switches['graph.requestLimit'] = 3;
  const statuses = [];
  for (let i = 0; i < 4; i++) statuses.push((await lab.get('/me')).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  lab.world.clock.advance(600_000);
  expect((await lab.get('/me')).status).toBe(200);
});

test('a fault may cut the connection before or after the work is done', async () => {
  const lab = new Lab();
  lab.world.faults.add({ id: 'cut', vendor: 'graph', path: '^POST', kind: 'drop', times: 1 });
  lab.world.faults.add({ id: 'late', vendor: 'graph', path: '^POST', kind: 'drop after', times: 1 });
  await expect(lab.post('/me/contacts', contact('A'))).rejects.toThrow(TypeError);
  expect((await lab.get('/me/contacts')).json.value).toHaveLength(0);
  await expect(lab.post('/me/contacts', contact('A'))).rejects.toThrow(TypeError);
  expect((await lab.get('/me/contacts')).json.value).toHaveLength(1);
});

test('a fault in one part of a batch cuts the whole', async () => {
  const lab = new Lab();
  lab.world.faults.add({ id: 'late', vendor: 'graph', path: '^POST /v1.0/me/contacts', kind: 'drop after', times: 1 });
  await expect(batch(lab, [{ id: 'a', method: 'POST', url: '/me/contacts', body: contact('A'), ...JSON_BODY }])).rejects.toThrow(TypeError);
  expect((await lab.get('/me/contacts')).json.value).toHaveLength(1);
});
