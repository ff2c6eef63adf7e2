/** First run: connect, folder, preview that changes nothing, progress with pause (STA4, STA5, CON1). */
import { useState } from 'preact/hooks';
import type { Instant, Provider, System } from '../../core/model';
import type { Overview, Preview } from '../../device/device';
import { Button } from '../parts/Button';
import { Say } from '../parts/Say';
import { Loading, Note, NotLoaded } from '../parts/states';
import { useDoing } from '../parts/useDoing';
import { StatusWord } from '../StatusBadge';
import type { Answer } from '../store';
import { systemName } from '../texts/facts';
import { repScreenSays } from '../texts/rep';
import type { OrgAsking, RepCalls } from './calls';
import { OrgField } from './OrgField';
import { PreviewScreen } from './PreviewScreen';
import { ProgressScreen } from './ProgressScreen';
import { StateLine } from './StateLine';
import { StepHead } from './StepHead';
import { isStuck } from './state';

interface Props {
  readonly overview: Overview;
  readonly preview: Answer<Preview> & { again(): void };
  /** The mailbox of this surface: Google in the extension, Microsoft in Outlook. */
  readonly provider: Provider;
  readonly now: Instant;
  readonly calls: RepCalls;
  readonly onNotNow: () => void;
  readonly org?: OrgAsking | undefined;
}

export { isFirstRun, isStuck } from './state';

export function FirstRun({ overview, preview, provider, now, calls, onNotNow, org }: Props) {
  const [seenFolder, setSeenFolder] = useState(false);
  const { connected, firstSync } = overview;
  if (!connected.mailbox || !connected.salesforce)
    return <Connect overview={overview} provider={provider} calls={calls} onNotNow={onNotNow} org={org} />;
  if (firstSync === 'running' || firstSync === 'done') return <ProgressScreen overview={overview} now={now} calls={calls} />;
  if (isStuck(overview)) return <Stuck overview={overview} now={now} calls={calls} onNotNow={onNotNow} />;
  if (!seenFolder) return <Folder provider={provider} onNext={() => setSeenFolder(true)} />;
  return <PreviewStep preview={preview} provider={provider} now={now} calls={calls} onNotNow={onNotNow} />;
}

function Stuck({ overview, now, calls, onNotNow }: Pick<Props, 'overview' | 'now' | 'calls' | 'onNotNow'>) {
  const doing = useDoing();
  const { connection } = overview;
  return (
    <div class="is-root is-first">
      <StateLine overview={overview} now={now} />
      {doing.failed && <p role="alert">{repScreenSays('did not work')}</p>}
      <footer class="is-first-foot">
        {connection.kind === 'sign in' ? (
          <Button look="main" busy={doing.busy} onPress={() => void doing.run(() => calls.connect(connection.to))}>
            {repScreenSays('sign in to', { system: systemName(connection.to) })}
          </Button>
        ) : (
          <Button look="main" icon="sync" busy={doing.busy} onPress={() => void doing.run(() => calls.syncNow())}>
            {repScreenSays('look again')}
          </Button>
        )}
        <Button onPress={onNotNow}>{repScreenSays('not now')}</Button>
      </footer>
    </div>
  );
}

function Connect({ overview, provider, calls, onNotNow, org }: Pick<Props, 'overview' | 'provider' | 'calls' | 'onNotNow' | 'org'>) {
  const doing = useDoing();
  const [refused, setRefused] = useState<{ readonly system: System; readonly why: string } | null>(null);
  const connect = (system: System, typed?: string) =>
    void doing.run(async () => {
      const { ok, why } = await (typed === undefined || !org ? calls.connect(system) : org.connect(typed));
      setRefused(ok ? null : { system, why });
    });
  const row = (system: System, has: boolean, text: string) => (
    <li class="is-item is-item-flat">
      <span>
        <b>{systemName(system)}</b>
        <br />
        <span class="is-muted">{text}</span>
      </span>
      {has ? (
        <StatusWord kind="in step" text={repScreenSays('connected')} />
      ) : system === 'salesforce' && org ? null : (
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
  return (
    <div class="is-root is-first">
      <StepHead step={1} title={repScreenSays('connect title')}>
        {repScreenSays('connect intro')}
      </StepHead>
      <ul class="is-panel is-stack">
        {row(provider, overview.connected.mailbox, repScreenSays(`connect mailbox ${provider}`))}
        {row('salesforce', overview.connected.salesforce, repScreenSays('connect salesforce'))}
      </ul>
      {org && !overview.connected.salesforce && (
        <OrgField org={org} busy={doing.busy} onConnect={(typed) => connect('salesforce', typed)} />
      )}
      {refused && (
        <Note kind="failed" alert>
          {repScreenSays('not connected', { system: systemName(refused.system), why: refused.why })}
        </Note>
      )}
      {doing.failed && <p role="alert">{repScreenSays('did not work')}</p>}
      <footer class="is-first-foot">
        <Button onPress={onNotNow}>{repScreenSays('not now')}</Button>
      </footer>
    </div>
  );
}

const Folder = ({ provider, onNext }: { provider: Provider; onNext: () => void }) => (
  <div class="is-root is-first">
    <StepHead step={2} title={repScreenSays('folder title')} />
    <p>
      <Say pieces={repScreenSays.pieces(`folder ${provider}`)} />
    </p>
    <p class="is-muted">{repScreenSays('folder later')}</p>
    <footer class="is-first-foot">
      <Button look="main" onPress={onNext}>
        {repScreenSays('see preview')}
      </Button>
    </footer>
  </div>
);

function PreviewStep({ preview, provider, now, calls, onNotNow }: Omit<Props, 'overview'>) {
  if (preview.value)
    return (
      <PreviewScreen preview={preview.value} provider={provider} now={now} onStart={() => calls.confirmFirstSync()} onNotNow={onNotNow} />
    );
  return (
    <div class="is-root is-first">
      <StepHead step={3} title={repScreenSays('preview title')}>
        {repScreenSays('reading preview')}
      </StepHead>
      {preview.state === 'failed' ? <NotLoaded onAgain={preview.again} /> : <Loading lines={7} />}
    </div>
  );
}
