/** The ledgers in memory keep what every ledger promises: the plain one lives as long as its one context, the lean one as its records. */
import { InMemory, LeanLedger } from '../../shared/ledger/lean';
import { MemoryLedger } from '../../shared/ledger/memory';
import { ledgerContract } from './ledger';
import { broken } from './ledgerBreaks';
import { Channel } from './ledgerContexts';

ledgerContract('memory', async () => {
  const ledger = new MemoryLedger();
  return {
    ledger,
    again: async () => ledger,
    beside: async () => ledger,
    breaks: (change) => ledger.commit(broken(change)),
    close: async () => {},
  };
});

ledgerContract('lean, in memory', async () => {
  const [place, channel] = [new InMemory(), new Channel()];
  const open = (): LeanLedger => new LeanLedger(place, { page: 4, bucket: 4, records: 3 }, channel.join());
  let ledger = open();
  return {
    ledger,
    again: async () => {
      ledger.close();
      ledger = open();
      return ledger;
    },
    beside: async () => open(),
    breaks: (change) => ledger.commit(broken(change)),
    close: async () => {},
  };
});
