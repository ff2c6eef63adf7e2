/** The extension's options page (SUR4): connections, personal settings, the rep's items by how they stand, what Instep did, this device. */
import type { Instant } from '../../core/model';
import type { Device, ListedItem, Overview } from '../../device/device';
import { Logo } from '../icons/Icon';
import { Boundary } from '../parts/Boundary';
import { Loading, NotLoaded } from '../parts/states';
import { wordOf } from '../status';
import { type Answer, useDevice } from '../store';
import { repScreenSays } from '../texts/rep';
import { Connections } from './Connections';
import { type OptionsSection, type OrgAsking, optionsSections } from './calls';
import { KeptOutList, NeedsYouList, StatusList } from './ItemLists';
import { PersonalSettings, type Settings } from './PersonalSettings';
import { StateStrip } from './StateLine';
import { GuardQuestion, LostPages, ReconnectStrip } from './strips';
import { ThisDevice } from './ThisDevice';
import { WhatInstepDid } from './WhatInstepDid';

export interface OptionsProps {
  readonly device: Device;
  readonly overview: Answer<Overview> & { again(): void };
  readonly now: Instant;
  readonly section: OptionsSection;
  readonly onSection: (section: OptionsSection) => void;
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
  readonly onOpenItem: (item: ListedItem) => void;
  /** Puts the log on the clipboard. */
  readonly onCopyLog: () => Promise<void>;
  readonly org?: OrgAsking | undefined;
  readonly adminPage?: string | undefined;
}

function nameOf(section: OptionsSection): string {
  switch (section) {
    case 'connections':
      return repScreenSays('connections');
    case 'settings':
      return repScreenSays('personal settings');
    case 'did':
      return repScreenSays('did title');
    case 'device':
      return repScreenSays('this device');
    default:
      return wordOf(section);
  }
}

export function OptionsScreen(props: OptionsProps) {
  const { overview, section, onSection, now, device, adminPage } = props;
  return (
    <div class="is-root is-page">
      <header class="is-page-head">
        <Logo />
        <h1 class="is-popup-name">{repScreenSays('instep')}</h1>
        <span class="is-grow" />
        {overview.value && <StateStrip overview={overview.value} now={now} />}
        {adminPage !== undefined && (
          <a class="is-btn-link" href={adminPage}>
            {repScreenSays('admin pane')}
          </a>
        )}
      </header>
      {overview.value && (
        <div class="is-page-news">
          <ReconnectStrip overview={overview.value} now={now} onReconnect={() => device.reconnect()} />
          <GuardQuestion
            overview={overview.value}
            onAnswer={(answer) => device.answerGuard(answer)}
            onLook={() => onSection('needs you')}
          />
          <LostPages overview={overview.value} />
        </div>
      )}
      <div class="is-panel is-options">
        <nav aria-label={repScreenSays('options')}>
          <ul>
            {optionsSections.map((id) => (
              <li key={id}>
                <button type="button" class="is-nav" aria-current={id === section ? 'page' : undefined} onClick={() => onSection(id)}>
                  {nameOf(id)}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <div class="is-options-body">
          {!overview.value && (overview.state === 'failed' ? <NotLoaded onAgain={overview.again} /> : <Loading lines={6} />)}
          {overview.value && (
            <Boundary key={section}>
              <Section {...props} shown={overview.value} />
            </Boundary>
          )}
        </div>
      </div>
    </div>
  );
}

function Section({ device, shown, now, section, settings, onSettings, onOpenItem, onCopyLog, org }: OptionsProps & { shown: Overview }) {
  const cycles = useDevice(device, (asked) => asked.cycles(50), 'cycles');
  switch (section) {
    case 'connections':
      return <Connections overview={shown} now={now} calls={device} org={org} />;
    case 'settings':
      return <PersonalSettings overview={shown} settings={settings} onSettings={onSettings} />;
    case 'needs you':
      return <NeedsYouList device={device} now={now} onOpen={onOpenItem} />;
    case 'waiting':
    case 'in step':
      return <StatusList device={device} now={now} onOpen={onOpenItem} status={section} />;
    case 'did':
      return <WhatInstepDid cycles={cycles} now={now} calls={device} />;
    case 'kept out':
      return <KeptOutList device={device} now={now} onOpen={onOpenItem} />;
    case 'device':
      return <ThisDevice overview={shown} now={now} calls={device} onCopyLog={onCopyLog} org={org} />;
  }
}
