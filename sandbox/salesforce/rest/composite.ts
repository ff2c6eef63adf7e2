/** `/composite` and `/composite/graph`: several calls in one request, one after the other (wire-contracts 4.3). */

import { type PartAnswer, spoiled } from '../../wire';
import { Refused } from '../refused';
import { bodyOf, type Call, type Json, ok, refusal } from './call';
import { resolved } from './references';

export type Dispatch = (call: Call) => PartAnswer;

interface Part {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly httpHeaders?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
interface PartResult {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

const mostParts = 25;
const mostHeavy = 5;
const isHeavy = (part: Part) => /\/v[\d.]+\/(query(all)?\b|composite\/sobjects)/i.test(part.url);
const tooMuch = (message: string) => new Refused('LIMIT_EXCEEDED', message);

function partsOf(body: Json): readonly Part[] {
  const parts = body.compositeRequest;
  if (!Array.isArray(parts) || parts.length === 0) throw new Refused('INVALID_INPUT', 'compositeRequest is missing');
  const names = new Set<unknown>();
  for (const part of parts as readonly Part[]) {
    if (typeof part.url !== 'string' || typeof part.method !== 'string' || typeof part.referenceId !== 'string') {
      throw new Refused('INVALID_INPUT', 'each part has a method, a url and a referenceId');
    }
    if (names.has(part.referenceId)) throw new Refused('INVALID_INPUT', `Duplicate referenceId: ${part.referenceId}`);
    names.add(part.referenceId);
  }
  return parts as readonly Part[];
}

export async function composite(call: Call, dispatch: Dispatch): Promise<PartAnswer> {
  const body = bodyOf(call);
  const parts = partsOf(body);
  if (parts.length > mostParts) throw tooMuch(`Limit exceeded: ${parts.length} parts, only ${mostParts} are allowed`);
  if (parts.filter(isHeavy).length > mostHeavy) throw tooMuch(`Limit exceeded: only ${mostHeavy} parts may be queries or collections`);
  return ok({ compositeResponse: await runAll(call, parts, body.allOrNone === true, dispatch) });
}

const failed = (results: readonly PartResult[]) => results.some((result) => result.httpStatusCode >= 400);
const halted = [
  { errorCode: 'PROCESSING_HALTED', message: 'The transaction was rolled back since another operation in the same transaction failed.' },
];

async function runAll(call: Call, parts: readonly Part[], allOrNone: boolean, dispatch: Dispatch): Promise<PartResult[]> {
  if (!allOrNone) return runParts(call, parts, false, dispatch);
  const run = () => call.org.store.transactionOf(() => runParts(call, parts, true, dispatch), failed);
  const results = await call.org.alone(run);
  if (!failed(results)) return results;
  return results.map((result) =>
    result.httpStatusCode >= 400 ? result : { ...result, body: halted, httpHeaders: {}, httpStatusCode: 400 },
  );
}

async function runParts(call: Call, parts: readonly Part[], stopsAtFailure: boolean, dispatch: Dispatch): Promise<PartResult[]> {
  const answers = new Map<string, { status: number; body: unknown }>();
  const results: PartResult[] = [];
  let stopped = false;
  for (const part of parts) {
    const answer: PartAnswer = stopped ? { status: 400, body: halted } : await runPart(call, part, answers, dispatch);
    answers.set(part.referenceId, { status: answer.status, body: answer.body ?? null });
    stopped ||= stopsAtFailure && answer.status >= 400;
    results.push({
      body: answer.body ?? null,
      httpHeaders: answer.headers ?? {},
      httpStatusCode: answer.status,
      referenceId: part.referenceId,
    });
  }
  return results;
}

async function runPart(
  call: Call,
  part: Part,
  answers: ReadonlyMap<string, { status: number; body: unknown }>,
  dispatch: Dispatch,
): Promise<PartAnswer> {
  try {
    const url = resolved(answers, part.url);
    const body: unknown = part.body === undefined ? undefined : resolved(answers, part.body);
    const run = () => dispatch(subcall(call, part, url, body));
    return await spoiled(call.org.world, 'salesforce', part.method, url, call.scope, () => guarded(run));
  } catch (error) {
    if (error instanceof Refused) return refusal(error);
    throw error;
  }
}

function guarded(run: () => PartAnswer): PartAnswer {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refused) return refusal(error);
    throw error;
  }
}

/** Header names of a part are taken without their capitals. */
function subcall(call: Call, part: Part, url: string, body: unknown): Call {
  const where = new URL(url.replace(/ /g, '%20'), 'https://part.invalid');
  const [, version = '', rest = ''] = /^\/services\/data\/(v[\d.]+)(\/.*)?$/.exec(where.pathname) ?? [];
  const own = Object.entries(part.httpHeaders ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  const headers = new Map(own);
  if (version === '') throw new Refused('NOT_FOUND', 'The requested resource does not exist', [], 404);
  return {
    ...call,
    method: part.method.toUpperCase(),
    path: rest
      .split('/')
      .filter((each) => each !== '')
      .map(decodeURIComponent),
    query: where.searchParams,
    header: (name) => headers.get(name.toLowerCase()) ?? (name.toLowerCase().startsWith('sforce-') ? call.header(name) : null),
    body,
    at: version,
  };
}

interface Graph {
  readonly graphId: string;
  readonly compositeRequest: readonly Part[];
}

/** Each graph is all or nothing: up to 75 graphs, 500 nodes in one, 15 kinds of node. */
export async function graphs(call: Call, dispatch: Dispatch): Promise<PartAnswer> {
  const asked = bodyOf(call).graphs;
  if (!Array.isArray(asked)) throw new Refused('INVALID_INPUT', 'graphs is missing');
  if (asked.length > 75) throw tooMuch('only 75 graphs are allowed');
  const answers: unknown[] = [];
  for (const graph of asked as readonly Graph[]) {
    const parts = partsOf(graph as unknown as Json);
    if (parts.length > 500) throw tooMuch('only 500 nodes are allowed in a graph');
    const kinds = new Set(parts.map((part) => `${part.method} ${/sobjects\/(\w+)/.exec(part.url)?.[1] ?? part.url}`));
    if (kinds.size > 15) throw tooMuch('only 15 kinds of node are allowed in a graph');
    const compositeResponse = await runAll(call, parts, true, dispatch);
    answers.push({ graphId: graph.graphId, graphResponse: { compositeResponse }, isSuccessful: !failed(compositeResponse) });
  }
  return ok({ graphs: answers });
}
