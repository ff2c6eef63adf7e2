/** RST4, RST9: every reset is obeyed and reported. */
import type { Invariant } from '.';

export const obeyed: Invariant = (sim) =>
  [...sim.plane.requests.values()].flatMap((request) => {
    if (request.state !== 'done') return [`RST9: ${request.id} (${JSON.stringify(request.scope)}) is ${request.state}`];
    return request.outcome === '' || request.pickedUpBy === '' ? [`RST9: ${request.id} has no outcome`] : [];
  });
