/** Pictures made of bars: direct labels, hatching for quiet states, numbers for those who cannot see them, and a table (ADM3). */
import { type ComponentChildren, Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { StatusKind } from '../../core/model';
import { Button } from '../parts/Button';
import { StatusWord } from '../StatusBadge';
import { toneOf } from '../status';
import { adminSays } from '../texts/admin';
import { list, number } from '../texts/times';

export interface BarOf {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly kind: StatusKind;
}

/** Left alone, or waiting for a key: hatched, so that the tone alone never tells. */
const hatched: readonly StatusKind[] = ['asleep', 'not set up', 'sign in', 'kept out'];
export const hatchOf = (kind: StatusKind): string => (hatched.includes(kind) ? ' is-hatch' : '');

/** A figure with its table: the same numbers, one press away. */
export function Figure({
  title,
  hint,
  rows,
  columns,
  children,
}: {
  title: string;
  hint?: string;
  rows: readonly (readonly [string, string])[];
  columns: readonly [string, string];
  children: ComponentChildren;
}) {
  const [table, setTable] = useState(false);
  return (
    <figure class="is-panel is-figure">
      <figcaption>
        <h2 class="is-h3">{title}</h2>
        {hint && <p class="is-muted">{hint}</p>}
      </figcaption>
      {table ? <NumbersTable rows={rows} columns={columns} title={title} /> : children}
      {rows.length > 0 && (
        <p>
          <Button look="link" onPress={() => setTable(!table)}>
            {adminSays(table ? 'as picture' : 'as table')}
          </Button>
        </p>
      )}
    </figure>
  );
}

const NumbersTable = ({
  rows,
  columns,
  title,
}: {
  rows: readonly (readonly [string, string])[];
  columns: readonly [string, string];
  title: string;
}) => (
  <table class="is-table">
    <caption class="is-sr">{title}</caption>
    <thead>
      <tr>
        <th scope="col">{columns[0]}</th>
        <th scope="col" class="is-end">
          {columns[1]}
        </th>
      </tr>
    </thead>
    <tbody>
      {rows.map(([name, value]) => (
        <tr key={name}>
          <td>{name}</td>
          <td class="is-end is-num">{value}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const told = (title: string, bars: readonly BarOf[]): string =>
  adminSays('pic alt', { title, numbers: list(bars.map(({ label, count }) => adminSays('day value', { day: label, n: number(count) }))) });

/** One bar in parts: reps by state. */
export const StackedBar = ({ title, bars }: { title: string; bars: readonly BarOf[] }) => (
  <>
    <div class="is-stacked" role="img" aria-label={told(title, bars)}>
      {bars.map((bar) => (
        <i key={bar.key} class={`is-t-${toneOf(bar.kind)}${hatchOf(bar.kind)}`} style={{ flexGrow: bar.count }} />
      ))}
    </div>
    <ul class="is-legend">
      {bars.map((bar) => (
        <li key={bar.key}>
          <StatusWord kind={bar.kind} text={bar.label} /> <span class="is-num">{number(bar.count)}</span>
        </li>
      ))}
    </ul>
  </>
);

/** One bar each, longest first. Where only the first are drawn, the rest is said as a number: bars and heading add up. */
export function Bars({
  title,
  bars,
  words,
  first = bars.length,
}: {
  title: string;
  bars: readonly BarOf[];
  words?: boolean;
  first?: number;
}) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const others = bars.slice(first);
  return (
    <>
      <div class="is-bars" role="img" aria-label={told(title, bars)}>
        {bars.slice(0, first).map((bar) => (
          <Fragment key={bar.key}>
            {words ? <StatusWord kind={bar.kind} text={bar.label} /> : <span>{bar.label}</span>}
            <i class={`is-t-${toneOf(bar.kind)}${hatchOf(bar.kind)}`} style={{ inlineSize: `${(100 * bar.count) / most}%` }} />
            <span class="is-num is-end">{number(bar.count)}</span>
          </Fragment>
        ))}
      </div>
      {others.length > 0 && (
        <p class="is-muted">{adminSays('other causes', { n: others.reduce((sum, { count }) => sum + count, 0), causes: others.length })}</p>
      )}
    </>
  );
}
