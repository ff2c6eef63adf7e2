/** Outlook: a plain list of mails and appointments, and the task pane beside it, over the rep's device. */
import { useEffect, useState } from 'preact/hooks';
import type { ItemStatus } from '../../../shared/core/model';
import { Button } from '../../../shared/ui/parts/Button';
import { Segments } from '../../../shared/ui/parts/choices';
import { Name } from '../../../shared/ui/parts/Say';
import type { Shell } from '../../../shared/ui/rep/calls';
import { DeviceStart, useOverview } from '../../../shared/ui/rep/connected';
import { isFirstRun } from '../../../shared/ui/rep/FirstRun';
import { type PanePerson, TaskPaneAppointment, TaskPaneMessage, TaskPaneNothing } from '../../../shared/ui/rep/TaskPane';
import { useAnswer, useDevice } from '../../../shared/ui/store';
import { demoSays } from '../../../shared/ui/texts/demo';
import { itemTime } from '../../../shared/ui/texts/times';
import { useNow } from '../../../shared/ui/timing';
import { type Appointment, appointments, type Mail, mails } from '../world/outlook';
import type { RepHome } from '../world/repHome';
import { vendorCall } from '../world/standIns';
import type { DemoWorld } from '../world/world';

interface Props {
  readonly world: DemoWorld;
  readonly home: RepHome;
  readonly shell: Shell;
}

type Place = 'mail' | 'calendar';
const half = 1_800_000;
const when = (at: number): string => itemTime(new Date(at).toISOString());

export function OutlookScreen({ world, home, shell }: Props) {
  const [place, setPlace] = useState<Place>('mail');
  const [picked, setPicked] = useState('');
  const held = useAnswer(
    async () => ({ mails: await mails(world, home), appointments: await appointments(world, home) }),
    home.account.id,
    (changed) => home.device.onChange(() => changed()),
  );
  const list: readonly (Mail | Appointment)[] = held.value?.[place === 'mail' ? 'mails' : 'appointments'] ?? [];
  const item = list.find(({ id }) => id === picked) ?? (picked === '' ? (list[0] ?? null) : null);
  const move = async (event: Appointment) => {
    const at = (iso: string) => ({ dateTime: new Date(Date.parse(iso) + half).toISOString().slice(0, 19), timeZone: 'UTC' });
    await vendorCall(world.told, 'graph', home.account.email, `/v1.0/me/events/${event.id}`, {
      method: 'PATCH',
      body: { start: at(event.start), end: at(event.end) },
    });
    world.diary.write(demoSays('did move meeting', { name: home.firstName, subject: event.subject }));
    home.wake();
    held.again();
  };
  return (
    <div class="is-root d-outlook">
      <section class="d-records" aria-label={demoSays('outlook items')}>
        <Segments
          legend={demoSays('screen outlook')}
          value={place}
          onChange={(next) => {
            setPlace(next);
            setPicked('');
          }}
          choices={[
            { value: 'mail', label: demoSays('outlook mail') },
            { value: 'calendar', label: demoSays('outlook calendar') },
          ]}
        />
        <ul class="d-list">
          {list.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                class="d-item"
                aria-current={one.id === item?.id ? 'true' : undefined}
                onClick={() => setPicked(one.id === picked ? 'nothing' : one.id)}
              >
                <Name>{'from' in one ? one.from.name : one.subject}</Name>
                <span class="is-muted is-small">{'from' in one ? one.subject : when(Date.parse(one.start))}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section class="d-reading" aria-label={demoSays('outlook mail')}>
        <p>
          <a href="/outlook" target="_blank" rel="noopener">
            {demoSays('outlook own page')}
          </a>
          <br />
          <span class="is-hint">{demoSays('outlook own page hint')}</span>
        </p>
        {!item && <p class="is-muted">{demoSays('outlook nothing')}</p>}
        {item && (
          <>
            <h2 class="is-h2">
              <Name>{item.subject}</Name>
            </h2>
            <p class="is-muted">{when('from' in item ? item.at : Date.parse(item.start))}</p>
            {'from' in item ? (
              <>
                <p class="is-muted">{demoSays('to people', { people: [home.account, ...item.to].map(({ name }) => name).join(', ') })}</p>
                <p>{item.text}</p>
              </>
            ) : (
              <>
                <p>{item.attendees.map(({ name }) => name).join(', ')}</p>
                {item.attendees.length === 0 && <Button onPress={() => void move(item)}>{demoSays('later')}</Button>}
              </>
            )}
          </>
        )}
      </section>
      <section class="d-pane" aria-label={demoSays('outlook pane')} data-look="fluent">
        <Pane home={home} shell={shell} item={item} />
      </section>
    </div>
  );
}

function Pane({ home, shell, item }: { home: RepHome; shell: Shell; item: Mail | Appointment | null }) {
  const answer = useOverview(home.device);
  const now = useNow();
  const [later, setLater] = useState(false);
  const common = { answer, device: home.device, now, shell };
  const around = { copy: shell.copy };
  if (answer.value && isFirstRun(answer.value) && !later)
    return <DeviceStart device={home.device} provider={home.provider} onNotNow={() => setLater(true)} />;
  if (!item) return <TaskPaneNothing {...common} />;
  if (!('from' in item)) return <TaskPaneAppointment key={item.id} {...common} eventId={item.id} around={around} />;
  return <Message key={item.id} common={common} home={home} mail={item} around={around} />;
}

interface MessageProps {
  readonly common: Parameters<typeof TaskPaneNothing>[0];
  readonly home: RepHome;
  readonly mail: Mail;
  readonly around: { readonly copy: (text: string) => Promise<void> };
}

function Message({ common, home, mail, around }: MessageProps) {
  const [searching, setSearching] = useState(false);
  useEffect(() => setSearching(false), [mail.id]);
  const own = home.account.email.split('@')[1] ?? '';
  const everybody = [mail.from, ...mail.to].filter(({ email }) => email !== home.account.email);
  const outside = everybody.filter(({ email }) => !email.endsWith(`@${own}`));
  const badges = useDevice(home.device, (device) => device.badges(outside.map(({ email }) => ({ by: 'email', email }))), mail.id);
  const statusOf = (index: number): ItemStatus | null => badges.value?.[index]?.status ?? null;
  const people = outside.map(({ email, name }, index): PanePerson => ({ email, name, detail: email, status: statusOf(index) }));
  if (searching) return <TaskPaneNothing {...common} />;
  return (
    <TaskPaneMessage
      {...common}
      people={people}
      colleagues={everybody.length - outside.length}
      around={around}
      onSearch={() => setSearching(true)}
    />
  );
}
