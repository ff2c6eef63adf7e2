/**
 * One request for everything that is asked in the same tick (decision 4): parts are collected and sent as `/composite`, at
 * most 25 of them and at most five queries or collections among them. Parts that were handed over together stay together
 * and in order; Salesforce carries them out one after another. A part that fails fails alone.
 */
import * as v from 'valibot';
import { Failed, type Failure } from '../../core/ports';
import { classify, type Http, type Verdict } from '../http';
import { dataPath } from './api';
import type { Soql } from './soql';

export interface Part {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** A query or a collection: five in one composite. */
  readonly heavy: boolean;
}

export interface PartAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface Group {
  readonly parts: readonly Part[];
  readonly resolve: (answers: readonly PartAnswer[]) => void;
  readonly reject: (error: unknown) => void;
}

const mostParts = 25;
export const mostHeavy = 5;

const answerSchema = v.object({
  compositeResponse: v.array(v.object({ body: v.unknown(), httpStatusCode: v.number(), referenceId: v.string() })),
});

/** How many turns of the microtask queue belong to one tick: callers may await something that is there already. */
const turns = 8;

const heavyOf = (parts: readonly Part[]): number => parts.filter((part) => part.heavy).length;

export class Composite {
  #waiting: Group[] = [];

  constructor(
    private readonly http: Http,
    private readonly origin: string,
  ) {}

  /** Together with whatever else is asked in this tick. */
  send(parts: readonly Part[]): Promise<readonly PartAnswer[]> {
    if (parts.length === 0) return Promise.resolve([]);
    if (parts.length > mostParts || heavyOf(parts) > mostHeavy) throw new RangeError('too many parts to keep together');
    return new Promise((resolve, reject) => {
      this.#waiting.push({ parts, resolve, reject });
      if (this.#waiting.length === 1) void this.#flush();
    });
  }

  async one(part: Part): Promise<PartAnswer> {
    const [answer] = await this.send([part]);
    return answer!;
  }

  /** All of it or nothing, in a request of its own. Not repeated by itself: the caller knows how to find out. */
  async atomic(parts: readonly Part[]): Promise<readonly PartAnswer[]> {
    return this.#post(parts, true, false);
  }

  /** For what would be there twice when it is sent twice: in a request of its own, not repeated. */
  async once(parts: readonly Part[]): Promise<readonly PartAnswer[]> {
    return this.#post(parts, false, false);
  }

  async #flush(): Promise<void> {
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    const groups = this.#waiting;
    this.#waiting = [];
    await Promise.all(packed(groups).map((load) => this.#carry(load)));
  }

  async #carry(groups: readonly Group[]): Promise<void> {
    try {
      const answers = await this.#post(
        groups.flatMap((group) => group.parts),
        false,
        // Reads, creates with a unique key, updates to given values, deletions: the second time changes nothing.
        true,
      );
      let at = 0;
      for (const group of groups) {
        group.resolve(answers.slice(at, at + group.parts.length));
        at += group.parts.length;
      }
    } catch (error) {
      for (const group of groups) group.reject(error);
    }
  }

  async #post(parts: readonly Part[], allOrNone: boolean, repeatable: boolean): Promise<readonly PartAnswer[]> {
    const compositeRequest = parts.map((part, i) => ({
      method: part.method,
      url: part.path,
      referenceId: `p${i}`,
      ...(part.body === undefined ? {} : { body: part.body }),
    }));
    const answer = await this.http.send({
      service: 'salesforce',
      method: 'POST',
      url: `${this.origin}${dataPath}/composite`,
      body: { allOrNone, compositeRequest },
      schema: answerSchema,
      repeatable,
    });
    if (answer.kind !== 'ok') throw new Failed(failureOf(answer.kind));
    const byReference = new Map(answer.data.compositeResponse.map((one) => [one.referenceId, one]));
    return parts.map((_, i) => {
      const one = byReference.get(`p${i}`);
      if (!one) throw new Failed({ kind: 'unexpected answer', system: 'salesforce', detail: `composite: no answer for part ${i}` });
      return { status: one.httpStatusCode, body: one.body ?? undefined };
    });
  }
}

/** In the order of arrival, as many as one composite holds. */
function packed(groups: readonly Group[]): Group[][] {
  const loads: Group[][] = [];
  let [count, heavy] = [mostParts + 1, 0];
  for (const group of groups) {
    count += group.parts.length;
    heavy += heavyOf(group.parts);
    if (count > mostParts || heavy > mostHeavy) {
      loads.push([]);
      [count, heavy] = [group.parts.length, heavyOf(group.parts)];
    }
    loads.at(-1)!.push(group);
  }
  return loads;
}

// ---------------------------------------------------------------- parts

export const queryPart = (query: Soql, all = false): Part => ({
  method: 'GET',
  path: `${dataPath}/${all ? 'queryAll' : 'query'}?q=${encodeURIComponent(query.text)}`,
  heavy: true,
});

export const collection = (method: 'POST' | 'PATCH', path: string, records: readonly unknown[], allOrNone = false): Part => ({
  method,
  path: `${dataPath}/composite/sobjects${path}`,
  body: { allOrNone, records },
  heavy: true,
});

export const deletion = (ids: readonly string[]): Part => ({
  method: 'DELETE',
  path: `${dataPath}/composite/sobjects?ids=${ids.join(',')}&allOrNone=false`,
  heavy: true,
});

export const plainPart = (method: Part['method'], path: string, body?: unknown): Part => ({
  method,
  path: `${dataPath}${path}`,
  ...(body === undefined ? {} : { body }),
  heavy: false,
});

// ---------------------------------------------------------------- answers

export const isOk = (answer: PartAnswer): boolean => answer.status >= 200 && answer.status < 300;

export const verdictOf = (answer: PartAnswer): Verdict => classify('salesforce', answer.status, answer.body);

/** A verdict that nobody has a better word for. */
export function failureOf(verdict: Verdict): Failure {
  return typeof verdict === 'string' ? { kind: 'unknown', detail: verdict } : verdict;
}
