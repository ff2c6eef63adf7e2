/**
 * Takes files that real programs exported (.vcf, .ics) into a stand-in mailbox, through the vendor's own API: decode
 * (`bytes`, `lines`), read (`properties`, `components`, `cards`, `events`), plan (`series`, `plan`), write.
 */
import type { Vendor, VendorName, World } from '../world';
import { Door, quietly } from './door';
import { graphSeries } from './graphRecurrence';
import { type ImportReport, Tally } from './ledger';
import { planFor } from './plan';
import { type ImportFile, readFiles } from './read';
import { googleSeries } from './toGoogle';
import * as google from './writeGoogle';
import * as graph from './writeGraph';

export type { ImportReport } from './ledger';

export interface ImportOrder {
  /** Account by id or address. */
  readonly user: string;
  /** Absent or anything else: the account's own mailbox. */
  readonly provider?: string;
  readonly files: readonly ImportFile[];
  /** Contacts into the folder or group that syncs (default), or beside it. */
  readonly folder?: boolean;
}

export async function importFiles(world: World, vendors: Readonly<Record<VendorName, Vendor>>, order: ImportOrder): Promise<ImportReport> {
  const account = world.account(order.user);
  if (!account) throw new Error(`Nobody is called ${order.user}. The people are: ${world.accounts.map(({ email }) => email).join(', ')}.`);
  const provider = order.provider === 'microsoft' || order.provider === 'google' ? order.provider : account.mailbox;
  if (provider === 'none')
    throw new Error(
      `${account.name} has no mailbox. Import into one of ${world.accounts
        .filter(({ mailbox }) => mailbox !== 'none')
        .map(({ email }) => email)
        .join(', ')}.`,
    );
  const reading = readFiles(order.files, account.timeZone);
  const plan = planFor(reading.events, provider === 'microsoft' ? graphSeries : googleSeries);
  const tally = new Tally();
  tally.notes.push(...reading.notes, ...plan.notes);
  const folder = order.folder !== false;
  const contacts = await quietly(world, async () => {
    const door = new Door(world, vendors[provider === 'microsoft' ? 'graph' : 'google'], account.id);
    const writer = provider === 'microsoft' ? graph : google;
    const written = await writer.writeCards(door, reading.cards, folder, tally);
    if (provider === 'microsoft') await graph.writeEvents(world, door, [account.email, ...account.aliases], plan.planned, tally);
    else await google.writeEvents(door, plan.planned, tally);
    return written;
  });
  return {
    contacts,
    events: reading.events.filter((event) => !tally.wasRefused(event)).length - plan.unreadable.length,
    unreadable: [...reading.unreadable, ...plan.unreadable, ...tally.unreadable],
    shortened: tally.shortened,
    notes: tally.notes,
  };
}
