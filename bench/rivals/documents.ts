/**
 * RxDB and PouchDB: generic engines that keep documents equal on two sides. What each needs of its packages is handed over, so that the same
 * lines run in Node (memory) and in Chromium (IndexedDB).
 */
import { meetingAt, personAt } from '../pages';
import type { Size } from '../phases';

export type Document = { readonly id: string } & Readonly<Record<string, unknown>>;
export type Collection = 'contacts' | 'events';

/** Two sides of the same collections. */
export interface Rival {
  seed(name: Collection, documents: readonly Document[]): Promise<void>;
  sync(): Promise<void>;
  edit(side: 'a' | 'b', name: Collection, documents: readonly Document[]): Promise<void>;
  count(side: 'a' | 'b', name: Collection): Promise<number>;
  /** Its own state is lost; absent: it cannot do without. */
  forget?(): void;
}

/** What Graph calls an item, without what only Graph's own protocol needs. */
export const documentsOf = ({ contacts, events }: Size): Readonly<Record<Collection, readonly Document[]>> => ({
  contacts: Array.from({ length: contacts }, (_, n) => withoutEtag(personAt(n))),
  events: Array.from({ length: events }, (_, n) => withoutEtag(meetingAt(n))),
});

function withoutEtag({ '@odata.etag': _etag, ...document }: ReturnType<typeof personAt> | ReturnType<typeof meetingAt>): Document {
  return { ...document, id: document.id.slice(-40) };
}

const collections = ['contacts', 'events'] as const;
const portion = 1000;

function* portions(documents: readonly Document[]): Generator<readonly Document[]> {
  for (let at = 0; at < documents.length; at += portion) yield documents.slice(at, at + portion);
}

/** The few names of these packages that are used here. */
export interface RxParts {
  createRxDatabase(options: object): Promise<RxDatabase>;
  replicateRxCollection(options: object): RxReplication;
  rxStorageInstanceToReplicationHandler(
    instance: unknown,
    conflicts: unknown,
    token: unknown,
  ): {
    masterChangesSince(checkpoint: unknown, size: number): Promise<unknown>;
    masterWrite(rows: unknown): Promise<unknown>;
  };
  readonly defaultConflictHandler: unknown;
}
interface RxCollection {
  readonly storageInstance: unknown;
  bulkInsert(documents: readonly object[]): Promise<unknown>;
  bulkUpsert(documents: readonly object[]): Promise<unknown>;
  count(): { exec(): Promise<number> };
}
interface RxDatabase {
  readonly token: unknown;
  readonly collections: Readonly<Record<Collection, RxCollection>>;
  addCollections(schemas: object): Promise<unknown>;
}
interface RxReplication {
  awaitInitialReplication(): Promise<unknown>;
  awaitInSync(): Promise<unknown>;
  cancel(): Promise<unknown>;
}

const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 40 } },
  additionalProperties: true,
};

export async function rxdb(parts: RxParts, storage: () => unknown): Promise<Rival> {
  const open = async (name: string): Promise<RxDatabase> => {
    const database = await parts.createRxDatabase({ name, storage: storage(), multiInstance: false, eventReduce: true });
    const properties = Object.fromEntries([...Object.keys(personAt(0)), ...Object.keys(meetingAt(0))].map((key) => [key, {}]));
    const loose = { ...schema, properties: { ...withoutAt(properties), ...schema.properties } };
    await database.addCollections({ contacts: { schema: loose }, events: { schema: loose } });
    return database;
  };
  const sides = { a: await open('sidea'), b: await open('sideb') };
  let generation = 0;
  const replicate = async (name: Collection): Promise<void> => {
    const there = sides.b.collections[name];
    const master = parts.rxStorageInstanceToReplicationHandler(there.storageInstance, parts.defaultConflictHandler, sides.b.token);
    const replication = parts.replicateRxCollection({
      collection: sides.a.collections[name],
      replicationIdentifier: `r${generation}`,
      live: false,
      waitForLeadership: false,
      pull: { batchSize: portion, handler: (checkpoint: unknown, size: number) => master.masterChangesSince(checkpoint, size) },
      push: { batchSize: portion, handler: (rows: unknown) => master.masterWrite(rows) },
    });
    await replication.awaitInitialReplication();
    await replication.awaitInSync();
    await replication.cancel();
  };
  return {
    seed: async (name, documents) => {
      for (const some of portions(documents)) await sides.a.collections[name].bulkInsert(some);
    },
    sync: async () => {
      for (const name of collections) await replicate(name);
    },
    edit: async (side, name, documents) => void (await sides[side].collections[name].bulkUpsert(documents)),
    count: (side, name) => sides[side].collections[name].count().exec(),
    forget: () => void generation++,
  };
}

const withoutAt = (properties: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(properties).filter(([key]) => !key.startsWith('@')));

interface Pouch {
  bulkDocs(documents: readonly object[]): Promise<unknown>;
  allDocs(
    options: object,
  ): Promise<{ readonly total_rows: number; readonly rows: readonly { readonly value: { readonly rev: string } }[] }>;
}
export interface PouchParts {
  new (name: string, options: object): Pouch;
  sync(a: Pouch, b: Pouch, options: object): PromiseLike<unknown>;
}

export function pouchdb(PouchDB: PouchParts, adapter: string): Rival {
  const open = (side: string, name: Collection): Pouch => new PouchDB(`${side}-${name}`, { adapter });
  const sides = {
    a: { contacts: open('a', 'contacts'), events: open('a', 'events') },
    b: { contacts: open('b', 'contacts'), events: open('b', 'events') },
  };
  return {
    seed: async (name, documents) => {
      for (const some of portions(documents)) await sides.a[name].bulkDocs(some.map((one) => ({ _id: one.id, ...one })));
    },
    sync: async () => {
      for (const name of collections) await PouchDB.sync(sides.a[name], sides.b[name], {});
    },
    edit: async (side, name, documents) => {
      const held = await sides[side][name].allDocs({ keys: documents.map(({ id }) => id) });
      await sides[side][name].bulkDocs(documents.map((one, index) => ({ _id: one.id, _rev: held.rows[index]?.value.rev, ...one })));
    },
    count: async (side, name) => (await sides[side][name].allDocs({ limit: 0 })).total_rows,
  };
}

export type RivalPhase = readonly [name: 'initial' | 'settling' | 'nochange' | 'delta' | 'match', work: () => Promise<object>];

/** The phases of ours, for a rival; `settling` is not counted: PouchDB's second run walks all the way back. */
export async function* phasesOf(rival: Rival, size: Size): AsyncGenerator<RivalPhase> {
  const documents = documentsOf(size);
  for (const name of collections) await rival.seed(name, documents[name]);
  const sync = async (): Promise<object> => {
    await rival.sync();
    return {};
  };
  yield ['initial', sync];
  for (const name of collections) {
    const there = await rival.count('b', name);
    if (there !== documents[name].length) throw new Error(`${there} of ${documents[name].length} ${name} have come over`);
  }
  yield ['settling', sync];
  yield ['nochange', sync];
  for (const name of collections) {
    const some = (offset: number) => documents[name].filter((_, index) => index % 100 === offset);
    await rival.edit(
      'a',
      name,
      some(3).map((one) => ({ ...one, changeKey: 'edited here' })),
    );
    await rival.edit(
      'b',
      name,
      some(57).map((one) => ({ ...one, changeKey: 'edited there' })),
    );
  }
  yield ['delta', sync];
  if (!rival.forget) return;
  rival.forget();
  yield ['match', sync];
}
