/** What the rep's screens ask: parts of the device, so that a device can be handed in as it is; and the places that they lead to. */
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

/** Where the org's address is asked of the rep: in a browser, every org has its own sign-in page. */
export interface OrgAsking {
  /** `https://acme.my.salesforce.com`, or ''. */
  readonly known: string;
  /** Why this is no address of an org; '' when it is one. */
  wrong(typed: string): string;
  /** Called in the rep's click, before anything is awaited: the browser may have to ask. */
  connect(typed: string): ReturnType<Device['connect']>;
}

export const optionsSections = ['connections', 'settings', 'needs you', 'waiting', 'in step', 'kept out', 'did', 'device'] as const;
export type OptionsSection = (typeof optionsSections)[number];
