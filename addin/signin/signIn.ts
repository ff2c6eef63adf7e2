/** Signing in and out, and the tokens that requests carry: what the rest of the add-in knows of all this. */
import type { System } from '../../shared/core/model';
import { type Clock, Failed } from '../../shared/core/ports';
import { addinSays } from '../../shared/ui/texts/addin';
import type { Settings } from '../settings';
import { hasBridge } from './bridge';
import { type Kept, type SignInSystem, Vault } from './vault';
import { openWindow } from './window';

export interface SignInResult {
  readonly ok: boolean;
  readonly why: string;
}

const good: SignInResult = { ok: true, why: '' };
/** A token that ends within this time is renewed before it is used. */
const margin = 60_000;

const flow = () => import('./codeFlow');

export class SignIn {
  readonly vault = new Vault();
  #nested: Promise<import('./nested').Nested> | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly outlook: { readonly user: string; readonly nested: boolean },
  ) {}

  async signedIn(): Promise<{ readonly salesforce: boolean; readonly mailbox: boolean }> {
    const [salesforce, mailbox] = await Promise.all([this.vault.get('salesforce'), this.vault.get('microsoft')]);
    return { salesforce: salesforce !== undefined, mailbox: mailbox !== undefined };
  }

  /** The org's own address, known once somebody has signed in there. */
  async instance(): Promise<string> {
    return (await this.vault.get('salesforce'))?.instance ?? '';
  }

  async signIn(system: System): Promise<SignInResult> {
    if (system === 'google') return { ok: false, why: addinSays('no google') };
    // Without a bridge msal would go on by windows of its own: ours serve.
    const nested = system === 'microsoft' && this.outlook.nested && (await hasBridge());
    return nested ? this.#throughOutlook() : this.#byCode(system);
  }

  /** What `createHttp` asks for. @throws Failed */
  readonly tokens = async (system: System, { fresh }: { readonly fresh: boolean }): Promise<string> => {
    const gone = new Failed({ kind: 'signed out', system });
    if (system === 'google') throw gone;
    const kept = await this.vault.get(system);
    if (!kept) throw gone;
    const token = kept.how === 'nested' ? await this.#nestedToken(kept, fresh) : await this.#token(kept, fresh);
    if (token === null) {
      await this.vault.runOut(system);
      throw gone;
    }
    return token;
  };

  /** SEC5 */
  async forget(): Promise<void> {
    const kept = await this.vault.get('salesforce');
    await this.vault.wipe();
    if (kept) await (await flow()).revoke(this.settings, kept);
  }

  async #byCode(system: SignInSystem): Promise<SignInResult> {
    const { ask, redeem } = await flow();
    const hint = (await this.vault.get(system))?.user || (system === 'microsoft' ? this.outlook.user : '');
    const asked = await ask(system, hint);
    const opened = await openWindow(asked.url);
    if (opened.kind !== 'answer') return { ok: false, why: addinSays(opened.kind === 'closed' ? 'window closed' : 'window blocked') };
    try {
      await this.vault.put(await redeem(this.settings, asked, opened.query, this.clock.now()));
      return good;
    } catch (error) {
      return { ok: false, why: whyOf(error) };
    }
  }

  async #throughOutlook(): Promise<SignInResult> {
    try {
      const nested = await this.#nestedReady();
      const token = await nested.silent(this.outlook.user, false);
      const user = token === null ? (await nested.asking(this.outlook.user)).user : this.outlook.user;
      await this.vault.put({ system: 'microsoft', how: 'nested', access: '', refresh: '', expiresAt: 0, instance: '', user });
      return good;
    } catch (error) {
      return { ok: false, why: whyOf(error) };
    }
  }

  async #nestedToken(kept: Kept, fresh: boolean): Promise<string | null> {
    try {
      return await (await this.#nestedReady()).silent(kept.user, fresh);
    } catch {
      throw new Failed({ kind: 'offline' });
    }
  }

  #nestedReady(): Promise<import('./nested').Nested> {
    this.#nested ??= import('./nested').then(({ Nested }) => new Nested(this.settings));
    return this.#nested;
  }

  async #token(held: Kept, fresh: boolean): Promise<string | null> {
    if (held.refresh === '') return null;
    if (!fresh && held.expiresAt - this.clock.now() > margin) return held.access;
    return this.vault.renewing(held.system, async (now) => {
      if (!now || now.refresh === '') return null;
      // Another of our pages has renewed it while this one waited.
      if (now.access !== held.access && now.expiresAt - this.clock.now() > margin) return now.access;
      const renewed = await (await flow()).renew(this.settings, now, this.clock.now()).catch(() => {
        throw new Failed({ kind: 'offline' });
      });
      if (renewed) await this.vault.put(renewed);
      return renewed?.access ?? null;
    });
  }
}

const whyOf = (error: unknown): string => {
  const { error: code, error_description: text } = (error ?? {}) as { readonly error?: unknown; readonly error_description?: unknown };
  if (code === 'access_denied') return addinSays('refused by person');
  return typeof text === 'string' && text !== '' ? text.slice(0, 200) : addinSays('sign-in failed');
};
