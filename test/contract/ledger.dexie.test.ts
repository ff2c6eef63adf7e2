/** The durable ledger keeps what every ledger promises: with all in the journal, all in the pages, and some in each. */
import type { Limits } from '../../shared/ledger/store';
import { ledgerContract } from './ledger';
import { broken } from './ledgerBreaks';
import { Contexts } from './ledgerContexts';

const never = Number.POSITIVE_INFINITY;

export const foldings: Readonly<Record<string, Partial<Limits>>> = {
  'as usual': {},
  'never folded': { hurry: never, rest: never, records: never },
  'folded after every commit, small pages': { page: 3, bucket: 4, records: 1 },
  'folded now and then': { page: 4, hurry: never, rest: never, records: 3 },
};

for (const [name, limits] of Object.entries(foldings)) {
  ledgerContract(`Dexie, ${name}`, async () => {
    const contexts = new Contexts(limits);
    let ledger = contexts.open();
    return {
      ledger,
      again: async () => {
        ledger.close();
        ledger = contexts.open();
        return ledger;
      },
      beside: async () => contexts.open(),
      breaks: (change) => ledger.commit(broken(change)),
      close: async () => contexts.close(),
    };
  });
}
