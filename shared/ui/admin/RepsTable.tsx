/** The table of reps: nine columns, numbers at the end, sorted by its heads. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Instant } from '../../core/model';
import type { RepQuery, RepRow } from '../../device/admin';
import { Icon } from '../icons/Icon';
import { Button } from '../parts/Button';
import { Name } from '../parts/Say';
import { ScrollTable } from '../parts/ScrollTable';
import { StatusWord } from '../StatusBadge';
import { adminSays } from '../texts/admin';
import { ago, number } from '../texts/times';
import { pairsOf, stateKind, stateWord, waitingOf } from './states';

interface Props {
  readonly rows: readonly RepRow[];
  readonly query: RepQuery;
  readonly now: Instant;
  /** Null while nobody is being chosen. */
  readonly chosen: readonly string[] | null;
  readonly onSort: (sort: RepQuery['sort'], descending: boolean) => void;
  readonly onRep: (userId: string) => void;
  readonly onToggle: (row: RepRow) => void;
  readonly focusOn: string;
}

interface Column {
  readonly name: string;
  readonly sort?: RepQuery['sort'];
  readonly end?: boolean;
  readonly cell: (row: RepRow) => ComponentChildren;
}

const columns = (now: Instant, onRep: Props['onRep']): readonly Column[] => [
  {
    name: adminSays('rep'),
    sort: 'name',
    cell: (row) => (
      <Button look="link" onPress={() => onRep(row.userId)}>
        <b>
          <Name>{row.name}</Name>
        </b>
      </Button>
    ),
  },
  { name: adminSays('state'), sort: 'state', cell: (row) => <StatusWord kind={stateKind[row.state]} text={stateWord(row, now)} /> },
  {
    name: adminSays('last cycle'),
    sort: 'lastCycle',
    cell: (row) => (row.lastCycleAt === null ? adminSays('never') : ago(row.lastCycleAt, now, 'short')),
  },
  {
    name: adminSays('device'),
    cell: (row) => <span class="is-muted">{row.device === '' ? adminSays('none') : <Name>{row.device}</Name>}</span>,
  },
  {
    name: adminSays('configuration'),
    cell: (row) => <span class="is-muted">{row.configuration === '' ? adminSays('none') : <Name>{row.configuration}</Name>}</span>,
  },
  { name: adminSays('pairs'), sort: 'pairs', end: true, cell: (row) => number(pairsOf(row)) },
  { name: adminSays('waiting'), end: true, cell: (row) => number(waitingOf(row)) },
  { name: adminSays('issues n'), sort: 'issues', end: true, cell: (row) => (row.issues > 0 ? <b>{number(row.issues)}</b> : number(0)) },
  { name: adminSays('version'), sort: 'version', end: true, cell: (row) => <span class="is-muted">{row.version}</span> },
];

export function RepsTable({ rows, query, now, chosen, onSort, onRep, onToggle, focusOn }: Props) {
  const body = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    const at = rows.findIndex(({ userId }) => userId === focusOn);
    if (at >= 0) body.current?.children[at]?.querySelector<HTMLElement>('button')?.focus();
  }, []);
  const shown = columns(now, onRep);
  return (
    <ScrollTable label={adminSays('reps')}>
      <table class="is-table is-table-sticky">
        <thead>
          <tr>
            {chosen && <td class="is-choose" />}
            {shown.map((column) => (
              <Head key={column.name} column={column} query={query} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => (
            <tr key={row.userId} class={row.state === 'asleep' ? 'is-asleep' : undefined}>
              {chosen && (
                <td class="is-choose">
                  <input
                    type="checkbox"
                    aria-label={adminSays('choose', { name: row.name })}
                    checked={chosen.includes(row.userId)}
                    onChange={() => onToggle(row)}
                  />
                </td>
              )}
              {shown.map((column) => (
                <td key={column.name} class={column.end ? 'is-end is-num' : undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

function Head({ column, query, onSort }: { column: Column; query: RepQuery; onSort: Props['onSort'] }) {
  const { sort, name, end } = column;
  const sorted = sort !== undefined && query.sort === sort;
  const direction = query.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" class={end ? 'is-end' : undefined} aria-sort={sorted ? direction : undefined}>
      {sort === undefined ? (
        name
      ) : (
        <button
          type="button"
          title={adminSays('sort by', { column: name })}
          onClick={() => onSort(sort, sorted ? !query.descending : false)}
        >
          {name}
          {sorted && <SortIcon descending={query.descending} />}
        </button>
      )}
    </th>
  );
}

const SortIcon = ({ descending }: { descending: boolean }) => (
  <span class={descending ? 'is-sort' : 'is-sort is-sort-up'}>
    <Icon name="down" size={12} />
  </span>
);
