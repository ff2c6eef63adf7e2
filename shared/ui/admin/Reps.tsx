/** Reps (ADM1): pictures, search, filter, table; asleep reps stand out; several can be reset at once. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Admin, RepQuery, RepRow } from '../../device/admin';
import { StatusIcon } from '../icons/Icon';
import { Button } from '../parts/Button';
import { TextField } from '../parts/fields';
import { later } from '../parts/Later';
import { Empty, Loading, NotLoaded } from '../parts/states';
import { useDoing } from '../parts/useDoing';
import { toneOf } from '../status';
import { useAnswer } from '../store';
import { adminSays } from '../texts/admin';
import { moment, number } from '../texts/times';
import { useNow, useTiming } from '../timing';
import type { AdminShell } from './Issues';
import { Pages } from './pages';
import { RepsTable } from './RepsTable';
import { type Chip, chips, countOf } from './states';

/** With the words of every cause: right behind the table, which needs none of them. */
const RepPictures = later(async () => (await import('./RepPictures')).RepPictures);

const size = 50;
const start: RepQuery = { search: '', states: [], sort: 'name', descending: false, offset: 0, limit: size };

interface Props {
  readonly admin: Admin;
  readonly onRep: (userId: string) => void;
  readonly shell: AdminShell;
  readonly onReset: (rows: readonly RepRow[]) => void;
  /** Of this rep's row the name takes the focus. */
  readonly focusOn: string;
}

export function Reps({ admin, shell, onRep, onReset, focusOn }: Props) {
  const now = useNow();
  const doing = useDoing();
  const [query, setQuery] = useState(start);
  const [chosen, setChosen] = useState<readonly RepRow[] | null>(null);
  const { value, state, at, again } = useAnswer(() => admin.reps(query), JSON.stringify(query));
  const narrow = (change: Partial<RepQuery>) => setQuery({ ...query, offset: 0, ...change });
  const toggle = (row: RepRow) =>
    setChosen((rows) =>
      (rows ?? []).some(({ userId }) => userId === row.userId)
        ? (rows ?? []).filter(({ userId }) => userId !== row.userId)
        : [...(rows ?? []), row],
    );
  return (
    <section class="is-section" aria-busy={state === 'loading'}>
      <h1 class="is-sr">{adminSays('reps')}</h1>
      {value && <RepPictures admin={admin} byState={value.byState} />}
      <div class="is-tools">
        <SearchReps onSearch={(search) => narrow({ search })} search={query.search} />
        {value && <Chips byState={value.byState} states={query.states} onStates={(states) => narrow({ states })} />}
        <span class="is-grow" />
        {doing.failed && <span role="alert">{adminSays('did not work')}</span>}
        <Button
          icon="download"
          busy={doing.busy}
          onPress={() =>
            void doing.run(async () => shell.download(adminSays('reps csv name'), await (await import('./csv')).repsCsv(admin, query, now)))
          }
        >
          {adminSays('csv')}
        </Button>
        {chosen === null ? (
          <Button onPress={() => setChosen([])}>{adminSays('reset several')}</Button>
        ) : (
          <>
            <Button onPress={() => setChosen(null)}>{adminSays('stop choosing')}</Button>
            <Button look="main" cannot={chosen.length === 0 ? adminSays('choose first') : ''} onPress={() => onReset(chosen)}>
              {adminSays('reset chosen', { n: chosen.length })}
            </Button>
          </>
        )}
      </div>
      {!value && (state === 'failed' ? <NotLoaded onAgain={again} /> : <Loading lines={8} />)}
      {value && state === 'failed' && <NotLoaded onAgain={again} />}
      {value && value.rows.length === 0 && <NoReps query={query} onAll={() => setQuery(start)} />}
      {value && value.rows.length > 0 && (
        <div class="is-panel is-table-panel">
          <RepsTable
            rows={value.rows}
            query={query}
            now={now}
            chosen={chosen?.map(({ userId }) => userId) ?? null}
            onSort={(sort, descending) => narrow({ sort, descending })}
            onRep={onRep}
            onToggle={toggle}
            focusOn={focusOn}
          />
          <Pages
            offset={query.offset}
            shown={value.rows.length}
            total={value.total}
            size={size}
            onOffset={(offset) => setQuery({ ...query, offset })}
            note={at === null ? '' : adminSays('as reported', { time: moment(at, now) })}
          />
        </div>
      )}
    </section>
  );
}

/** Typing asks once it rests; "/" jumps here from anywhere in the pane. */
function SearchReps({ search, onSearch }: { search: string; onSearch: (text: string) => void }) {
  const timing = useTiming();
  const [text, setText] = useState(search);
  const field = useRef<HTMLInputElement>(null);
  const asked = useRef(search);
  const ask = () => {
    asked.current = text;
    onSearch(text);
  };
  useEffect(() => (text === search ? undefined : timing.after(250, ask)), [text, timing]);
  // "Show all" empties it. What was asked for here, or typed before the first effects, stays as it was typed.
  useEffect(() => {
    if (search !== asked.current) setText(search);
    asked.current = search;
  }, [search]);
  useEffect(() => {
    const jump = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (event.key !== '/' || typing) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', jump);
    return () => document.removeEventListener('keydown', jump);
  }, []);
  return (
    <div class="is-search-wide">
      <TextField
        label={adminSays('search reps')}
        hideLabel
        placeholder={adminSays('search reps')}
        type="search"
        value={text}
        onInput={setText}
        inputRef={field}
      />
    </div>
  );
}

function Chips({
  byState,
  states,
  onStates,
}: {
  byState: Readonly<Record<string, number>>;
  states: RepQuery['states'];
  onStates: (states: RepQuery['states']) => void;
}) {
  const all = Object.values(byState).reduce((sum, count) => sum + count, 0);
  const names = Object.keys(chips) as readonly Chip[];
  return (
    <fieldset class="is-row">
      <legend class="is-sr">{adminSays('filter by state')}</legend>
      {names.map((chip) => {
        const n = number(chip === 'all' ? all : countOf(byState, chips[chip]));
        const kind = chip === 'needs' ? 'needs you' : chip;
        return (
          <button
            key={chip}
            type="button"
            class="is-chip"
            aria-pressed={JSON.stringify(states) === JSON.stringify(chips[chip])}
            onClick={() => onStates(chips[chip])}
          >
            {kind !== 'all' && (
              <span class={`is-tone is-t-${toneOf(kind)}`}>
                <StatusIcon kind={kind} size={14} />
              </span>
            )}
            {adminSays(`chip ${chip}`, { n })}
          </button>
        );
      })}
    </fieldset>
  );
}

const NoReps = ({ query, onAll }: { query: RepQuery; onAll: () => void }) => (
  <Empty action={query.search !== '' || query.states.length > 0 ? <Button onPress={onAll}>{adminSays('show all')}</Button> : undefined}>
    {query.search !== ''
      ? adminSays('no rep found', { text: query.search })
      : adminSays(query.states.length > 0 ? 'no rep here' : 'no reps')}
  </Empty>
);
