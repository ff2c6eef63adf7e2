/**
 * What every Mailbox promises, whatever stands behind it: run on memory, and on Graph and Google against the stand-ins.
 * The person's hands work past the adapter, on the service itself.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { blankContact } from '../../shared/core/contacts/blank';
import { blankEvent } from '../../shared/core/events/blank';
import type { CalendarEvent, Contact, ItemId, Kind, Provider, Seen } from '../../shared/core/model';
import {
  Failed,
  type Failure,
  type Gone,
  type Mailbox,
  type Page,
  type PullOptions,
  type Write,
  type Wrote,
} from '../../shared/core/ports';

export interface MailboxUnderTest {
  readonly mailbox: Mailbox;
  readonly provider: Provider;
  readonly hands: {
    addContact(set: Partial<Contact>): Promise<ItemId>;
    addEvent(set: Partial<CalendarEvent>): Promise<ItemId>;
    /** Daily at the same time, `count` times. */
    addDaily(set: Partial<CalendarEvent>, count: number): Promise<{ readonly seriesId: ItemId; readonly ids: readonly ItemId[] }>;
    /** First and last name of a contact; subject, start and end of an event or occurrence. */
    edit(kind: Kind, id: ItemId, set: Partial<Contact> | Partial<CalendarEvent>): Promise<void>;
    delete(kind: Kind, id: ItemId): Promise<void>;
    deleteSeries(seriesId: ItemId): Promise<void>;
    moveOut(id: ItemId): Promise<void>;
    keepOut(kind: Kind, id: ItemId, on: boolean): Promise<void>;
    count(kind: Kind): Promise<number>;
  };
  /** Pages are as full as they can be: requests can be counted. */
  readonly calm: boolean;
  /** The service forgets every cursor. */
  forgetCursors(): void;
  /** The next create is carried out, but its answer is lost. */
  loseNextAnswer(kind: Kind): void;
  /** One part of the next bulk is refused once, with a short wait. Null where parts do not exist. */
  readonly throttleOnePart: ((kind: Kind) => void) | null;
  /** Requests on the wire so far; null without a wire. */
  requests(): number | null;
  mails(): number;
  close(): Promise<void>;
}

const day = (n: number, time = '09:00') => `${new Date(Date.UTC(2026, 2, 2 + n)).toISOString().slice(0, 10)}T${time}:00Z`;
const span = (from: number, to: number): PullOptions => ({
  window: { from: day(from, '00:00'), to: day(to, '00:00') },
  whose: 'mine',
  fields: [],
});
const options = span(-30, 30);
const key = (n: number) => `k${String(n).padStart(25, '0')}`;
const contactOf = (set: Partial<Contact>): Contact => ({ ...blankContact, ...set });
const eventOf = (set: Partial<CalendarEvent>): CalendarEvent => ({ ...blankEvent, start: day(1), end: day(1, '10:00'), ...set });

interface Round {
  readonly items: ReadonlyMap<ItemId, Seen<'mailbox'>>;
  readonly gone: readonly Gone[];
  readonly pages: readonly Page<'mailbox'>[];
  readonly cursor: string;
}

export function mailboxContract(name: string, make: () => Promise<MailboxUnderTest>): void {
  describe(`every mailbox: ${name}`, () => {
    let it: MailboxUnderTest;
    let mailbox: Mailbox;
    beforeEach(async () => {
      it = await make();
      mailbox = it.mailbox;
      await mailbox.prepare();
    });
    afterEach(async () => {
      expect(it.mails(), 'EVT6: mails to others').toBe(0);
      await it.close();
    });

    async function round(kind: Kind, cursor: string | null, how: PullOptions = options): Promise<Round> {
      const pages: Page<'mailbox'>[] = [];
      let at = cursor;
      do {
        pages.push(await mailbox.changesSince(kind, at, how));
        at = pages.at(-1)!.cursor;
      } while (pages.at(-1)!.more && pages.length < 500);
      const items = new Map(pages.flatMap((page) => page.items).map((seen) => [seen.id, seen]));
      // What the engine does with a series (ports: Page.series).
      const gone = pages.flatMap((page) => page.gone);
      return { items, gone, pages, cursor: pages.at(-1)!.cursor };
    }
    const write = async (...writes: Write<'mailbox'>[]): Promise<readonly Wrote<'mailbox'>[]> => mailbox.write(writes);
    const done = (wrote: Wrote<'mailbox'> | undefined): Seen<'mailbox'> => {
      if (wrote?.kind !== 'done' || !wrote.seen) throw new Error(`expected done, was ${JSON.stringify(wrote)}`);
      return wrote.seen;
    };
    const contact = (seen: Seen<'mailbox'> | undefined): Contact => {
      if (seen?.item.kind !== 'contact') throw new Error('no contact');
      return seen.item;
    };
    const event = (seen: Seen<'mailbox'> | undefined): CalendarEvent => {
      if (seen?.item.kind !== 'event') throw new Error('no event');
      return seen.item;
    };
    /** Occurrences that were known and are no longer listed, as the engine finds them. */
    async function lost(known: readonly ItemId[], now: Round): Promise<ItemId[]> {
      const listed = new Map(now.pages.flatMap((page) => page.series ?? []).map((series) => [series.id, series.listed]));
      const missing = known.filter((id) => [...listed.values()].some((ids) => !ids.includes(id)));
      const asked = missing.length > 0 ? await mailbox.read('event', missing, options) : { gone: [] };
      return [...asked.gone, ...now.gone].map(({ id }) => id).filter((id) => known.includes(id));
    }

    describe('reading', () => {
      test('CON1 a full listing names every contact of the folder, the next round nothing', async () => {
        const ids = [];
        for (let i = 0; i < 5; i++) ids.push(await it.hands.addContact({ first: 'Ada', last: `L${i}`, emails: [`a${i}@example.com`] }));
        const first = await round('contact', null);
        expect([...first.items.keys()].sort()).toEqual([...ids].sort());
        expect(first.pages.every((page) => page.full)).toBe(true);
        expect(contact(first.items.get(ids[2]!))).toMatchObject({
          first: 'Ada',
          last: 'L2',
          emails: ['a2@example.com'],
          inFolder: true,
          keptOut: false,
        });
        const second = await round('contact', first.cursor);
        expect([second.items.size, second.gone.length, second.pages[0]!.full]).toEqual([0, 0, false]);
      });

      test('SYN6 later rounds tell what is new, edited and deleted', async () => {
        const [edited, deleted] = [await it.hands.addContact({ last: 'Edited' }), await it.hands.addContact({ last: 'Deleted' })];
        const first = await round('contact', null);
        await it.hands.edit('contact', edited, { last: 'Again' });
        await it.hands.delete('contact', deleted);
        const added = await it.hands.addContact({ last: 'Added' });
        const second = await round('contact', first.cursor);
        expect([...second.items.keys()].sort()).toEqual([edited, added].sort());
        expect(contact(second.items.get(edited)).last).toBe('Again');
        expect(second.items.get(edited)!.version).not.toBe(first.items.get(edited)!.version);
        expect(second.gone).toEqual([{ id: deleted, how: 'deleted' }]);
      });

      test('SYN6 a dead cursor is said as such, and a full round names everything again', async () => {
        const id = await it.hands.addContact({ last: 'Stays' });
        await it.hands.addEvent({ subject: 'Stays', start: day(1), end: day(1, '10:00') });
        for (const kind of ['contact', 'event'] as const) {
          const { cursor } = await round(kind, null);
          it.forgetCursors();
          expect(await failureOf(round(kind, cursor))).toEqual({ kind: 'resync', side: 'mailbox', of: kind });
          expect((await round(kind, null)).items.size).toBe(1);
        }
        expect((await round('contact', null)).items.has(id)).toBe(true);
      });

      test('CON5 moved out of the folder is not deleted', async () => {
        const [out, deleted] = [await it.hands.addContact({ last: 'Out' }), await it.hands.addContact({ last: 'Deleted' })];
        const { cursor } = await round('contact', null);
        await it.hands.moveOut(out);
        await it.hands.delete('contact', deleted);
        const second = await round('contact', cursor);
        expect(second.gone).toContainEqual({ id: deleted, how: 'deleted' });
        const there = await mailbox.read('contact', [out, deleted], options);
        expect(there.gone).toContainEqual({ id: deleted, how: 'deleted' });
        if (it.provider === 'microsoft') {
          expect(second.gone).toContainEqual({ id: out, how: 'left' });
          expect(there.gone).toContainEqual({ id: out, how: 'left' });
        } else {
          expect(contact(second.items.get(out)).inFolder).toBe(false);
          expect(contact(there.items[0]).inFolder).toBe(false);
        }
      });

      test('EXC2 the mark that the rep sets by hand is read, and its removal', async () => {
        const id = await it.hands.addContact({ last: 'Kept' });
        const { cursor } = await round('contact', null);
        await it.hands.keepOut('contact', id, true);
        const second = await round('contact', cursor);
        expect(contact(second.items.get(id)).keptOut).toBe(true);
        await it.hands.keepOut('contact', id, false);
        expect(contact((await round('contact', second.cursor)).items.get(id)).keptOut).toBe(false);
      });
    });

    describe('events', () => {
      test('EVT1 a timed and an all-day event come as they are', async () => {
        const timed = await it.hands.addEvent({
          subject: 'Call',
          location: 'Room',
          description: 'Bring cake',
          start: day(1),
          end: day(1, '10:30'),
        });
        const whole = await it.hands.addEvent({ subject: 'Fair', allDay: true, start: '2026-03-05', end: '2026-03-07' });
        const { items } = await round('event', null);
        expect(event(items.get(timed))).toMatchObject({
          subject: 'Call',
          location: 'Room',
          description: 'Bring cake',
          start: day(1),
          end: day(1, '10:30'),
          allDay: false,
          seriesId: '',
          mine: true,
          attendees: [],
        });
        expect(event(items.get(timed)).uid).not.toBe('');
        expect(event(items.get(whole))).toMatchObject({ allDay: true, start: '2026-03-05', end: '2026-03-07' });
      });

      test('EVT1 what is far outside the window is not told, and comes when the window rolls to it', async () => {
        const near = await it.hands.addEvent({ subject: 'Near', start: day(5), end: day(5, '10:00') });
        const far = await it.hands.addEvent({ subject: 'Far', start: day(90), end: day(90, '10:00') });
        const first = await round('event', null);
        expect([first.items.has(near), first.items.has(far)]).toEqual([true, false]);
        const same = await round('event', first.cursor, span(-29, 31));
        expect([same.items.size, same.pages.some((page) => page.full)]).toEqual([0, false]);
        const rolled = await round('event', same.cursor, span(30, 100));
        expect(rolled.items.has(far)).toBe(true);
        expect((await round('event', rolled.cursor, span(30, 100))).items.size).toBe(0);
      });

      test('EVT1 moved out of the window is left, not deleted; deleted is deleted', async () => {
        const out = await it.hands.addEvent({ subject: 'Out', start: day(5), end: day(5, '10:00') });
        const deleted = await it.hands.addEvent({ subject: 'Deleted', start: day(6), end: day(6, '10:00') });
        const { cursor } = await round('event', null);
        await it.hands.edit('event', out, { start: day(200), end: day(200, '10:00') });
        await it.hands.delete('event', deleted);
        const { gone, items } = await round('event', cursor);
        const now = expect.objectContaining({ id: out, item: expect.objectContaining({ start: day(200) }) });
        expect(gone).toContainEqual({ id: out, how: 'left', now });
        expect(gone).toContainEqual({ id: deleted, how: 'deleted' });
        expect(items.size).toBe(0);
      });

      test('EVT3 a series comes as its occurrences, with one uid and their original starts', async () => {
        const { seriesId, ids } = await it.hands.addDaily({ subject: 'Standup', start: day(1), end: day(1, '09:15') }, 4);
        const { items } = await round('event', null);
        expect([...items.keys()].sort()).toEqual([...ids].sort());
        const occurrences = ids.map((id) => event(items.get(id)));
        expect(new Set(occurrences.map(({ uid }) => uid)).size).toBe(1);
        expect(occurrences[0]!.uid).not.toBe('');
        expect(occurrences.map(({ seriesId: id }) => id)).toEqual([seriesId, seriesId, seriesId, seriesId]);
        expect(occurrences.map(({ originalStart }) => originalStart)).toEqual([day(1), day(2), day(3), day(4)]);
        expect(occurrences.map(({ start }) => start)).toEqual([day(1), day(2), day(3), day(4)]);
      });

      test('EVT3 an edited, a moved and a deleted occurrence follow; the others stay', async () => {
        const { ids } = await it.hands.addDaily({ subject: 'Standup', start: day(1), end: day(1, '09:15') }, 6);
        const first = await round('event', null);
        await it.hands.edit('event', ids[1]!, { subject: 'Special' });
        await it.hands.edit('event', ids[2]!, { start: day(3, '14:00'), end: day(3, '14:15') });
        await it.hands.delete('event', ids[4]!);
        const second = await round('event', first.cursor);
        expect(event(second.items.get(ids[1]!))).toMatchObject({ subject: 'Special', originalStart: day(2), start: day(2) });
        expect(event(second.items.get(ids[2]!))).toMatchObject({ subject: 'Standup', originalStart: day(3), start: day(3, '14:00') });
        expect(event(second.items.get(ids[1]!)).uid).toBe(event(first.items.get(ids[0]!)).uid);
        expect(await lost(ids, second)).toEqual([ids[4]]);
        expect((await round('event', second.cursor)).items.size).toBe(0);
      });

      test('EVT3 a deleted series is told as a whole, or occurrence by occurrence', async () => {
        const { seriesId, ids } = await it.hands.addDaily({ subject: 'Standup', start: day(1), end: day(1, '09:15') }, 3);
        const { cursor } = await round('event', null);
        await it.hands.deleteSeries(seriesId);
        const { gone, items } = await round('event', cursor);
        expect(items.size).toBe(0);
        const told = gone.filter(({ how }) => how === 'deleted').map(({ id }) => id);
        expect(told.includes(seriesId) || ids.every((id) => told.includes(id))).toBe(true);
      });
    });

    describe('writing', () => {
      test('SYN6 creates carry their key as mark and are seen in the next round', async () => {
        const [c, e] = await write(
          {
            op: 'create',
            kind: 'contact',
            key: key(1),
            item: contactOf({ first: 'Grace', last: 'Hopper', emails: ['grace@example.com'], title: 'RADM' }),
          },
          { op: 'create', kind: 'event', key: key(2), item: eventOf({ subject: 'Launch', location: 'Pad' }) },
        );
        expect(done(c)).toMatchObject({ mark: key(1), item: { first: 'Grace', last: 'Hopper', title: 'RADM', inFolder: true } });
        expect(done(e)).toMatchObject({ mark: key(2), item: { subject: 'Launch', location: 'Pad', start: day(1), end: day(1, '10:00') } });
        const contacts = await round('contact', null);
        const events = await round('event', null);
        expect(contacts.items.get(done(c).id)).toMatchObject({ mark: key(1), version: done(c).version });
        expect(events.items.get(done(e).id)).toMatchObject({ mark: key(2), version: done(e).version });
      });

      test.each(['contact', 'event'] as const)('SYN6 a lost answer of a create of a %s does not double it', async (kind) => {
        it.loseNextAnswer(kind);
        const create: Write<'mailbox'> =
          kind === 'contact'
            ? { op: 'create', kind, key: key(3), item: contactOf({ last: 'Once' }) }
            : { op: 'create', kind, key: key(3), item: eventOf({ subject: 'Once' }) };
        await write(create).catch((error: unknown) => expect(error).toBeInstanceOf(Failed));
        const [again] = await write(create);
        expect(done(again).mark).toBe(key(3));
        expect(await it.hands.count(kind)).toBe(1);
      });

      test('SYN2 an update writes what it names and leaves the rest', async () => {
        const address = { street: 'Main 1', city: 'Ulm', state: '', postalCode: '89073', country: 'Germany' };
        const item = contactOf({
          first: 'Ada',
          last: 'L',
          emails: ['a@x.com', 'b@x.com'],
          phones: [
            { type: 'work', number: '1' },
            { type: 'mobile', number: '2' },
          ],
          workAddress: address,
          notes: 'keep',
        });
        const [made] = await write({ op: 'create', kind: 'contact', key: key(4), item });
        const seen = done(made);
        const [wrote] = await write({
          op: 'update',
          kind: 'contact',
          id: seen.id,
          set: { last: 'Lovelace', title: 'Countess' },
          ifVersion: seen.version,
          base: seen.item,
        });
        expect(contact(done(wrote))).toMatchObject({
          first: 'Ada',
          last: 'Lovelace',
          title: 'Countess',
          emails: ['a@x.com', 'b@x.com'],
          workAddress: address,
          notes: 'keep',
          phones: item.phones,
        });
        const now = done(wrote);
        const [cleared] = await write({
          op: 'update',
          kind: 'contact',
          id: now.id,
          set: { title: '', notes: '', phones: [{ type: 'work', number: '1' }] },
          ifVersion: now.version,
          base: now.item,
        });
        expect(contact(done(cleared))).toMatchObject({ title: '', notes: '', last: 'Lovelace', phones: [{ type: 'work', number: '1' }] });
      });

      test('SYN6 an update planned on an older version is refused', async () => {
        const id = await it.hands.addContact({ last: 'Before' });
        const eventId = await it.hands.addEvent({ subject: 'Before', start: day(1), end: day(1, '10:00') });
        const [old, oldEvent] = [(await round('contact', null)).items.get(id)!, (await round('event', null)).items.get(eventId)!];
        await it.hands.edit('contact', id, { last: 'Theirs' });
        await it.hands.edit('event', eventId, { subject: 'Theirs' });
        const answers = await write(
          { op: 'update', kind: 'contact', id, set: { last: 'Ours' }, ifVersion: old.version, base: old.item },
          { op: 'update', kind: 'event', id: eventId, set: { subject: 'Ours' }, ifVersion: oldEvent.version, base: oldEvent.item },
          { op: 'remove', kind: 'contact', id, ifVersion: old.version },
          { op: 'remove', kind: 'event', id: eventId, ifVersion: oldEvent.version },
        );
        expect(answers.map(({ kind }) => kind)).toEqual(Array(4).fill('changed meanwhile'));
        expect(contact((await mailbox.read('contact', [id], options)).items[0]).last).toBe('Theirs');
      });

      test('EVT1 an event is moved, made all-day, and removed', async () => {
        const [made] = await write({ op: 'create', kind: 'event', key: key(5), item: eventOf({ subject: 'Trip' }) });
        const seen = done(made);
        const [moved] = await write({
          op: 'update',
          kind: 'event',
          id: seen.id,
          set: { start: day(2), end: day(2, '11:00') },
          ifVersion: seen.version,
          base: seen.item,
        });
        expect(event(done(moved))).toMatchObject({ subject: 'Trip', start: day(2), end: day(2, '11:00') });
        const [whole] = await write({
          op: 'update',
          kind: 'event',
          id: seen.id,
          set: { allDay: true, start: '2026-03-04', end: '2026-03-06' },
          ifVersion: done(moved).version,
          base: done(moved).item,
        });
        expect(event(done(whole))).toMatchObject({ allDay: true, start: '2026-03-04', end: '2026-03-06' });
        expect(await write({ op: 'remove', kind: 'event', id: seen.id, ifVersion: done(whole).version })).toMatchObject([
          { kind: 'done', seen: null },
        ]);
        expect(await it.hands.count('event')).toBe(0);
      });

      test('SYN6 writing to what is no longer there is answered, not failed', async () => {
        const id = await it.hands.addContact({ last: 'Gone' });
        const eventId = await it.hands.addEvent({ subject: 'Gone', start: day(1), end: day(1, '10:00') });
        const [seen, seenEvent] = [(await round('contact', null)).items.get(id)!, (await round('event', null)).items.get(eventId)!];
        await it.hands.delete('contact', id);
        await it.hands.delete('event', eventId);
        const answers = await write(
          { op: 'update', kind: 'contact', id, set: { last: 'X' }, ifVersion: seen.version, base: seen.item },
          { op: 'remove', kind: 'contact', id, ifVersion: seen.version },
          { op: 'update', kind: 'event', id: eventId, set: { subject: 'X' }, ifVersion: seenEvent.version, base: seenEvent.item },
          { op: 'remove', kind: 'event', id: eventId, ifVersion: seenEvent.version },
          { op: 'mark', kind: 'contact', id, key: key(9), ifVersion: seen.version },
        );
        expect(answers.map(({ kind }) => kind)).toEqual(Array(5).fill('gone'));
      });

      test('CON2 a matched item carries its mark from then on', async () => {
        const id = await it.hands.addContact({ last: 'Matched' });
        const eventId = await it.hands.addEvent({ subject: 'Matched', start: day(1), end: day(1, '10:00') });
        const [seen, seenEvent] = [(await round('contact', null)).items.get(id)!, (await round('event', null)).items.get(eventId)!];
        expect([seen.mark, seenEvent.mark]).toEqual(['', '']);
        const marked = await write(
          { op: 'mark', kind: 'contact', id, key: key(6), ifVersion: seen.version },
          { op: 'mark', kind: 'event', id: eventId, key: key(7), ifVersion: seenEvent.version },
        );
        expect(marked.map((wrote) => done(wrote).mark)).toEqual([key(6), key(7)]);
        expect((await round('contact', null)).items.get(id)).toMatchObject({ mark: key(6), version: done(marked[0]).version });
        expect((await round('event', null)).items.get(eventId)!.mark).toBe(key(7));
      });

      test.each(['contact', 'event'] as const)('EXC2 our own mark on a %s is set and taken off', async (kind) => {
        const id =
          kind === 'contact'
            ? await it.hands.addContact({ last: 'K' })
            : await it.hands.addEvent({ subject: 'K', start: day(1), end: day(1, '10:00') });
        let seen = (await round(kind, null)).items.get(id)!;
        for (const keptOut of [true, false]) {
          const [wrote] = await write({ op: 'update', kind, id, set: { keptOut }, ifVersion: seen.version, base: seen.item });
          seen = done(wrote);
          expect(seen.item.keptOut).toBe(keptOut);
          expect((await round(kind, null)).items.get(id)!.item.keptOut).toBe(keptOut);
        }
      });

      test('SYN8 450 writes are carried out, in order; one bad row fails alone', async () => {
        const writes: Write<'mailbox'>[] = Array.from({ length: 450 }, (_, i) => ({
          op: 'create',
          kind: 'event',
          key: key(1000 + i),
          item: i === 123 ? eventOf({ subject: 'Backwards', start: day(3, '11:00'), end: day(3, '10:00') }) : eventOf({ subject: `E${i}` }),
        }));
        const before = it.requests();
        const answers = await write(...writes);
        expect(answers).toHaveLength(450);
        expect(answers[123]).toMatchObject({ kind: 'failed', failure: { kind: 'bad row' } });
        expect(answers.filter(({ kind }) => kind === 'done')).toHaveLength(449);
        expect(event(done(answers[449])).subject).toBe('E449');
        if (before !== null && it.provider === 'microsoft') expect(it.requests()! - before).toBe(Math.ceil(450 / 20));
        expect(await it.hands.count('event')).toBe(449);
      });

      test('SYN8 450 contacts are created, changed and removed in bulk', async () => {
        const answers = await write(
          ...Array.from(
            { length: 450 },
            (_, i): Write<'mailbox'> => ({ op: 'create', kind: 'contact', key: key(2000 + i), item: contactOf({ last: `C${i}` }) }),
          ),
        );
        expect(answers.map((wrote) => contact(done(wrote)).last)).toEqual(Array.from({ length: 450 }, (_, i) => `C${i}`));
        const changed = await write(
          ...answers.map(
            (wrote, i): Write<'mailbox'> => ({
              op: 'update',
              kind: 'contact',
              id: done(wrote).id,
              set: i % 2 ? { title: 'Odd' } : { company: 'Even' },
              ifVersion: done(wrote).version,
              base: done(wrote).item,
            }),
          ),
        );
        expect(changed.map((wrote) => contact(done(wrote)).title || contact(done(wrote)).company)).toEqual(
          Array.from({ length: 450 }, (_, i) => (i % 2 ? 'Odd' : 'Even')),
        );
        const removed = await write(
          ...changed.map(
            (wrote): Write<'mailbox'> => ({ op: 'remove', kind: 'contact', id: done(wrote).id, ifVersion: done(wrote).version }),
          ),
        );
        expect(removed.every(({ kind }) => kind === 'done')).toBe(true);
        expect(await it.hands.count('contact')).toBe(0);
      }, 60_000);

      test('SYN6 two writes of one item are carried out in their order', async () => {
        const [made] = await write({ op: 'create', kind: 'contact', key: key(8), item: contactOf({ last: 'A' }) });
        const seen = done(made);
        const [first, second] = await write(
          { op: 'update', kind: 'contact', id: seen.id, set: { last: 'B' }, ifVersion: seen.version, base: seen.item },
          { op: 'update', kind: 'contact', id: seen.id, set: { last: 'C' }, ifVersion: seen.version, base: seen.item },
        );
        expect([first!.kind, second!.kind]).toEqual(['done', 'changed meanwhile']);
        expect(contact((await mailbox.read('contact', [seen.id], options)).items[0]).last).toBe('B');
      });

      test('SYN8 a throttled part is repeated alone', async () => {
        if (!it.throttleOnePart) return;
        it.throttleOnePart('event');
        const answers = await write(
          ...Array.from(
            { length: 5 },
            (_, i): Write<'mailbox'> => ({ op: 'create', kind: 'event', key: key(3000 + i), item: eventOf({ subject: `T${i}` }) }),
          ),
        );
        expect(answers.map(({ kind }) => kind)).toEqual(Array(5).fill('done'));
        expect(await it.hands.count('event')).toBe(5);
      });
    });

    describe('requests', () => {
      test('SYN6 an idle cycle is one Graph request, or two of Google', async () => {
        await it.hands.addContact({ last: 'Idle' });
        await it.hands.addEvent({ subject: 'Idle', start: day(1), end: day(1, '10:00') });
        const [contacts, events] = [await round('contact', null), await round('event', null)];
        // A round after our own first one may still bring echoes.
        const settled = [await round('contact', contacts.cursor), await round('event', events.cursor)] as const;
        const before = it.requests();
        const [a, b] = await Promise.all([
          mailbox.changesSince('contact', settled[0].cursor, options),
          mailbox.changesSince('event', settled[1].cursor, options),
        ]);
        expect([a.items.length, b.items.length]).toEqual([0, 0]);
        if (!it.calm) return;
        expect([a.more, b.more]).toEqual([false, false]);
        if (before !== null) expect(it.requests()! - before).toBe(it.provider === 'microsoft' ? 1 : 2);
      });
    });

    test('CON1 who is signed in, and preparing twice is harmless', async () => {
      const who = await mailbox.whoAmI();
      expect(who.provider).toBe(it.provider);
      expect(who.mailboxId).not.toBe('');
      expect(who.mailboxAddresses[0]).toMatch(/^[^A-Z]+@[^A-Z]+$/);
      await mailbox.prepare();
      const id = await it.hands.addContact({ last: 'Back' });
      await it.hands.moveOut(id);
      expect(await mailbox.mistaken()).toEqual([]);
      await mailbox.intoFolder([id]);
      expect(contact((await round('contact', null)).items.get(id)).inFolder).toBe(true);
    });
  });
}

async function failureOf(work: Promise<unknown>): Promise<Failure | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof Failed) return error.failure;
    throw error;
  }
}
