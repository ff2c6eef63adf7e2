/** Where the simulation is played: in memory, or before the stand-in services over HTTP. What people do and what is looked at is the same. */

import type { Plane } from '../../shared/adapters/memory/control';
import type { Hands, Org } from '../../shared/adapters/memory/crm';
import type { Mail, MailboxHands } from '../../shared/adapters/memory/mailbox';
import type { ItemId, Provider } from '../../shared/core/model';
import type { Clock, Ledger, World } from '../../shared/core/ports';
import type { Dice, Loan } from './dice';
import type { Life } from './life';

export interface SimClock extends Clock {
  at: number;
}

/** An item as it lies in a mailbox: another object as soon as anything about it is different. */
export type MailboxStored = Pick<ReturnType<MailboxHands['all']>[number], 'kind' | 'id' | 'item' | 'mark'>;
export type CrmStored = Pick<ReturnType<Org['all']>[number], 'kind' | 'id' | 'fields' | 'deletedAt'>;

export interface SimMailbox {
  readonly mails: readonly Pick<Mail, 'to' | 'about'>[];
  readonly hands: Pick<
    MailboxHands,
    | 'addContact'
    | 'addEvent'
    | 'addSeries'
    | 'edit'
    | 'delete'
    | 'deleteSeries'
    | 'moveOut'
    | 'moveIn'
    | 'keepOut'
    | 'rename'
    | 'forgetCursors'
    | 'contact'
    | 'event'
  > & { all(kind: 'contact' | 'event'): readonly MailboxStored[] };
}

export interface SimOrg {
  readonly records: Readonly<Record<'contact' | 'event', ReadonlyMap<ItemId, CrmStored>>>;
  readonly accounts: ReadonlyMap<ItemId, { readonly id: ItemId; readonly name: string }>;
  find(id: ItemId): CrmStored | undefined;
}

export type SimPeople = Pick<Hands, 'user' | 'account' | 'create' | 'edit' | 'give' | 'remove' | 'undelete' | 'merge' | 'purge'>;

export interface SimPlane extends Pick<Plane, 'saveConfiguration' | 'assign' | 'unassign'> {
  readonly requests: ReadonlyMap<string, Pick<ReturnType<Plane['place']>, 'id' | 'scope' | 'state' | 'outcome' | 'pickedUpBy'>>;
  place(repId: ItemId, kind?: 'reset' | 'preview', scope?: Parameters<Plane['place']>[2]): { readonly id: string };
}

export interface Somebody {
  readonly userId: ItemId;
  readonly provider: Provider;
  readonly address: string;
}

export interface Premises {
  readonly clock: SimClock;
  readonly org: SimOrg;
  readonly people: SimPeople;
  readonly plane: SimPlane;
  /** The provider of a rep, and what chance would have it be. */
  provider(index: number, drawn: Provider): Provider;
  mailbox(rep: Somebody, pageSize: number): SimMailbox;
  /** What a device of this rep works with in this life. */
  ports(rep: Somebody & { readonly mailbox: SimMailbox }, life: Life, clock: Clock): Pick<World, 'mailbox' | 'crm' | 'control'>;
  /** A new one, empty. */
  ledger(): Ledger;
  /** The same one, after the death of what had it open. */
  reopened(ledger: Ledger): Ledger;
  copy(ledger: Ledger): Promise<unknown>;
  restored(copy: unknown): Promise<Ledger>;
  turnFoul(rep: { readonly mailbox: SimMailbox }, dice: Dice, count: (what: string) => void): void;
  turnFair(rep: { readonly mailbox: SimMailbox }): void;
  /** The weather of now. @returns what brings it back. */
  weather(rep: { readonly mailbox: SimMailbox }): () => void;
  /** A device has run, or has died on the way. */
  ran(life: Life): Promise<void> | void;
  /** For good. */
  heal(): void;
}

export type Open = (loan: Loan, seed: number) => Premises;
