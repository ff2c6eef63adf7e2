/**
 * A rep's device in the page: engine, ledger and device as the extension's background has them, with what the demo does to
 * them besides (kill, lose the ledger, sign out). Screens hold one `device` for ever, whatever happens behind it.
 *
 *   begin ─→ tick ─→ asleep until due ─→ tick …
 *     ↑                 │  └── wake: the visitor did something
 *     └───── kill ──────┘
 */
import { realRandom } from '../../../shared/adapters/clock';
import type { Provider, System } from '../../../shared/core/model';
import type { Ledger, World } from '../../../shared/core/ports';
import type { Device, Overview } from '../../../shared/device/device';
import { createDevice } from '../../../shared/device/local';
import { allMethods } from '../../../shared/device/messages';
import { Engine } from '../../../shared/engine/engine';
import { repState } from '../../../shared/ui/rep/state';
import { demoSays } from '../../../shared/ui/texts/demo';
import type { Diary } from './diary';
import { Life, mortal, mortalFetch } from './mortal';
import { httpOn, mailboxOn, org, SignIns, salesforceOn } from './parts';
import { type Account, originOf, type Told } from './standIns';
import type { DemoTime } from './time';

export interface Around {
  readonly told: Told;
  readonly time: DemoTime;
  readonly diary: Diary;
}

interface Worker {
  readonly life: Life;
  readonly engine: Engine;
  readonly device: Device;
}

/** Never longer without a look, whatever pace the engine would keep: visitors do not wait. */
const longest = 60_000;
/** After an action: other writes of the same moment join. */
const soon = 250;

export class RepHome {
  readonly device: Device;
  readonly signIns: SignIns;
  readonly provider: Provider;
  readonly firstName: string;
  readonly pages = new Map<string, boolean>();
  #worker: Worker;
  #dueAt: number | null = null;
  #call: () => void = () => undefined;
  readonly #listeners = new Set<Parameters<Device['onChange']>[0]>();
  /** Since the page was opened, whichever worker asked; and what of it the log has told. */
  readonly #asked: Record<System, number> = { salesforce: 0, microsoft: 0, google: 0 };
  #told: Readonly<Record<System, number>> = { ...this.#asked };
  #plannedAt: number | null = null;
  #again = false;
  #lastCycle = '';
  #lastWord = '';

  constructor(
    readonly account: Account,
    readonly ledger: Ledger,
    private readonly around: Around,
  ) {
    this.provider = account.mailbox === 'google' ? 'google' : 'microsoft';
    this.firstName = account.name.split(' ')[0] ?? account.name;
    this.signIns = new SignIns(account.email);
    this.#worker = this.#begin();
    this.device = this.#steady();
    around.time.onMove(() => {
      // What was planned was planned by the time before.
      this.#call();
      this.#plannedAt = null;
      this.wake();
    });
  }

  wake(): void {
    // A run that is under way may have read already what is to be seen now: then one more follows it.
    if (this.#worker.engine.running) this.#again = true;
    else this.#plan(soon);
  }

  get engine(): Engine {
    return this.#worker.engine;
  }

  /** As the browser stops a service worker: at whatever it was waiting for. */
  kill(): void {
    this.#worker.life.end();
    this.#call();
    this.#plannedAt = null;
    this.#again = false;
  }

  revive(): void {
    this.#worker = this.#begin();
    this.#tell('all');
    this.wake();
  }

  async loseLedger(): Promise<void> {
    this.kill();
    await this.ledger.wipe();
    // The rep had said yes once; a new device of the same rep would ask again, and that is not the point here.
    await this.ledger.commit({ meta: { firstSyncConfirmed: true } });
    this.revive();
  }

  #begin(): Worker {
    const life = new Life();
    const { told, time } = this.around;
    const log: World['log'] = (_, message, facts) => {
      const status = Number(facts?.status ?? 0);
      if (!life.over && message === 'request' && status >= 400 && status !== 404) this.#refused(String(facts?.service), status);
    };
    const http = httpOn({
      told,
      time,
      signIns: this.signIns,
      log,
      fetch: mortalFetch(life),
      count: (system) => void this.#asked[system]++,
    });
    const { crm, control } = salesforceOn(http, this.provider);
    const home = originOf(told, 'salesforce');
    const recordUrl = (id: string): string => crm.recordUrl(id).replace(org, home);
    const world: World = {
      mailbox: mortal(mailboxOn(http, this.provider), life),
      crm: Object.assign(Object.create(mortal(crm, life)) as World['crm'], { recordUrl }),
      control: mortal(control, life),
      ledger: mortal(this.ledger, life),
      clock: time,
      random: realRandom,
      log,
      device: { id: `demo-${this.account.id}`, name: demoSays('device name'), version: '0.1.0' },
    };
    const engine = new Engine(world, {
      watched: () => true,
      calls: () => ({ crm: this.#asked.salesforce, mailbox: this.#asked[this.provider] }),
    });
    const device = createDevice({
      engine,
      signIn: async (system) => {
        this.signIns.signIn(system);
        return { ok: true, why: '' };
      },
      signedIn: async () => ({ salesforce: this.signIns.has('salesforce'), mailbox: this.signIns.has(this.provider) }),
      forget: async () => undefined,
      pages: () => [...this.pages].map(([page, recognised]) => ({ page, recognised })),
      nextCycleAt: () => this.#dueAt,
    });
    device.onChange((touched) => !life.over && this.#tell(touched));
    engine.onProgress(() => !life.over && engine.progress === null && void this.#ended(device));
    return { life, engine, device };
  }

  /** One object for the screens: each call goes to the worker of the moment. */
  #steady(): Device {
    const call =
      (name: (typeof allMethods)[number]) =>
      (...given: readonly unknown[]) => {
        const { device, life } = this.#worker;
        return life.asked<unknown>(Reflect.apply(device[name], device, given));
      };
    const calls = Object.fromEntries(allMethods.map((name) => [name, call(name)]));
    const onChange: Device['onChange'] = (listener) => {
      this.#listeners.add(listener);
      return () => this.#listeners.delete(listener);
    };
    return { ...calls, onChange } as Device;
  }

  #tell(touched: Parameters<Parameters<Device['onChange']>[0]>[0]): void {
    for (const listener of [...this.#listeners]) listener(touched);
  }

  /** The earliest plan counts. */
  #plan(ms: number): void {
    const at = this.around.time.now() + ms;
    if (this.#plannedAt !== null && this.#plannedAt <= at) return;
    this.#call();
    this.#plannedAt = at;
    this.#call = this.around.time.timing.after(ms, () => {
      this.#plannedAt = null;
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    const { engine, life } = this.#worker;
    const due = await engine.wake().catch((error: unknown) => {
      this.around.diary.write(
        demoSays('log trouble', { name: this.firstName, why: error instanceof Error ? error.message : String(error) }),
      );
      return this.around.time.now() + longest;
    });
    if (life.over) return;
    this.#dueAt = due;
    this.#plan(Math.min(Math.max(due - this.around.time.now(), 1000), longest));
  }

  /** A run is over: what it did, in one sentence. */
  async #ended(device: Device): Promise<void> {
    if (this.#again) {
      this.#again = false;
      this.#plan(soon);
    }
    const [before, now] = [this.#told, { ...this.#asked }];
    this.#told = now;
    const since = (system: System): number => now[system] - before[system];
    const [latest] = await device.cycles(1);
    const overview = await device.overview();
    const fresh = latest !== undefined && latest.id !== this.#lastCycle ? latest : null;
    if (fresh) this.#lastCycle = fresh.id;
    const { diary } = this.around;
    const name = this.firstName;
    if (fresh) diary.write(demoSays('log cycle', { name, created: fresh.created, updated: fresh.updated, removed: fresh.removed }));
    this.#saidOf(overview);
    const [mailbox, salesforce] = [since(this.provider), since('salesforce')];
    if (mailbox + salesforce === 0) return;
    diary.write(demoSays(this.provider === 'google' ? 'log asked google' : 'log asked microsoft', { name, mailbox, salesforce }));
  }

  #saidOf(overview: Overview): void {
    const { headline, sentence } = repState(overview, this.around.time.now());
    if (headline === this.#lastWord) return;
    this.#lastWord = headline;
    this.around.diary.write(demoSays('log state', { name: this.firstName, headline, sentence }));
  }

  #refused(service: string, status: number): void {
    const system = service === 'salesforce' ? 'Salesforce' : service === 'graph' ? 'Microsoft' : 'Google';
    this.around.diary.write(demoSays('log refused', { name: this.firstName, system, status: String(status) }));
  }
}
