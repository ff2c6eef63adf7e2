/**
 * The rep's device in this browser: the real parts put together. Made when the background starts, and again when the rep
 * connects another org.
 */
import browser from 'webextension-polyfill';
import { realClock, realRandom } from '../../shared/adapters/clock';
import { createGoogleMailbox } from '../../shared/adapters/google';
import { createHttp } from '../../shared/adapters/http';
import { createSalesforce } from '../../shared/adapters/salesforce';
import type { System } from '../../shared/core/model';
import { Failed, type Log, type World } from '../../shared/core/ports';
import type { Overview } from '../../shared/device/device';
import { createDevice } from '../../shared/device/local';
import { Engine } from '../../shared/engine/engine';
import { DexieLedger } from '../../shared/ledger/dexie';
import { log } from './log';
import { forgetGoogle, googleToken, rememberAccount, signInToGoogle } from './signIn/google';
import { renewSalesforce, revokeSalesforce, signInToSalesforce } from './signIn/salesforce';
import { empty, readKept, readPassing } from './signIn/vault';

export interface Home {
  readonly engine: Engine;
  readonly device: ReturnType<typeof createDevice>;
  readonly admin: ReturnType<typeof createSalesforce>['admin'];
}

interface Needs {
  readonly pages: () => Overview['pages'];
  readonly nextCycleAt: () => number | null;
  /** Somebody looks at a page with badges. */
  readonly watched: () => boolean;
}

export async function home(needs: Needs): Promise<Home> {
  const { org } = await readKept();
  const calls = { crm: 0, mailbox: 0 };
  const http = createHttp({
    fetch: (...given) => fetch(...given),
    clock: realClock,
    random: realRandom,
    log,
    tokens,
    count: (system) => void calls[system === 'salesforce' ? 'crm' : 'mailbox']++,
  });
  const salesforce = createSalesforce({
    http,
    random: realRandom,
    instanceUrl: org === '' ? 'https://login.salesforce.com' : org,
    provider: 'google',
  });
  const world: World = {
    mailbox: createGoogleMailbox({ http }),
    crm: salesforce.crm,
    control: salesforce.control,
    ledger: new DexieLedger({ name: 'instep' }),
    clock: realClock,
    random: realRandom,
    log: log satisfies Log,
    device: await thisDevice(),
  };
  const engine = new Engine(world, { calls: () => calls, watched: needs.watched });
  const device = createDevice({
    engine,
    signIn: (system) => signIn(system),
    signedIn,
    forget: async () => {
      await Promise.allSettled([revokeSalesforce(), forgetGoogle()]);
      await empty();
    },
    pages: needs.pages,
    nextCycleAt: needs.nextCycleAt,
  });
  return { engine, device, admin: salesforce.admin };
}

async function tokens(system: System, { fresh }: { readonly fresh: boolean }): Promise<string> {
  const token = system === 'google' ? await googleToken(fresh, realClock.now()) : await salesforceToken(fresh);
  if (token === '') throw new Failed({ kind: 'signed out', system });
  return token;
}

async function salesforceToken(fresh: boolean): Promise<string> {
  const { salesforce } = await readPassing();
  return salesforce !== '' && !fresh ? salesforce : renewSalesforce();
}

async function signIn(system: System): Promise<{ readonly ok: boolean; readonly why: string }> {
  try {
    if (system === 'google') await signInToGoogle(realClock.now());
    else await signInToSalesforce((await readKept()).org);
    return { ok: true, why: '' };
  } catch (error) {
    log('info', 'sign-in did not end well', { system });
    return { ok: false, why: error instanceof Error ? error.message : '' };
  }
}

async function signedIn(): Promise<{ readonly salesforce: boolean; readonly mailbox: boolean }> {
  const [kept, passing] = await Promise.all([readKept(), readPassing()]);
  return {
    salesforce: kept.org !== '' && (kept.salesforceRefresh !== '' || passing.salesforce !== ''),
    mailbox: kept.google !== '' || passing.google !== '',
  };
}

const deviceKey = 'device';

async function thisDevice(): Promise<World['device']> {
  const { version } = browser.runtime.getManifest();
  const stored = await browser.storage.local.get(deviceKey);
  const known: unknown = stored[deviceKey];
  const id = typeof known === 'string' ? known : crypto.randomUUID();
  if (known !== id) await browser.storage.local.set({ [deviceKey]: id });
  return { id, name: browserName(), version };
}

const browserName = (): string =>
  navigator.userAgent.includes('Firefox/') ? 'Firefox' : navigator.userAgent.includes('Edg/') ? 'Edge' : 'Chrome';

/** The account that Google named, once the first cycle knows it. */
export async function nameAccount(world: World): Promise<void> {
  const { rep } = await world.ledger.meta();
  const [address = ''] = rep?.mailboxAddresses ?? [];
  if (address !== '' && (await readKept()).google !== address) await rememberAccount(address);
}
