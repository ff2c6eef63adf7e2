/** A refusal, thrown anywhere below a route and answered in Graph's error body (wire-contracts 1.1). */
import { randomUUID } from 'node:crypto';
import type { World } from '../world';

export class GraphError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
    /** Members beside code and message, such as `@event.existingEventId`. */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

export const notFound = () => new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
export const badRequest = (message: string, code = 'RequestBodyRead') => new GraphError(400, code, message);

export function failureBody(world: World, error: GraphError, requestId: string, clientRequestId = randomUUID() as string): unknown {
  const date = new Date(world.clock.now()).toISOString().slice(0, 19);
  const innerError = { date, 'request-id': requestId, 'client-request-id': clientRequestId };
  return { error: { code: error.code, message: error.message, ...error.more, innerError } };
}
