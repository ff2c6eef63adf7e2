/** What the rep's screens ask: parts of the device, so that a device can be handed in as it is. */
import type { Device } from '../../device/device';

export type RepCalls = Pick<
  Device,
  | 'syncNow'
  | 'pause'
  | 'resume'
  | 'takeOver'
  | 'answerGuard'
  | 'connect'
  | 'reconnect'
  | 'disconnect'
  | 'confirmFirstSync'
  | 'undo'
  | 'history'
  | 'list'
  | 'act'
>;

/** What the shell around a screen does: other pages, the clipboard. */
export interface Shell {
  openOptions(section: OptionsSection): void;
  openItem(item: import('../../device/device').ListedItem): void;
  copy(text: string): Promise<void>;
}

export type OptionsSection = 'connections' | 'settings' | 'did' | 'kept out' | 'device' | 'needs you';
