/** The rep's screens in all their states. */
import type { JSX } from 'preact';
import type { Device, Overview } from '../../../shared/device/device';
import type { OptionsSection, Shell } from '../../../shared/ui/rep/calls';
import { DeviceFirstRun, DeviceOptions, DevicePopup, useOverview } from '../../../shared/ui/rep/connected';
import { TaskPaneAppointment, TaskPaneMessage, TaskPaneNothing } from '../../../shared/ui/rep/TaskPane';
import { fakeDevice } from './fakeDevice';
import { cards, days, listed, minutes, now, overview, status } from './world';

const shell: Shell = { openOptions: () => undefined, openItem: () => undefined, copy: async () => undefined };
const settings = { badges: { Gmail: true, 'Google Calendar': true, 'Google Contacts': false }, theme: 'system' as const };

const needing: Partial<Overview> = { needsYou: listed, needsYouCount: 7 };
const progress = { step: 'contacts', done: 318, total: 1241, startedAt: minutes(3), secondsLeft: 360 } as const;

export const overviews: Readonly<Record<string, Partial<Overview>>> = {
  'in step': {},
  'needs you': needing,
  'first sync': { progress, firstSync: 'running', needsYou: listed.slice(1, 2), needsYouCount: 1 },
  'sign in': { ...needing, connection: { kind: 'sign in', to: 'salesforce', since: minutes(530), cause: 'signed out' }, waitingChanges: 3 },
  reconnect: { connection: { kind: 'reconnect', since: days(2), by: 'Elin Dahl' } },
  guard: {
    ...needing,
    connection: { kind: 'stopped', cause: 'mass change guard', facts: { n: 214, m: 812, kind: 'contact' } },
    guard: { side: 'crm', kind: 'contact', count: 214, of: 812 },
  },
  paused: { connection: { kind: 'paused', since: minutes(20) }, waitingChanges: 4 },
  offline: { connection: { kind: 'waiting', until: now + 600_000, cause: 'offline', facts: {} }, waitingChanges: 2 },
  asleep: { connection: { kind: 'asleep', since: days(4) } },
  following: { connection: { kind: 'following', device: 'NF-HOME, Firefox' } },
  'not set up': { connection: { kind: 'not set up', cause: 'no configuration', facts: {} }, configuration: null },
  'page lost': { pages: [{ page: 'Gmail', recognised: false }] },
};

const popup = (device: Device) => <DevicePopup device={device} shell={shell} provider="google" />;
const options = (section: OptionsSection, more: Partial<Overview> = {}) => (
  <DeviceOptions
    device={fakeDevice({ overview: more })}
    section={section}
    settings={settings}
    onSettings={() => undefined}
    onOpenItem={() => undefined}
    onCopyLog={async () => undefined}
  />
);

const cardByEmail = (target: Parameters<Device['card']>[0]) => {
  const known: Record<string, keyof typeof cards> = {
    'ingrid@solheimcranes.example': 'several matches',
    'priya@raman.example': 'not in salesforce',
    'hauke@petersen-kran.example': 'kept out by you',
  };
  if (target.by === 'event') return cards[target.eventId] ?? null;
  return cards[target.by === 'email' ? (known[target.email] ?? 'in step') : 'in step'] ?? null;
};

const people = [
  { email: 'jonas.brandt@haldenmarine.example', name: 'Jonas Brandt', detail: 'Halden Marine', status: status('in step', 'in step') },
  {
    email: 'ingrid@solheimcranes.example',
    name: 'Ingrid Solheim',
    detail: 'Solheim Cranes',
    status: status('needs you', 'several matches', { facts: { n: 2 } }),
  },
  {
    email: 'priya@raman.example',
    name: 'Priya Raman',
    detail: 'priya@raman.example',
    status: status('not in salesforce', 'not in salesforce'),
  },
  {
    email: 'hauke@petersen-kran.example',
    name: 'Hauke Petersen',
    detail: 'Petersen Kran',
    status: status('kept out', 'kept out by you', { facts: { date: days(17) } }),
  },
];

function Pane({ what, more = {} }: { what: 'message' | 'nobody' | 'nothing' | keyof typeof cards; more?: Partial<Overview> }) {
  const device = fakeDevice({ overview: more, card: cardByEmail });
  const answer = useOverview(device);
  const common = { answer, device, now, shell };
  const around = { copy: async () => undefined };
  if (what === 'nothing') return <TaskPaneNothing {...common} />;
  if (what === 'message' || what === 'nobody') {
    return (
      <TaskPaneMessage {...common} people={what === 'message' ? people : []} colleagues={1} around={around} onSearch={() => undefined} />
    );
  }
  return <TaskPaneAppointment {...common} eventId={what} around={around} />;
}

const pane = (content: JSX.Element) => <div class="g-pane">{content}</div>;

function First({ more, fails = false, never = false }: { more: Partial<Overview>; fails?: boolean; never?: boolean }) {
  return (
    <DeviceFirstRun
      device={fakeDevice({ fails, never })}
      overview={{ ...overview, ...more }}
      provider="microsoft"
      onNotNow={() => undefined}
    />
  );
}

export const repScreens: Record<string, () => JSX.Element> = {
  ...Object.fromEntries(Object.entries(overviews).map(([name, more]) => [`popup ${name}`, () => popup(fakeDevice({ overview: more }))])),
  'popup loading': () => popup(fakeDevice({ never: true })),
  'popup failed': () => popup(fakeDevice({ fails: true })),
  popups: () => (
    <div class="g-cards">
      {Object.entries(overviews).map(([name, more]) => (
        <div key={name}>{popup(fakeDevice({ overview: more }))}</div>
      ))}
      <div>{popup(fakeDevice({ never: true }))}</div>
      <div>{popup(fakeDevice({ fails: true }))}</div>
    </div>
  ),
  ...Object.fromEntries(
    (['connections', 'settings', 'needs you', 'did', 'kept out', 'device'] as const).map((section) => [
      `options ${section}`,
      () => options(section),
    ]),
  ),
  'options sign in': () => options('connections', overviews['sign in']),
  'options reconnect': () => options('did', overviews.reconnect),
  'pane message': () => pane(<Pane what="message" />),
  'pane nobody': () => pane(<Pane what="nobody" />),
  'pane reconnect': () => pane(<Pane what="message" more={overviews.reconnect ?? {}} />),
  'pane appointment': () => pane(<Pane what="in step with remarks" />),
  'pane two versions': () => pane(<Pane what="edited while disconnected" />),
  'pane nothing': () => pane(<Pane what="nothing" more={needing} />),
  'first connect': () => pane(<First more={{ connected: { salesforce: false, mailbox: true }, firstSync: 'not started' }} />),
  'first folder': () => pane(<First more={{ firstSync: 'not started' }} />),
  'first progress': () => pane(<First more={{ firstSync: 'running', progress }} />),
};
