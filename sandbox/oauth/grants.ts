/** What the sign-in pages have promised: codes, each good for one use, and refresh tokens, which outlive the process. */
import type { VendorName, World } from '../world';

export interface Grant {
  readonly vendor: VendorName;
  readonly user: string;
  readonly clientId: string;
  readonly scope: string;
  /** When the person signed in; a refresh token made by refreshing keeps it (not sliding). */
  readonly since: number;
}

export interface Code extends Grant {
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly nonce: string | null;
  readonly expiresAt: number;
}

interface Kept extends Grant {
  readonly token: string;
}

const CODE_LIFE = 600_000;

export class Grants {
  readonly #codes = new Map<string, Code>();
  readonly #refresh = new Map<string, Grant>();
  #count = 0;
  constructor(private readonly world: World) {}

  #name(kind: string): string {
    return `${kind}-${++this.#count}-${Math.floor(this.world.random.next() * 1e12).toString(36)}-${this.world.clock.now().toString(36)}`;
  }

  issueCode(code: Omit<Code, 'expiresAt' | 'since'>): string {
    const name = this.#name('code');
    const now = this.world.clock.now();
    this.#codes.set(name, { ...code, since: now, expiresAt: now + CODE_LIFE });
    return name;
  }
  /** The code's promise; asking uses it up, whatever comes of it. */
  redeem(vendor: VendorName, name: string): Code | null {
    const code = this.#codes.get(name);
    this.#codes.delete(name);
    return code && code.vendor === vendor && code.expiresAt > this.world.clock.now() ? code : null;
  }

  issueRefresh(grant: Grant): string {
    const token = this.#name(`refresh-${grant.vendor}`);
    const { vendor, user, clientId, scope, since } = grant;
    this.#refresh.set(token, { vendor, user, clientId, scope, since });
    return token;
  }
  refresh(vendor: VendorName, token: string): Grant | null {
    const grant = this.#refresh.get(token);
    return grant?.vendor === vendor ? grant : null;
  }
  revoke(token: string): boolean {
    return this.#refresh.delete(token);
  }
  /** An admin or the person has withdrawn them. */
  expire(vendor?: VendorName, user?: string): void {
    for (const [token, grant] of this.#refresh) {
      if ((!vendor || grant.vendor === vendor) && (!user || grant.user === user)) this.#refresh.delete(token);
    }
  }

  dump(): unknown {
    return [...this.#refresh].map(([token, grant]): Kept => ({ token, ...grant }));
  }
  load(dump: unknown): void {
    this.#refresh.clear();
    for (const { token, ...grant } of (dump ?? []) as readonly Kept[]) this.#refresh.set(token, grant);
  }
}
