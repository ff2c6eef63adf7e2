/** The two pictures above the reps: reps by state, issues by cause (ADM3). */
import type { StatusKind } from '../../core/model';
import type { Admin } from '../../device/admin';
import { Say } from '../parts/Say';
import { wordOf } from '../status';
import { useAnswer } from '../store';
import { adminSays } from '../texts/admin';
import { usualStatus } from '../texts/causes/kinds';
import { number } from '../texts/times';
import { type BarOf, Bars, Figure, StackedBar } from './bars';
import { titleOf } from './issueWords';
import { chips, countOf, statesByKind } from './states';

/** To an admin, "Needs you" is somebody else. */
export const stateLabel = (kind: StatusKind): string => (kind === 'needs you' ? adminSays('state issues') : wordOf(kind));

export const stateBars = (byState: Readonly<Record<string, number>>): readonly BarOf[] =>
  statesByKind(byState).map(({ kind, count }) => ({ key: kind, label: stateLabel(kind), count, kind }));

export function RepPictures({ admin, byState }: { admin: Admin; byState: Readonly<Record<string, number>> }) {
  const bars = stateBars(byState);
  const all = bars.reduce((sum, { count }) => sum + count, 0);
  const title = adminSays('reps by state', { n: all });
  const groups = useAnswer(() => admin.issueGroups(), 'groups');
  const issues = issueBars(groups.value ?? []);
  const issuesTitle = adminSays('issues by cause', { n: issues.reduce((sum, { count }) => sum + count, 0) });
  if (all === 0) return null;
  return (
    <div class="is-pictures">
      <Figure
        title={title}
        rows={bars.map(({ label, count }) => [label, number(count)] as const)}
        columns={[adminSays('state'), adminSays('count')]}
      >
        <StackedBar title={title} bars={bars} />
        <p>
          <Say pieces={adminSays.pieces('need somebody', { n: countOf(byState, chips.needs), asleep: byState.asleep ?? 0 })} />
        </p>
      </Figure>
      <Figure
        title={issuesTitle}
        rows={issues.map(({ label, count }) => [label, number(count)] as const)}
        columns={[adminSays('cause'), adminSays('count')]}
      >
        <Bars title={issuesTitle} bars={issues} first={5} />
      </Figure>
    </div>
  );
}

/** Groups of one cause together, largest first. */
export function issueBars(groups: Awaited<ReturnType<Admin['issueGroups']>>): readonly BarOf[] {
  const counts = new Map<string, BarOf>();
  for (const { cause, count } of groups)
    counts.set(cause, { key: cause, label: titleOf(cause), kind: usualStatus(cause), count: (counts.get(cause)?.count ?? 0) + count });
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
