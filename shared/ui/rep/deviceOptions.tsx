/** The options screen over a device: in a file of its own, so that a pane can leave it for later. */
import { useState } from 'preact/hooks';
import type { Device, ListedItem } from '../../device/device';
import { useDevice } from '../store';
import { useNow } from '../timing';
import type { OptionsSection, OrgAsking } from './calls';
import { OptionsScreen } from './OptionsScreen';
import type { Settings } from './PersonalSettings';

interface OptionsProps {
  readonly device: Device;
  readonly section?: OptionsSection;
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
  readonly onOpenItem: (item: ListedItem) => void;
  readonly onCopyLog: () => Promise<void>;
  readonly org?: OrgAsking | undefined;
  /** Address of the admin page, for those who may use it. */
  readonly adminPage?: string | undefined;
}

export function DeviceOptions(props: OptionsProps) {
  const { device, section: first = 'connections', settings, onSettings, onOpenItem, onCopyLog, org, adminPage } = props;
  const now = useNow();
  const overview = useDevice(device, (asked) => asked.overview(), 'overview');
  const [section, setSection] = useState<OptionsSection>(first);
  return (
    <OptionsScreen
      device={device}
      overview={overview}
      now={now}
      section={section}
      onSection={setSection}
      settings={settings}
      onSettings={onSettings}
      onOpenItem={onOpenItem}
      onCopyLog={onCopyLog}
      org={org}
      adminPage={adminPage}
    />
  );
}
