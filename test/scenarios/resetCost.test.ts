/** What a reset asks of the services, beside the least that any reset has to ask: it reads as an idle cycle does, and writes to no record. */
import { afterAll, expect, test } from 'vitest';
import type { Salesforce as StandIn } from '../../sandbox/salesforce';
import { seedLarge } from '../../sandbox/seed/large';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import { Engine } from '../../shared/engine/engine';
import { MemoryLedger } from '../../shared/ledger/memory';
import { connect } from '../../tools/start/connect';
import { changed, contentsOf } from '../e2e/contents';

const started: Sandbox[] = [];
afterAll(() => Promise.all(started.map((sandbox) => sandbox.close())));

/** RST4 and SYN7: picked up, a quarter told, done; and the other devices learn of it. */
const mustBeSaid = 4;

test.each(['microsoft', 'google'] as const)(
  'RST2 %s: a reset of 500 contacts and 100 events asks at most 1.1 times the least, and writes to no record or item',
  async (provider) => {
    const sandbox = await startSandbox({ seed: 'empty' });
    started.push(sandbox);
    const { world, vendors } = sandbox;
    const salesforce = vendors.salesforce as StandIn;
    const rep = world.accounts.find(({ role, mailbox }) => role === 'rep' && mailbox === provider);
    const admin = world.accounts.find(({ role }) => role === 'admin');
    await seedLarge(world, vendors, { contacts: 500, events: 100, side: 'mailbox', user: rep?.id ?? '' });
    const connected = await connect(sandbox, rep?.email ?? '', provider, new MemoryLedger(), () => {});
    await connected.world.ledger.commit({ meta: { firstSyncConfirmed: true } });
    const engine = new Engine(connected.world);
    const cycle = async () => {
      const from = world.log.length;
      await engine.wake();
      return world.log.slice(from);
    };
    await cycle();
    await cycle();
    const idle = await cycle();
    const row = salesforce.rows('Instep_Rep__c').find(({ UserKey__c }) => UserKey__c === rep?.id);
    const fields = { Rep__c: row?.Id ?? '', Kind__c: 'reset', Scope__c: 'all', State__c: 'requested' };
    const { Id } = salesforce.insert('Instep_Request__c', fields, admin?.id ?? '');
    const before = contentsOf(sandbox);
    const reset = await cycle();
    expect(salesforce.row(Id)?.State__c).toBe('done');
    expect(JSON.parse(String(salesforce.row(Id)?.Outcome__c))).toMatchObject({ contacts: { byMark: 500 }, events: { byMark: 100 } });
    expect(reset.length).toBeLessThanOrEqual(Math.floor(1.1 * (idle.length + mustBeSaid)));
    expect(changed(before, contentsOf(sandbox))).toEqual([]);
  },
);
