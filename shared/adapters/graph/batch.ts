/**
 * Calls of the same tick travel in one `$batch` of up to 20 (decision 4). Parts that are throttled are sent again alone.
 * Parts of one batch run at once and in any order: what depends on each other is not asked in the same tick.
 */
import * as v from 'valibot';
import { Failed } from '../../core/ports';
import { type Answer, classify, type Http, headerOf, type Verdict, validated } from '../http';

export const graphRoot = 'https://graph.microsoft.com/v1.0';
const most = 20;
/** Nested awaits before a call is made must not put it in another batch. */
const turns = 20;

export interface Part<T> {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** From `/me` on, or a link that the service gave. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly schema: v.GenericSchema<unknown, T>;
  /** Harmless when carried out twice. Default: GET only. */
  readonly repeatable?: boolean;
  readonly pageSize?: number;
}

interface Waiting {
  readonly part: Part<unknown>;
  resolve(answer: Answer<unknown>): void;
  reject(error: unknown): void;
}

const answerSchema = v.object({
  responses: v.array(
    v.object({
      id: v.string(),
      status: v.number(),
      headers: v.nullish(v.record(v.string(), v.unknown())),
      body: v.optional(v.unknown()),
    }),
  ),
});

export class Batch {
  #waiting: Waiting[] = [];
  constructor(private readonly http: Http) {}

  ask<T>(part: Part<T>): Promise<Answer<T>> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.push({ part, resolve: resolve as Waiting['resolve'], reject }) === 1) void this.#soon();
    });
  }

  async #soon(): Promise<void> {
    for (let i = 0; i < turns; i++) await null;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let i = 0; i < waiting.length; i += most) void this.#send(waiting.slice(i, i + most), 0);
  }

  async #send(parts: readonly Waiting[], attempt: number): Promise<void> {
    const again: { waiting: Waiting; verdict: Exclude<Verdict, string> }[] = [];
    try {
      const answers = await this.#exchange(parts);
      parts.forEach((waiting, i) => {
        const verdict = this.#settle(waiting, answers.get(String(i)));
        if (verdict) again.push({ waiting, verdict });
      });
    } catch (error) {
      for (const { reject } of parts) reject(error);
      return;
    }
    if (again.length === 0) return;
    try {
      const wait = Math.max(...again.map(({ verdict }) => (verdict.kind === 'throttled' ? verdict.retryAfterMs : 0)));
      await this.http.holdBack('graph', wait, attempt);
    } catch (error) {
      for (const { waiting, verdict } of again) waiting.reject(verdict.kind === 'throttled' ? error : new Failed(verdict));
      return;
    }
    await this.#send(
      again.map(({ waiting }) => waiting),
      attempt + 1,
    );
  }

  async #exchange(parts: readonly Waiting[]) {
    const answer = await this.http.send({
      service: 'graph',
      method: 'POST',
      url: `${graphRoot}/$batch`,
      body: { requests: parts.map(({ part }, i) => requestOf(part, String(i))) },
      schema: answerSchema,
      repeatable: parts.every(({ part }) => mayRepeat(part)),
      cost: parts.length,
    });
    if (answer.kind !== 'ok')
      throw new Failed({ kind: 'unexpected answer', system: 'microsoft', detail: `$batch: answered ${answer.status}` });
    return new Map(answer.data.responses.map((response) => [response.id, response]));
  }

  /** @returns the verdict of a part that is worth another try. */
  #settle({ part, resolve, reject }: Waiting, got: Got | undefined): Exclude<Verdict, string> | null {
    if (!got) {
      reject(new Failed({ kind: 'unexpected answer', system: 'microsoft', detail: '$batch: a part has no answer' }));
      return null;
    }
    const { status, body } = got;
    const header = headerOf(got.headers ?? {});
    if (status >= 200 && status < 300) {
      try {
        resolve({ kind: 'ok', status, data: validated(part.schema, body ?? undefined, 'microsoft'), header });
      } catch (error) {
        reject(error);
      }
      return null;
    }
    const verdict = classify('graph', status, body, header, this.http.clock.now());
    if (typeof verdict === 'string') resolve({ kind: verdict, status, body, header });
    else if (verdict.kind === 'throttled' || (verdict.kind === 'down' && mayRepeat(part))) return verdict;
    else reject(new Failed(verdict));
    return null;
  }
}

type Got = v.InferOutput<typeof answerSchema>['responses'][number];

const mayRepeat = (part: Part<unknown>): boolean => part.repeatable ?? (part.method ?? 'GET') === 'GET';

/** Headers of the batch itself do not reach its parts. */
function requestOf(part: Part<unknown>, id: string) {
  const prefer = ['IdType="ImmutableId"', 'outlook.timezone="UTC"', 'outlook.body-content-type="text"'];
  if (part.pageSize !== undefined) prefer.push(`odata.maxpagesize=${part.pageSize}`);
  return {
    id,
    method: part.method ?? 'GET',
    url: part.url.replace(/^https?:\/\/[^/]+\/v1\.0/, ''),
    headers: {
      Prefer: prefer.join(', '),
      ...(part.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...part.headers,
    },
    ...(part.body === undefined ? {} : { body: part.body }),
  };
}
