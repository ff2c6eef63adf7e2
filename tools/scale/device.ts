/** The rep's device alone in its process: cycles until nothing is left, and one more that must write nothing. */
import type { Provider } from '../../shared/core/model';
import { LeanLedger } from '../../shared/ledger/lean';
import { syncOnce } from '../start/once';
import type { StandIns } from '../start/standIns';

interface Order extends Pick<StandIns, 'urls' | 'graphCa'> {
  readonly user: string;
  readonly provider: Provider;
}

const { user, provider, ...standIns } = JSON.parse(process.argv[2] ?? '{}') as Order;
const nothing = { contacts: 0, events: 0, unreadable: [], shortened: [] };
const summary = await syncOnce(standIns, user, provider, nothing, Date.now(), new LeanLedger());
process.send?.({ idleWrites: summary.idle.writes, requests: summary.requests, atRest: summary.atRest });
process.on('disconnect', () => process.exit(0));
