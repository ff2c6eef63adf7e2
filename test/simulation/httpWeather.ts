/** What goes wrong between a device and the services, for one run of a device: fault rules and switches of the stand-ins (docs/sandbox.md). */
import type { FaultRule, VendorName, World } from '../../sandbox/world';
import type { Dice } from './dice';

type Spoil = readonly [name: string, spoil: (world: World, dice: Dice, vendor: VendorName) => void];

let rules = 0;
const rule = (world: World, vendor: VendorName, more: Omit<FaultRule, 'id' | 'vendor'>): void =>
  world.faults.add({ id: `storm ${++rules}`, vendor, ...more });
const switched =
  (name: string, value: unknown | ((dice: Dice, world: World) => unknown)): Spoil[1] =>
  (world, dice) => {
    world.faults.switches[name] = typeof value === 'function' ? (value as (dice: Dice, world: World) => unknown)(dice, world) : value;
  };
const writes = '^(POST|PATCH|PUT|DELETE)';

/** Every request, and every part of a batch, may meet these. */
const onTheLine: readonly Spoil[] = [
  ...(['answer', 'after'] as const).flatMap((kind) =>
    [500, 503].map(
      (status): Spoil => [
        kind === 'answer' ? `${status} instead of doing it` : `done, and answered ${status}`,
        (world, dice, vendor) =>
          rule(world, vendor, { path: kind === 'after' ? writes : '.', kind, status, chance: dice.of([0.1, 0.3, 0.6]) }),
      ],
    ),
  ),
  ['connection cut before', (world, dice, vendor) => rule(world, vendor, { path: '.', kind: 'drop', chance: dice.of([0.1, 0.3]) })],
  [
    'connection cut after it was done',
    (world, dice, vendor) => rule(world, vendor, { path: writes, kind: 'drop after', chance: dice.of([0.1, 0.3, 0.6]) }),
  ],
  [
    '429 with Retry-After',
    (world, dice, vendor) =>
      rule(world, vendor, {
        path: '.',
        kind: 'answer',
        status: 429,
        headers: { 'retry-after': dice.of(['1', '30', '120']) },
        chance: dice.of([0.1, 0.3]),
      }),
  ],
  ['401', (world, dice, vendor) => rule(world, vendor, { path: '.', kind: 'answer', status: 401, chance: dice.of([0.1, 0.3]) })],
  ['late answer', (world, dice, vendor) => rule(world, vendor, { path: '.', kind: 'delay', ms: 1, chance: dice.of([0.1, 0.3]) })],
  ['access tokens expired', (world, _, vendor) => world.tokens.expire(vendor)],
];

const graph: readonly Spoil[] = [
  ['small pages', switched('graph.pageSize', (dice: Dice) => 1 + dice.int(3))],
  ['empty pages', switched('graph.emptyPages', true)],
  ['pages come again', switched('graph.repeatPage', true)],
  ['rows shuffled', switched('graph.shuffle', true)],
  ['rows come twice', switched('graph.duplicates', 0.4)],
  ['changes told late', switched('graph.delayMs', (dice: Dice) => dice.of([5000, 60_000]))],
  ['occurrences told in full', switched('graph.skeletons', false)],
  ['deleted series tells its occurrences', switched('graph.removedOccurrences', true)],
  ['delta tokens dead', switched('graph.deltaTokensDeadBefore', (_: Dice, world: World) => world.clock.now())],
  [
    'delta tokens dead as 400',
    (world, dice, vendor) => {
      switched('graph.deltaTokensDeadBefore', world.clock.now())(world, dice, vendor);
      switched('graph.deadTokenAs', 400)(world, dice, vendor);
    },
  ],
  ['same transaction as 400', switched('graph.duplicateTransactionStatus', 400)],
  ['request limit', switched('graph.requestLimit', (dice: Dice) => 3 + dice.int(20))],
];
const google: readonly Spoil[] = [
  ['small pages', switched('google.pageSize', (dice: Dice) => 1 + dice.int(3))],
  ['empty pages', switched('google.emptyPages', true)],
  ['sync tokens dead', switched('google.calendarTokenLifeMs', 1)],
  ['sync token forgets its window', switched('google.tokenForgetsWindow', true)],
  ['deleted series as one row', switched('google.deletedSeries', 'master')],
  ['new events touched by Google', switched('google.bumpAfterCreateMs', 500)],
  ['calendar quota', switched('google.calendarPerMinute', (dice: Dice) => 2 + dice.int(8))],
  [
    'calendar write quota as 429',
    (world, dice, vendor) => {
      switched('google.calendarWritesPerMinute', 1 + dice.int(4))(world, dice, vendor);
      switched('google.calendarQuotaStatus', 429)(world, dice, vendor);
    },
  ],
  ['people read quota', switched('google.peopleReadsPerMinute', (dice: Dice) => 1 + dice.int(5))],
  ['people write quota', switched('google.peopleWritesPerMinute', (dice: Dice) => 1 + dice.int(5))],
  ['people full sync quota', switched('google.peopleFirstPagesPerMinute', 1)],
  ['contacts told late', switched('google.feedLagMs', (dice: Dice) => dice.of([5000, 60_000]))],
  [
    'contacts told late in full listings',
    (world, dice, vendor) => {
      switched('google.feedLagMs', 60_000)(world, dice, vendor);
      switched('google.feedLagFull', true)(world, dice, vendor);
    },
  ],
  ['etags of lists are not good for writing', switched('google.listEtags', true)],
  ['new addresses rename', switched('google.renames', true)],
  ['batch fails in part', switched('google.batchPartial', true)],
];
const salesforce: readonly Spoil[] = [
  ['small pages', switched('salesforce.pageSize', (dice: Dice) => 1 + dice.int(4))],
  [
    'query cursors dead',
    (world, dice, vendor) => {
      switched('salesforce.pageSize', 1 + dice.int(4))(world, dice, vendor);
      switched('salesforce.cursorLifeMs', -1)(world, dice, vendor);
    },
  ],
  ['daily limit', switched('salesforce.apiLimit', 1)],
  ['writes stamped late', switched('salesforce.stampLagMs', (dice: Dice) => dice.of([5000, 120_000]))],
  ['rows locked', switched('salesforce.lockNext', (dice: Dice) => 1 + dice.int(6))],
  ['duplicate rule', switched('salesforce.duplicateRule', { spelling: 'duplicateResult', allowSave: true })],
  [
    'control plane down',
    (world, dice, vendor) => rule(world, vendor, { path: 'Instep_', kind: 'answer', status: 503, chance: dice.of([0.1, 0.3, 0.6]) }),
  ],
];

const own: Readonly<Record<VendorName, readonly Spoil[]>> = { graph, google, salesforce };

export function turnFoul(world: World, mailbox: 'graph' | 'google', dice: Dice, count: (what: string) => void): void {
  for (const vendor of [mailbox, 'salesforce'] as const) {
    for (let i = dice.int(4); i > 0; i--) {
      const [name, spoil] = dice.pick(dice.chance(0.4) ? onTheLine : own[vendor])!;
      spoil(world, dice, vendor);
      count(`${vendor}: ${name}`);
    }
  }
}
