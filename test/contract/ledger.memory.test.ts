/** The ledger in memory keeps what every ledger promises. It lives as long as its one context does. */
import { MemoryLedger } from '../../shared/ledger/memory';
import { ledgerContract } from './ledger';
import { broken } from './ledgerBreaks';

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
