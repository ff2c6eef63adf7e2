/** The control plane in memory: what Salesforce keeps between a rep's devices and the admin, with the same refusals. */
import type { Configuration, Instant, ItemId, Report, Request, Scope } from '../../core/model';
import { type Clock, type ControlPlane, Failed, type Instructions, type Random, type Shared } from '../../core/ports';
import { Faults } from './faults';
import { emptyState, merge, type SharedState, stateSince } from './shared';

export type ControlFault = 'offline' | 'throttled' | 'down' | 'signed out' | 'offline after' | 'too old';

interface Assignment {
  readonly configurationId: string;
  readonly to: 'user' | 'profile';
  readonly id: string;
}

interface RepState {
  lease: Instructions['lease'];
  shared: SharedState;
  reports: Report[];
  reconnectedAt: Instant;
}

export class Plane {
  readonly faults: Faults<ControlFault>;
  readonly configurations = new Map<string, Configuration>();
  readonly assignments: Assignment[] = [];
  readonly requests = new Map<string, Request>();
  readonly profiles = new Map<ItemId, string>();
  /** Users without the permission set. */
  readonly unlicensed = new Set<ItemId>();
  calls = 0;
  readonly #reps = new Map<ItemId, RepState>();
  #lastId = 0;

  constructor(
    readonly clock: Pick<Clock, 'now'>,
    random: Random,
  ) {
    this.faults = new Faults(random);
  }

  rep(userId: ItemId): RepState {
    let rep = this.#reps.get(userId);
    if (!rep) {
      rep = { lease: null, shared: emptyState(), reports: [], reconnectedAt: 0 };
      this.#reps.set(userId, rep);
    }
    return rep;
  }

  // ------------------------------------------------------------ the admin's half

  saveConfiguration(configuration: Configuration): void {
    this.configurations.set(configuration.id, configuration);
  }
  /** A user or profile is in one configuration only; the last one counts (CFG2). */
  assign(configurationId: string, to: 'user' | 'profile', id: string): void {
    this.unassign(to, id);
    this.assignments.push({ configurationId, to, id });
  }
  unassign(to: 'user' | 'profile', id: string): void {
    const at = this.assignments.findIndex((one) => one.to === to && one.id === id);
    if (at >= 0) this.assignments.splice(at, 1);
  }
  place(repId: ItemId, kind: Request['kind'] = 'reset', scope: Scope = { what: 'all' }, by = 'Admin', note = ''): Request {
    const id = `request-${++this.#lastId}`;
    const at = this.clock.now();
    const request: Request = { id, kind, repId, scope, state: 'requested', by, at, note, progress: 0, pickedUpBy: '', outcome: '' };
    this.requests.set(id, request);
    return request;
  }
  /** Only as long as nobody has picked it up. */
  cancel(requestId: string): boolean {
    const request = this.requests.get(requestId);
    if (request?.state !== 'requested') return false;
    this.requests.set(requestId, { ...request, state: 'cancelled' });
    return true;
  }

  // ------------------------------------------------------------ what follows from it

  /** CFG2, CFG3: a single assignment beats a profile, only active configurations count. */
  configurationOf(userId: ItemId): Pick<Instructions, 'configuration' | 'missing'> {
    if (this.unlicensed.has(userId)) return { configuration: null, missing: 'permission set missing' };
    const profile = this.profiles.get(userId);
    const mine = this.assignments
      .filter((one) => (one.to === 'user' ? one.id === userId : one.id === profile))
      .sort((a, b) => (a.to === b.to ? 0 : a.to === 'user' ? -1 : 1))
      .flatMap((one) => this.configurations.get(one.configurationId) ?? []);
    const configuration = mine.find((one) => one.active) ?? null;
    return { configuration, missing: configuration ? null : mine.length > 0 ? 'configuration inactive' : 'no configuration' };
  }
  syncsEvents(userId: ItemId): boolean {
    const { configuration } = this.configurationOf(userId);
    return configuration !== null && (configuration.events.direction === 'both' || configuration.events.direction === 'mailbox to crm');
  }
  /** RST6: since the last reset of a connection that the rep manages, until the rep has reconnected. */
  reconnectSince(userId: ItemId): Instructions['reconnectSince'] {
    if (this.configurationOf(userId).configuration?.userManagedConnection !== true) return null;
    const resets = [...this.requests.values()].filter(
      (one) => one.repId === userId && one.kind === 'reset' && one.scope.what !== 'contact' && one.state !== 'cancelled',
    );
    const last = resets.sort((a, b) => b.at - a.at)[0];
    return last && last.at >= this.rep(userId).reconnectedAt ? { at: last.at, by: last.by } : null;
  }
}

const open: readonly Request['state'][] = ['requested', 'picked up', 'running'];

export function controlOf(plane: Plane, rep: { readonly userId: ItemId }): ControlPlane {
  const state = plane.rep(rep.userId);
  const holds = (deviceId: string): boolean => state.lease?.holder === deviceId;

  return {
    instructions: () =>
      call(plane, () => ({
        ...plane.configurationOf(rep.userId),
        requests: [...plane.requests.values()].filter((one) => one.repId === rep.userId && open.includes(one.state)),
        lease: state.lease,
        sharedVersion: state.shared.version,
        lastCycleAt: state.reports.at(-1)?.at ?? null,
        reconnectSince: plane.reconnectSince(rep.userId),
      })),
    takeLease: (device, until, force = false) =>
      call(plane, () => {
        const free = !state.lease || state.lease.until <= plane.clock.now() || holds(device.id);
        if (!free && !force) return false;
        state.lease = { holder: device.id, name: device.name, until };
        return true;
      }),
    releaseLease: (deviceId) =>
      call(plane, () => {
        if (holds(deviceId)) state.lease = null;
      }),
    sharedSince: (version) => call(plane, () => stateSince(state.shared, plane.faults.strikes('too old') ? 0 : version)),
    share: (deviceId, shared: Shared) =>
      call(plane, () => {
        if (!holds(deviceId)) throw new Failed({ kind: 'locked' });
        state.shared = merge(state.shared, shared);
        return state.shared.version;
      }),
    report: (report) =>
      call(plane, () => {
        state.reports.push(report);
        if (state.reports.length > 50) state.reports.shift();
      }),
    answer: (request) =>
      call(plane, () => {
        const held = plane.requests.get(request.id);
        if (!held || held.repId !== rep.userId || !open.includes(held.state)) return;
        const { state: next, progress, pickedUpBy, outcome } = request;
        plane.requests.set(request.id, { ...held, state: next, progress, pickedUpBy, outcome });
      }),
    reconnected: () =>
      call(plane, () => {
        state.reconnectedAt = plane.clock.now() + 1;
      }),
  };
}

async function call<T>(plane: Plane, work: () => T): Promise<T> {
  plane.calls++;
  const { faults } = plane;
  if (faults.strikes('offline')) throw new Failed({ kind: 'offline' });
  if (faults.strikes('down')) throw new Failed({ kind: 'down', system: 'salesforce', status: 503 });
  if (faults.strikes('throttled')) throw new Failed({ kind: 'throttled', system: 'salesforce', retryAfterMs: 30_000 });
  if (faults.strikes('signed out')) throw new Failed({ kind: 'signed out', system: 'salesforce' });
  const answer = work();
  if (faults.strikes('offline after')) throw new Failed({ kind: 'offline' });
  return answer;
}
