/** The mailbox in memory keeps what every mailbox promises, with the habits of both vendors. */
import { seeded } from '../../shared/adapters/clock';
import { MemoryMailbox } from '../../shared/adapters/memory/mailbox';
import type { Provider } from '../../shared/core/model';
import { type MailboxUnderTest, mailboxContract } from './mailbox';

for (const provider of ['microsoft', 'google'] as const) mailboxContract(`memory as ${provider}`, async () => inMemory(provider));

function inMemory(provider: Provider): MailboxUnderTest {
  const clock = { now: () => Date.parse('2026-03-02T08:00:00Z'), sleep: async () => {} };
  const mailbox = new MemoryMailbox({ provider, clock, random: seeded(7), pageSize: 3 });
  const { hands, faults } = mailbox;
  return {
    mailbox,
    provider,
    hands: {
      addContact: async (set) => hands.addContact(set),
      addEvent: async (set) => hands.addEvent(set),
      addDaily: async (set, count) => {
        const first = Date.parse(set.start ?? '');
        const starts = Array.from({ length: count }, (_, i) => new Date(first + i * 86_400_000).toISOString().replace('.000Z', 'Z'));
        return hands.addSeries(set, starts);
      },
      edit: async (_, id, set) => hands.edit(id, set),
      delete: async (_, id) => hands.delete(id),
      deleteSeries: async (id) => hands.deleteSeries(id),
      moveOut: async (id) => hands.moveOut(id),
      keepOut: async (_, id, on) => hands.keepOut(id, on),
      count: async (kind) => hands.all(kind).length,
    },
    forgetCursors: () => hands.forgetCursors(),
    loseNextAnswer: () => {
      const after = faults.after.bind(faults);
      faults.after = () => {
        faults.after = after;
        throw faults.cutOff();
      };
    },
    throttleOnePart: null,
    calm: true,
    requests: () => null,
    mails: () => mailbox.mails.length,
    close: async () => {},
  };
}
