import Dexie from 'dexie';
import { IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { shelves } from '../../shared/ledger/store';
import { Contexts } from './ledgerContexts';

test('SYN6 a ledger in an earlier version’s form is forgotten, never misread', async () => {
  const contexts = new Contexts();
  const earlier = new Dexie('ledger', { indexedDB: contexts.indexedDB, IDBKeyRange });
  earlier.version(1).stores(Object.fromEntries(shelves.map((shelf) => [shelf, ''])));
  await earlier.table('head').put({ seq: 3, meta: { lastCycleAt: 'in another form' } }, 'head');
  earlier.close();
  const ledger = contexts.open();
  expect((await ledger.meta()).lastCycleAt).toBe(null);
  await ledger.commit({ meta: { lastCycleAt: 7 } });
  expect((await contexts.open().meta()).lastCycleAt).toBe(7);
  contexts.close();
});
