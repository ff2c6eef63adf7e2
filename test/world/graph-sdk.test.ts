/** The same scenario by Microsoft's own client, over a real https connection: an outside judge of links, pages and batches. */
import { BatchRequestContent, Client, type Context, type Middleware, PageIterator } from '@microsoft/microsoft-graph-client';
import { Agent, fetch as undiciFetch } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import { hasContract, judge, judged } from './graph-contract';
import { ann, contact, Lab, MARCH, weekly } from './graph-lab';

interface Entity {
  readonly id: string;
  readonly [name: string]: unknown;
}
let sandbox: Sandbox;
let client: Client;

/** The last in the SDK's chain: trusts the sandbox's certificate. */
class Trusting implements Middleware {
  readonly #agent = new Agent({ connect: { ca: sandbox.graphCa } });
  async execute(context: Context): Promise<void> {
    const token = sandbox.world.tokens.issue('graph', ann.id);
    const { method = 'GET', body } = context.options ?? {};
    const headers = { ...Object.fromEntries(new Headers(context.options?.headers as HeadersInit)), authorization: `Bearer ${token}` };
    const url = typeof context.request === 'string' ? context.request : context.request.url;
    const answer = await undiciFetch(url, { method, headers, dispatcher: this.#agent, ...(typeof body === 'string' ? { body } : {}) });
    context.response = answer as unknown as Response;
  }
}

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 'empty' });
  sandbox.world.accounts.push(ann);
  client = Client.initWithMiddleware({
    middleware: new Trusting(),
    baseUrl: sandbox.urls.graph,
    defaultVersion: 'v1.0',
    customHosts: new Set(['localhost']),
  });
});
afterAll(() => sandbox.close());

test('Graph SDK: creates, changes and removes a contact; a stale If-Match is 412', async () => {
  const made = (await client.api('/me/contacts').post(contact('Ada'))) as Entity;
  const changed = (await client.api(`/me/contacts/${made.id}`).patch({ jobTitle: 'CTO' })) as Entity;
  expect(changed.jobTitle).toBe('CTO');
  await expect(client.api(`/me/contacts/${made.id}`).header('If-Match', 'W/"old"').patch({ jobTitle: 'x' })).rejects.toMatchObject({
    statusCode: 412,
    code: 'ErrorIrresolvableConflict',
  });
  await client.api(`/me/contacts/${made.id}`).delete();
  await expect(client.api(`/me/contacts/${made.id}`).get()).rejects.toMatchObject({ statusCode: 404 });
});

test('Graph SDK: its PageIterator walks a delta to the deltaLink', async () => {
  for (const name of ['A', 'B', 'C']) await client.api('/me/contacts').post(contact(name));
  sandbox.world.faults.switches['graph.pageSize'] = 1;
  const names: unknown[] = [];
  const iterator = new PageIterator(client, await client.api('/me/contacts/delta').get(), (row: Entity) => {
    names.push(row.givenName);
    return true;
  });
  await iterator.iterate();
  expect(names.sort()).toEqual(['A', 'B', 'C']);
  expect(iterator.getDeltaLink()).toContain('$deltatoken='.replace('$', '%24'));
  delete sandbox.world.faults.switches['graph.pageSize'];
});

test('Graph SDK: a batch made by it is answered part by part', async () => {
  const content = new BatchRequestContent();
  content.addRequest({ id: '1', request: new Request('https://localhost/me') });
  content.addRequest({ id: '2', request: new Request('https://localhost/me/contacts/none') });
  const { responses } = (await client.api('/$batch').post(await content.getContent())) as { responses: { id: string; status: number }[] };
  expect(Object.fromEntries(responses.map(({ id, status }) => [id, status]))).toEqual({ 1: 200, 2: 404 });
});

test('Graph SDK and plain requests end in the same state', async () => {
  const lab = new Lab();
  const mine = (await lab.post('/me/events', weekly('standup'))).json;
  const theirs = (await client.api('/me/events').post(weekly('standup'))) as Entity;
  const kept = ({ subject, start, end, recurrence, type, isAllDay }: Record<string, unknown>) => ({
    subject,
    start,
    end,
    recurrence,
    type,
    isAllDay,
  });
  expect(kept(theirs)).toEqual(kept(mine));
  const { value } = (await client.api(`/me/calendarView?${MARCH}`).get()) as { value: Entity[] };
  expect(value.map(kept)).toEqual((await lab.get(`/me/calendarView?${MARCH}`)).json.value.map(kept));
});

if (hasContract) {
  test('Graph contract: answers are held against it, and a wrong one is noticed', () => {
    expect(judged.count).toBeGreaterThan(0);
    expect(() => judge('GET', '/v1.0/me/contacts', 200, { value: [{ id: 7 }] })).toThrow(/id/);
    expect(() => judge('GET', '/v1.0/me/contacts', 404, [{ message: 'Salesforce writes its errors so' }])).toThrow();
  });
}
