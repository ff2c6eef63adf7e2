/** All resets and dry runs, newest first: who, when, scope, outcome (RST9); what is not picked up yet can be withdrawn. */
import { useEffect, useState } from 'preact/hooks';
import type { Instant, Request } from '../../core/model';
import type { Admin, ListedRequest } from '../../device/admin';
import { Button } from '../parts/Button';
import { Name } from '../parts/Say';
import { ScrollTable } from '../parts/ScrollTable';
import { Empty, Loading, NotLoaded } from '../parts/states';
import { useDoing } from '../parts/useDoing';
import { StatusWord } from '../StatusBadge';
import { useAnswer } from '../store';
import { adminSays } from '../texts/admin';
import { moment } from '../texts/times';
import { useNow, useTiming } from '../timing';
import { outcomeText, requestKind, scopeWord } from './RequestLine';

const lookEvery = 5000;

export function Requests({ admin, onRep }: { admin: Admin; onRep: (userId: string) => void }) {
  const now = useNow();
  const timing = useTiming();
  const doing = useDoing();
  const [said, setSaid] = useState('');
  const { value, state, again } = useAnswer(() => admin.requests('recent'), 'recent');
  const moving = (value ?? []).some(
    (request) => request.state === 'requested' || request.state === 'picked up' || request.state === 'running',
  );
  useEffect(() => (moving ? timing.after(lookEvery, again) : undefined), [value, state, timing]);
  const withdraw = (request: Request) =>
    void doing.run(async () => {
      setSaid(adminSays('withdrawn', { n: (await admin.cancel(request.id)) ? 1 : 0 }));
      again();
    });
  return (
    <section class="is-section">
      <h1 class="is-h1">{adminSays('requests')}</h1>
      <p role="status" class={said === '' ? 'is-sr' : undefined}>
        {said}
      </p>
      {doing.failed && <p role="alert">{adminSays('did not work')}</p>}
      {!value && (state === 'failed' ? <NotLoaded onAgain={again} /> : <Loading lines={6} />)}
      {value?.length === 0 && <Empty>{adminSays('no requests')}</Empty>}
      {value && value.length > 0 && <RequestsTable requests={value} now={now} busy={doing.busy} onWithdraw={withdraw} onRep={onRep} />}
    </section>
  );
}

interface TableProps {
  readonly requests: readonly ListedRequest[];
  readonly now: Instant;
  readonly busy: boolean;
  readonly onWithdraw: (request: Request) => void;
  readonly onRep: (userId: string) => void;
}

const RequestsTable = ({ requests, now, busy, onWithdraw, onRep }: TableProps) => (
  <ScrollTable label={adminSays('requests')} class="is-panel is-table-panel">
    <table class="is-table">
      <thead>
        <tr>
          {(['when', 'kind', 'rep', 'scope', 'requested by', 'state', 'outcome'] as const).map((name) => (
            <th scope="col" key={name}>
              {adminSays(name)}
            </th>
          ))}
          <td class="is-head-end" />
        </tr>
      </thead>
      <tbody>
        {requests.map((request) => (
          <tr key={request.id}>
            <td>{moment(request.at, now)}</td>
            <td>{adminSays(`request kind ${request.kind}`)}</td>
            <td>
              <Button look="link" onPress={() => onRep(request.repId)}>
                <Name>{request.repName}</Name>
              </Button>
            </td>
            <td>{scopeWord(request)}</td>
            <td>
              <Name>{request.by}</Name>
            </td>
            <td>
              <StatusWord kind={requestKind[request.state]} text={adminSays(`rs ${request.state}`)} />
            </td>
            <td class="is-outcome">
              {request.state === 'done' ? outcomeText(request) : ''}
              {request.note !== '' && (
                <p class="is-muted is-small">
                  <Name>{request.note}</Name>
                </p>
              )}
            </td>
            <td class="is-end">
              {request.state === 'requested' && (
                <Button small busy={busy} onPress={() => onWithdraw(request)}>
                  {adminSays('withdraw')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollTable>
);
