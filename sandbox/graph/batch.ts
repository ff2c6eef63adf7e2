/**
 * `POST /$batch` (wire-contracts 1.8): at most 20 parts, unique ids, answers in any order, each part throttled and spoiled
 * on its own. Independent parts go four at a time, dependent ones wait, and fail with 424 when what they wait for failed.
 */
import type { Context } from 'hono';
import { type PartAnswer, scopeOf, spoiled } from '../wire';
import type { World } from '../world';
import { bodyOf } from './call';
import { failureBody, GraphError } from './failure';
import { isObject, type Json, listOf, objectsOf, textOf } from './json';
import type { Routes } from './routes';

interface Part {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
}

const refused = (message: string) => new GraphError(400, 'BadRequest', message);
const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];

function partsOf(body: Json): readonly Part[] {
  const requests = objectsOf(body.requests);
  if (requests.length === 0) throw refused('Invalid batch payload format.');
  if (requests.length > 20)
    throw new GraphError(400, 'MaximumValueExceeded', 'The number of requests in the batch exceeds the limit of 20.');
  const seen = new Set<string>();
  const parts = requests.map((request): Part => {
    const id = textOf(request.id);
    const key = id.toLowerCase();
    if (!id || seen.has(key)) throw refused(`The request id '${id}' is missing or not unique.`);
    seen.add(key);
    const method = textOf(request.method).toUpperCase();
    const url = textOf(request.url);
    if (!METHODS.includes(method) || !url || /^https?:/.test(url))
      throw refused(`The request '${id}' has no valid method and relative url.`);
    const headers = Object.fromEntries(
      Object.entries(isObject(request.headers) ? request.headers : {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
    );
    if (request.body !== undefined && !headers['content-type'])
      throw refused(`Write request for id : ${id} contains no Content-Type header.`);
    return {
      id,
      method,
      url: url.startsWith('/') ? url : `/${url}`,
      headers,
      body: request.body,
      dependsOn: listOf(request.dependsOn).map(String),
    };
  });
  for (const part of parts) {
    const unknown = part.dependsOn.find((id) => !parts.some((other) => other.id === id && other !== part));
    if (unknown !== undefined) throw refused(`The request '${part.id}' depends on '${unknown}', which is not in the batch.`);
  }
  return parts;
}

export function batchRoutes(world: World, { app, callOf }: Routes): void {
  app.post('/v1.0/$batch', async (c) => {
    callOf(c); // 401 for the whole
    const parts = partsOf(await bodyOf(c));
    const answers = new Map<string, Promise<PartAnswer>>();
    const lane = lanes(4);
    const left = [...parts];
    while (left.length > 0) {
      const ready = left.findIndex((part) => part.dependsOn.every((id) => answers.has(id)));
      if (ready < 0) throw refused('The dependencies of the batch form a circle.');
      const part = left.splice(ready, 1)[0]!;
      const before = Promise.all(part.dependsOn.map((id) => answers.get(id)!));
      answers.set(
        part.id,
        before.then((results) =>
          results.some(({ status }) => status >= 400) ? failedDependency(world) : lane(() => run(world, app, c, part)),
        ),
      );
    }
    const responses = await Promise.all(parts.map(async ({ id }) => ({ id, ...(await answers.get(id)!) })));
    return c.json({ responses: world.random.shuffle(responses) });
  });
}

const failedDependency = (world: World): PartAnswer => ({
  status: 424,
  headers: { 'Content-Type': 'application/json' },
  body: failureBody(
    world,
    new GraphError(424, 'FailedDependency', 'This request was not executed because a request it depends on has failed.'),
    '',
  ),
});

async function run(world: World, app: Routes['app'], c: Context, part: Part): Promise<PartAnswer> {
  const path = `/v1.0${part.url}`;
  return spoiled(world, 'graph', part.method, path, scopeOf(c.env), async () => {
    const headers = new Headers({ ...part.headers, authorization: c.req.header('authorization') ?? '' });
    const init: RequestInit = { method: part.method, headers };
    if (part.body !== undefined) init.body = typeof part.body === 'string' ? part.body : JSON.stringify(part.body);
    const response = await app.request(new URL(path, c.req.url).href, init);
    const kept = Object.fromEntries(
      [...response.headers].filter(([name]) => KEPT.has(name)).map(([name, value]) => [KEPT.get(name)!, value]),
    );
    const text = await response.text();
    return { status: response.status, headers: kept, ...(text === '' ? {} : { body: JSON.parse(text) as unknown }) };
  });
}

/** Headers that a part's answer carries, in the vendor's spelling. */
const KEPT = new Map(
  ['Content-Type', 'Cache-Control', 'Location', 'ETag', 'Retry-After', 'Preference-Applied'].map((name) => [name.toLowerCase(), name]),
);

/** At most so many at once. */
function lanes(width: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async (task) => {
    if (busy >= width) await new Promise<void>((resolve) => waiting.push(resolve));
    busy++;
    try {
      return await task();
    } finally {
      busy--;
      waiting.shift()?.();
    }
  };
}
