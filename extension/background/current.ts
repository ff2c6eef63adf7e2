/**
 * The home of the moment behind one lasting device, so that screens need not know that the rep has connected another org, another
 * account, or nothing any more: then the old engine is halted and a new home is made.
 */
import type { Ref } from '../../shared/core/model';
import type { Admin } from '../../shared/device/admin';
import type { Device } from '../../shared/device/device';
import { allMethods } from '../../shared/device/messages';
import { type Home, home, type Needs, type SignedIn } from './home';
import { ownerOf, readKept } from './signIn/vault';

type Listener = (touched: readonly Ref[] | 'all') => void;
type Calls = Readonly<Record<string, (...given: readonly unknown[]) => Promise<unknown>>>;

export class Current {
  readonly device: Device;
  readonly #listeners = new Set<Listener>();
  #home: Promise<Home>;
  /** While the rep's sign-in makes the old home untrue and the next one is not there: whoever asks waits for it. */
  #arrive: ((next: Promise<Home>) => void) | null = null;

  constructor(private readonly needs: Omit<Needs, 'moving'>) {
    this.#home = this.#move();
    this.device = this.#facade();
  }

  get home(): Promise<Home> {
    return this.#home;
  }

  get admin(): Promise<Admin> {
    return this.#home.then(({ admin }) => admin);
  }

  async connectOrg(org: string): Promise<SignedIn> {
    return this.#connected(await (await this.#home).signInTo(org));
  }

  /** SEC5 */
  async disconnect(): Promise<void> {
    const { engine, device } = await this.#home;
    await engine.halt();
    await device.disconnect();
    await this.#moved();
  }

  /** After a sign-in: the home of whoever has signed in, at work at once. */
  async #connected(result: SignedIn): Promise<SignedIn> {
    if (this.#arrive || (result.ok && (await this.#home).owner !== ownerOf(await readKept()))) await this.#moved();
    if (!result.ok) return result;
    const { engine, device } = await this.#home;
    const { connection } = await engine.world.ledger.meta();
    if (connection?.kind === 'sign in') await engine.world.ledger.commit({ meta: { connection: null } });
    void engine.wake();
    this.#tell('all');
    void device;
    return result;
  }

  readonly #moving = (): void => {
    if (this.#arrive) return;
    this.#home = new Promise((resolve) => {
      this.#arrive = resolve;
    });
  };

  async #moved(): Promise<void> {
    const next = this.#move();
    this.#arrive?.(next);
    this.#arrive = null;
    this.#home = next;
    await next;
    this.#tell('all');
  }

  async #move(): Promise<Home> {
    const next = await home({ ...this.needs, moving: this.#moving });
    next.device.onChange((touched) => this.#tell(touched));
    return next;
  }

  readonly #tell = (touched: readonly Ref[] | 'all'): void => {
    for (const listener of this.#listeners) listener(touched);
  };

  #facade(): Device {
    const calls = allMethods.map((call) => [
      call,
      async (...given: readonly unknown[]) => ((await this.#home).device as unknown as Calls)[call]?.(...given),
    ]);
    const own = {
      connect: async (system: Parameters<Device['connect']>[0]) => this.#connected(await (await this.#home).device.connect(system)),
      disconnect: () => this.disconnect(),
      onChange: (listener: Listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
    // Every method of a device is in the list, and goes to the device of the moment.
    return { ...Object.fromEntries(calls), ...own } as Device;
  }
}
