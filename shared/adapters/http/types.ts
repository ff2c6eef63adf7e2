/** What an adapter hands to the HTTP layer, and what it gets back. */
import type { GenericSchema } from 'valibot';
import type { System } from '../../core/model';
import type { Clock, Failure, Log, Random } from '../../core/ports';

/** Each has its own dialect of errors and its own quota. */
export type Service = 'graph' | 'calendar' | 'people' | 'salesforce';

export const systemOf: Readonly<Record<Service, System>> = {
  graph: 'microsoft',
  calendar: 'google',
  people: 'google',
  salesforce: 'salesforce',
};

export interface Call<T> {
  readonly service: Service;
  /** Default: GET. */
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Absolute, with the vendor's own origin; stand-ins are reached through the origin map. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** What the answer must look like. An empty answer is validated as `undefined`. */
  readonly schema: GenericSchema<unknown, T>;
  /** May be sent again when the answer was lost: harmless when it had been carried out. Default: GET only. */
  readonly repeatable?: boolean;
  /** What it takes from the vendor's quota: the parts of a batch. Default: 1. */
  readonly cost?: number;
  readonly signal?: AbortSignal;
}

/** Read a header whatever its case; null when it is missing. */
export type Header = (name: string) => string | null;

/** Answers that are no failures: the caller knows what they mean for what it did. */
export type NotQuite = 'conflict' | 'gone' | 'already created' | 'resync';

export type Verdict = Failure | NotQuite;

export type Answer<T> =
  | { readonly kind: 'ok'; readonly status: number; readonly data: T; readonly header: Header }
  /** `body` is the vendor's error, not validated. */
  | { readonly kind: NotQuite; readonly status: number; readonly body: unknown; readonly header: Header };

export interface Http {
  /**
   * Sends, waits for its turn, renews the token once, repeats what may be repeated.
   * @throws Failed; or the signal's reason when it was aborted.
   */
  send<T>(call: Call<T>): Promise<Answer<T>>;
  /** A part of a batch was throttled: how long to wait (the vendor's wish, or back-off), or Failed `throttled` when that is too long. */
  holdBack(service: Service, retryAfterMs: number, attempt: number): Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** How much one account may ask of one service. */
export interface Lane {
  readonly inFlight: number;
  /** A request takes as many places as it costs: the parts of a batch run beside each other, too. */
  readonly byCost?: boolean;
  /** At most so many within a sliding window. */
  readonly requests?: number;
  readonly windowMs?: number;
  /** Halve `requests` when the vendor throttles, and grow back slowly. */
  readonly adaptive?: boolean;
}

export type LaneName = Service | 'people writes';

export interface Limits {
  readonly lanes: Readonly<Record<LaneName, Lane>>;
  /** The longest wait that is slept through; longer ones are thrown as `throttled`. */
  readonly patienceMs: number;
  /** Repeats of a request that may be repeated. */
  readonly repeats: number;
  readonly timeoutMs: number;
}

/**
 * Graph: 4 at once and 10,000 in 10 minutes per app and mailbox, shared with our other devices; it runs four parts of a
 * batch at once, so that a full batch goes alone. Google: wire-contracts 2.4, 3.4.
 */
export const defaultLimits: Limits = {
  lanes: {
    graph: { inFlight: 3, byCost: true, requests: 10_000, windowMs: 600_000 },
    calendar: { inFlight: 5, requests: 600, windowMs: 60_000 },
    people: { inFlight: 5 },
    'people writes': { inFlight: 1, requests: 60, windowMs: 60_000, adaptive: true },
    salesforce: { inFlight: 5 },
  },
  patienceMs: 10_000,
  repeats: 3,
  timeoutMs: 60_000,
};

export interface HttpOptions {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly random: Random;
  /** `fresh`: the last one was refused, do not give it again. Throws Failed `signed out` when there is none. */
  readonly tokens: (system: System, options: { readonly fresh: boolean }) => Promise<string>;
  /** Vendor's origin → stand-in's origin. */
  readonly origins?: Readonly<Record<string, string>>;
  readonly limits?: Partial<Limits>;
  readonly log: Log;
  /** Called once for every request that goes out. */
  readonly count?: (system: System) => void;
  readonly timeout?: (ms: number) => AbortSignal;
}
