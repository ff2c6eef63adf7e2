/**
 * What a rep costs in requests, from the stand-ins' own log (performance.md section 3 has the formulas). Counted apart, and named: sign-in,
 * and the one-time first connection (who is signed in, folder or group, categories, describe, the rep's record in the control plane).
 */
import { afterEach, describe, expect, test } from 'vitest';
import type { Salesforce as StandIn } from '../../sandbox/salesforce';
import type { LoggedRequest } from '../../sandbox/world';
import type { Configuration, Provider } from '../../shared/core/model';
import type { CycleResult } from '../../shared/engine/cycle';
import { Engine } from '../../shared/engine/engine';
import { type CostDevice, CostLab } from './cost-lab';

let lab: CostLab | null = null;
afterEach(async () => {
  await lab?.close();
  lab = null;
});

const providers: readonly Provider[] = ['microsoft', 'google'];
const up = (n: number, size: number): number => Math.max(1, Math.ceil(n / size));

/** Rows of a page: Graph's deltas end at 200, whatever is asked; Google's and Salesforce's are as large as they allow. */
const pages = {
  microsoft: (contacts: number, events: number) => up(contacts, 200) + up(events, 200),
  google: (contacts: number, events: number) => up(contacts, 1000) + up(events, 2500),
};
const crmPages = (contacts: number, events: number) => up(contacts, 2000) + up(events, 2000);
/** Calendar has no bulk that spares quota: an event is a request (wire-contracts 2.5). */
const mailboxWrites = {
  microsoft: (contacts: number, events: number) => up(contacts, 20) + up(events, 20),
  google: (contacts: number, events: number) => up(contacts, 200) + events,
};

const firstConnection = [
  /^graph GET \/v1\.0\/me\?/,
  /outlook\/masterCategories/,
  /calendarList\/primary/,
  /contactGroups/,
  /\/describe/,
  // The rep's record is made by the first device, with its first lease.
  /^salesforce PATCH \/sobjects\/Instep_Rep__c\/UserKey__c/,
  /^salesforce GET query Instep_Rep__c[^+]*$/,
];

const shown = ({ vendor, method, path, parts }: LoggedRequest): string =>
  `${vendor} ${[...(parts.length > 0 ? parts : [{ method, path }])]
    .map(
      (part) =>
        `${part.method} ${decodeURIComponent(part.path)
          .replace(/^.*\/(query|queryAll)\?q=SELECT.*FROM[ +](\w+).*$/s, '$1 $2')
          .replace(/^\/services\/data\/v[\d.]+/, '')}`,
    )
    .join(' + ')}`;

const briefly = (log: readonly LoggedRequest[]): string =>
  log
    .map((request) => shown(request).replace(/\?\S*/g, '').slice(0, 120))
    .join('\n')
    .slice(0, 2500);

const isFirstConnection = (request: LoggedRequest): boolean => firstConnection.some((pattern) => pattern.test(shown(request)));

/** Cycles until nothing is left; what was spent besides the first connection. */
async function firstSync(device: CostDevice): Promise<LoggedRequest[]> {
  await device.world.ledger.commit({ meta: { firstSyncConfirmed: true } });
  const log: LoggedRequest[] = [];
  for (let cycle = 0; cycle < 20; cycle++) {
    const result = await device.cycle();
    log.push(...device.log());
    // The last one has read again what was written, and found nothing to write.
    if (!result.more && (cycle > 0 || written(result) === 0)) {
      expect(written(result)).toBe(0);
      return log.filter((request) => !isFirstConnection(request));
    }
    lab?.sandbox.world.clock.advance(60_000);
  }
  throw new Error('the first sync does not end');
}

const written = ({ applied }: CycleResult): number => (applied === null ? 0 : writes(applied));

const writes = (applied: NonNullable<Awaited<ReturnType<CostDevice['cycle']>>['applied']>): number =>
  [applied.contact, applied.event].reduce(
    (sum, { created, updated, removed }) => sum + [created, updated, removed].reduce((all, both) => all + both.crm + both.mailbox, 0),
    0,
  );

async function expectIdle(device: CostDevice, provider: Provider): Promise<void> {
  lab?.sandbox.world.clock.advance(60_000);
  const result = await device.cycle();
  const log = device.log();
  expect(log.filter(({ vendor }) => vendor === 'salesforce').map(shown), 'an idle cycle at Salesforce').toHaveLength(1);
  expect(log.filter(({ vendor }) => vendor !== 'salesforce').map(shown), 'an idle cycle at the mailbox').toHaveLength(
    provider === 'google' ? 2 : 1,
  );
  expect(result.applied === null ? 0 : writes(result.applied)).toBe(0);
  const changing = log
    .flatMap((request) => (request.parts.length > 0 ? request.parts : [request]))
    .filter(({ method }) => method !== 'GET');
  expect(changing, 'writes of an idle cycle').toEqual([]);
}

const [contacts, events] = [1000, 1000];

/** Each provider with one of the two; what differs between them is Salesforce's. */
const whose = {
  mailboxFull: { microsoft: 'mine', google: 'all' },
  crmFull: { microsoft: 'all', google: 'mine' },
} as const;

const listing = (of: 'all' | 'mine') => (base: Configuration) => ({ ...base, contacts: { ...base.contacts, whose: of } });
const writesOf = (log: readonly LoggedRequest[]) =>
  log
    .flatMap((request) => (request.parts.length > 0 ? request.parts : [request]))
    .filter(({ method, path }) => method !== 'GET' && !/sobjects\/Instep_/.test(path))
    .map(({ method, path }) => `${method} ${path}`.slice(0, 100));

describe.each(providers)('%s', (provider) => {
  test('SYN6 RST2 mailbox full, CRM empty: at most 1.1 times the fewest requests, idle at once; then one in a hundred changes, the ledger is lost, and all is reset', async () => {
    lab = await CostLab.open(provider, { contacts, events, side: 'mailbox' }, listing(whose.mailboxFull[provider]));
    const device = lab.device();
    const spent = await firstSync(device);
    const fewest = pages[provider](contacts, events) + crmPages(0, 0) + up(contacts, 200) + up(events, 200);
    expect(spent.length, briefly(spent)).toBeLessThanOrEqual(fewest * 1.1);
    expect((lab.sandbox.vendors.salesforce as StandIn).rows('Contact')).toHaveLength(contacts);
    await expectIdle(device, provider);
    await expectIdle(device, provider);
    await changesOnePercent(lab, device, provider);
    await resets(lab, await losesLedger(lab, provider), provider);
  }, 240_000);

  test('SYN6 CRM full, mailbox empty: at most 1.1 times the fewest requests, and idle at once', async () => {
    const [few, fewEvents] = [600, 560];
    lab = await CostLab.open(provider, { contacts: few, events: fewEvents, side: 'crm' }, listing(whose.crmFull[provider]));
    const device = lab.device();
    const spent = await firstSync(device);
    const fewest = crmPages(few, fewEvents) + pages[provider](0, 0) + mailboxWrites[provider](few, fewEvents);
    expect(spent.length, briefly(spent)).toBeLessThanOrEqual(fewest * 1.1);
    await expectIdle(device, provider);
  }, 240_000);

  test('CFG1 a working day at default settings costs a tenth of what one licence brings, 24 hours less than 300 calls; a quiet one writes nothing', async () => {
    lab = await CostLab.open(provider, { contacts: 40, events: 40, side: 'mailbox' });
    const device = lab.device();
    await firstSync(device);
    const { clock } = lab.sandbox.world;
    const log: LoggedRequest[] = [];
    const calls = () => {
      log.push(...device.log());
      return { crm: log.filter(({ vendor }) => vendor === 'salesforce').length, mailbox: 0 };
    };
    const engine = new Engine(device.world, { calls });
    // From midnight to midnight, as Salesforce counts.
    const from = Math.ceil(clock.now() / 86_400_000) * 86_400_000;
    const tenHours = from + 36_000_000;
    let next = from;
    for (; next < tenHours; next = await engine.tick()) clock.set(next);
    expect(calls().crm).toBeGreaterThan(20);
    expect(calls().crm).toBeLessThanOrEqual(100);
    for (; next < from + 86_400_000; next = await engine.tick()) clock.set(next);
    expect(calls().crm).toBeLessThan(300);
    expect(writesOf(log)).toEqual([]);
  }, 120_000);
});

/** Of each kind and on each side one in a hundred, ten minutes after the first sync. */
async function changesOnePercent({ sandbox }: CostLab, device: CostDevice, provider: Provider): Promise<void> {
  const salesforce = sandbox.vendors.salesforce as StandIn;
  const admin = sandbox.world.accounts.find(({ role }) => role === 'admin')!;
  sandbox.world.clock.advance(900_000);
  await device.cycle();
  sandbox.world.clock.advance(60_000);
  for (const row of salesforce.rows('Contact').slice(0, 10)) salesforce.update('Contact', row.Id, { Title: 'Changed' }, admin.id);
  for (const row of salesforce.rows('Event').slice(0, 10)) salesforce.update('Event', row.Id, { Location: 'Changed' }, admin.id);
  device.log();
  const result = await device.cycle();
  const log = device.log();
  expect([result.applied?.contact.updated.mailbox, result.applied?.event.updated.mailbox]).toEqual([10, 10]);
  const crm = log.filter(({ vendor }) => vendor === 'salesforce').length;
  // Salesforce: one look, the shared agreements, the report (read once, and written).
  expect(crm, briefly(log)).toBeLessThanOrEqual(4);
  // Graph: one look and a batch of each kind. Google: two looks, the people as they are, their batch, and an event each.
  expect(log.length - crm, briefly(log)).toBeLessThanOrEqual(provider === 'google' ? 4 + 10 : 3);
  await device.cycle();
  device.log();
}

/** Both sides are equal, and a new device knows nothing of it: everything is read once and paired by its marks, nothing is written. */
async function losesLedger(own: CostLab, provider: Provider): Promise<CostDevice> {
  own.sandbox.world.clock.advance(2 * 3_600_000);
  const device = own.device();
  const spent = await firstSync(device);
  expect(writesOf(spent)).toEqual([]);
  const fewest = pages[provider](contacts, events) + crmPages(contacts, events);
  // The lease, what other devices had shared, and the report come on top: they do not grow with the items.
  const controlPlane = spent.filter((request) => /Instep_(Shared|Issue|Day)/.test(shown(request)));
  expect(spent.length - controlPlane.length, briefly(spent)).toBeLessThanOrEqual(fewest * 1.1 + 1);
  await expectIdle(device, provider);
  return device;
}

/** RST2: every connection is cleared and found again; nothing has changed, so nothing is written, and nothing need be read a second time. */
async function resets({ sandbox, who }: CostLab, device: CostDevice, provider: Provider): Promise<void> {
  const salesforce = sandbox.vendors.salesforce as StandIn;
  const admin = sandbox.world.accounts.find(({ role }) => role === 'admin')!;
  const rep = salesforce.rows('Instep_Rep__c').find((row) => row.UserKey__c === who.id);
  const { Id } = salesforce.insert('Instep_Request__c', { Rep__c: rep?.Id ?? null, Kind__c: 'reset', Scope__c: 'all' }, admin.id);
  const held = () => JSON.stringify([salesforce.rows('Contact'), salesforce.rows('Event')]);
  const before = held();
  device.log();
  let cycles = 0;
  for (; salesforce.row(Id)?.State__c !== 'done' && cycles < 10; cycles++) {
    sandbox.world.clock.advance(60_000);
    expect(written(await device.cycle())).toBe(0);
  }
  const log = device.log();
  const { contacts: found, events: times } = JSON.parse(String(salesforce.row(Id)?.Outcome__c));
  expect([found.byMark, found.byMatch, found.doubtful, found.created]).toEqual([contacts, 0, 0, 0]);
  expect([times.byMark, times.byMatch, times.doubtful, times.created]).toEqual([events, 0, 0, 0]);
  expect(held()).toBe(before);
  expect(writesOf(log)).toEqual([]);
  // The look of each cycle; at Salesforce the request picked up and answered, what devices share, the report: none grows with the items.
  const looks = provider === 'google' ? 2 : 1;
  expect(log.filter(({ vendor }) => vendor !== 'salesforce').length, briefly(log)).toBeLessThanOrEqual(cycles * looks);
  expect(log.filter(({ vendor }) => vendor === 'salesforce').length, briefly(log)).toBeLessThanOrEqual(cycles + 8);
  await expectIdle(device, provider);
}
