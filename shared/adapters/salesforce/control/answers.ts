/** The rep's half of a request: state and progress (RST4), and the reconnection that a reset asks for (RST6). */
import type { Request } from '../../../core/model';
import { Failed } from '../../../core/ports';
import { failureOf, isOk, type Part, plainPart, verdictOf } from '../composite';
import { type Desk, isRefused } from './desk';

const stamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

const finished: readonly Request['state'][] = ['done', 'failed', 'cancelled'];
const longestOutcome = 32_000;

export async function answerRequest(desk: Desk, request: Request): Promise<void> {
  const now = stamp(desk.asking.http.clock.now());
  const before = desk.rep?.requests.find((one) => one.id === request.id);
  const first = before?.state === 'requested' && request.state !== 'requested';
  const values = {
    State__c: request.state,
    Progress__c: Math.min(999, Math.max(0, Math.round(request.progress * 10_000) / 10_000)),
    PickedUpBy__c: request.pickedUpBy.slice(0, 120),
    Outcome__c: request.outcome === '' ? null : request.outcome.slice(0, longestOutcome),
    ...(first ? { PickedUpAt__c: now } : {}),
    ...(finished.includes(request.state) ? { FinishedAt__c: now } : {}),
  };
  const parts: Part[] = [plainPart('PATCH', `/sobjects/Instep_Request__c/${request.id}`, values)];
  const reconnects = first && asksToReconnect(desk, request);
  if (reconnects && desk.rep) {
    parts.push(
      plainPart('PATCH', `/sobjects/Instep_Rep__c/${desk.rep.id}`, {
        ReconnectSince__c: stamp(request.at),
        ReconnectBy__c: request.by.slice(0, 120),
      }),
    );
  }
  const answers = await desk.asking.composite.send(parts);
  for (const answer of answers) {
    // Cancelled meanwhile, or another device went further: the next instructions tell.
    if (isRefused(answer)) desk.asking.http.log('info', 'a request has moved on', { request: request.id, state: request.state });
    else if (!isOk(answer)) throw new Failed(failureOf(verdictOf(answer)));
  }
  remember(desk, request, reconnects);
}

const asksToReconnect = (desk: Desk, request: Request): boolean =>
  request.kind === 'reset' && request.scope.what !== 'contact' && desk.configuration?.userManagedConnection === true;

function remember(desk: Desk, request: Request, reconnects: boolean): void {
  if (!desk.rep) return;
  const requests = desk.rep.requests.map((one) => (one.id === request.id ? { ...one, state: request.state } : one));
  desk.saw({ ...desk.rep, requests, ...(reconnects ? { reconnect: { at: request.at, by: request.by } } : {}) });
}

export async function reconnected(desk: Desk): Promise<void> {
  const rep = await desk.current();
  if (!rep) return;
  const answer = await desk.asking.composite.one(
    plainPart('PATCH', `/sobjects/Instep_Rep__c/${rep.id}`, { ReconnectSince__c: null, ReconnectBy__c: null }),
  );
  if (!isOk(answer)) throw new Failed(failureOf(verdictOf(answer)));
  desk.saw({ ...rep, reconnect: null });
}
