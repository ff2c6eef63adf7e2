/** Puts the real parts together: accounts over HTTP, ledger, engine, device. Used by the pane and, for one cycle, by commands. */
import { realClock, realRandom } from '../../shared/adapters/clock';
import { createGraphMailbox } from '../../shared/adapters/graph';
import { lastingEventId } from '../../shared/adapters/graph/ids';
import { createHttp, type Http } from '../../shared/adapters/http';
import { createForRep, type SalesforceForRep } from '../../shared/adapters/salesforce/forRep';
import type { System } from '../../shared/core/model';
import type { World } from '../../shared/core/ports';
import type { Device } from '../../shared/device/device';
import { createDevice } from '../../shared/device/local';
import { DexieLedger } from '../../shared/ledger/dexie';
import type { Settings } from '../settings';
import { SignIn, type SignInResult } from '../signin/signIn';
import { deviceOf } from './deviceName';
import { Hub } from './hub';
import { Keeper } from './keeper';
import { lateControl, lateCrm } from './late';
import { keepLog } from './log';
import { mailboxOfSignIn } from './ownMailbox';

export interface Outlook {
  /** Address of the mailbox that Outlook shows. */
  readonly user: string;
  readonly nested: boolean;
  readonly platform: string;
}

export interface Connected {
  readonly device: Device;
  readonly engine: Keeper;
  readonly world: World;
  readonly ledger: DexieLedger;
  readonly http: Http;
  readonly signIn: SignIn;
  readonly hub: Hub;
  readonly log: ReturnType<typeof keepLog>;
  /** Graph's lasting id of an appointment that Outlook names by Exchange's. */
  lastingId(exchangeId: string): Promise<string>;
  /** SEC5 */
  wipe(): Promise<void>;
}

export interface ConnectOptions {
  readonly watched: () => boolean;
  /** After each run. */
  readonly ran: (connected: Connected) => Promise<void>;
}

export function connect(settings: Settings, outlook: Outlook, options: ConnectOptions): Connected {
  const log = keepLog();
  const hub = new Hub();
  const signIn = new SignIn(settings, realClock, outlook);
  const requests: Record<System, number> = { salesforce: 0, microsoft: 0, google: 0 };
  const http = createHttp({
    fetch: (input, init) => fetch(input, init),
    clock: realClock,
    random: realRandom,
    log: log.write,
    origins: settings.origins,
    count: (system) => void requests[system]++,
    tokens: signIn.tokens,
  });
  const ledger = new DexieLedger({ name: `instep ${outlook.user}`, notifier: hub.notifier });
  const org = new Org(signIn, http);
  const world: World = {
    mailbox: createGraphMailbox({ http }),
    crm: lateCrm(() => org.now?.crm ?? null),
    control: lateControl(() => org.now?.control ?? null),
    ledger,
    clock: realClock,
    random: realRandom,
    log: log.write,
    device: deviceOf(outlook.platform),
  };
  const engine = new Keeper(world, {
    calls: () => ({ crm: requests.salesforce, mailbox: requests.microsoft }),
    watched: options.watched,
    mayRun: () => org.known(),
    ran: () => options.ran(connected),
  });
  const signInAs = async (system: System): Promise<SignInResult> => {
    const result = await signIn.signIn(system);
    return result.ok && system === 'microsoft' ? mailboxOfSignIn(world.mailbox, signIn.vault, outlook.user) : result;
  };
  const local = createDevice({
    engine,
    signIn: signInAs,
    signedIn: () => signIn.signedIn(),
    forget: () => signIn.forget(),
    nextCycleAt: () => engine.nextAt,
  });
  // Signing in and out changes what screens show before the ledger knows anything of it.
  const device: Device = {
    ...local,
    onChange: (listener) => {
      const offLedger = local.onChange(listener);
      const offVault = signIn.vault.onChange(() => listener('all'));
      return () => {
        offLedger();
        offVault();
      };
    },
  };
  const connected: Connected = {
    device,
    engine,
    world,
    ledger,
    http,
    signIn,
    hub,
    log,
    lastingId: (exchangeId) =>
      exchangeId === ''
        ? Promise.resolve('')
        : lastingEventId(http, Office.context.mailbox.convertToRestId(exchangeId, Office.MailboxEnums.RestVersion.v2_0)),
    wipe: () => device.disconnect(),
  };
  return connected;
}

/** The org that the rep has signed in to; another one when the rep has signed in elsewhere. */
class Org {
  #made: { readonly instance: string; readonly salesforce: SalesforceForRep } | null = null;

  constructor(
    private readonly signIn: SignIn,
    private readonly http: Http,
  ) {}

  get now(): SalesforceForRep | null {
    return this.#made?.salesforce ?? null;
  }

  /** Both connections are there: cycles may run. */
  async known(): Promise<boolean> {
    const [instance, has] = await Promise.all([this.signIn.instance(), this.signIn.signedIn()]);
    if (instance === '') this.#made = null;
    else if (this.#made?.instance !== instance)
      this.#made = {
        instance,
        salesforce: createForRep({ http: this.http, random: realRandom, instanceUrl: instance, provider: 'microsoft' }),
      };
    return this.#made !== null && has.mailbox;
  }
}
