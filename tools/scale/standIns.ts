/** The stand-in services with one large rep, in a process of their own; tells how many items there are when asked. */
import type { Salesforce } from '../../sandbox/salesforce';
import { seedLarge } from '../../sandbox/seed/large';
import { startSandbox } from '../../sandbox/server';
import type { ScaleOptions } from '../scale';

const { contacts, events, provider, side } = JSON.parse(process.argv[2] ?? '{}') as ScaleOptions;
const { world, vendors, urls, graphCa } = await startSandbox({ seed: 'empty' });
const rep = world.accounts.find((account) => account.role === 'rep' && account.mailbox === provider);
await seedLarge(world, vendors, { contacts, events, side, user: rep?.email ?? '' });
process.send?.({ urls, graphCa, user: rep?.email });

const salesforce = vendors.salesforce as Salesforce;
const live = (object: string): number => salesforce.rows(object).filter((row) => row.IsDeleted !== true).length;

process.on('message', async (where) => {
  if (where === 'crm') process.send?.({ contacts: live('Contact'), events: live('Event') });
  else process.send?.(await inMailbox());
  // Nobody reads it here, and it would be the largest thing in this process.
  world.log.length = 0;
});
process.on('disconnect', () => process.exit(0));

/** As the vendor itself would count: contacts of all folders, events by themselves. */
async function inMailbox(): Promise<{ readonly contacts: number; readonly events: number }> {
  const vendor = provider === 'google' ? vendors.google : vendors.graph;
  const held = JSON.stringify(vendor.dump());
  const count = (pattern: RegExp): number => held.match(pattern)?.length ?? 0;
  return provider === 'google'
    ? { contacts: count(/"resourceName":"people\//g), events: count(/"uid":/g) }
    : { contacts: count(/"givenName":/g), events: count(/"transactionId":/g) };
}
