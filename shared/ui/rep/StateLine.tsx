/** The state of the whole sync: disc, headline, one sentence. The surface's one live region (DESIGN section 10). */
import type { Instant } from '../../core/model';
import type { Overview } from '../../device/device';
import { Bar } from '../parts/states';
import { StatusDisc, StatusWord } from '../StatusBadge';
import { toneOf } from '../status';
import { repScreenSays } from '../texts/rep';
import { ago, number, percent } from '../texts/times';
import { repState, totals } from './state';

/** Progress is told aloud at every quarter only; the bar itself is silent. */
const quarter = (done: number, total: number): number => (total === 0 ? 0 : Math.floor((4 * done) / total) / 4);

export function StateLine({ overview, now, size = 'big' }: { overview: Overview; now: Instant; size?: 'big' | 'small' }) {
  const state = repState(overview, now);
  const { progress } = overview;
  return (
    <div class={`is-state is-t-${toneOf(state.kind)}`}>
      <div class="is-state-line">
        {size === 'big' ? <StatusDisc kind={state.kind} size="big" /> : <StatusDisc kind={state.kind} />}
        <div class="is-grow" role={progress ? undefined : 'status'}>
          <p class={`${size === 'big' ? 'is-state-head' : 'is-h3'} is-tone`}>{state.headline}</p>
          <p class="is-muted">{state.sentence}</p>
        </div>
      </div>
      {progress && (
        <p class="is-sr" role="status">
          {repScreenSays('progress')}: {percent(quarter(progress.done, progress.total))}
        </p>
      )}
      {progress && (
        <Bar
          label={repScreenSays('progress')}
          done={progress.done}
          total={progress.total}
          text={repScreenSays('n of m', { done: number(progress.done), total: number(progress.total) })}
        />
      )}
    </div>
  );
}

/** One line for the task pane: word, number of items, when it was checked. */
export function StateStrip({ overview, now }: { overview: Overview; now: Instant }) {
  const state = repState(overview, now);
  const checked = overview.lastCycleAt === null ? {} : { ago: ago(overview.lastCycleAt, now, 'short') };
  return (
    <div class="is-strip" role="status">
      <StatusWord kind={state.kind} text={state.headline} />
      <span class="is-muted">{repScreenSays('items checked', { n: totals(overview).paired, ...checked })}</span>
    </div>
  );
}
