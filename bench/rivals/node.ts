/** One round of a rival in a process of its own: `node --expose-gc --import tsx bench/rivals/node.ts rxdb|pouchdb CONTACTS EVENTS`. */
import { createRequire } from 'node:module';
import { measured } from '../meter';
import { type PouchParts, phasesOf, pouchdb, type RxParts, rxdb } from './documents';
import { folder } from './install';

const require = createRequire(new URL('package.json', folder));
const [name, ...sizes] = process.argv.slice(2);
const [contacts = 10_000, events = 5000] = sizes.map(Number);

function open() {
  if (name === 'pouchdb') {
    const core = require('pouchdb-core') as { plugin(one: unknown): { plugin(one: unknown): PouchParts } };
    return pouchdb(core.plugin(require('pouchdb-adapter-memory')).plugin(require('pouchdb-replication')), 'memory');
  }
  const memory = require('rxdb/plugins/storage-memory') as { getRxStorageMemory(): unknown };
  const parts = { ...require('rxdb/plugins/core'), ...require('rxdb/plugins/replication') } as RxParts;
  return rxdb(parts, memory.getRxStorageMemory);
}

for await (const [phase, work] of phasesOf(await open(), { contacts, events })) {
  const line = await measured(work);
  process.stdout.write(`${JSON.stringify({ phase, ...line })}\n`);
}
process.exit(0);
