/** The rep's device in this browser: the real parts put together, for one org and one Google account. */
import browser from 'webextension-polyfill';
import { realClock, realRandom } from '../../shared/adapters/clock';
import { createGoogleMailbox } from '../../shared/adapters/google';
import { createHttp, type Http } from '../../shared/adapters/http';
import { createSalesforce } from '../../shared/adapters/salesforce';
import type { System } from '../../shared/core/model';
import { Failed, type World } from '../../shared/core/ports';
import type { Admin } from '../../shared/device/admin';
import type { Device, Overview } from '../../shared/device/device';
import { createDevice } from '../../shared/device/local';
import { DexieLedger } from '../../shared/ledger/dexie';
import { alarmName, Keeper } from './keeper';
import { log } from './log';
import { forgetGoogle, googleToken, signInToGoogle } from './signIn/google';
import { renewSalesforce, revokeSalesforce, signInToSalesforce } from './signIn/salesforce';
import { empty, ownerOf, readKept, readPassing } from './signIn/vault';
import { forgetThisBrowser, ledgerOwner, rememberOwner, thisDevice } from './thisBrowser';

export interface Home {
  readonly engine: Keeper;
  readonly device: Device;
  readonly admin: Admin;
  /** Whose ledger it holds. */
  readonly owner: string;
  signInTo(org: string): Promise<SignedIn>;
}

export interface SignedIn {
  readonly ok: boolean;
  readonly why: string;
}

export interface Needs {
  readonly pages: () => Overview['pages'];
  /** Somebody looks at a page with badges. */
  readonly watched: () => boolean;
  readonly ran: () => Promise<void>;
  /** Somebody else is about to be connected: this home has ended, and what is asked from now on is the next one's. */
  readonly moving: () => void;
}

export async function home(needs: Needs): Promise<Home> {
  const ledger = new DexieLedger({ name: 'instep' });
  // Beside each other: somebody waits for the answer that this worker was started for. The ledger is opened with them.
  const [kept, holder, device, alarm] = await Promise.all([
    readKept(),
    ledgerOwner(),
    thisDevice(),
    browser.alarms.get(alarmName),
    ledger.meta(),
  ]);
  const owner = ownerOf(kept);
  if (holder !== owner) {
    await ledger.wipe();
    await rememberOwner(owner);
  }
  const calls = { crm: 0, mailbox: 0 };
  const count = (system: System) => void calls[system === 'salesforce' ? 'crm' : 'mailbox']++;
  const http = httpWith(tokens, count);
  const salesforce = createSalesforce({
    http,
    random: realRandom,
    instanceUrl: kept.org === '' ? 'https://login.salesforce.com' : kept.org,
    provider: 'google',
  });
  const world: World = {
    mailbox: createGoogleMailbox({ http }),
    crm: salesforce.crm,
    control: salesforce.control,
    ledger,
    clock: realClock,
    random: realRandom,
    log,
    device,
  };
  const nextAt = alarm?.scheduledTime ?? null;
  const engine = new Keeper(world, { calls: () => calls, watched: needs.watched, mayRun, ran: needs.ran, nextAt });
  const signIn = signingIn(async () => {
    await engine.halt();
    needs.moving();
  });
  const screens = createDevice({
    engine,
    signIn: async (system) => signIn(system, (await readKept()).org),
    signedIn,
    forget: async () => {
      await Promise.allSettled([revokeSalesforce(), forgetGoogle()]);
      await empty();
      await forgetThisBrowser();
    },
    pages: needs.pages,
    nextCycleAt: () => engine.nextAt,
  });
  return { engine, device: screens, admin: salesforce.admin, owner, signInTo: (org) => signIn('salesforce', org) };
}

const httpWith = (given: (system: System, how: { readonly fresh: boolean }) => Promise<string>, count: (system: System) => void): Http =>
  createHttp({ fetch: (...asked) => fetch(...asked), clock: realClock, random: realRandom, log, tokens: given, count });

async function tokens(system: System, { fresh }: { readonly fresh: boolean }): Promise<string> {
  const token = system === 'google' ? await googleToken(fresh, realClock.now(), whoIs) : await salesforceToken(fresh);
  if (token === '') throw new Failed({ kind: 'signed out', system });
  return token;
}

async function salesforceToken(fresh: boolean): Promise<string> {
  const { salesforce } = await readPassing();
  return salesforce !== '' && !fresh ? salesforce : renewSalesforce();
}

/** Google answers for whoever is signed in: asked with that very token, before it is used for anything else. */
async function whoIs(token: string): Promise<string> {
  const http = httpWith(
    async () => token,
    () => undefined,
  );
  return (await createGoogleMailbox({ http }).whoAmI()).mailboxId;
}

/** `another`: the ledger in hand belongs to somebody else from now on. */
const signingIn =
  (another: () => Promise<void>) =>
  async (system: System, org: string): Promise<SignedIn> => {
    try {
      if (system === 'google') await signInToGoogle(realClock.now(), whoIs, another);
      else await signInToSalesforce(org, another);
      return { ok: true, why: '' };
    } catch (error) {
      log('info', 'sign-in did not end well', { system });
      return { ok: false, why: error instanceof Error ? error.message : '' };
    }
  };

async function signedIn(): Promise<{ readonly salesforce: boolean; readonly mailbox: boolean }> {
  const [kept, passing] = await Promise.all([readKept(), readPassing()]);
  return {
    salesforce: kept.org !== '' && (kept.salesforceRefresh !== '' || passing.salesforce !== ''),
    mailbox: kept.google !== '',
  };
}

async function mayRun(): Promise<boolean> {
  const { salesforce, mailbox } = await signedIn();
  return salesforce && mailbox;
}
