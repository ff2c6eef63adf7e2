/** What the rep's whole sync shows, as one headline and one sentence: popup, task pane and options say the same. Pure. */
import type { Instant, StatusKind } from '../../core/model';
import type { Overview } from '../../device/device';
import { headlineOf, sentenceOf } from '../card/words';
import { statusOfConnection } from '../status';
import { repScreenSays } from '../texts/rep';
import { plain } from '../texts/template';
import { ago, minutesLeft, moment, number } from '../texts/times';

export interface RepState {
  readonly kind: StatusKind;
  readonly headline: string;
  readonly sentence: string;
}

/** All counts of both kinds together. */
export const totals = (overview: Overview) => ({
  inStep: overview.contacts.inStep + overview.events.inStep,
  waiting: overview.contacts.waiting + overview.events.waiting,
  keptOut: overview.contacts.keptOut + overview.events.keptOut,
  paired: overview.contacts.paired + overview.events.paired,
});

function progressing(overview: Overview): RepState | null {
  const { progress } = overview;
  if (!progress) return null;
  const first = overview.firstSync === 'running' || overview.firstSync === 'preview';
  const reading = progress.total === 0;
  const holes = { done: number(progress.done), total: number(progress.total) };
  const left = progress.secondsLeft === null ? '' : repScreenSays('minutes left', { n: minutesLeft(progress.secondsLeft) });
  return {
    kind: 'waiting',
    headline: reading
      ? repScreenSays(first ? 'state first reading' : 'state sync reading')
      : repScreenSays(first ? 'state first' : 'state sync', holes),
    sentence: [left, repScreenSays('may close')].filter(Boolean).join(' '),
  };
}

/**
 * A rep who is only signed out has been through it: the state says so, with the button. So has a rep whose other device does the
 * syncing (SYN7); whoever takes over from it sees the preview first.
 */
export const isFirstRun = ({ firstSync, connected, connection }: Overview): boolean =>
  (firstSync !== 'done' && connection.kind !== 'following') ||
  ((!connected.mailbox || !connected.salesforce) && connection.kind !== 'sign in');

/** Both are connected, and still nothing can be read: the state says why. */
export const isStuck = ({ connection, progress }: Overview): boolean =>
  progress === null && (connection.kind === 'not set up' || connection.kind === 'sign in' || connection.kind === 'waiting');

export function repState(overview: Overview, now: Instant): RepState {
  const whole = statusOfConnection(overview.connection);
  if (whole) {
    const known = whole.kind === 'sign in' ? { ...whole, facts: { ...whole.facts, n: overview.waitingChanges } } : whole;
    return { kind: whole.kind, headline: headlineOf(whole, 'contact', now), sentence: plain(sentenceOf(known, 'contact', now)) };
  }
  const running = progressing(overview);
  if (running) return running;
  const { waiting } = totals(overview);
  const checked = {
    ...(overview.lastCycleAt === null ? {} : { ago: ago(overview.lastCycleAt, now) }),
    ...(waiting === 0 ? {} : { waiting }),
  };
  if (overview.connection.kind === 'following') {
    return {
      kind: 'in step',
      headline: repScreenSays('state in step'),
      sentence: repScreenSays('following', { device: overview.connection.device }),
    };
  }
  if (overview.needsYouCount > 0) {
    return {
      kind: 'needs you',
      headline: repScreenSays('state needs', { n: overview.needsYouCount }),
      sentence: repScreenSays('state needs sentence', checked),
    };
  }
  if (overview.waitingChanges > 0) {
    return {
      kind: 'waiting',
      headline: repScreenSays('state waiting', { n: overview.waitingChanges }),
      sentence: repScreenSays('state waiting sentence'),
    };
  }
  const next = overview.nextCycleAt === null ? {} : { next: moment(overview.nextCycleAt, now) };
  return {
    kind: 'in step',
    headline: repScreenSays('state in step'),
    sentence: repScreenSays('state in step sentence', { ...checked, ...next }),
  };
}

/** Why "Sync now" cannot act; '' when it can. */
export function cannotSync(overview: Overview): string {
  switch (overview.connection.kind) {
    case 'sign in':
    case 'reconnect':
      return repScreenSays('after sign in');
    case 'not set up':
      return repScreenSays('after set up');
    case 'waiting':
      if (overview.connection.cause === 'offline') return repScreenSays('after online');
      return '';
    default:
      return overview.progress ? repScreenSays('already running') : '';
  }
}
