/** Pictures (ADM3): reps by state, issues by cause, cycles and calls per day against the org's allowance. */
import type { Admin } from '../../device/admin';
import { Empty, Loading, NotLoaded } from '../parts/states';
import { useAnswer } from '../store';
import { adminSays } from '../texts/admin';
import { finePercent, moment, number, weekday } from '../texts/times';
import { useNow } from '../timing';
import { Bars, Figure } from './bars';
import { DaysChart } from './DaysChart';
import { issueBars, stateBars, stateLabel } from './RepPictures';

type Answered = Awaited<ReturnType<Admin['pictures']>>;

export function Pictures({ admin }: { admin: Admin }) {
  const now = useNow();
  const { value, state, at, again } = useAnswer(() => admin.pictures(), 'pictures');
  return (
    <section class="is-section">
      <div class="is-row">
        <h1 class="is-h1">{adminSays('pictures')}</h1>
        <span class="is-muted is-grow">{at === null ? '' : adminSays('as reported', { time: moment(at, now) })}</span>
      </div>
      {!value && (state === 'failed' ? <NotLoaded onAgain={again} /> : <Loading lines={8} />)}
      {value && <All pictures={value} />}
    </section>
  );
}

function All({ pictures }: { pictures: Answered }) {
  const states = stateBars(pictures.states);
  const reps = states.reduce((sum, { count }) => sum + count, 0);
  const inStep = states.find(({ kind }) => kind === 'in step')?.count ?? 0;
  const issues = issueBars(pictures.issues);
  const total = issues.reduce((sum, { count }) => sum + count, 0);
  const statesTitle = adminSays('pic states', { n: number(inStep), of: number(reps) });
  const [most] = issues;
  const issuesTitle =
    most && most.count * 3 >= total ? adminSays('pic issues most', { n: total, cause: most.label }) : adminSays('pic issues', { n: total });
  return (
    <div class="is-pictures is-pictures-even">
      <Figure
        title={statesTitle}
        rows={states.map(({ kind, count }) => [stateLabel(kind), number(count)] as const)}
        columns={[adminSays('state'), adminSays('count')]}
      >
        <Bars title={statesTitle} bars={states} words />
      </Figure>
      <Figure
        title={issuesTitle}
        rows={issues.map(({ label, count }) => [label, number(count)] as const)}
        columns={[adminSays('cause'), adminSays('count')]}
      >
        <Bars title={issuesTitle} bars={issues} first={8} />
      </Figure>
      <Days pictures={pictures} of="calls" />
      <Days pictures={pictures} of="cycles" />
    </div>
  );
}

/** Days with their value as direct labels; the allowance as a ruled line. */
function Days({ pictures, of }: { pictures: Answered; of: 'calls' | 'cycles' }) {
  const { days, allowance } = pictures;
  const most = Math.max(0, ...days.map((day) => day[of]));
  const limit = of === 'calls' ? allowance : null;
  const title =
    of === 'cycles'
      ? adminSays('pic cycles', { n: number(most) })
      : limit
        ? adminSays('pic calls of', { n: number(most), max: number(limit.max) })
        : adminSays('pic calls', { n: number(most) });
  const hint = adminSays(of === 'calls' ? 'calls per day' : 'cycles per day');
  const used = limit && limit.max > 0 ? ` ${adminSays('used today', { p: finePercent(limit.used / limit.max) })}` : '';
  return (
    <div class="is-picture-wide">
      <Figure
        title={title}
        hint={`${hint}.${used}`}
        rows={days.map((day) => [weekday(day.day), number(day[of])] as const)}
        columns={[adminSays('day'), adminSays(of)]}
      >
        {days.length === 0 ? (
          <Empty>{adminSays('no days')}</Empty>
        ) : (
          <DaysChart title={title} days={days.map((day) => ({ day: day.day, value: day[of] }))} limit={limit?.max ?? null} />
        )}
      </Figure>
    </div>
  );
}
