/**
 * One cycle: pull, plan, apply, settle. All it knows is in the ledger and the control plane, so that it may stop at any
 * await and the next one goes on (SYN6).
 *
 *   instructions ─┐
 *   pull ×4       ├─ one request a vendor ─→ holds the lease? ─→ obey requests ─→ plan, apply ─→ share, report
 *   lease         ┘                              └ no: follow (read and show, write nothing)
 */
import { windowOf } from '../core/events/window';
import { type Configuration, type ConnectionState, type Kind, kinds, type Rep, type Request } from '../core/model';
import { Failed, type Instructions, type LedgerMeta, type World } from '../core/ports';
import { remedyFor } from '../core/sync/remedy';
import type { Context } from '../core/sync/verdict';
import { adopt } from './adopt';
import type { Applied } from './apply';
import { compareDaily } from './daily';
import { isDue, leaseMs, takeLease } from './lease';
import type { AskedLookups } from './lookups';
import { withCalls } from './pace';
import { type PlanResult, planAndApply } from './plan';
import { pull } from './pull';
import { type Readings, readingsOf, readsOther } from './readings';
import { configurationChanged, dueTroubles, windowMoved } from './reopen';
import { owesReport, owesState, reportOf, standing, tellsAdmin, told, withCycle } from './report';
import { kindsOf, obey, reportResets } from './requests';
import type { Cycle } from './settle';
import { lostLease, share } from './share';
import { together } from './together';
import { Watched } from './watched';

const historyMs = 30 * 86_400_000;

export interface CycleOptions {
  readonly look: AskedLookups;
  /** Asked between portions: a pause or a shutdown ends the cycle there. */
  readonly stop: () => boolean;
  readonly progress: (step: 'read' | 'contacts' | 'events' | 'settle', done: number, total: number) => void;
  /** Requests so far, for the report. */
  readonly calls: () => { readonly crm: number; readonly mailbox: number };
  /** Take the lease away from a device that holds it (the rep asked). */
  readonly takeOver?: boolean;
}

export interface CycleResult {
  readonly connection: ConnectionState;
  readonly applied: Applied | null;
  /** New or changed items that the pull brought. */
  readonly changed: number;
  /** There is more to plan right away: another cycle should follow at once. */
  readonly more: boolean;
}

export async function runCycle(world: World, options: CycleOptions): Promise<CycleResult> {
  try {
    const result = await new CycleRun(world, options).run();
    await remember(world, result.connection);
    if (result.applied === null) await tellState(world, options, result.connection);
    return result;
  } catch (error) {
    const connection = await connectionAfter(world, error);
    await remember(world, connection);
    await tellState(world, options, connection);
    return { connection, applied: null, changed: 0, more: false };
  }
}

/** The admin sees why nothing moves (ADM2): told once, by the device that did the work, where Salesforce can be reached. */
async function tellState(world: World, options: CycleOptions, connection: ConnectionState): Promise<void> {
  const { rep, configuration, schema, counters, leaseUntil } = await world.ledger.meta();
  if (!rep || !configuration || leaseUntil === null || !tellsAdmin(connection, counters) || !owesState(counters, connection)) return;
  const now = world.clock.now();
  const window = windowOf(configuration, now);
  try {
    await report(world, options, { rep, configuration, schema, window, now, look: options.look, contactsFull: false }, connection);
  } catch (error) {
    // Not told: the next cycle tries again.
    if (!(error instanceof Failed)) throw error;
  }
}

async function report(world: World, options: CycleOptions, context: Context, connection: ConnectionState): Promise<void> {
  const stands = await standing(world, context, options.look);
  const meta = await world.ledger.meta();
  const calls = options.calls();
  await world.control.report(reportOf(world, { stands, connection, meta, counters: meta.counters, calls }));
  const { counters } = await world.ledger.meta();
  await world.ledger.commit({ meta: { counters: told(counters, calls, connection) } });
}

async function remember(world: World, connection: ConnectionState): Promise<void> {
  const meta = await world.ledger.meta();
  if (JSON.stringify(meta.connection) !== JSON.stringify(connection)) await world.ledger.commit({ meta: { connection } });
}

/** A failure of the whole connection, as the rep sees it. Anything else is a bug, and is thrown on. */
async function connectionAfter(world: World, error: unknown): Promise<ConnectionState> {
  if (lostLease(error)) return { kind: 'following', device: '' };
  if (!(error instanceof Failed)) throw error;
  const now = world.clock.now();
  const meta = await world.ledger.meta();
  const attempt = (meta.counters.failures ?? 0) + 1;
  await world.ledger.commit({ meta: { counters: { ...meta.counters, failures: attempt } } });
  world.log('info', 'cycle failed', { failure: error.failure.kind });
  const remedy = remedyFor(error.failure, attempt, now, world.random.next());
  if (remedy.do === 'sign in')
    return {
      kind: 'sign in',
      to: remedy.to,
      since: meta.connection?.kind === 'sign in' ? meta.connection.since : now,
      cause: remedy.cause,
    };
  if (remedy.do === 'wait') return { kind: 'waiting', until: remedy.until, cause: remedy.cause, facts: remedy.facts };
  if (remedy.do === 'park') return { kind: 'waiting', until: now + 15 * 60_000, cause: remedy.cause, facts: remedy.facts };
  return { kind: 'waiting', until: now + 60_000, cause: 'unknown failure', facts: { detail: error.failure.kind } };
}

class CycleRun {
  constructor(
    private readonly world: World,
    private readonly options: CycleOptions,
  ) {}

  async run(): Promise<CycleResult> {
    const meta = await this.#introduced();
    if (meta.pausedSince !== null) return this.#idle({ kind: 'paused', since: meta.pausedSince });
    const read = await this.#read(meta);
    if (!read) return this.#idle({ kind: 'not set up', cause: this.#missing, facts: {} });
    const { context, instructions, pullOptions, changed, holds } = read;
    await this.#catchUp(instructions, pullOptions, context);
    const now = await this.world.ledger.meta();
    if (!holds) return { ...this.#idle({ kind: 'following', device: instructions.lease?.name ?? '' }), changed };
    // Before the first sync nothing is written (STA5): a reset waits for it, and can be withdrawn until then (RST4).
    const asked = now.firstSyncConfirmed ? instructions.requests : instructions.requests.filter(({ kind }) => kind === 'preview');
    const resets = await obey(this.world, context, this.options.look, asked, pullOptions);
    if (!now.firstSyncConfirmed) return { ...this.#idle({ kind: 'preview', since: now.lastCycleAt ?? this.world.clock.now() }), changed };
    const reconnect = await this.#reconnect(instructions);
    const planned = await this.#plan(context, pullOptions, reconnect ? ['contact'] : kinds, resets);
    return this.#settled(context, planned, changed, resets, reconnect);
  }

  #missing: 'no configuration' | 'configuration inactive' | 'permission set missing' = 'no configuration';

  /** First of all: who the rep is on both sides, and where the contacts live (CON1). */
  async #introduced(): Promise<LedgerMeta> {
    const meta = await this.world.ledger.meta();
    if (meta.rep) return meta;
    const [mailbox, crm] = await together([this.world.mailbox.whoAmI(), this.world.crm.whoAmI()]);
    await this.world.mailbox.prepare();
    const ownDomain = crm.email.split('@')[1] ?? '';
    const rep: Rep = {
      ...crm,
      ...mailbox,
      ownDomains: [...new Set([ownDomain, ...mailbox.mailboxAddresses.map((address) => address.split('@')[1] ?? '')])].filter(Boolean),
    };
    await this.world.ledger.commit({ meta: { rep } });
    return this.world.ledger.meta();
  }

  /** Everything that is read, in as few requests as the vendors allow: with a known configuration, one each. */
  async #read(meta: LedgerMeta) {
    const known = meta.configuration;
    if (!known) return this.#readFirst(meta);
    const due = this.options.takeOver || isDue(meta.leaseUntil, this.world.clock.now());
    const pullOptions = this.#pullOptions(known);
    const [instructions, pulled, renewed] = await together([
      this.world.control.instructions(),
      pull(this.world, pullOptions, this.#readProgress, meta),
      due ? takeLease(this.world, this.options.takeOver) : null,
    ]);
    const holds = renewed ?? this.#holds(instructions);
    return this.#understood(meta, instructions, pullOptions, pulled.changed, holds);
  }

  async #readFirst(meta: LedgerMeta) {
    const [instructions, schema] = await together([this.world.control.instructions(), this.world.crm.schema()]);
    await this.world.ledger.commit({ meta: { schema } });
    if (!instructions.configuration) return this.#understood(meta, instructions, null, 0, false);
    const pullOptions = this.#pullOptions(instructions.configuration);
    const [pulled, holds] = await together([
      pull(this.world, pullOptions, this.#readProgress),
      takeLease(this.world, this.options.takeOver),
    ]);
    return this.#understood(meta, instructions, pullOptions, pulled.changed, holds);
  }

  async #understood(meta: LedgerMeta, instructions: Instructions, pulledWith: Readings | null, changed: number, holds: boolean) {
    const { configuration } = instructions;
    if (!configuration?.active) {
      this.#missing = instructions.missing ?? 'configuration inactive';
      if (meta.configuration) await this.world.ledger.commit({ meta: { configuration: null } });
      return null;
    }
    const pullOptions = this.#pullOptions(configuration);
    const otherFields = pulledWith && readsOther(pulledWith, pullOptions);
    if (meta.configuration?.version !== configuration.version) await configurationChanged(this.world, configuration);
    else if (JSON.stringify(meta.configuration) !== JSON.stringify(configuration))
      await this.world.ledger.commit({ meta: { configuration } });
    let more = 0;
    if (otherFields) more = await this.#readAgain(pullOptions);
    return { context: await this.#context(configuration), instructions, pullOptions, changed: changed + more, holds };
  }

  /** The map or the filter asks for fields that were not read: the records are listed anew (CFG4). */
  async #readAgain(pullOptions: Readings): Promise<number> {
    for (const kind of kinds)
      await this.world.ledger.commit({ pulled: { side: 'crm', kind, state: { cursor: null, fullRound: null, fullAt: null } } });
    return (await pull(this.world, pullOptions, this.#readProgress)).changed;
  }

  readonly #readProgress = (read: number): void => this.options.progress('read', read, 0);

  #pullOptions(configuration: Configuration): Readings {
    return readingsOf(configuration, this.world.clock.now());
  }

  async #context(configuration: Configuration): Promise<Context> {
    const meta = await this.world.ledger.meta();
    if (!meta.rep) throw new Error('a cycle needs to know the rep first');
    const now = this.world.clock.now();
    return {
      rep: meta.rep,
      configuration,
      schema: meta.schema,
      window: windowOf(configuration, now),
      now,
      look: this.options.look,
      contactsFull: (await this.world.ledger.pairCount('contact')) >= 50_000,
    };
  }

  #holds(instructions: Instructions): boolean {
    return instructions.lease?.holder === this.world.device.id && instructions.lease.until > this.world.clock.now();
  }

  /** What other devices learned, a new day, and troubles that are due. */
  async #catchUp(instructions: Instructions, pullOptions: Readings, context: Context): Promise<void> {
    const meta = await this.world.ledger.meta();
    if (instructions.sharedVersion > meta.sharedVersion) await adopt(this.world, meta.sharedVersion, pullOptions);
    if (meta.window?.from !== context.window.from || meta.window.to !== context.window.to)
      await windowMoved(this.world, meta.window, pullOptions.event);
    await dueTroubles(this.world);
    await compareDaily(this.world, pullOptions);
  }

  /** RST6: after a reset, events wait until the rep has reconnected. */
  async #reconnect(instructions: Instructions): Promise<ConnectionState | null> {
    const { reset } = await this.world.ledger.meta();
    if (instructions.reconnectSince)
      return { kind: 'reconnect', since: instructions.reconnectSince.at, by: instructions.reconnectSince.by };
    return reset && reset.reconnectedAt === null ? { kind: 'reconnect', since: reset.at, by: reset.by } : null;
  }

  async #plan(context: Context, pullOptions: Readings, only: readonly Kind[], resets: readonly Request[]): Promise<PlanResult> {
    const { clock, random } = this.world;
    const id = `${clock.now().toString(36)}-${Math.floor(random.next() * 1e6).toString(36)}`;
    let count = 0;
    const cycle: Cycle = { id, context, next: () => `${id}-${(count++).toString(36)}` };
    const watched = new Watched(this.world, resets);
    const result = await planAndApply(this.world, cycle, this.options.look, {
      pull: pullOptions,
      mayWrite: true,
      kinds: only,
      stop: this.options.stop,
      progress: (kind, done, total) => {
        watched.step(kind, done, total);
        this.options.progress(kind === 'contact' ? 'contacts' : 'events', done, total);
      },
    });
    await watched.ended();
    return result;
  }

  async #settled(
    context: Context,
    planned: PlanResult,
    changed: number,
    resets: Awaited<ReturnType<typeof obey>>,
    reconnect: ConnectionState | null,
  ): Promise<CycleResult> {
    const { ledger, clock } = this.world;
    const { counts } = planned.applier;
    await this.#learn(planned.applier.learned);
    await share(this.world, context.rep);
    const more = !planned.stopped && !planned.guard && (await ledger.dirtyCount()) > 0 && reconnect === null;
    if (planned.applier.unmarked.length > 0) await ledger.commit({ dirty: planned.applier.unmarked });
    // Events that wait for the rep's reconnection are not paired again yet: such a reset is not done (RST4, RST6).
    const over = resets.filter((request) => reconnect === null || !kindsOf(request.scope).includes('event'));
    if (over.length > 0 && !more) await reportResets(this.world, context, this.options.look, over);
    const meta = await ledger.meta();
    const guard = planned.guard ? { ...planned.guard, since: meta.guard?.since ?? clock.now(), approved: false } : null;
    const connection = reconnect ?? (guard ? stopped(guard.count, guard.of, guard.kind) : { kind: 'running' as const });
    const renewed = meta.leaseUntil !== null && meta.leaseUntil - clock.now() === leaseMs;
    const counters = withCalls(withCycle(meta.counters, counts), this.options.calls().crm, clock.now());
    await ledger.commit({ meta: { lastCycleAt: clock.now(), guard, counters } });
    await ledger.trimHistory(clock.now() - historyMs);
    if ((changed > 0 || renewed || owesReport(counters) || owesState(counters, connection)) && !more)
      await report(this.world, this.options, context, connection);
    return { connection, applied: counts, changed, more };
  }

  async #learn(maxEventMinutes: number | null): Promise<void> {
    const { schema } = await this.world.ledger.meta();
    if (maxEventMinutes !== null && schema) await this.world.ledger.commit({ meta: { schema: { ...schema, maxEventMinutes } } });
  }

  #idle(connection: ConnectionState): CycleResult {
    return { connection, applied: null, changed: 0, more: false };
  }
}

const stopped = (count: number, of: number, kind: Kind): ConnectionState => ({
  kind: 'stopped',
  cause: 'mass change guard',
  facts: { n: count, m: of, kind },
});
