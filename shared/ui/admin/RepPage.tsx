/** One rep: state, counts, issues with what settles them, cycles, devices, resets (ADM1, RST3). */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Instant } from '../../core/model';
import type { Admin, RepDetail, RepRow } from '../../device/admin';
import { StatusIcon } from '../icons/Icon';
import { Button } from '../parts/Button';
import { Name } from '../parts/Say';
import { Empty, Loading, NotLoaded } from '../parts/states';
import { useDoing } from '../parts/useDoing';
import { toneOf } from '../status';
import { useAnswer } from '../store';
import { adminSays } from '../texts/admin';
import { usualStatus } from '../texts/causes/kinds';
import { ago, dayOf, number } from '../texts/times';
import { useNow } from '../timing';
import { fixOf, issueSays, titleOf } from './issueWords';
import { RepConnections } from './RepConnections';
import { RepCycles } from './RepCycles';
import { RepState } from './RepState';
import { RequestLine } from './RequestLine';
import { keptOutOf, pairsOf, stateKind, stateWord, waitingOf } from './states';

interface Props {
  readonly admin: Admin;
  readonly userId: string;
  readonly onBack: () => void;
  readonly onReset: (rows: readonly RepRow[]) => void;
}

export function RepPage({ admin, userId, onBack, onReset }: Props) {
  const now = useNow();
  const { value: rep, state, again } = useAnswer(() => admin.rep(userId), userId);
  return (
    <section class="is-section">
      <p class="is-small">
        <Button look="link" onPress={onBack}>
          {adminSays('rep page of')}
        </Button>
        {rep && (
          <>
            {' / '}
            <Name>{rep.row.name}</Name>
          </>
        )}
      </p>
      {!rep &&
        (state === 'failed' ? (
          <NotLoaded onAgain={again} />
        ) : state === 'loading' ? (
          <Loading lines={8} />
        ) : (
          <Empty>{adminSays('rep gone')}</Empty>
        ))}
      {rep && <Detail rep={rep} now={now} admin={admin} onReset={() => onReset([rep.row])} />}
    </section>
  );
}

function Detail({ rep, now, admin, onReset }: { rep: RepDetail; now: Instant; admin: Admin; onReset: () => void }) {
  const { row } = rep;
  const doing = useDoing();
  const [asked, setAsked] = useState(false);
  // Opened from somewhere down a long table: the page begins with its heading.
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <>
      <div class="is-row is-rep-head">
        <h1 class="is-h1" tabIndex={-1} ref={head}>
          <Name>{row.name}</Name>
        </h1>
        <span class={`is-pill is-t-${toneOf(stateKind[row.state])}`}>
          <StatusIcon kind={stateKind[row.state]} size={14} />
          {stateWord(row, now)}
        </span>
        <span class="is-muted is-grow">
          <Name>{row.email}</Name>,{' '}
          {row.configuration === '' ? adminSays('in no configuration') : adminSays('in configuration', { name: row.configuration })}
        </span>
        <span role="status" class={asked ? 'is-hint' : 'is-sr'}>
          {asked ? adminSays('check asked') : doing.failed ? adminSays('did not work') : ''}
        </span>
        <Button busy={doing.busy} onPress={() => void doing.run(() => admin.requestPreview([row.userId], { what: 'all' })).then(setAsked)}>
          {adminSays('check connection')}
        </Button>
        <Button onPress={onReset}>{adminSays('reset')}</Button>
      </div>
      <RepState row={row} now={now} />
      <div class="is-rep-grid">
        <div class="is-col-wide">
          <Six row={row} />
          <Part title={adminSays('issues')}>
            {rep.issues.length === 0 ? <Empty>{adminSays('no issues of rep')}</Empty> : <RepIssues rep={rep} now={now} />}
          </Part>
          <Part title={adminSays('last cycles')}>
            <RepCycles rep={rep} now={now} />
          </Part>
        </div>
        <div class="is-col-wide">
          <Part title={adminSays('connections')}>
            <RepConnections rep={rep} now={now} />
          </Part>
          <Part title={adminSays('devices')}>
            {rep.devices.length === 0 ? (
              <Empty>{adminSays('no devices')}</Empty>
            ) : (
              <Devices rep={rep} now={now} led={rep.devices.some(({ holdsLease }) => holdsLease)} />
            )}
          </Part>
          <Part title={adminSays('resets')}>
            {rep.requests.length === 0 ? (
              <Empty>{adminSays('no resets')}</Empty>
            ) : (
              <ul class="is-stack">
                {rep.requests.map((request) => (
                  <RequestLine key={request.id} request={request} now={now} />
                ))}
              </ul>
            )}
          </Part>
        </div>
      </div>
    </>
  );
}

const Part = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section class="is-panel is-part">
    <h2 class="is-h2">{title}</h2>
    {children}
  </section>
);

function Six({ row }: { row: RepRow }) {
  const counts = [
    ['n pairs', pairsOf(row)],
    ['n contacts', row.contacts.paired],
    ['n events', row.events.paired],
    ['n waiting', waitingOf(row)],
    ['n kept out', keptOutOf(row)],
    ['n issues', row.issues],
  ] as const;
  return (
    <ul class="is-panel is-six">
      {counts.map(([name, count]) => (
        <li key={name}>
          <b class="is-num">{number(count)}</b>
          <span class="is-muted">{adminSays(name)}</span>
        </li>
      ))}
    </ul>
  );
}

const RepIssues = ({ rep, now }: { rep: RepDetail; now: Instant }) => (
  <ul class="is-stack">
    {rep.issues.map((issue) => (
      <li key={issue.id} class="is-item">
        <span class={`is-tone is-t-${toneOf(usualStatus(issue.cause))}`}>
          <StatusIcon kind={usualStatus(issue.cause)} />
        </span>
        <span>
          <b>{titleOf(issue.cause)}</b>, {adminSays(issue.kind)}
          {issue.name !== '' && (
            <>
              {': '}
              <Name>{issue.name}</Name>
            </>
          )}
          <br />
          <span class="is-muted">
            {issueSays(issue) !== '' && (
              <>
                <Name>{issueSays(issue)}</Name>.{' '}
              </>
            )}
            {fixOf(issue.cause, issue.facts, now)}
          </span>
        </span>
        <span class="is-muted is-small">{adminSays('since', { time: dayOf(issue.since, now) })}</span>
      </li>
    ))}
  </ul>
);

/** Without one that runs the cycles nobody knows what the others show. */
const Devices = ({ rep, now, led }: { rep: RepDetail; now: Instant; led: boolean }) => (
  <ul class="is-stack">
    {rep.devices.map((device) => (
      <li key={device.name} class="is-item">
        <span class={`is-tone is-t-${toneOf(device.holdsLease ? 'in step' : 'asleep')}`}>
          <StatusIcon kind={device.holdsLease ? 'in step' : 'asleep'} />
        </span>
        <span>
          <b>
            <Name>{device.name}</Name>
          </b>
          , {device.version}
          <br />
          <span class="is-muted">{adminSays(device.holdsLease ? 'runs cycles' : led ? 'shows same' : 'not running')}</span>
        </span>
        <span class="is-muted is-small">{ago(device.lastCycleAt, now, 'short')}</span>
      </li>
    ))}
  </ul>
);
