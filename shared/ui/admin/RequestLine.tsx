/** One reset or dry run in a list: what, by whom, what came of it (RST9). */
import type { Instant, Request, StatusKind } from '../../core/model';
import { StatusIcon } from '../icons/Icon';
import { Name } from '../parts/Say';
import { toneOf } from '../status';
import { adminSays } from '../texts/admin';
import { dayOf } from '../texts/times';
import { outcomeOf, paired } from './outcome';

export const requestKind: Readonly<Record<Request['state'], StatusKind>> = {
  requested: 'not set up',
  'picked up': 'waiting',
  running: 'waiting',
  done: 'in step',
  failed: 'failed',
  cancelled: 'kept out',
};

/** What came of it in words; a device's own words where it told no numbers. */
export function outcomeText(request: Request): string {
  const outcome = outcomeOf(request);
  if (!outcome) return request.outcome;
  const { contacts, events } = outcome;
  return adminSays('outcome of', {
    contacts: paired(contacts),
    events: paired(events),
    doubtful: contacts.doubtful + events.doubtful,
    created: contacts.created + events.created,
  });
}

export const scopeWord = (request: Pick<Request, 'scope'>): string => adminSays(`scope ${request.scope.what}`);

export const RequestLine = ({ request, now }: { request: Request; now: Instant }) => (
  <li class="is-item">
    <span class={`is-tone is-t-${toneOf(requestKind[request.state])}`}>
      <StatusIcon kind={requestKind[request.state]} />
    </span>
    <span>
      <b>{adminSays(`request kind ${request.kind}`)}</b> · {scopeWord(request)} · <Name>{request.by}</Name>
      <br />
      <span class="is-muted">{request.state === 'done' ? outcomeText(request) : adminSays(`rs ${request.state}`)}</span>
    </span>
    <span class="is-muted is-small">{dayOf(request.at, now)}</span>
  </li>
);
