/**
 * Broken products: what the simulation must be able to see. Each is a bent port or ledger under every device; the product itself
 * knows nothing of it. Two more, which sit in a pure function, are in the test.
 */
import type { MemoryMailbox } from '../../shared/adapters/memory/mailbox';
import type { HistoryEntry, Pair, Row, Seen } from '../../shared/core/model';
import type { Ledger, LedgerChange, Page, World, Write } from '../../shared/core/ports';
import type { Bend } from './world';

type Read = Awaited<ReturnType<World['mailbox']['read']>>;

/** The same object with some of its methods replaced. */
const bent = <T extends object>(target: T, methods: Partial<T>): T =>
  new Proxy(target, {
    get: (_, key) => {
      if (key in methods) return Reflect.get(methods, key);
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

const commits =
  (change: (change: LedgerChange, ledger: Ledger) => LedgerChange | Promise<LedgerChange>): Bend =>
  (world) => ({
    ...world,
    ledger: bent(world.ledger, { commit: async (told: LedgerChange) => world.ledger.commit(await change(told, world.ledger)) }),
  });

const shows =
  (look: (seen: Seen<'mailbox'>) => Seen<'mailbox'>): Bend =>
  (world) => ({
    ...world,
    mailbox: bent(world.mailbox, {
      changesSince: async (...asked) => {
        const page: Page<'mailbox'> = await world.mailbox.changesSince(...asked);
        return { ...page, items: page.items.map(look) };
      },
      read: async (...asked) => {
        const found: Read = await world.mailbox.read(...asked);
        return { ...found, items: found.items.map(look) };
      },
    }),
  });

const withoutNotes = (rows: readonly Row[] | undefined, kind: string): Row[] =>
  (rows ?? []).map((row) => ({ ...row, notes: row.notes.filter((note) => note.kind !== kind) }));

/** Bent by the hands of the mailbox in memory. */
export const inMemoryOnly: ReadonlySet<string> = new Set(['ignores the version']);

let made = 0;

export const mutants: Readonly<Record<string, Bend>> = {
  'drops the mark: every create has a key of its own': (world) => ({
    ...world,
    crm: bent(world.crm, {
      write: (writes) => world.crm.write(writes.map((one) => (one.op === 'create' ? { ...one, key: `lost${made++}` } : one))),
    }),
  }),
  'ignores the version': (world) => ({
    ...world,
    mailbox: bent(world.mailbox, {
      write: (writes) => {
        const { hands } = world.mailbox as MemoryMailbox;
        const now = [...hands.all('contact'), ...hands.all('event')];
        const blind = (one: Write<'mailbox'>): Write<'mailbox'> =>
          one.op === 'create' ? one : { ...one, ifVersion: now.find(({ id }) => id === one.id)?.version ?? '' };
        return world.mailbox.write(writes.map(blind));
      },
    }),
  }),
  'treats what a list does not name as deleted': (world) => ({
    ...world,
    mailbox: bent(world.mailbox, { read: async (_kind, ids) => ({ items: [], gone: ids.map((id) => ({ id, how: 'deleted' as const })) }) }),
  }),
  'forgets a tombstone': commits((change) => ({ ...change, rows: withoutNotes(change.rows, 'deleted') })),
  'trusts a stale base': shows((seen) => ({ ...seen, modifiedAt: 0 })),
  'forgets the agreed hash after a write': commits(async (change, ledger) => {
    if (!(change.history ?? []).some((entry) => entry.what === 'updated')) return change;
    const held = await ledger.pairs((change.pairs ?? []).map((pair) => pair.id));
    return { ...change, pairs: (change.pairs ?? []).map((pair, index): Pair => ({ ...pair, agreed: held[index]?.agreed ?? pair.agreed })) };
  }),
  'ignores what the rep keeps out': shows((seen) => ({ ...seen, item: { ...seen.item, keptOut: false } })),
  'ignores what is private': shows((seen) => ({ ...seen, item: { ...seen.item, private: false } })),
  'ignores the attendees': shows((seen) => ({ ...seen, item: seen.item.kind === 'event' ? { ...seen.item, attendees: [] } : seen.item })),
  'keeps no losing values': commits((change) => ({
    ...change,
    history: (change.history ?? []).filter((entry: HistoryEntry) => entry.what !== 'lost value'),
  })),
  'keeps the cursor without its items, once in a while': (world) => {
    let count = 0;
    return commits((change) => {
      if (!change.pulled || (change.rows ?? []).length === 0 || ++count % 5 > 0) return change;
      return { pulled: change.pulled };
    })(world);
  },
  'tells other devices nothing': (world) => ({ ...world, control: bent(world.control, { share: async () => 1 }) }),
  'obeys no reset': (world) => ({
    ...world,
    control: bent(world.control, { instructions: async () => ({ ...(await world.control.instructions()), requests: [] }) }),
  }),
  'writes down agreements that were never made': commits((change) => ({
    ...change,
    pairs: (change.pairs ?? []).map((pair): Pair => ({ ...pair, agreed: pair.agreed && turned(pair.agreed) })),
  })),
  'forgets what it was about to plan': commits((change) => ({ ...change, dirty: (change.dirty ?? []).filter((_, index) => index > 0) })),
  'pairs with the wrong one': commits((change) => {
    const [first, second] = change.pairs ?? [];
    return first && second && first.kind === second.kind
      ? { ...change, pairs: [{ ...first, crmId: second.crmId }, { ...second, crmId: first.crmId }, ...(change.pairs ?? []).slice(2)] }
      : change;
  }),
};

/** Each side's hash where the other's belongs, and nothing known of the first field. */
const turned = (agreed: NonNullable<Pair['agreed']>): NonNullable<Pair['agreed']> =>
  Object.fromEntries(
    Object.entries(agreed).map(([field, [mailbox, crm]]) => [field, field === 'title' || field === 'subject' ? [0, crm] : [mailbox, crm]]),
  );
