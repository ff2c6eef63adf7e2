/** Lists of the rep's items with search and pages, each item with its reason (STA1): what is kept out, with the way back (EXC1), what needs the rep, what waits, what is in step. */
import { useState } from 'preact/hooks';
import type { Instant, Kind, StatusKind } from '../../core/model';
import type { Device, ListedItem } from '../../device/device';
import { headlineOf, sentenceOf } from '../card/words';
import { StatusIcon } from '../icons/Icon';
import { Button } from '../parts/Button';
import { Segments } from '../parts/choices';
import { TextField } from '../parts/fields';
import { Name } from '../parts/Say';
import { Empty, Loading, NotLoaded } from '../parts/states';
import { useDoing } from '../parts/useDoing';
import { toneOf, wordOf } from '../status';
import { useDevice } from '../store';
import { causeActionSays } from '../texts/causes';
import { repScreenSays } from '../texts/rep';
import { plain } from '../texts/template';
import { itemTime, number } from '../texts/times';

interface Props {
  readonly device: Device;
  readonly now: Instant;
  readonly onOpen: (item: ListedItem) => void;
}

const page = 50;

interface ListProps extends Props {
  readonly status: readonly StatusKind[];
  readonly empty: string;
  readonly action: (item: ListedItem) => { readonly label: string; readonly press: () => void } | null;
}

export function ItemList({ device, now, status, empty, action }: ListProps) {
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<Kind | 'all'>('all');
  const [offset, setOffset] = useState(0);
  const { value, state, again } = useDevice(
    device,
    (asked) => asked.list({ status, search, kind, limit: page, offset }),
    JSON.stringify([status, search, kind, offset]),
  );
  const narrow = (change: () => void) => {
    setOffset(0);
    change();
  };
  return (
    <>
      <div class="is-row">
        <div class="is-grow">
          <TextField
            label={repScreenSays('search items')}
            hideLabel
            placeholder={repScreenSays('search items')}
            type="search"
            value={search}
            onInput={(text) => narrow(() => setSearch(text))}
          />
        </div>
        <Segments
          legend={repScreenSays('search items')}
          value={kind}
          onChange={(next) => narrow(() => setKind(next))}
          choices={[
            { value: 'all', label: repScreenSays('kind all') },
            { value: 'contact', label: repScreenSays('contacts') },
            { value: 'event', label: repScreenSays('events') },
          ]}
        />
      </div>
      {!value && (state === 'failed' ? <NotLoaded onAgain={again} /> : <Loading />)}
      {value && value.total === 0 && <Empty>{search === '' ? empty : repScreenSays('none found', { text: search })}</Empty>}
      {value && value.total > 0 && (
        <>
          <ul class="is-panel is-stack">
            {value.items.map((item) => (
              <Row key={item.ref.id} item={item} now={now} action={action(item)} />
            ))}
          </ul>
          <Pages offset={offset} shown={value.items.length} total={value.total} size={page} onOffset={setOffset} />
        </>
      )}
    </>
  );
}

/** An event's start is a time; a company that is somebody's only name is not said twice. */
export const detailOf = ({ name, detail }: ListedItem): string => (detail === name ? '' : itemTime(detail));

function Row({ item, now, action }: { item: ListedItem; now: Instant; action: ReturnType<ListProps['action']> }) {
  const sentence = plain(sentenceOf(item.status, item.ref.kind, now));
  return (
    <li class="is-item">
      <span class={`is-tone is-t-${toneOf(item.status.kind)}`}>
        <StatusIcon kind={item.status.kind} />
      </span>
      <span>
        <b>
          <Name>{item.name}</Name>
        </b>{' '}
        <span class="is-muted">
          <Name>{detailOf(item)}</Name>
        </span>
        <br />
        <span class="is-muted">
          {headlineOf(item.status, item.ref.kind, now)}. {sentence}
        </span>
      </span>
      {action && (
        <Button small label={`${action.label}: ${item.name}`} onPress={action.press}>
          {action.label}
        </Button>
      )}
    </li>
  );
}

interface PagesProps {
  readonly offset: number;
  readonly shown: number;
  readonly total: number;
  readonly size: number;
  readonly onOffset: (offset: number) => void;
}

const Pages = ({ offset, shown, total, size, onOffset }: PagesProps) => (
  <div class="is-row is-pages">
    <span class="is-muted is-grow" role="status">
      {repScreenSays('range of', { from: number(offset + 1), to: number(offset + shown), total: number(total) })}
    </span>
    {total > size && (
      <>
        <Button small cannot={offset === 0 ? repScreenSays('first page') : ''} onPress={() => onOffset(Math.max(0, offset - size))}>
          {repScreenSays('previous')}
        </Button>
        <Button small cannot={offset + shown >= total ? repScreenSays('last page') : ''} onPress={() => onOffset(offset + size)}>
          {repScreenSays('next')}
        </Button>
      </>
    )}
  </div>
);

export function KeptOutList({ device, now, onOpen }: Props) {
  const doing = useDoing();
  const action = (item: ListedItem) =>
    item.status.actions.includes('bring back')
      ? {
          label: repScreenSays('let it sync'),
          press: () => void doing.run(() => device.act({ by: 'ref', ref: item.ref }, { do: 'bring back', reach: 'this' })),
        }
      : { label: repScreenSays('open'), press: () => onOpen(item) };
  return (
    <section class="is-section">
      <h2 class="is-h2">{wordOf('kept out')}</h2>
      {doing.failed && <p role="alert">{repScreenSays('did not work')}</p>}
      <ItemList device={device} now={now} onOpen={onOpen} status={['kept out']} empty={repScreenSays('none kept out')} action={action} />
    </section>
  );
}

/** What waits, or is in step: nothing to do with it here but to look at it. */
export const StatusList = ({ device, now, onOpen, status }: Props & { readonly status: 'waiting' | 'in step' }) => (
  <section class="is-section">
    <h2 class="is-h2">{wordOf(status)}</h2>
    <ItemList
      key={status}
      device={device}
      now={now}
      onOpen={onOpen}
      status={[status]}
      empty={repScreenSays(`none ${status}`)}
      action={(item) => ({ label: repScreenSays('open'), press: () => onOpen(item) })}
    />
  </section>
);

export const NeedsYouList = ({ device, now, onOpen }: Props) => (
  <section class="is-section">
    <h2 class="is-h2">{wordOf('needs you')}</h2>
    <ItemList
      device={device}
      now={now}
      onOpen={onOpen}
      status={['failed', 'needs you']}
      empty={repScreenSays('nothing needs you')}
      action={(item) => ({ label: causeActionSays.any(item.status.cause, {}) || repScreenSays('open'), press: () => onOpen(item) })}
    />
  </section>
);
