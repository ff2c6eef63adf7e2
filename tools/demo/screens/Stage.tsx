/** The chosen screen, for the person who is acting. */
import { AdminPane } from '../../../shared/ui/admin/AdminPane';
import type { Shell } from '../../../shared/ui/rep/calls';
import { DevicePopup } from '../../../shared/ui/rep/connected';
import { demoSays } from '../../../shared/ui/texts/demo';
import { org } from '../world/parts';
import type { RepHome } from '../world/repHome';
import type { DemoWorld } from '../world/world';
import { DataScreen } from './DataScreen';
import { type Actor, actingRep, type ScreenName } from './names';
import { OptionsPage, type Place } from './OptionsPage';
import { OutlookScreen } from './OutlookScreen';
import { SalesforceScreen } from './SalesforceScreen';
import { ShellFrame } from './ShellFrame';

interface Props {
  readonly world: DemoWorld;
  readonly screen: ScreenName;
  readonly actor: Actor;
  readonly theme: 'light' | 'dark';
  readonly record: string;
  readonly onRecord: (id: string) => void;
  readonly onScreen: (screen: ScreenName) => void;
  /** Where the options page stands, and how to send somebody there. */
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
}

const copy = (text: string): Promise<void> => navigator.clipboard.writeText(text);

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

const addresses = { gmail: '/mail/u/0/', calendar: '/calendar/u/0/r/week', contacts: '/u/0/' } as const;
const pageNames = { gmail: 'Gmail', calendar: 'Google Calendar', contacts: 'Google Contacts' } as const;

export function Stage(props: Props) {
  const { world, screen, actor, record, onRecord, place, onPlace } = props;
  const home = actingRep(world, actor);
  const shell: Shell = {
    openOptions: (section) => onPlace({ section }),
    openItem: ({ ref }) => onPlace({ section: 'needs you', item: ref }),
    copy,
  };
  switch (screen) {
    case 'gmail':
    case 'calendar':
    case 'contacts':
      return <HostShell {...props} screen={screen} home={home} />;
    case 'outlook':
      return <OutlookScreen world={world} home={home} shell={shell} />;
    case 'salesforce':
      return <SalesforceScreen world={world} home={home} record={record} onRecord={onRecord} />;
    case 'popup':
      return (
        <div class="d-popup" key={home.account.id}>
          <DevicePopup device={home.device} shell={shell} provider={home.provider} />
        </div>
      );
    case 'did':
      return <OptionsPage key={home.account.id} home={home} place={place} onPlace={onPlace} copy={copy} />;
    case 'admin':
      return <AdminPane admin={world.admin.calls} shell={{ download, copy, orgUrl: org }} />;
    case 'data':
      return <DataScreen world={world} rep={home} />;
  }
}

function HostShell({ world, screen, home, theme, onScreen }: Props & { readonly screen: keyof typeof addresses; readonly home: RepHome }) {
  return (
    <ShellFrame
      title={demoSays(`screen ${screen}`)}
      address={`${addresses[screen]}?user=${encodeURIComponent(home.account.email)}`}
      adapter={screen}
      device={home.device}
      theme={theme}
      aheadMs={world.time.ahead}
      onEdit={() => {
        world.diary.write(demoSays('did shell edit', { name: home.firstName }));
        home.wake();
      }}
      onPage={(recognised) => void home.pages.set(pageNames[screen], recognised)}
      onSignIn={() => onScreen('popup')}
    />
  );
}
