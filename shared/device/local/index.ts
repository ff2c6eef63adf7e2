/** The rep's device as one object for screens, where the engine runs. `remote.ts` is the same over messages. */
import type { HistoryEntry, Instant, Ref, System } from '../../core/model';
import type { Engine } from '../../engine/engine';
import type { Candidate, Device, Overview, Progress } from '../device';
import { act } from './acts';
import { badges } from './badges';
import { card } from './card';
import { Here } from './here';
import { type Counted, counts, cycles, list, needsYou, preview } from './lists';
import { undoing } from './undoing';

export interface LocalDeviceOptions {
  readonly engine: Engine;
  /** Opens the sign-in of that system. */
  readonly signIn: (system: System) => Promise<{ readonly ok: boolean; readonly why: string }>;
  readonly signedIn: () => Promise<{ readonly salesforce: boolean; readonly mailbox: boolean }>;
  /** Forgets tokens and settings of this device (SEC5); the ledger is wiped by the device itself. */
  readonly forget: () => Promise<void>;
  /** Host pages that were visited, and whether they were recognised. */
  readonly pages?: () => Overview['pages'];
  readonly nextCycleAt?: () => Instant | null;
}

export function createDevice(options: LocalDeviceOptions): Device {
  const { engine } = options;
  const here = new Here(engine);
  const { ledger } = engine.world;
  const counting = new Counting(here);
  return {
    overview: () => overview(here, counting, options),
    badges: (targets) => badges(here, targets),
    card: (target) => card(here, target),
    act: (target, what) => act(here, target, what),
    list: (query) => list(here, query),
    history: (query) => history(here, query),
    cycles: (limit) => cycles(here, limit),
    undo: (what) => undoing(here, what),
    searchRecords: (text, types) => searchRecords(here, text, types),
    preview: () => preview(here),
    confirmFirstSync: async () => {
      await ledger.commit({ meta: { firstSyncConfirmed: true } });
      void engine.wake();
    },
    syncNow: async () => void (await engine.wake()),
    pause: () => engine.pause(),
    resume: async () => void (await engine.resume()),
    takeOver: async () => void (await engine.takeOver()),
    answerGuard: (answer) => answerGuard(here, answer),
    connect: (system) => connect(here, options, system),
    reconnect: async () => {
      await engine.world.control.reconnected();
      const { reset } = await ledger.meta();
      if (reset) await ledger.commit({ meta: { reset: { ...reset, reconnectedAt: here.now() } } });
      void engine.wake();
    },
    disconnect: async () => {
      await engine.stop();
      await engine.world.control.releaseLease(engine.world.device.id).catch(() => {});
      await ledger.wipe();
      await options.forget();
    },
    configuration: async () => (await ledger.meta()).configuration,
    onChange: (listener) => {
      const offLedger = ledger.onChange(listener);
      const offProgress = engine.onProgress(() => listener('all'));
      return () => {
        offLedger();
        offProgress();
      };
    },
  };
}

async function connect(here: Here, options: LocalDeviceOptions, system: System): Promise<{ readonly ok: boolean; readonly why: string }> {
  const result = await options.signIn(system);
  if (result.ok) {
    const { connection } = await here.meta();
    if (connection?.kind === 'sign in') await here.world.ledger.commit({ meta: { connection: null } });
    void here.engine.wake();
  }
  return result;
}

const searchRecords: (here: Here, ...asked: Parameters<Device['searchRecords']>) => Promise<readonly Candidate[]> = async (
  here,
  text,
  types,
) => {
  const { crm } = here.world;
  const found = (await crm.search?.(text, types)) ?? [];
  return found.map(({ id, name, detail }) => ({ id, name, detail, url: crm.recordUrl(id), suggested: false }));
};

async function history(here: Here, query: Parameters<Device['history']>[0]): Promise<readonly HistoryEntry[]> {
  const { ledger } = here.world;
  if (!query.target) return ledger.history({ ...(query.cycle === undefined ? {} : { cycle: query.cycle }), limit: query.limit });
  const ref = await here.find(query.target);
  const entry = ref && (await here.entry(ref));
  if (!ref || !entry) return [];
  return ledger.history({ ...(entry.pair ? { pairId: entry.pair.id } : { itemId: ref.id }), limit: query.limit });
}

/** SYN4: the rep's answer to the mass change guard. */
async function answerGuard(here: Here, answer: 'delete' | 'restore'): Promise<void> {
  const { guard } = await here.meta();
  if (!guard) return;
  if (answer === 'delete') await here.world.ledger.commit({ meta: { guard: { ...guard, approved: true } } });
  else await restoreHeld(here);
  void here.engine.wake();
}

async function restoreHeld(here: Here): Promise<void> {
  const refs = await here.world.ledger.dirty(Number.POSITIVE_INFINITY);
  const rows = await here.world.ledger.rows(refs);
  const survivors: Ref[] = [];
  for (const [index, ref] of refs.entries()) {
    const entry = await here.entry(ref);
    const row = entry?.mailbox?.seen ? entry.mailbox : entry?.crm?.seen ? entry.crm : null;
    if (!entry?.pair || !row || (entry.mailbox?.seen && entry.crm?.seen) || rows[index] === undefined) continue;
    survivors.push({ side: row.side, kind: row.kind, id: row.id });
    await here.world.ledger.commit({
      rows: [{ ...row, notes: [...row.notes, { kind: 'choice', at: here.now(), choice: { take: 'restore' } }] }],
      over: [row],
    });
  }
  await here.world.ledger.commit({ dirty: survivors, meta: { guard: null } });
}

/** Counting walks over everything: done again only after something has changed, and by one caller at a time. */
class Counting {
  #known: Counted | null = null;
  #running: Promise<Counted> | null = null;

  constructor(private readonly here: Here) {
    here.world.ledger.onChange(() => {
      this.#known = null;
    });
  }

  async now(): Promise<Counted> {
    if (this.#known) return this.#known;
    this.#running ??= counts(this.here).finally(() => {
      this.#running = null;
    });
    this.#known = await this.#running;
    return this.#known;
  }
}

const shownInOverview = 50;

async function overview(here: Here, counting: Counting, options: LocalDeviceOptions): Promise<Overview> {
  const [meta, connection, counted, asking, connected] = await Promise.all([
    here.meta(),
    here.connection(),
    counting.now(),
    needsYou(here),
    options.signedIn(),
  ]);
  const waiting = await here.world.ledger.dirtyCount();
  const { rep, configuration, guard } = meta;
  return {
    connection,
    rep: rep && { name: rep.name, email: rep.email, provider: rep.provider },
    connected,
    configuration: configuration && { name: configuration.name, cycleMinutes: configuration.cycleMinutes },
    device: here.world.device,
    contacts: counted.contacts,
    events: counted.events,
    needsYou: asking.slice(0, shownInOverview),
    needsYouCount: asking.length,
    progress: progressOf(here),
    lastCycleAt: meta.lastCycleAt,
    nextCycleAt: options.nextCycleAt?.() ?? null,
    waitingChanges: waiting,
    firstSync: meta.firstSyncConfirmed
      ? meta.lastCycleAt === null
        ? 'running'
        : 'done'
      : connection.kind === 'preview'
        ? 'preview'
        : 'not started',
    guard: guard && !guard.approved ? { side: guard.side, kind: guard.kind, count: guard.count, of: guard.of } : null,
    pages: options.pages?.() ?? [],
  };
}

/** Time left is told after five seconds of measuring, never guessed before (STA4). */
function progressOf(here: Here): Progress | null {
  const { progress } = here.engine;
  if (!progress) return null;
  const spent = here.now() - progress.startedAt;
  const measured = spent >= 5000 && progress.done > 0 && progress.total > progress.done;
  return { ...progress, secondsLeft: measured ? Math.ceil(((spent / progress.done) * (progress.total - progress.done)) / 1000) : null };
}
