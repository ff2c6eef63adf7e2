/**
 * The rep's device alone in its process: cycles until nothing is left, and one more that must write nothing. What cannot be reached for a
 * moment is tried again when it is due.
 */
import type { Provider } from '../../shared/core/model';
import { totalOf } from '../../shared/engine/apply';
import { type CycleResult, runCycle } from '../../shared/engine/cycle';
import { AskedLookups } from '../../shared/engine/lookups';
import { LeanLedger } from '../../shared/ledger/lean';
import { connect } from '../start/connect';
import type { StandIns } from '../start/standIns';

interface Order extends Pick<StandIns, 'urls' | 'graphCa'> {
  readonly user: string;
  readonly provider: Provider;
}

process.on('disconnect', () => process.exit(0));
const { user, provider, ...standIns } = JSON.parse(process.argv[2] ?? '{}') as Order;
const { world, requests } = await connect(standIns, user, provider, new LeanLedger(), () => {});
const look = new AskedLookups(world);
await world.ledger.commit({ meta: { firstSyncConfirmed: true } });

const written = ({ applied }: CycleResult): number => (applied ? totalOf(applied) : 0);

async function cycle(): Promise<CycleResult> {
  for (;;) {
    const calls = () => ({ crm: requests.salesforce, mailbox: requests.microsoft + requests.google });
    const result = await runCycle(world, { look, stop: () => false, progress: () => {}, calls });
    const { connection } = result;
    process.stderr.write(`${result.changed} read, ${written(result)} written, ${connection.kind}\n`);
    if (connection.kind === 'running') return result;
    if (connection.kind !== 'waiting') throw new Error(`The cycle stopped: ${JSON.stringify(connection)}`);
    await world.clock.sleep(Math.max(1000, connection.until - world.clock.now()));
  }
}

for (let result = await cycle(); result.more || result.changed > 0 || written(result) > 0; ) result = await cycle();
const before = { ...requests };
process.send?.({ idleWrites: written(await cycle()), requests: before });
