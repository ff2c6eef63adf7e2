/** Questions and news that stand above everything else on each of the rep's surfaces: reconnect, mass change, offline, lost pages. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Instant, System } from '../../core/model';
import type { Overview } from '../../device/device';
import { Button } from '../parts/Button';
import { Dialog } from '../parts/Dialog';
import { Say } from '../parts/Say';
import { Note } from '../parts/states';
import { useDoing } from '../parts/useDoing';
import type { Answer } from '../store';
import { systemName } from '../texts/facts';
import { repScreenSays } from '../texts/rep';
import { dayOf, moment, number } from '../texts/times';

/** RST6: told on every surface, with the button. */
interface ReconnectProps {
  readonly overview: Overview;
  readonly now: Instant;
  readonly onReconnect: () => Promise<void>;
  /** The state line above already says why: the button alone. */
  readonly bare?: boolean;
}

export function ReconnectStrip({ overview, now, onReconnect, bare }: ReconnectProps) {
  const doing = useDoing();
  if (overview.connection.kind !== 'reconnect') return null;
  const { by, since } = overview.connection;
  const button = (
    <Button look="main" wide={bare === true} busy={doing.busy} onPress={() => void doing.run(onReconnect)}>
      {repScreenSays('reconnect')}
    </Button>
  );
  if (bare) {
    return (
      <>
        {doing.failed && <p role="alert">{repScreenSays('did not work')}</p>}
        {button}
      </>
    );
  }
  return (
    <Note kind="sign in">
      <p>
        <Say pieces={repScreenSays.pieces('reconnect text', { by, date: dayOf(since, now) })} />
      </p>
      {doing.failed && <p role="alert">{repScreenSays('did not work')}</p>}
      <p class="is-note-acts">{button}</p>
    </Note>
  );
}

interface SignInProps {
  readonly overview: Overview;
  readonly onSignIn: (system: System) => Promise<{ readonly ok: boolean; readonly why: string }>;
}

/** STA1: signed out, where nothing else on the screen has the button. */
export function SignInStrip({ overview, onSignIn }: SignInProps) {
  const doing = useDoing();
  const [why, setWhy] = useState<string | null>(null);
  if (overview.connection.kind !== 'sign in') return null;
  const { to } = overview.connection;
  const system = systemName(to);
  const go = () =>
    doing.run(async () => {
      setWhy(null);
      const answer = await onSignIn(to);
      setWhy(answer.ok ? null : answer.why);
    });
  return (
    <Note kind="sign in">
      {doing.failed && <p role="alert">{repScreenSays('did not work')}</p>}
      {why !== null && <p role="alert">{repScreenSays('not connected', { system, why })}</p>}
      <p class="is-note-acts">
        <Button look="main" busy={doing.busy} onPress={() => void go()}>
          {repScreenSays('sign in to', { system })}
        </Button>
      </p>
    </Note>
  );
}

interface GuardProps {
  readonly overview: Overview;
  readonly onAnswer: (answer: 'delete' | 'restore') => Promise<void>;
  readonly onLook: () => void;
  readonly bare?: boolean;
}

const Asking = ({ children }: { children: ComponentChildren }) => (
  <Note kind="needs you" alert>
    {children}
  </Note>
);
const Plain = ({ children }: { children: ComponentChildren }) => <div role="alert">{children}</div>;

/** SYN4: stopped before the first; nothing is preselected, and deleting asks once more with the number. */
export function GuardQuestion({ overview, onAnswer, onLook, bare }: GuardProps) {
  const doing = useDoing();
  const [asking, setAsking] = useState(false);
  const { guard } = overview;
  if (!guard) return null;
  const n = number(guard.count);
  const text = repScreenSays.pieces(`guard ${guard.side} ${guard.kind}`, { n, of: number(guard.of) });
  const Frame = bare ? Plain : Asking;
  const answer = (given: 'delete' | 'restore') => {
    setAsking(false);
    void doing.run(() => onAnswer(given));
  };
  return (
    <Frame>
      <p class={bare ? 'is-sr' : undefined}>
        <Say pieces={text} />
      </p>
      {doing.failed && <p>{repScreenSays('did not work')}</p>}
      <p class="is-note-acts">
        <Button busy={doing.busy} onPress={() => answer('restore')}>
          {repScreenSays('guard restore', { n })}
        </Button>
        <Button busy={doing.busy} onPress={() => setAsking(true)}>
          {repScreenSays('guard delete', { n })}
        </Button>
        <Button look="ghost" onPress={onLook}>
          {repScreenSays('guard look')}
        </Button>
      </p>
      {asking && (
        <Dialog
          title={repScreenSays('guard sure', { n })}
          onCancel={() => setAsking(false)}
          foot={
            <>
              <span class="is-grow" />
              <Button onPress={() => setAsking(false)}>{repScreenSays('cancel')}</Button>
              <Button look="bad" onPress={() => answer('delete')}>
                {repScreenSays('guard delete', { n })}
              </Button>
            </>
          }
        >
          <p>
            <Say pieces={text} />
          </p>
          <p class="is-muted">{repScreenSays('guard sure text')}</p>
        </Dialog>
      )}
    </Frame>
  );
}

/** What is shown is old: the device does not answer, or is offline. */
export function StaleStrip({ answer, offline, now }: { answer: Answer<unknown>; offline: boolean; now: Instant }) {
  if (answer.at === null || (answer.state !== 'failed' && !offline)) return null;
  return (
    <p class="is-strip is-muted" role="status">
      {repScreenSays(offline ? 'shown' : 'stale', { time: moment(answer.at, now) })}
    </p>
  );
}

/** SUR7: a host page that changed hides the badges and says so here. */
export const LostPages = ({ overview }: { overview: Overview }) => (
  <>
    {overview.pages
      .filter(({ recognised }) => !recognised)
      .map(({ page }) => (
        <Note tone="quiet" key={page}>
          {repScreenSays('page lost', { page })}
        </Note>
      ))}
  </>
);
