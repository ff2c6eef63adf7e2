/** The simulation in memory. */
import { controlOf, Plane } from '../../shared/adapters/memory/control';
import { createOrg, crmOf } from '../../shared/adapters/memory/crm';
import { MemoryMailbox } from '../../shared/adapters/memory/mailbox';
import type { LedgerChange } from '../../shared/core/ports';
import { MemoryLedger } from '../../shared/ledger/memory';
import type { Open, SimClock, SimMailbox } from './premises';
import { turnFair, turnFoul } from './weather';

class MemoryClock implements SimClock {
  at = Date.parse('2026-03-02T08:00:00Z');
  now = (): number => this.at;
  sleep = async (ms: number): Promise<void> => {
    this.at += ms;
  };
}

export const inMemory: Open = (random) => {
  const clock = new MemoryClock();
  const { org, hands } = createOrg({ clock, random });
  const plane = new Plane(clock, random);
  org.syncs = (userId) => plane.syncsEvents(userId);
  const mailboxes: MemoryMailbox[] = [];
  const faultsOf = ({ mailbox }: { readonly mailbox: SimMailbox }) => (mailbox as MemoryMailbox).faults;
  return {
    clock,
    org,
    people: hands,
    plane,
    provider: (_, drawn) => drawn,
    mailbox: ({ provider, address }, pageSize) => {
      const mailbox = new MemoryMailbox({ provider, clock, random, address, pageSize });
      mailboxes.push(mailbox);
      return mailbox;
    },
    ports: (rep) => ({ mailbox: (rep.mailbox as MemoryMailbox).connection(), crm: crmOf(org, rep), control: controlOf(plane, rep) }),
    ledger: () => new MemoryLedger(),
    reopened: (ledger) => ledger,
    copy: async (ledger) => (ledger as MemoryLedger).snapshot(),
    restored: async (copy) => {
      const ledger = new MemoryLedger();
      ledger.restore(copy as LedgerChange);
      return ledger;
    },
    turnFoul: (rep, dice, count) => turnFoul({ mailbox: faultsOf(rep), org, plane, count }, dice),
    turnFair: (rep) => turnFair({ mailbox: faultsOf(rep), org, plane }),
    weather: (rep) => {
      const fair = { ...faultsOf(rep) };
      return () => Object.assign(faultsOf(rep), fair);
    },
    ran: () => {},
    heal: () => {
      for (const mailbox of mailboxes) turnFair({ mailbox: mailbox.faults, org, plane });
      org.settleAll();
    },
  };
};
