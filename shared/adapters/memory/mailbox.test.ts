/** The weather of the mailbox in memory: each fault does what it says, and no more; the same seed, the same weather. */
import { describe, expect, test } from 'vitest';
import { blankContact } from '../../core/contacts/blank';
import { blankEvent } from '../../core/events/blank';
import type { Provider } from '../../core/model';
import type { PullOptions, Write } from '../../core/ports';
import { seeded } from '../clock';
import { MemoryMailbox } from './mailbox';

const options: PullOptions = { window: { from: '2026-02-01', to: '2026-04-01' }, whose: 'mine', fields: [] };
const at = Date.parse('2026-03-02T08:00:00Z');
const mailboxOf = (provider: Provider, seed = 1, pageSize = 4) =>
  new MemoryMailbox({ provider, clock: { now: () => at, sleep: async () => {} }, random: seeded(seed), pageSize });
const create = (n: number): Write<'mailbox'> => ({ op: 'create', kind: 'contact', key: `k${n}`, item: { ...blankContact, last: `L${n}` } });

async function round(mailbox: MemoryMailbox, cursor: string | null = null) {
  const told = new Map<string, string>();
  const gone: string[] = [];
  let pages = 0;
  for (let more = true; more && pages < 1_000; pages++) {
    const page = await mailbox.changesSince('contact', cursor, options);
    for (const seen of page.items) told.set(seen.id, seen.version);
    gone.push(...page.gone.map(({ id }) => id));
    ({ cursor, more } = page);
  }
  return { told, gone, cursor, pages };
}

describe('SYN6 faults of the mailbox in memory', () => {
  test('SYN6 offline before: nothing was done; after: all of it was', async () => {
    const mailbox = mailboxOf('microsoft');
    mailbox.faults.offlineBefore = 1;
    await expect(mailbox.write([create(1)])).rejects.toMatchObject({ failure: { kind: 'offline' } });
    expect(mailbox.hands.all('contact')).toHaveLength(0);
    mailbox.faults.heal();
    mailbox.faults.offlineAfter = 1;
    await expect(mailbox.write([create(1)])).rejects.toMatchObject({ failure: { kind: 'offline' } });
    expect(mailbox.hands.all('contact')).toHaveLength(1);
  });

  test('SYN6 cut in the middle: the first ones were done', async () => {
    const mailbox = mailboxOf('google', 5);
    mailbox.faults.partial = 1;
    await expect(mailbox.write(Array.from({ length: 10 }, (_, i) => create(i)))).rejects.toMatchObject({ failure: { kind: 'offline' } });
    const made = mailbox.hands.all('contact').map(({ item }) => (item.kind === 'contact' ? item.last : ''));
    expect(made.length).toBeLessThan(10);
    expect(made).toEqual(made.map((_, i) => `L${i}`));
  });

  test('SYN8 throttled and signed out', async () => {
    const mailbox = mailboxOf('microsoft');
    mailbox.faults.throttled = 1;
    await expect(mailbox.write([])).rejects.toMatchObject({ failure: { kind: 'throttled', system: 'microsoft' } });
    mailbox.faults.heal();
    mailbox.faults.partThrottled = 0.5;
    const kinds = (await mailbox.write(Array.from({ length: 40 }, (_, i) => create(i)))).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['done', 'failed']));
    mailbox.faults.signedOut = true;
    await expect(mailbox.read('contact', [], options)).rejects.toMatchObject({ failure: { kind: 'signed out' } });
  });

  test.each(['microsoft', 'google'] as const)('SYN6 %s: in any weather, what is told in the end is what is there', async (provider) => {
    for (let seed = 1; seed <= 60; seed++) {
      const mailbox = mailboxOf(provider, seed);
      const random = seeded(seed + 1_000);
      Object.assign(mailbox.faults, { shuffled: 0.5, repeated: 0.5, delayed: 0.5, cut: 0.5, emptyFirst: 0.5 });
      const known = new Map<string, string>();
      let cursor: string | null = null;
      for (let turn = 0; turn < 12; turn++) {
        const ids = mailbox.hands.all('contact').map(({ id }) => id);
        const one = ids[Math.floor(random.next() * ids.length)];
        if (random.next() < 0.5 || one === undefined) mailbox.hands.addContact({ last: `L${turn}` });
        else if (random.next() > 0.5) mailbox.hands.edit(one, { last: `E${turn}` });
        else mailbox.hands.delete(one);
        if (turn === 11) mailbox.faults.heal();
        const { told, gone, cursor: next }: Awaited<ReturnType<typeof round>> = await round(mailbox, cursor);
        for (const [id, version] of told) known.set(id, version);
        for (const id of gone) known.delete(id);
        cursor = next;
      }
      expect([...known].sort(), `seed ${seed}`).toEqual(
        mailbox.hands
          .all('contact')
          .map(({ id, version }): [string, string] => [id, version])
          .sort(),
      );
    }
  });

  test('SYN6 the same seed, the same weather', async () => {
    const run = async () => {
      const mailbox = mailboxOf('google', 9);
      Object.assign(mailbox.faults, { shuffled: 0.5, cut: 0.5, partThrottled: 0.3 });
      const wrote = await mailbox.write(Array.from({ length: 20 }, (_, i) => create(i)));
      return JSON.stringify([wrote, [...(await round(mailbox)).told]]);
    };
    expect(await run()).toBe(await run());
  });

  test('EVT6 a write that would mail attendees is noted with Microsoft, not with Google', async () => {
    for (const [provider, mails] of [
      ['microsoft', 2],
      ['google', 0],
    ] as const) {
      const mailbox = mailboxOf(provider);
      const attendees = [{ email: 'guest@x.com', name: '', response: 'none', optional: false, resource: false } as const];
      const id = mailbox.hands.addEvent({ subject: 'Meeting', attendees });
      const [seen] = (await mailbox.read('event', [id], options)).items;
      const quiet = { op: 'update', kind: 'event', id, set: { keptOut: true }, ifVersion: seen!.version, base: blankEvent } as const;
      await mailbox.write([quiet]);
      expect(mailbox.mails).toEqual([]);
      const [now] = (await mailbox.read('event', [id], options)).items;
      await mailbox.write([{ ...quiet, set: { subject: 'New' }, ifVersion: now!.version }]);
      const [last] = (await mailbox.read('event', [id], options)).items;
      await mailbox.write([{ op: 'remove', kind: 'event', id, ifVersion: last!.version }]);
      expect(mailbox.mails).toHaveLength(mails);
    }
  });

  test('SYN6 Google renames, lists anew before its token dies, and keeps ids of deleted events taken', async () => {
    const mailbox = mailboxOf('google');
    const id = mailbox.hands.addContact({ last: 'A' });
    const { cursor } = await round(mailbox);
    const to = mailbox.hands.rename(id);
    const page = await mailbox.changesSince('contact', cursor, options);
    expect(page).toMatchObject({ renamed: [{ from: id, to }], gone: [] });
    expect(page.items.map((seen) => seen.id)).toEqual([to]);
    expect((await mailbox.changesSince('contact', null, options)).renamed ?? []).toEqual([]);
    expect(await mailbox.read('contact', [id], options)).toMatchObject({ items: [{ id: to }], gone: [], renamed: [{ from: id, to }] });
    const event: Write<'mailbox'> = {
      op: 'create',
      kind: 'event',
      key: 'e1',
      item: { ...blankEvent, start: '2026-03-02', end: '2026-03-03', allDay: true },
    };
    await mailbox.write([event]);
    mailbox.hands.delete('e1');
    expect(await mailbox.write([event])).toEqual([{ kind: 'gone' }]);
  });
});
