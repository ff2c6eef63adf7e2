/** What the parts of the local device share: the engine, the context of the moment, and how a target becomes an entry. */
import { canonicalEmail } from '../../core/contacts/fields/email';
import { windowOf } from '../../core/events/window';
import type { ConnectionState, Entry, Instant, Ref, Rep, Row } from '../../core/model';
import type { LedgerMeta, World } from '../../core/ports';
import type { Context } from '../../core/sync/verdict';
import type { Engine } from '../../engine/engine';
import { load, refName, refsOfEntry } from '../../engine/entries';
import { type Readings, readingsOf } from '../../engine/readings';
import type { Target } from '../device';

/** After so long without a cycle of any device, values may be older than they look (STA1). */
export const asleepMs = 24 * 3_600_000;

/** Accounts of one kind have two endings for one address. */
const sameAccount = (address: string): string => canonicalEmail(address).replace(/@googlemail\.com$/, '@gmail.com');

/** The default calendar is called by the account's address; a place that names no calendar is not asked. */
const isOwn = (calendarId: string | undefined, rep: Rep | null): boolean =>
  calendarId === undefined ||
  calendarId === 'primary' ||
  (rep?.mailboxAddresses.some((address) => sameAccount(address) === sameAccount(calendarId)) ?? false);

/** What a place names by its id. */
function itemAt(target: Target, rep: Rep | null): Ref | null {
  if (target.by === 'person') return { side: 'mailbox', kind: 'contact', id: target.personId };
  // A colleague's copy of a meeting, or another account's page, may show the very same id: only the rep's own calendar takes part (EVT1).
  if (target.by === 'event' && isOwn(target.calendarId, rep)) return { side: 'mailbox', kind: 'event', id: target.eventId };
  return null;
}

export class Here {
  constructor(readonly engine: Engine) {}

  get world(): World {
    return this.engine.world;
  }

  meta(): Promise<LedgerMeta> {
    return this.world.ledger.meta();
  }

  now(): Instant {
    return this.world.clock.now();
  }

  /** Null until the first cycle has learned who the rep is and what is configured. */
  async context(): Promise<Context | null> {
    return this.contextOf(await this.meta());
  }

  contextOf(meta: LedgerMeta): Context | null {
    if (!meta.rep || !meta.configuration) return null;
    const now = this.now();
    return {
      rep: meta.rep,
      configuration: meta.configuration,
      schema: meta.schema,
      window: windowOf(meta.configuration, now),
      now,
      look: this.engine.look,
      contactsFull: false,
    };
  }

  readings(context: Context): Readings {
    return readingsOf(context.configuration, this.now());
  }

  async connection(): Promise<ConnectionState> {
    return this.connectionOf(await this.meta());
  }

  connectionOf(meta: LedgerMeta): ConnectionState {
    const held = meta.connection;
    // Just connected: what is to be said of it, the first cycle finds out.
    if (!held) return { kind: 'running' };
    // A pause counts from its click on, and so does its end: the next cycle may be minutes away.
    if (meta.pausedSince !== null && held.kind !== 'sign in' && held.kind !== 'not set up')
      return { kind: 'paused', since: meta.pausedSince };
    if (meta.pausedSince === null && held.kind === 'paused') return { kind: 'running' };
    // The rep has said yes: the next cycle begins, and will say so itself.
    if (held.kind === 'preview' && meta.firstSyncConfirmed) return { kind: 'running' };
    const slept = meta.lastCycleAt !== null && this.now() - meta.lastCycleAt > asleepMs;
    return slept && held.kind === 'running' ? { kind: 'asleep', since: meta.lastCycleAt ?? 0 } : held;
  }

  async entry(ref: Ref): Promise<Entry | null> {
    return (await this.entries([ref]))[0] ?? null;
  }

  /** Read together, however many; null where nothing is there any more. */
  async entries(refs: readonly Ref[]): Promise<readonly (Entry | null)[]> {
    const found = new Map<string, Entry>();
    for (const entry of await load(this.world.ledger, refs))
      if (entry.mailbox?.seen || entry.crm?.seen || entry.pair) for (const ref of refsOfEntry(entry)) found.set(refName(ref), entry);
    return refs.map((ref) => found.get(refName(ref)) ?? null);
  }

  /** The item that a place on a page names; null when the ledger knows none. */
  async find(target: Target): Promise<Ref | null> {
    return (await this.findAll([target], (await this.meta()).rep))[0] ?? null;
  }

  /** Read together, as far as pages name them by id. */
  async findAll(targets: readonly Target[], rep: Rep | null): Promise<readonly (Ref | null)[]> {
    const named = targets.map((target) => itemAt(target, rep));
    const rows = await this.world.ledger.rows(named.filter((ref) => ref !== null));
    const seen = new Set(rows.flatMap((row) => (row?.seen ? [refName(row)] : [])));
    return Promise.all(
      targets.map((target, at) => {
        if (target.by === 'ref') return target.ref;
        if (target.by === 'email') return this.#byEmail(target.email);
        const ref = named[at];
        return ref && seen.has(refName(ref)) ? ref : null;
      }),
    );
  }

  /** The contact in the folder before one beside it, and either before a record alone. */
  async #byEmail(email: string): Promise<Ref | null> {
    const keys = [`e:${canonicalEmail(email)}`];
    const refs = [
      ...(await this.world.ledger.lookup('mailbox', 'contact', keys)),
      ...(await this.world.ledger.lookup('crm', 'contact', keys)),
    ];
    if (refs.length < 2) return refs[0] ?? null;
    const [rows, pairs] = await Promise.all([this.world.ledger.rows(refs), this.world.ledger.pairsOf(refs)]);
    const rank = (row: Row | null, paired: boolean): number =>
      paired
        ? 0
        : row?.side === 'mailbox' && row.seen?.item.kind === 'contact' && 'inFolder' in row.seen.item && row.seen.item.inFolder
          ? 1
          : row?.side === 'crm'
            ? 2
            : 3;
    const order = refs.map((ref, index) => ({ ref, rank: rank(rows[index] ?? null, pairs[index] != null) }));
    return order.sort((a, b) => a.rank - b.rank)[0]?.ref ?? null;
  }
}
