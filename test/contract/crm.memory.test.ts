/** The org in memory keeps what every CRM promises: the engine's tests and the simulation stand on it. */
import { seeded } from '../../shared/adapters/clock';
import { createOrg, crmOf } from '../../shared/adapters/memory/crm';
import { type CrmUnderTest, crmContract } from './crm';

crmContract('memory', async () => onMemory());

function onMemory(): CrmUnderTest {
  let now = Date.parse('2026-03-02T08:00:00Z');
  const { org, hands } = createOrg({ clock: { now: () => now }, random: seeded(1), maxEventMinutes: 1440 });
  // The all-day event of the suite is longer than a day: the limit is what `singleDay` sets.
  const schema = org.schema as { maxEventMinutes: number };
  schema.maxEventMinutes = 14 * 1440;
  const [userId, otherId] = ['005000000000001AAA', '005000000000002AAA'];
  hands.user(userId, 'Rep One', 'one@corp.org');
  hands.user(otherId, 'Rep Two', 'two@corp.org');
  return {
    crm: crmOf(org, { userId }),
    other: crmOf(org, { userId: otherId }),
    userId,
    otherId,
    userEmail: 'one@corp.org',
    hands: {
      create: async (kind, fields, owner) => hands.create(kind, fields, { by: owner }),
      edit: async (id, fields) => hands.edit(id, fields),
      remove: async (id) => hands.remove(id),
      undelete: async (id) => void hands.undelete(id),
      purge: async (id) => hands.purge(id),
      merge: async (winner, loser) => hands.merge(winner, loser),
      account: async (name) => hands.account(name),
      lead: async (name, email) => hands.lead(name, email),
      count: async (kind) => org.all(kind).length,
      field: async (id, name) => org.find(id)?.fields[name] ?? null,
    },
    advance: (ms) => {
      now += ms;
    },
    small: (rows) => {
      org.pageSize = rows;
    },
    lock: (rows) => void org.faults.next('locked row', rows),
    loseNextAnswer: () => void org.faults.next('offline after'),
    requests: () => null,
    singleDay: () => {
      schema.maxEventMinutes = 1440;
    },
  };
}
