/** What a card asks of the device and of the page around it. `DeviceCard` makes these from a `Device`. */
import type { HistoryEntry, Kind } from '../../core/model';
import type { Act, ActResult, Candidate, Device } from '../../device/device';

export type Undone = Awaited<ReturnType<Device['undo']>>;
export type RecordType = 'Contact' | 'Lead' | 'Account';

export interface CardCalls {
  act(act: Act): Promise<ActResult>;
  undo(what: { readonly token: string } | { readonly entry: string }): Promise<Undone>;
  history(): Promise<readonly HistoryEntry[]>;
  search(text: string, types: readonly RecordType[]): Promise<readonly Candidate[]>;
  signIn(): Promise<void>;
  reconnect(): Promise<void>;
  goOn(): Promise<void>;
  syncNow(): Promise<void>;
  copy(text: string): Promise<void>;
  /** Undefined where the card is part of a pane and cannot be closed. */
  readonly close?: (() => void) | undefined;
}

/** Contacts relate to accounts; events to people and accounts. */
export const relatable = (kind: Kind): readonly RecordType[] => (kind === 'contact' ? ['Account'] : ['Contact', 'Lead', 'Account']);
