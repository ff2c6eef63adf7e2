import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { Call, Http } from '../http';
import { Composite, type Part } from './composite';

const request = v.object({
  allOrNone: v.boolean(),
  compositeRequest: v.array(v.object({ url: v.string(), referenceId: v.string() })),
});

function wire() {
  const sent: { readonly urls: readonly string[]; readonly allOrNone: boolean; readonly repeatable: boolean }[] = [];
  const send = async <T>(call: Call<T>) => {
    const { allOrNone, compositeRequest } = v.parse(request, call.body);
    sent.push({ urls: compositeRequest.map(({ url }) => url), allOrNone, repeatable: call.repeatable === true });
    const compositeResponse = compositeRequest.map(({ url, referenceId }) => ({ body: url, httpStatusCode: 200, referenceId })).reverse();
    return { kind: 'ok' as const, status: 200, data: v.parse(call.schema, { compositeResponse }), header: () => null };
  };
  const http = { send, clock: { now: () => 0, sleep: async () => {} }, holdBack: async () => {}, log: () => {} } satisfies Http;
  return { composite: new Composite(http, 'https://x.my.salesforce.com'), sent };
}

const part = (path: string, heavy = true): Part => ({ method: 'GET', path, heavy });

test('decision 4: what is asked in one tick travels in one request, also behind a promise that is there', async () => {
  const { composite, sent } = wire();
  const late = Promise.resolve().then(() => composite.one(part('c')));
  const answers = await Promise.all([composite.one(part('a')), composite.send([part('b1'), part('b2', false)]), late]);
  expect(sent).toEqual([{ urls: ['a', 'b1', 'b2', 'c'], allOrNone: false, repeatable: true }]);
  expect(answers).toEqual([
    { status: 200, body: 'a' },
    [
      { status: 200, body: 'b1' },
      { status: 200, body: 'b2' },
    ],
    { status: 200, body: 'c' },
  ]);
});

test('decision 4: five queries or collections and 25 parts to a request; groups stay whole and in order', async () => {
  const { composite, sent } = wire();
  const groups = [3, 3, 2, 1].map((count, g) => Array.from({ length: count }, (_, i) => part(`${g}.${i}`)));
  await Promise.all([
    ...groups.map((group) => composite.send(group)),
    ...Array.from({ length: 30 }, (_, i) => composite.one(part(`light ${i}`, false))),
  ]);
  expect(sent.map(({ urls }) => urls.filter((url) => !url.startsWith('light')))).toEqual([
    ['0.0', '0.1', '0.2'],
    ['1.0', '1.1', '1.2', '2.0', '2.1'],
    ['3.0'],
    [],
  ]);
  expect(sent.every(({ urls }) => urls.length <= 25)).toBe(true);
  expect(() => composite.send(Array.from({ length: 6 }, () => part('x')))).toThrow(RangeError);
});

test('SYN6 what must not be sent twice is not repeated by itself', async () => {
  const { composite, sent } = wire();
  await composite.once([part('post')]);
  await composite.atomic([part('all')]);
  expect(sent).toEqual([
    { urls: ['post'], allOrNone: false, repeatable: false },
    { urls: ['all'], allOrNone: true, repeatable: false },
  ]);
});
