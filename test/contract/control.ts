/**
 * What every control plane promises, whatever stands behind it: run on memory, and on Salesforce against the stand-in, where
 * the objects' own rules do the refusing. The admin's half is done by hands.
 */
import { beforeEach, describe, expect, test } from 'vitest';
import { hash53, markOfRecord } from '../../shared/core/keys';
import type { Configuration, ItemId, Report, Request, Scope } from '../../shared/core/model';
import { type ControlPlane, Failed, type Shared, type SharedPair } from '../../shared/core/ports';

export interface ControlUnderTest {
  /** A new device of the rep, of the second rep; each with a memory of its own. */
  device(): ControlPlane;
  otherRep(): ControlPlane;
  readonly userId: ItemId;
  readonly hands: {
    configure(configuration: Configuration): Promise<string>;
    assign(configurationId: string, to: 'user' | 'profile'): Promise<void>;
    unassign(to: 'user' | 'profile'): Promise<void>;
    withdrawPermission(): Promise<void>;
    place(kind: Request['kind'], scope: Scope): Promise<string>;
    cancel(requestId: string): Promise<boolean>;
    requestState(requestId: string): Promise<Pick<Request, 'state' | 'pickedUpBy' | 'outcome'>>;
  };
  advance(ms: number): void;
  now(): number;
}

const whole = { mailbox: 'delete', crm: 'delete' } as const;
export const configurationOf = (name: string, more: Partial<Configuration> = {}): Configuration => ({
  id: '',
  name,
  active: true,
  contacts: { direction: 'both', winner: 'crm', onDelete: whole, whose: 'all', conditions: [], pick: 'ask', map: [] },
  events: {
    direction: 'both',
    winner: 'latest',
    onDelete: whole,
    daysBack: 30,
    daysAhead: 180,
    private: 'off',
    which: 'all',
    leaveOut: { allDay: false, declined: true, withoutOutsiders: false },
    mayInvite: false,
    map: [],
  },
  blockedDomains: ['private.org'],
  cycleMinutes: 5,
  dailyCalls: 100,
  userManagedConnection: false,
  version: '',
  ...more,
});

const noCounts = { paired: 0, inStep: 0, waiting: 0, keptOut: 0, needsYou: 0, failed: 0, notInSalesforce: 0 };
export const reportOf = (at: number, more: Partial<Report> = {}): Report => ({
  at,
  device: 'Laptop',
  version: '1.0.0',
  state: 'running',
  cause: '',
  contacts: { ...noCounts, paired: 7, inStep: 6, failed: 1 },
  events: noCounts,
  cycles: 1,
  calls: { crm: 1, mailbox: 1 },
  issues: [],
  ...more,
});

const id = (prefix: string, n: number): string => `${prefix}8d${String(n).padStart(10, '0')}`;
export const longId = (prefix: string, n: number): string => `${id(prefix, n)}AAA`;
const markFor = (n: number): string => markOfRecord({ orgId: 'o', mailboxId: 'm', userId: 'u' }, `mark ${n}`);

/** All that was shared since, its portions put together. */
export async function since(plane: ControlPlane, from: number) {
  const { version, complete, portions } = await plane.sharedSince(from);
  const shared: Shared = {
    pairs: [...portions].flatMap((some) => some.pairs),
    notes: [...portions].flatMap((some) => some.notes),
  };
  return { version, complete, shared };
}

export const pairOf = (n: number, more: Partial<SharedPair> = {}): SharedPair => ({
  id: markFor(n),
  kind: 'contact',
  // Ids without capitals: their check is AAA.
  crmId: longId('003', n),
  agreed: Object.fromEntries(
    ['first', 'last', 'email', 'title', 'phone', 'fax', 'street', 'city', 'notes', 'company'].map((field, i) => {
      const hash = i % 2 ? hash53('') : hash53(`${field} ${n}`);
      return [field, [hash, i === 4 ? hash53(`other ${n}`) : hash] as const];
    }),
  ),
  dissolved: false,
  ...more,
});

const byId = (pairs: readonly SharedPair[]): readonly SharedPair[] => [...pairs].sort((a, b) => (a.id < b.id ? -1 : 1));
export const merged = (state: Map<string, SharedPair>, shared: Shared): void => {
  for (const pair of shared.pairs) {
    if (pair.dissolved) state.delete(pair.id);
    else state.set(pair.id, pair);
  }
};

async function isLocked(work: Promise<unknown>): Promise<boolean> {
  const error = await work.then(() => null).catch((caught: unknown) => caught);
  return error instanceof Failed && error.failure.kind === 'locked';
}

const laptop = { id: 'laptop-1', name: 'Laptop' };
const desktop = { id: 'desktop-2', name: 'Desktop' };
const minutes = 60_000;

export function controlContract(name: string, make: () => Promise<ControlUnderTest>): void {
  describe(`every control plane: ${name}`, () => {
    let it: ControlUnderTest;
    let plane: ControlPlane;
    const until = (ms = 30 * minutes): number => it.now() + ms;
    beforeEach(async () => {
      it = await make();
      plane = it.device();
    });

    describe('the configuration', () => {
      test('CFG3 none, inactive, no permission: each says which', async () => {
        expect(await plane.instructions()).toMatchObject({ configuration: null, missing: 'no configuration', requests: [], lease: null });
        const off = await it.hands.configure(configurationOf('Off', { active: false }));
        await it.hands.assign(off, 'user');
        expect(await plane.instructions()).toMatchObject({ configuration: null, missing: 'configuration inactive' });
        await it.hands.withdrawPermission();
        expect(await plane.instructions()).toMatchObject({ configuration: null, missing: 'permission set missing' });
      });

      test('CFG2 a single assignment beats the profile, and only active ones count', async () => {
        const [forProfile, forUser, off] = [
          await it.hands.configure(configurationOf('Profile')),
          await it.hands.configure(configurationOf('User')),
          await it.hands.configure(configurationOf('Off', { active: false })),
        ];
        await it.hands.assign(forProfile, 'profile');
        expect((await plane.instructions()).configuration?.name).toBe('Profile');
        await it.hands.assign(forUser, 'user');
        expect((await plane.instructions()).configuration?.name).toBe('User');
        await it.hands.assign(off, 'user');
        expect((await plane.instructions()).configuration?.name).toBe('Profile');
        await it.hands.unassign('user');
        expect((await it.device().instructions()).configuration?.name).toBe('Profile');
      });

      test('CFG1 the whole configuration arrives, and its version moves with its content', async () => {
        const wanted = configurationOf('Sales', { blockedDomains: ['a.org', 'b.org'], userManagedConnection: true });
        const configurationId = await it.hands.configure(wanted);
        await it.hands.assign(configurationId, 'user');
        const { configuration } = await plane.instructions();
        expect(configuration).toEqual({ ...wanted, id: configurationId, version: configuration!.version });
        await it.hands.configure({ ...wanted, id: configurationId, cycleMinutes: 10, version: 'moved' });
        const next = await plane.instructions();
        expect(next.configuration).toMatchObject({ cycleMinutes: 10 });
        expect(next.configuration!.version).not.toBe(configuration!.version);
      });
    });

    describe('the lease', () => {
      test('SYN7 one device holds it, the other is refused and sees who', async () => {
        expect(await plane.takeLease(laptop, until())).toBe(true);
        const second = it.device();
        expect((await second.instructions()).lease).toMatchObject({ holder: laptop.id, name: laptop.name });
        expect(await second.takeLease(desktop, until())).toBe(false);
        expect(await plane.takeLease(laptop, until(45 * minutes))).toBe(true);
      });

      test('SYN7 of two devices at once one gets it', async () => {
        const second = it.device();
        await Promise.all([plane.instructions(), second.instructions()]);
        const [one, two] = await Promise.all([plane.takeLease(laptop, until()), second.takeLease(desktop, until())]);
        expect([one, two].filter(Boolean)).toHaveLength(1);
        const { lease } = await it.device().instructions();
        expect(lease?.holder).toBe(one ? laptop.id : desktop.id);
      });

      test('SYN7 a device that read before the other took it is refused', async () => {
        await plane.takeLease(laptop, until());
        await plane.releaseLease(laptop.id);
        const second = it.device();
        await Promise.all([plane.instructions(), second.instructions()]);
        expect(await second.takeLease(desktop, until())).toBe(true);
        expect(await plane.takeLease(laptop, until())).toBe(false);
      });

      test('SYN7 it ends by itself, by release, and by force', async () => {
        await plane.takeLease(laptop, until());
        it.advance(31 * minutes);
        const second = it.device();
        expect(await second.takeLease(desktop, until())).toBe(true);
        await second.releaseLease(desktop.id);
        expect((await second.instructions()).lease).toBeNull();
        expect(await it.device().takeLease(laptop, until())).toBe(true);
        const third = it.device();
        await third.instructions();
        expect(await third.takeLease(desktop, until(), true)).toBe(true);
        expect((await third.instructions()).lease?.holder).toBe(desktop.id);
      });

      test('SYN7 each rep has a lease of the own', async () => {
        await plane.takeLease(laptop, until());
        expect(await it.otherRep().takeLease(desktop, until())).toBe(true);
      });
    });

    describe('what devices share', () => {
      test('SYN7 pairs and notes arrive as they were told', async () => {
        await plane.takeLease(laptop, until());
        const shared: Shared = {
          pairs: [
            pairOf(1),
            pairOf(2, { agreed: null }),
            pairOf(3, { kind: 'event', crmId: longId('00U', 3), agreed: { time: [1, 2], subject: [0, 2 ** 53 - 1] } }),
            pairOf(4, { id: 'no mark; at all', crmId: 'odd' }),
          ],
          notes: [
            { ref: { side: 'crm', kind: 'contact', id: longId('003', 1) }, notes: [{ kind: 'kept out', at: 5 }] },
            {
              ref: { side: 'mailbox', kind: 'event', mark: markFor(9) },
              notes: [{ kind: 'unlinked', at: 6, because: 'moved out', twin: 'semi;colon "quoted" ünïcode' }],
            },
          ],
        };
        const version = await plane.share(laptop.id, shared);
        const second = it.device();
        expect((await second.instructions()).sharedVersion).toBe(version);
        const all = await since(second, 0);
        expect(all).toMatchObject({ version, complete: true });
        expect(byId(all.shared.pairs)).toEqual(byId(shared.pairs));
        expect([...all.shared.notes].sort((a, b) => (a.ref.side < b.ref.side ? -1 : 1))).toEqual(shared.notes);
      });

      test('SYN7 only what is new is told to a device that knows the rest; what is over is told, and then forgotten', async () => {
        await plane.takeLease(laptop, until());
        const first = await plane.share(laptop.id, { pairs: [pairOf(1), pairOf(2)], notes: [] });
        const ref = { side: 'crm', kind: 'contact', id: longId('003', 7) } as const;
        await plane.share(laptop.id, { pairs: [], notes: [{ ref, notes: [{ kind: 'kept out', at: 1 }] }] });
        const second = await plane.share(laptop.id, {
          pairs: [pairOf(1, { agreed: null, crmId: '', dissolved: true })],
          notes: [{ ref, notes: [] }],
        });
        expect(second).toBeGreaterThan(first);
        const device = it.device();
        const news = await since(device, first);
        expect(news.version).toBe(second);
        expect(news.complete).toBe(false);
        expect(news.shared.pairs).toEqual([pairOf(1, { agreed: null, crmId: '', dissolved: true })]);
        expect(news.shared.notes.at(-1)).toEqual({ ref, notes: [] });
        const all = await since(device, 0);
        expect(all.shared).toEqual({ pairs: [pairOf(2)], notes: [] });
        expect(await since(device, second)).toMatchObject({ version: second, shared: { pairs: [], notes: [] } });
      });

      test('SYN7 a device without the lease shares nothing, also when it does not know that it lost it', async () => {
        expect(await isLocked(plane.share(laptop.id, { pairs: [pairOf(1)], notes: [] }))).toBe(true);
        await plane.takeLease(laptop, until());
        await plane.share(laptop.id, { pairs: [pairOf(1)], notes: [] });
        const second = it.device();
        await second.instructions();
        expect(await second.takeLease(desktop, until(), true)).toBe(true);
        expect(await isLocked(plane.share(laptop.id, { pairs: [pairOf(2)], notes: [] }))).toBe(true);
        await second.share(desktop.id, { pairs: [pairOf(3)], notes: [] });
        expect(byId((await since(it.device(), 0)).shared.pairs)).toEqual(byId([pairOf(1), pairOf(3)]));
      });

      test('SYN7 many shares later nothing is lost, for who reads all and for who follows', async () => {
        await plane.takeLease(laptop, until());
        const truth = new Map<string, SharedPair>();
        const followed = new Map<string, SharedPair>();
        const follower = it.device();
        let version = 0;
        for (let n = 0; n < 160; n++) {
          const gone = n % 7 === 3 ? [pairOf(n - 2, { agreed: null, crmId: '', dissolved: true })] : [];
          const shared: Shared = { pairs: [pairOf(n), pairOf(n % 5, { agreed: { title: [n, n] } }), ...gone], notes: [] };
          await plane.share(laptop.id, shared);
          merged(truth, shared);
          if (n % 11 !== 0) continue;
          await follower.instructions();
          const news = await since(follower, version);
          merged(followed, news.shared);
          version = news.version;
          expect(byId([...followed.values()])).toEqual(byId([...truth.values()]));
        }
        expect(byId((await since(it.device(), 0)).shared.pairs)).toEqual(byId([...truth.values()]));
      });
    });

    describe('requests and reports', () => {
      beforeEach(async () => {
        await it.hands.assign(await it.hands.configure(configurationOf('Sales', { userManagedConnection: true })), 'user');
        await plane.instructions();
        await plane.report(reportOf(it.now()));
        it.advance(minutes);
      });

      test('RST4 a request arrives, is answered step by step, and is over', async () => {
        const requestId = await it.hands.place('reset', { what: 'contact' });
        const [request] = (await plane.instructions()).requests;
        expect(request).toMatchObject({ id: requestId, kind: 'reset', repId: it.userId, scope: { what: 'contact' }, state: 'requested' });
        expect(request!.at).toBe(it.now());
        await plane.answer({ ...request!, state: 'picked up', pickedUpBy: 'Laptop' });
        await plane.answer({ ...request!, state: 'running', pickedUpBy: 'Laptop', progress: 40 });
        expect((await it.device().instructions()).requests[0]).toMatchObject({ state: 'running', progress: 40, pickedUpBy: 'Laptop' });
        await plane.answer({ ...request!, state: 'done', pickedUpBy: 'Laptop', progress: 100, outcome: '{"paired":7}' });
        expect((await plane.instructions()).requests).toEqual([]);
        expect(await it.hands.requestState(requestId)).toEqual({ state: 'done', pickedUpBy: 'Laptop', outcome: '{"paired":7}' });
      });

      test('RST4 what was cancelled meanwhile stays cancelled', async () => {
        const requestId = await it.hands.place('reset', { what: 'item', crmId: longId('003', 1) });
        const [request] = (await plane.instructions()).requests;
        expect(request!.scope).toEqual({ what: 'item', crmId: longId('003', 1) });
        expect(await it.hands.cancel(requestId)).toBe(true);
        await plane.answer({ ...request!, state: 'running', pickedUpBy: 'Laptop' });
        expect((await it.hands.requestState(requestId)).state).toBe('cancelled');
      });

      test('RST6 a reset under a user-managed connection asks to reconnect, until that was done', async () => {
        expect((await plane.instructions()).reconnectSince).toBeNull();
        await it.hands.place('reset', { what: 'all' });
        const at = it.now();
        const { requests, reconnectSince } = await plane.instructions();
        expect(reconnectSince?.at).toBe(at);
        await plane.answer({ ...requests[0]!, state: 'running', pickedUpBy: 'Laptop' });
        it.advance(minutes);
        expect((await it.device().instructions()).reconnectSince?.at).toBe(at);
        await plane.answer({ ...requests[0]!, state: 'done', pickedUpBy: 'Laptop', progress: 100 });
        expect((await it.device().instructions()).reconnectSince?.at).toBe(at);
        await plane.reconnected();
        expect((await it.device().instructions()).reconnectSince).toBeNull();
      });

      test('ADM1 a report tells when the last cycle was', async () => {
        expect((await it.device().instructions()).lastCycleAt).toBe(it.now() - minutes);
        await it.device().report(reportOf(it.now()));
        expect((await it.device().instructions()).lastCycleAt).toBe(it.now());
      });
    });
  });
}
