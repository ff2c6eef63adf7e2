/** Outlook's task pane (SUR5): the people of a message, the event of an appointment, or the whole state when nothing is selected. */
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Instant, ItemStatus } from '../../core/model';
import type { Device, ListedItem, Overview } from '../../device/device';
import { DeviceCard } from '../card/DeviceCard';
import { Icon } from '../icons/Icon';
import { Button } from '../parts/Button';
import { TextField } from '../parts/fields';
import { Name, Say } from '../parts/Say';
import { Empty, Loading, NotLoaded } from '../parts/states';
import { useDoing } from '../parts/useDoing';
import { StatusBadge } from '../StatusBadge';
import { type Answer, type Surroundings, useDevice } from '../store';
import { repScreenSays } from '../texts/rep';
import type { RepCalls, Shell } from './calls';
import { ItemRow, NeedsYou } from './NeedsYou';
import { Counts } from './PopupScreen';
import { StateLine, StateStrip } from './StateLine';
import { cannotSync } from './state';
import { GuardQuestion, ReconnectStrip, SignInStrip, StaleStrip } from './strips';

export interface PanePerson {
  readonly email: string;
  readonly name: string;
  /** Company or address, below the name. */
  readonly detail: string;
  /** Null while the device looks it up, or where there is nothing true to show. */
  readonly status: ItemStatus | null;
}

interface Common {
  readonly answer: Answer<Overview> & { again(): void };
  readonly device: Device;
  readonly now: Instant;
  readonly shell: Shell;
}

interface FrameProps extends Common {
  readonly children: ComponentChildren;
  readonly hideStrip?: boolean;
  /** A card below says already who must sign in, and where. */
  readonly card?: boolean;
  readonly foot: ComponentChildren;
}

/** What every pane has: state strip, what stands above everything, foot. */
function Frame({ answer, device, now, shell, children, hideStrip, card, foot }: FrameProps) {
  const overview = answer.value;
  const offline = overview?.connection.kind === 'waiting' && overview.connection.cause === 'offline';
  return (
    <div class="is-root is-pane">
      {!overview && answer.state === 'failed' && (
        <div class="is-pad">
          <NotLoaded onAgain={answer.again} />
        </div>
      )}
      {overview && !hideStrip && <StateStrip overview={overview} now={now} />}
      <StaleStrip answer={answer} offline={offline} now={now} />
      {overview && (
        <div class="is-pane-news">
          {!card && <SignInStrip overview={overview} onSignIn={(system) => device.connect(system)} />}
          <ReconnectStrip overview={overview} now={now} onReconnect={() => device.reconnect()} />
          <GuardQuestion
            overview={overview}
            onAnswer={(given) => device.answerGuard(given)}
            onLook={() => shell.openOptions('needs you')}
          />
        </div>
      )}
      {children}
      <footer class="is-pane-foot">{foot}</footer>
    </div>
  );
}

function SyncNow({ overview, calls }: { overview: Overview | null; calls: Pick<RepCalls, 'syncNow'> }) {
  const doing = useDoing();
  if (!overview) return null;
  return (
    <>
      <Button icon="sync" busy={doing.busy} cannot={cannotSync(overview)} onPress={() => void doing.run(() => calls.syncNow())}>
        {repScreenSays('sync now')}
      </Button>
      {doing.failed && <span role="alert">{repScreenSays('did not work')}</span>}
    </>
  );
}

/** STA4 */
function Pause({ overview, calls }: { overview: Overview | null; calls: Pick<RepCalls, 'pause' | 'resume'> }) {
  const doing = useDoing();
  if (!overview || overview.connection.kind === 'sign in' || overview.connection.kind === 'not set up') return null;
  const paused = overview.connection.kind === 'paused';
  return (
    <Button
      icon={paused ? 'play' : 'pause'}
      look={paused ? 'main' : 'plain'}
      busy={doing.busy}
      onPress={() => void doing.run(() => (paused ? calls.resume() : calls.pause()))}
    >
      {repScreenSays(paused ? 'go on' : 'pause')}
    </Button>
  );
}

/** SYN7: another device of the rep holds the lease. */
function TakeOver({ overview, calls }: { overview: Overview; calls: Pick<RepCalls, 'takeOver'> }) {
  const doing = useDoing();
  if (overview.connection.kind !== 'following') return null;
  return (
    <p>
      <Button busy={doing.busy} onPress={() => void doing.run(() => calls.takeOver())}>
        {repScreenSays('take over')}
      </Button>
    </p>
  );
}

const needsSomebody = (status: ItemStatus | null): boolean => status?.kind === 'needs you' || status?.kind === 'failed';
const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .filter((letter) => /\p{L}/u.test(letter))
    .slice(0, 2)
    .join('')
    .toUpperCase();

interface MessageProps extends Common {
  readonly people: readonly PanePerson[];
  /** Colleagues of the rep in the message, who are not shown. */
  readonly colleagues: number;
  readonly around: Surroundings;
  readonly onSearch: () => void;
}

/** The first that needs something is opened in place, and stays open when that is settled: what was done stands there, with Undo. */
export function TaskPaneMessage(props: MessageProps) {
  const { people, colleagues, device, around, onSearch, answer, now } = props;
  const first = people.find(({ status }) => needsSomebody(status))?.email ?? (people.length === 1 ? (people[0]?.email ?? '') : '');
  const [picked, setPicked] = useState<string | null>(null);
  const opened = useRef('');
  if (!people.some(({ email }) => email === opened.current)) opened.current = '';
  opened.current ||= first;
  const open = picked ?? opened.current;
  const foot = (
    <>
      <SyncNow overview={answer.value} calls={device} />
      <Button look="link" onPress={onSearch}>
        {repScreenSays('search my contacts')}
      </Button>
    </>
  );
  return (
    <Frame {...props} card={people.some(({ email }) => email === open)} foot={foot}>
      <h1 class="is-pane-h">{repScreenSays('people in message', { n: people.length })}</h1>
      {people.length === 0 && (
        <div class="is-pad">
          <Empty>{repScreenSays('no people')}</Empty>
        </div>
      )}
      <ul>
        {people.map((person) => (
          <li key={person.email} class={person.email === open ? 'is-person-open' : undefined}>
            <PersonRow
              person={person}
              now={now}
              open={person.email === open}
              onToggle={() => setPicked(person.email === open ? '' : person.email)}
            />
            {person.email === open && (
              <DeviceCard device={device} target={{ by: 'email', email: person.email }} around={around} as="inline" />
            )}
          </li>
        ))}
      </ul>
      <p class="is-pad is-muted is-small">{repScreenSays('not shown colleagues', { n: colleagues })}</p>
    </Frame>
  );
}

const PersonRow = ({ person, now, open, onToggle }: { person: PanePerson; now: Instant; open: boolean; onToggle: () => void }) => (
  <button type="button" class="is-person" aria-expanded={open} onClick={onToggle}>
    <span class="is-av" aria-hidden="true">
      {initials(person.name) || <Icon name="person" />}
    </span>
    <span class="is-grow">
      <b class="is-clip">
        <Name>{person.name}</Name>
      </b>
      <span class="is-small is-muted is-clip">
        <Name>{person.detail}</Name>
      </span>
    </span>
    {person.status && <StatusBadge status={person.status} kind="contact" now={now} />}
  </button>
);

interface AppointmentProps extends Common {
  /** The id that the mailbox's API uses; '' for an event that the device does not know. */
  readonly eventId: string;
  /** Unsaved, it is in no calendar yet. */
  readonly saved?: boolean;
  readonly around: Surroundings;
}

export function TaskPaneAppointment(props: AppointmentProps) {
  const { eventId, saved = true, device, around, answer } = props;
  return (
    <Frame {...props} card={eventId !== ''} foot={<SyncNow overview={answer.value} calls={device} />}>
      <h1 class="is-sr">{repScreenSays('instep')}</h1>
      {eventId === '' && saved && <NotSeen />}
      {eventId === '' && !saved && (
        <div class="is-pad">
          <Empty>{repScreenSays('event unknown')}</Empty>
        </div>
      )}
      {eventId !== '' && (
        <DeviceCard
          device={device}
          target={{ by: 'event', eventId }}
          around={around}
          as="inline"
          unknown={<NotSeen overview={answer.value} device={device} />}
        />
      )}
    </Frame>
  );
}

/** Inside a card it also says who must sign in, which a card would have said. */
const NotSeen = ({ overview, device }: { overview?: Overview | null; device?: Device }) => (
  <div class={device ? 'is-col' : 'is-pad'}>
    {overview && device && <SignInStrip overview={overview} onSignIn={(system) => device.connect(system)} />}
    <Empty>
      <Say pieces={repScreenSays.pieces('event not seen')} />
    </Empty>
  </div>
);

export function TaskPaneNothing(props: Common) {
  const { answer, device, now, shell } = props;
  const overview = answer.value;
  return (
    <Frame
      {...props}
      hideStrip
      foot={
        <>
          <SyncNow overview={overview} calls={device} />
          <Pause overview={overview} calls={device} />
          <Button look="link" onPress={() => shell.openOptions('did')}>
            {repScreenSays('what instep did')}
          </Button>
        </>
      }
    >
      {!overview && answer.state === 'loading' && (
        <div class="is-pad">
          <Loading lines={6} />
        </div>
      )}
      {overview && (
        <div class="is-pad is-popup-state">
          <h1 class="is-sr">{repScreenSays('instep')}</h1>
          <StateLine overview={overview} now={now} size="small" />
          <TakeOver overview={overview} calls={device} />
          <Counts overview={overview} onOpen={shell.openOptions} />
          <NeedsYou overview={overview} now={now} onOpen={shell.openItem} onAll={() => shell.openOptions('needs you')} />
          <p class="is-muted is-small">{repScreenSays('nothing selected text')}</p>
          <Search device={device} now={now} onOpen={shell.openItem} />
        </div>
      )}
    </Frame>
  );
}

/** Any of the rep's items by name. */
export function Search({ device, now, onOpen }: { device: Device; now: Instant; onOpen: (item: ListedItem) => void }) {
  const [text, setText] = useState('');
  const { value, state, again } = useDevice(
    device,
    async (asked) =>
      text.trim().length < 2 ? { items: [], total: 0 } : asked.list({ status: [], search: text.trim(), kind: 'all', limit: 20, offset: 0 }),
    text,
  );
  return (
    <section class="is-col">
      <TextField label={repScreenSays('search my contacts')} type="search" value={text} onInput={setText} />
      {state === 'failed' && <NotLoaded onAgain={again} />}
      {text.trim().length >= 2 && value?.total === 0 && state === 'ready' && (
        <p class="is-muted">{repScreenSays('none found', { text })}</p>
      )}
      <ul class="is-stack is-flush">
        {(value?.items ?? []).map((item) => (
          <ItemRow key={item.ref.id} item={item} now={now} action={repScreenSays('open')} onPress={() => onOpen(item)} />
        ))}
      </ul>
    </section>
  );
}
