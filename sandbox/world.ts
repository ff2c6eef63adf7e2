/**
 * What the three stand-in services share: clock, chance, log of requests, faults, people and tokens. Each vendor is a
 * module `create(world): Vendor` in its own folder; `main.ts` puts them on their ports. Nothing here imports from
 * `shared/`: the product meets the sandbox over HTTP alone.
 */
import type { Hono } from 'hono';

export type VendorName = 'salesforce' | 'graph' | 'google';

/** A stand-in service. */
export interface Vendor {
  readonly name: VendorName;
  readonly app: Hono;
  /** Everything it holds, as plain JSON: for `GET /control/state`, for keeping it between starts. */
  dump(): unknown;
  load(dump: unknown): void;
  /** Forgets everything, faults and tokens aside. */
  clear(): void;
}

/** A person of the stand-in company; the same person in every service. */
export interface Account {
  /** Salesforce user id, 18 characters. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'rep' | 'admin' | 'user';
  readonly mailbox: 'microsoft' | 'google' | 'none';
  readonly aliases: readonly string[];
  readonly timeZone: string;
  readonly profile: string;
}

/** Time as the stand-ins see it. Runs with the real clock until it is frozen; can be moved forward. */
export class SandboxClock {
  #offset = 0;
  #frozenAt: number | null = null;

  now(): number {
    return this.#frozenAt ?? Date.now() + this.#offset;
  }
  set(instant: number): void {
    if (this.#frozenAt === null) this.#offset = instant - Date.now();
    else this.#frozenAt = instant;
  }
  advance(ms: number): void {
    this.set(this.now() + ms);
  }
  freeze(): void {
    this.#frozenAt = this.now();
  }
  run(): void {
    const now = this.now();
    this.#frozenAt = null;
    this.set(now);
  }
  get frozen(): boolean {
    return this.#frozenAt !== null;
  }
}

/** Seeded chance (mulberry32): the same seed gives the same shuffles, delays and failures. */
export class SandboxRandom {
  #state: number;
  constructor(seed = 1) {
    this.#state = seed >>> 0;
  }
  seed(seed: number): void {
    this.#state = seed >>> 0;
  }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  int(below: number): number {
    return Math.floor(this.next() * below);
  }
  shuffle<T>(list: readonly T[]): T[] {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.int(i + 1);
      [copy[i], copy[j]] = [copy[j]!, copy[i]!];
    }
    return copy;
  }
}

export interface LoggedRequest {
  readonly at: number;
  readonly vendor: VendorName | 'oauth';
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly status: number;
  readonly user: string;
  /** The parts of a $batch or composite, which are one request on the wire. */
  readonly parts: readonly { readonly method: string; readonly path: string; readonly status: number }[];
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/**
 * A rule that spoils answers. The first rule that matches is used; `times` counts down (absent: for ever); `chance`
 * (absent: 1) is drawn from the seeded random. `path` is a regular expression on method and path: `^PATCH .*contacts`.
 */
export interface FaultRule {
  readonly id: string;
  readonly vendor: VendorName;
  readonly path: string;
  /** `answer`: this status and body instead of doing it. `after`: does it, then answers so. `drop`: does nothing, cuts the connection. `drop after`: does it, cuts. `delay`: does it `ms` later. */
  readonly kind: 'answer' | 'after' | 'drop' | 'drop after' | 'delay';
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly ms?: number;
  readonly times?: number;
  readonly chance?: number;
}

/**
 * Behaviours that a vendor module looks up by name while it works, such as `graph.pageSize` or `google.feedLagMs`. Each
 * vendor documents its own in `docs/sandbox.md`. Absent: off.
 */
export type Switches = Record<string, unknown>;

export class Faults {
  readonly rules: FaultRule[] = [];
  readonly switches: Switches = {};
  readonly #left = new Map<string, number>();

  constructor(private readonly random: SandboxRandom) {}

  add(rule: FaultRule): void {
    this.rules.push(rule);
    if (rule.times !== undefined) this.#left.set(rule.id, rule.times);
  }
  clear(): void {
    this.rules.length = 0;
    this.#left.clear();
    for (const name of Object.keys(this.switches)) delete this.switches[name];
  }
  /** The fault that meets this request (or this part of a batch), if any; using it up. */
  meet(vendor: VendorName, method: string, path: string): FaultRule | null {
    for (const rule of this.rules) {
      if (rule.vendor !== vendor || !new RegExp(rule.path).test(`${method} ${path}`)) continue;
      const left = this.#left.get(rule.id);
      if (left !== undefined && left <= 0) continue;
      if (rule.chance !== undefined && this.random.next() >= rule.chance) continue;
      if (left !== undefined) this.#left.set(rule.id, left - 1);
      return rule;
    }
    return null;
  }
  number(name: string, otherwise: number): number {
    const value = this.switches[name];
    return typeof value === 'number' ? value : otherwise;
  }
  on(name: string): boolean {
    return this.switches[name] === true;
  }
}

interface Token {
  readonly vendor: VendorName;
  readonly user: string;
  expiresAt: number;
}

/** Bearer tokens and refresh tokens of all three services. */
export class Tokens {
  readonly #tokens = new Map<string, Token>();
  #count = 0;
  constructor(
    private readonly clock: SandboxClock,
    private readonly random: SandboxRandom,
  ) {}

  issue(vendor: VendorName, user: string, lifeMs = 3_600_000): string {
    const token = `${vendor}-${++this.#count}-${Math.floor(this.random.next() * 1e9).toString(36)}`;
    this.#tokens.set(token, { vendor, user, expiresAt: this.clock.now() + lifeMs });
    return token;
  }
  /** The user behind an `Authorization` header, or null when it is missing, foreign or expired. */
  userOf(vendor: VendorName, authorization: string | undefined): string | null {
    const token = this.#tokens.get((authorization ?? '').replace(/^(Bearer|OAuth) /i, ''));
    return token && token.vendor === vendor && token.expiresAt > this.clock.now() ? token.user : null;
  }
  /** Ends one token at once. */
  revoke(token: string): void {
    this.#tokens.delete(token);
  }
  /** What a token is worth, for introspection; null when it is worth nothing. */
  look(token: string): { readonly vendor: VendorName; readonly user: string; readonly expiresAt: number } | null {
    const found = this.#tokens.get(token);
    return found && found.expiresAt > this.clock.now() ? found : null;
  }
  expire(vendor?: VendorName, user?: string): void {
    for (const token of this.#tokens.values()) {
      if ((!vendor || token.vendor === vendor) && (!user || token.user === user)) token.expiresAt = 0;
    }
  }
}

/** The org of the stand-in company. */
export const ORG_ID = '00D5e000001abcdEAA';

/** A meeting as it travels between mailboxes of the company, whoever keeps them: what iCalendar would carry. */
export interface MeetingEvent {
  readonly subject: string;
  readonly text: string;
  readonly location: string;
  /** Local time without offset and its IANA zone, or a bare date for all-day events (end exclusive). */
  readonly start: { readonly dateTime: string; readonly timeZone: string } | { readonly date: string };
  readonly end: { readonly dateTime: string; readonly timeZone: string } | { readonly date: string };
  /** Lines such as `RRULE:FREQ=WEEKLY;BYDAY=MO`; empty for a single event. */
  readonly recurrence: readonly string[];
  readonly isPrivate: boolean;
  readonly organizer: { readonly name: string; readonly email: string };
  readonly attendees: readonly {
    readonly name: string;
    readonly email: string;
    readonly optional: boolean;
    readonly response: 'none' | 'accepted' | 'declined' | 'tentative';
  }[];
}

/** One meeting message to one person. `request` creates or renews the copy in the mailbox of `to`. */
export interface MeetingMessage {
  readonly method: 'request' | 'cancel' | 'reply';
  readonly vendor: VendorName;
  readonly from: string;
  readonly to: string;
  /** iCalendar UID, the same in every mailbox. */
  readonly uid: string;
  /** The occurrence that is meant, by its original start (UTC, ISO); absent: the event or the whole series. */
  readonly originalStart?: string;
  /** `reply` only. */
  readonly response?: 'accepted' | 'declined' | 'tentative';
  /** `request` only. */
  readonly event?: MeetingEvent;
}

export class World {
  readonly clock = new SandboxClock();
  readonly random = new SandboxRandom();
  readonly faults = new Faults(this.random);
  readonly tokens = new Tokens(this.clock, this.random);
  readonly log: LoggedRequest[] = [];
  readonly accounts: Account[] = [];
  /** Mails that a service would have sent to attendees: must stay empty (EVT6). */
  readonly mails: {
    readonly at: number;
    readonly vendor: VendorName;
    readonly from: string;
    readonly to: string;
    readonly about: string;
  }[] = [];

  /** Each mailbox vendor adds one at its creation; it takes the messages to people whose mailbox it keeps, and leaves the rest. */
  readonly postmen: ((message: MeetingMessage) => void)[] = [];

  /** Brings a meeting message to the mailbox of its receiver, if that is one of the company. */
  deliver(message: MeetingMessage): void {
    for (const postman of this.postmen) postman(message);
  }

  /** By id, main address or alias. */
  account(id: string): Account | undefined {
    const wanted = id.toLowerCase();
    return this.accounts.find(
      (account) => account.id === id || [account.email, ...account.aliases].some((mail) => mail.toLowerCase() === wanted),
    );
  }
}
