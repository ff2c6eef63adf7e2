/**
 * `npm start -- --once`: the main job without a screen. Imports the files into the demo rep's mailbox, runs cycles through
 * the real adapters over HTTP until both sides agree, and tells what it did. Progress goes to stderr, the summary to stdout.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Kind, Provider } from '../../shared/core/model';
import type { Ledger } from '../../shared/core/ports';
import { type Applied, totalOf } from '../../shared/engine/apply';
import { type CycleResult, runCycle } from '../../shared/engine/cycle';
import { AskedLookups } from '../../shared/engine/lookups';
import { MemoryLedger } from '../../shared/ledger/memory';
import { type Connected, connect } from './connect';
import type { Options } from './options';
import { type StandIns, startStandIns } from './standIns';
import { type Summary, summarise } from './summary';

export interface Imported {
  readonly contacts: number;
  readonly events: number;
  readonly unreadable: readonly { readonly file: string; readonly item: string; readonly why: string }[];
  readonly shortened: readonly {
    readonly item: string;
    readonly field: string;
    readonly from: number | string;
    readonly to: number | string;
  }[];
}

const nothingImported: Imported = { contacts: 0, events: 0, unreadable: [], shortened: [] };
const mostCycles = 50;

export async function runOnce(options: Options): Promise<Summary> {
  const started = Date.now();
  const provider: Provider = options.provider ?? 'microsoft';
  const files = [...options.contacts, ...options.calendars];
  const standIns = await startStandIns({ seed: files.length > 0 ? 'empty' : 'company', ports: {} });
  try {
    const user = await demoRep(standIns, provider);
    const imported = files.length > 0 ? await importFiles(standIns, user, provider, files) : nothingImported;
    say(
      files.length > 0
        ? `Imported ${counted(imported.contacts, 'contact')} and ${counted(imported.events, 'event')} into ${user}.`
        : `Syncing the demo rep ${user}.`,
    );
    return await syncOnce(standIns, user, provider, imported, started);
  } finally {
    await standIns.close();
  }
}

/** Cycles until both sides agree, one more that must find nothing, and the summary of it all. */
export async function syncOnce(
  standIns: Pick<StandIns, 'urls' | 'graphCa'>,
  user: string,
  provider: Provider,
  imported: Imported,
  started: number,
  ledger: Ledger = new MemoryLedger(),
): Promise<Summary> {
  const connected = await connect(standIns, user, provider, ledger, () => {});
  const { world } = connected;
  const look = new AskedLookups(world);
  await world.ledger.commit({ meta: { firstSyncConfirmed: true } });
  const applied: Applied[] = [];
  let cycles = 0;
  let last: CycleResult;
  do {
    last = await oneCycle(connected, look);
    cycles++;
    if (last.applied) applied.push(last.applied);
    say(told(cycles, last));
  } while (cycles < mostCycles && goesOn(last));
  const before = { ...connected.requests };
  const idle = await oneCycle(connected, look);
  return summarise({
    provider,
    connected,
    look,
    imported,
    applied,
    cycles,
    last,
    idle: { before, writes: idle.applied ? totalOf(idle.applied) : 0, changed: idle.changed },
    seconds: (Date.now() - started) / 1000,
  });
}

const goesOn = (result: CycleResult): boolean =>
  result.connection.kind === 'running' && (result.more || result.changed > 0 || (result.applied !== null && totalOf(result.applied) > 0));

function oneCycle({ world, requests }: Connected, look: AskedLookups): Promise<CycleResult> {
  return runCycle(world, {
    look,
    stop: () => false,
    progress: (step, done, total) => total > 1000 && say(`${step}: ${done} of ${total}`),
    calls: () => ({ crm: requests.salesforce, mailbox: requests.microsoft + requests.google }),
  });
}

const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

const told = (cycle: number, result: CycleResult): string => {
  const written = (kind: Kind): string => {
    const tally = result.applied?.[kind];
    const parts = tally
      ? [
          [tally.created.crm, 'created in Salesforce'] as const,
          [tally.created.mailbox, 'created in the mailbox'] as const,
          [tally.updated.crm, 'updated in Salesforce'] as const,
          [tally.updated.mailbox, 'updated in the mailbox'] as const,
          [tally.removed.crm, 'removed from Salesforce'] as const,
          [tally.removed.mailbox, 'removed from the mailbox'] as const,
          [tally.failed, 'failed'] as const,
        ].filter(([n]) => n > 0)
      : [];
    return parts.length === 0 ? 'nothing to do' : parts.map(([n, what]) => `${n} ${what}`).join(', ');
  };
  const stands = result.connection.kind === 'running' ? '' : ` ${JSON.stringify(result.connection)}`;
  return `Cycle ${cycle}: ${counted(result.changed, 'change')} read. Contacts: ${written('contact')}. Events: ${written('event')}.${stands}`;
};

const say = (text: string): void => void process.stderr.write(`${text}\n`);

export async function demoRep(standIns: Pick<StandIns, 'urls'>, provider: Provider): Promise<string> {
  const answer = await fetch(`${standIns.urls.control}/control/accounts`);
  const accounts = (await answer.json()) as readonly { readonly email: string; readonly role: string; readonly mailbox: string }[];
  const rep = accounts.find((account) => account.role === 'rep' && account.mailbox === provider);
  if (!rep) throw new Error(`The demo company has no rep with a ${provider} mailbox.`);
  return rep.email;
}

export async function importFiles(
  standIns: Pick<StandIns, 'urls'>,
  user: string,
  provider: Provider,
  files: readonly string[],
): Promise<Imported> {
  const body = { user, provider, files: files.map((file) => ({ name: basename(file), base64: readFileSync(file).toString('base64') })) };
  const answer = await fetch(`${standIns.urls.control}/control/import`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The import failed: ${await answer.text()}`);
  return (await answer.json()) as Imported;
}
