/** The extension's popup (SUR4): state, counts or progress, what needs the rep, sync now, pause. */
import type { Instant } from '../../core/model';
import type { Overview } from '../../device/device';
import { Logo } from '../icons/Icon';
import { Button, IconButton } from '../parts/Button';
import { Name } from '../parts/Say';
import { Loading, NotLoaded } from '../parts/states';
import { useDoing } from '../parts/useDoing';
import type { Answer } from '../store';
import { systemName } from '../texts/facts';
import { repScreenSays } from '../texts/rep';
import { number } from '../texts/times';
import type { RepCalls, Shell } from './calls';
import { NeedsYou } from './NeedsYou';
import { StateLine } from './StateLine';
import { cannotSync, totals } from './state';
import { GuardQuestion, LostPages, ReconnectStrip, StaleStrip } from './strips';

interface Props {
  readonly answer: Answer<Overview> & { again(): void };
  readonly now: Instant;
  readonly calls: RepCalls;
  readonly shell: Shell;
}

export function PopupScreen({ answer, now, calls, shell }: Props) {
  const overview = answer.value;
  return (
    <div class="is-root is-popup">
      <header class="is-popup-head">
        <Logo />
        <div class="is-grow">
          <h1 class="is-popup-name">{repScreenSays('instep')}</h1>
          {overview?.rep && (
            <p class="is-muted is-small is-clip">
              <Name>{overview.rep.email}</Name>
            </p>
          )}
        </div>
        <IconButton icon="gear" label={repScreenSays('options')} onPress={() => shell.openOptions('connections')} />
      </header>
      {!overview && <div class="is-pad">{answer.state === 'failed' ? <NotLoaded onAgain={answer.again} /> : <Loading lines={6} />}</div>}
      {overview && <PopupBody overview={overview} answer={answer} now={now} calls={calls} shell={shell} />}
    </div>
  );
}

/** How many, and behind each number which and why. */
export const Counts = ({ overview, onOpen }: { overview: Overview; onOpen: Shell['openOptions'] }) => {
  const { inStep, waiting, keptOut } = totals(overview);
  return (
    <ul class="is-counts">
      {(
        [
          ['in step', inStep],
          ['waiting', waiting],
          ['kept out', keptOut],
        ] as const
      ).map(([name, count]) => (
        <li key={name}>
          <button type="button" onClick={() => onOpen(name)}>
            <b class="is-num">{number(count)}</b> <span class="is-small is-muted">{repScreenSays(name)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
};

/** "Nothing needs you" is only said when it is known. */
const showsNeeds = ({ needsYouCount, connection, progress }: Overview): boolean =>
  needsYouCount > 0 || ((connection.kind === 'running' || connection.kind === 'following') && !progress);

function PopupBody({ overview, answer, now, calls, shell }: Omit<Props, 'answer'> & { overview: Overview; answer: Answer<Overview> }) {
  const doing = useDoing();
  const { connection } = overview;
  const signIn = connection.kind === 'sign in' ? connection.to : null;
  const paused = connection.kind === 'paused';
  return (
    <>
      <div class="is-pad is-popup-state">
        <StaleStrip answer={answer} offline={connection.kind === 'waiting' && connection.cause === 'offline'} now={now} />
        <StateLine overview={overview} now={now} />
        {signIn && (
          <Button look="main" wide busy={doing.busy} onPress={() => void doing.run(() => calls.connect(signIn))}>
            {repScreenSays('sign in to', { system: systemName(signIn) })}
          </Button>
        )}
        {connection.kind === 'following' && (
          <Button onPress={() => void doing.run(() => calls.takeOver())}>{repScreenSays('take over')}</Button>
        )}
        <ReconnectStrip overview={overview} now={now} onReconnect={() => calls.reconnect()} bare />
        <GuardQuestion
          overview={overview}
          onAnswer={(given) => calls.answerGuard(given)}
          onLook={() => shell.openOptions('needs you')}
          bare
        />
        <LostPages overview={overview} />
        {!signIn && !overview.progress && connection.kind !== 'not set up' && <Counts overview={overview} onOpen={shell.openOptions} />}
        {doing.failed && <p role="alert">{repScreenSays('did not work')}</p>}
      </div>
      {showsNeeds(overview) && (
        <div class="is-popup-part">
          <NeedsYou overview={overview} now={now} onOpen={shell.openItem} onAll={() => shell.openOptions('needs you')} />
        </div>
      )}
      <footer class="is-popup-foot">
        <Button
          look={signIn || paused ? 'plain' : 'main'}
          icon="sync"
          busy={doing.busy}
          cannot={cannotSync(overview)}
          onPress={() => void doing.run(() => calls.syncNow())}
        >
          {repScreenSays('sync now')}
        </Button>
        {!signIn && (
          <Button
            icon={paused ? 'play' : 'pause'}
            look={paused ? 'main' : 'plain'}
            busy={doing.busy}
            onPress={() => void doing.run(() => (paused ? calls.resume() : calls.pause()))}
          >
            {repScreenSays(paused ? 'go on' : 'pause')}
          </Button>
        )}
        <span class="is-grow" />
        {overview.progress ? (
          <span class="is-hint">{repScreenSays('goes on')}</span>
        ) : (
          <Button look="link" onPress={() => shell.openOptions('did')}>
            {repScreenSays('what instep did')}
          </Button>
        )}
      </footer>
    </>
  );
}
