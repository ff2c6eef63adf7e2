/** A long run: steps, bar, counts, time left once it is measured; may be paused and closed (STA4). */
import type { Instant } from '../../core/model';
import type { Overview, Progress } from '../../device/device';
import { StatusIcon } from '../icons/Icon';
import { Button } from '../parts/Button';
import { Say } from '../parts/Say';
import { Note } from '../parts/states';
import { useDoing } from '../parts/useDoing';
import { toneOf } from '../status';
import { repScreenSays } from '../texts/rep';
import { number } from '../texts/times';
import type { RepCalls } from './calls';
import { StateLine } from './StateLine';

const steps = ['read', 'contacts', 'events', 'settle'] as const satisfies readonly Progress['step'][];

export function ProgressScreen({ overview, now, calls }: { overview: Overview; now: Instant; calls: RepCalls }) {
  const doing = useDoing();
  const paused = overview.connection.kind === 'paused';
  return (
    <div class="is-root is-first">
      <h1 class="is-sr">{repScreenSays('progress')}</h1>
      <StateLine overview={overview} now={now} />
      {overview.progress && <Steps progress={overview.progress} />}
      {overview.needsYouCount > 0 && (
        <Note kind="needs you">
          <Say pieces={repScreenSays.pieces('need you', { n: overview.needsYouCount })} />
        </Note>
      )}
      <p class="is-muted">{repScreenSays('close any time')}</p>
      {doing.failed && <p role="alert">{repScreenSays('did not work')}</p>}
      <footer class="is-first-foot">
        <Button
          icon={paused ? 'play' : 'pause'}
          look={paused ? 'main' : 'plain'}
          busy={doing.busy}
          onPress={() => void doing.run(() => (paused ? calls.resume() : calls.pause()))}
        >
          {repScreenSays(paused ? 'go on' : 'pause')}
        </Button>
      </footer>
    </div>
  );
}

function Steps({ progress }: { progress: Progress }) {
  const at = steps.indexOf(progress.step);
  return (
    <ol class="is-stack is-steps">
      {steps.map((step, index) => {
        const kind = index < at ? 'in step' : index === at ? 'waiting' : 'not set up';
        const count = repScreenSays('n of m', { done: number(progress.done), total: number(progress.total) });
        return (
          <li class="is-item" key={step} aria-current={index === at ? 'step' : undefined}>
            <span class={`is-tone is-t-${toneOf(kind)}`}>
              <StatusIcon kind={kind} />
            </span>
            <span class={index > at ? 'is-muted' : undefined}>
              {index === at ? <b>{repScreenSays(`progress ${step}`)}</b> : repScreenSays(`progress ${step}`)}
            </span>
            <span class="is-muted is-num">
              {index < at
                ? repScreenSays('step done')
                : index > at
                  ? repScreenSays('step next')
                  : progress.total > 0
                    ? count
                    : repScreenSays('step running')}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
