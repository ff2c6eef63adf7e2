/** Both connections, each with its state and its one action (SUR4, SEC5). */
import { useState } from 'preact/hooks';
import type { Instant, System } from '../../core/model';
import type { Overview } from '../../device/device';
import { StatusIcon } from '../icons/Icon';
import { Button } from '../parts/Button';
import { Dialog } from '../parts/Dialog';
import { Name } from '../parts/Say';
import { Note } from '../parts/states';
import { useDoing } from '../parts/useDoing';
import { toneOf } from '../status';
import { systemName } from '../texts/facts';
import { repScreenSays } from '../texts/rep';
import { moment } from '../texts/times';
import type { OrgAsking, RepCalls } from './calls';
import { OrgField } from './OrgField';

type Calls = Pick<RepCalls, 'connect' | 'disconnect'>;

interface Props {
  readonly overview: Overview;
  readonly now: Instant;
  readonly calls: Calls;
  readonly org?: OrgAsking | undefined;
}

export function Connections({ overview, now, calls, org }: Props) {
  const doing = useDoing();
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState('');
  const { connection, connected, rep } = overview;
  const mailbox: System = rep?.provider ?? 'google';
  const connect = (system: System, typed?: string) =>
    void doing.run(async () => {
      const { ok, why } = await (typed === undefined || !org ? calls.connect(system) : org.connect(typed));
      setRefused(ok ? '' : repScreenSays('not connected', { system: systemName(system), why }));
    });
  const asksForOrg = !connected.salesforce || (connection.kind === 'sign in' && connection.to === 'salesforce');
  const row = (system: System, has: boolean) => {
    const out = !has || (connection.kind === 'sign in' && connection.to === system);
    const since = connection.kind === 'sign in' && connection.to === system ? moment(connection.since, now) : '';
    const kind = out ? 'sign in' : 'in step';
    return (
      <li class="is-item" key={system}>
        <span class={`is-tone is-t-${toneOf(kind)}`}>
          <StatusIcon kind={kind} />
        </span>
        <span>
          <b>{systemName(system)}</b>
          <br />
          <span class="is-muted">
            {since !== ''
              ? repScreenSays('signed out since', { since })
              : out
                ? repScreenSays('signed out')
                : rep
                  ? repScreenSays('signed in as', { email: rep.email })
                  : repScreenSays('signed in')}
          </span>
        </span>
        {out && !(org && system === 'salesforce') && (
          <Button
            look="main"
            busy={doing.busy}
            label={repScreenSays('sign in to', { system: systemName(system) })}
            onPress={() => connect(system)}
          >
            {repScreenSays('sign in')}
          </Button>
        )}
      </li>
    );
  };
  return (
    <section class="is-section">
      <h2 class="is-h2">{repScreenSays('connections')}</h2>
      <ul class="is-panel is-stack">
        {row(mailbox, connected.mailbox)}
        {row('salesforce', connected.salesforce)}
      </ul>
      {org && asksForOrg && <OrgField org={org} busy={doing.busy} onConnect={(typed) => connect('salesforce', typed)} />}
      {refused !== '' && (
        <Note kind="failed" alert>
          {refused}
        </Note>
      )}
      {doing.failed && <p role="alert">{repScreenSays('did not work')}</p>}
      {(connected.mailbox || connected.salesforce) && (
        <>
          <Note>{repScreenSays('disconnect text')}</Note>
          <div>
            <Button busy={doing.busy} onPress={() => setAsking(true)}>
              {repScreenSays('disconnect')}
            </Button>
          </div>
        </>
      )}
      {asking && (
        <Dialog
          title={repScreenSays('disconnect?')}
          onCancel={() => setAsking(false)}
          foot={
            <>
              <span class="is-grow" />
              <Button onPress={() => setAsking(false)}>{repScreenSays('cancel')}</Button>
              <Button
                look="bad"
                onPress={() => {
                  setAsking(false);
                  void doing.run(() => calls.disconnect());
                }}
              >
                {repScreenSays('disconnect')}
              </Button>
            </>
          }
        >
          {rep && (
            <p>
              <Name>{rep.email}</Name>
            </p>
          )}
          <p>{repScreenSays('disconnect text')}</p>
        </Dialog>
      )}
    </section>
  );
}
