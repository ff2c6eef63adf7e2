/**
 * What every Crm promises, whatever stands behind it: run on memory, and on the Salesforce adapter against the stand-in.
 * People's hands work past the adapter, on the org itself.
 */
import { beforeEach, describe, expect, test } from 'vitest';
import { markOfRecord } from '../../shared/core/keys';
import type { CrmRecord, CrmValue, Invitee, ItemId, Kind, Seen } from '../../shared/core/model';
import { type Crm, type Cursor, Failed, type Failure, type Gone, type PullOptions, type Write, type Wrote } from '../../shared/core/ports';

export interface CrmHands {
  create(kind: Kind, fields: Readonly<Record<string, CrmValue>>, owner: ItemId): Promise<ItemId>;
  edit(id: ItemId, fields: Readonly<Record<string, CrmValue>>): Promise<void>;
  remove(id: ItemId): Promise<void>;
  undelete(id: ItemId): Promise<void>;
  purge(id: ItemId): Promise<void>;
  merge(winner: ItemId, loser: ItemId): Promise<void>;
  account(name: string): Promise<ItemId>;
  lead(name: string, email: string): Promise<ItemId>;
  /** Records that are not deleted. */
  count(kind: Kind): Promise<number>;
  field(id: ItemId, name: string): Promise<CrmValue>;
}

export interface CrmUnderTest {
  /** Two reps of one org. */
  readonly crm: Crm;
  readonly other: Crm;
  readonly userId: ItemId;
  readonly otherId: ItemId;
  readonly userEmail: string;
  readonly hands: CrmHands;
  advance(ms: number): void;
  /** Pages of this many rows. */
  small(rows: number): void;
  /** The next rows that are written are locked once. */
  lock(rows: number): void;
  /** The next write is carried out, but its answer is lost. */
  loseNextAnswer(): void;
  /** Requests on the wire so far; null without a wire. */
  requests(): number | null;
  /** The longest event that the org takes. */
  singleDay(): void;
}

export const options: PullOptions = {
  window: { from: '2026-02-01', to: '2026-06-01' },
  whose: 'all',
  fields: ['FirstName', 'LastName', 'Email', 'Title', 'Description', 'Location', 'ShowAs', 'IsPrivate'],
};
const mine: PullOptions = { ...options, whose: 'mine' };

const day = 86_400_000;
export const key = (n: number): string => markOfRecord({ orgId: 'org', mailboxId: 'm', userId: 'u' }, `key ${n}`);
const contact = (fields: Readonly<Record<string, CrmValue>>): CrmRecord => ({ kind: 'contact', fields, invitees: [] });
const meeting = { Subject: 'Kick-off', StartDateTime: '2026-03-10T09:00:00Z', EndDateTime: '2026-03-10T10:00:00Z', DurationInMinutes: 60 };
const event = (fields: Readonly<Record<string, CrmValue>> = {}, invitees: readonly Invitee[] = []): CrmRecord => ({
  kind: 'event',
  fields: { ...meeting, ...fields },
  invitees,
});

const createOf = (item: CrmRecord, n: number): Write<'crm'> => ({ op: 'create', kind: item.kind, key: key(n), item });
const updateOf = (seen: Seen<'crm'>, set: Readonly<Record<string, CrmValue>>, invitees?: readonly Invitee[]): Write<'crm'> => ({
  op: 'update',
  kind: seen.kind,
  id: seen.id,
  set,
  ifVersion: seen.version,
  base: seen.item,
  ...(invitees ? { invitees } : {}),
});
const removeOf = ({ kind, id, version }: Seen<'crm'>): Write<'crm'> => ({ op: 'remove', kind, id, ifVersion: version });
const markOf = ({ kind, id, version }: Seen<'crm'>, n: number): Write<'crm'> => ({ op: 'mark', kind, id, key: key(n), ifVersion: version });

interface Round {
  readonly items: ReadonlyMap<ItemId, Seen<'crm'>>;
  readonly gone: readonly Gone[];
  readonly cursor: Cursor;
  readonly pages: number;
  readonly full: boolean;
}

export async function round(crm: Crm, kind: Kind, cursor: Cursor | null, pull = options): Promise<Round> {
  const items = new Map<ItemId, Seen<'crm'>>();
  const gone: Gone[] = [];
  let [at, pages] = [cursor, 0];
  for (;;) {
    const page = await crm.changesSince(kind, at, pull);
    for (const seen of page.items) items.set(seen.id, seen);
    gone.push(...page.gone);
    expect(page.unreadable).toEqual([]);
    at = page.cursor;
    pages++;
    if (!page.more) return { items, gone, cursor: at, pages, full: page.full };
    expect(pages).toBeLessThan(200);
  }
}

async function one(crm: Crm, write: Write<'crm'>): Promise<Wrote<'crm'>> {
  const answers = await crm.write([write]);
  expect(answers).toHaveLength(1);
  return answers[0]!;
}

function done(answer: Wrote<'crm'> | undefined): Extract<Wrote<'crm'>, { kind: 'done' }> {
  if (answer?.kind !== 'done') throw new Error(`not done: ${JSON.stringify(answer)}`);
  return answer;
}
const seenOf = (answer: Wrote<'crm'> | undefined): Seen<'crm'> => {
  const { seen } = done(answer);
  if (!seen) throw new Error('done, but not seen');
  return seen;
};

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(() => null).catch((caught: unknown) => caught);
  if (!(error instanceof Failed)) throw new Error(`no failure: ${String(error)}`);
  return error.failure;
}

export function crmContract(name: string, make: () => Promise<CrmUnderTest>): void {
  describe(`every CRM: ${name}`, () => {
    let it: CrmUnderTest;
    let crm: Crm;
    let hands: CrmHands;
    const person = (first: string, more: Readonly<Record<string, CrmValue>> = {}, owner = it.userId): Promise<ItemId> =>
      hands.create('contact', { FirstName: first, LastName: 'Miller', Email: `${first.toLowerCase()}@acme.org`, ...more }, owner);
    const appointment = (more: Readonly<Record<string, CrmValue>> = {}, owner = it.userId): Promise<ItemId> =>
      hands.create('event', { ...meeting, ...more }, owner);
    const seen = async (kind: Kind, id: ItemId): Promise<Seen<'crm'>> => {
      const { items } = await crm.read(kind, [id], options);
      if (!items[0]) throw new Error(`${id} is not there`);
      return items[0];
    };
    beforeEach(async () => {
      it = await make();
      ({ crm, hands } = it);
    });

    describe('listing', () => {
      test('CON1 the full listing names every contact once, page by page, with the fields that were asked for', async () => {
        const ids = await Promise.all(Array.from({ length: 7 }, (_, n) => person(`P${n}`, {}, n % 2 ? it.userId : it.otherId)));
        it.small(3);
        const all = await round(crm, 'contact', null);
        expect([...all.items.keys()].sort()).toEqual([...ids].sort());
        expect(all.full).toBe(true);
        const first = all.items.get(ids[0]!)!;
        expect(first.item.fields).toMatchObject({
          Id: ids[0],
          FirstName: 'P0',
          LastName: 'Miller',
          Email: 'p0@acme.org',
          OwnerId: it.otherId,
          IsPersonAccount: false,
          'Account.Name': null,
        });
        expect(first.item.fields.SystemModstamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        expect(first.mark).toBe('');
      });

      test('CFG1 "mine" lists only what the rep owns', async () => {
        const own = await person('Own');
        await person('Foreign', {}, it.otherId);
        expect([...(await round(crm, 'contact', null, mine)).items.keys()]).toEqual([own]);
      });

      test('EVT1 of events only the own ones that touch the window are listed', async () => {
        const inside = await appointment();
        await appointment({}, it.otherId);
        await appointment({ StartDateTime: '2025-03-10T09:00:00Z', EndDateTime: '2025-03-10T10:00:00Z' });
        await appointment({ StartDateTime: '2027-03-10T09:00:00Z', EndDateTime: '2027-03-10T10:00:00Z' });
        expect([...(await round(crm, 'event', null)).items.keys()]).toEqual([inside]);
      });

      test('SYN6 what is created while the listing runs comes with the next round at the latest', async () => {
        for (let n = 0; n < 4; n++) await person(`P${n}`);
        it.small(3);
        const page = await crm.changesSince('contact', null, options);
        expect(page.more).toBe(true);
        it.advance(1000);
        const late = await person('Late');
        const rest = await round(crm, 'contact', page.cursor);
        const next = await round(crm, 'contact', rest.cursor);
        expect([...rest.items.keys(), ...next.items.keys()]).toContain(late);
      });

      test('SYN6 ids of a full listing, for the daily compare', async () => {
        const ids = [await person('A'), await person('B')];
        await hands.remove(await person('C'));
        expect([...(await crm.idsOf!('contact', options))].sort()).toEqual(ids.sort());
      });
    });

    describe('changes', () => {
      let start: Cursor;
      let ann: ItemId;
      beforeEach(async () => {
        ann = await person('Ann');
        it.advance(3_600_000);
        start = (await round(crm, 'contact', null)).cursor;
        start = (await round(crm, 'contact', start)).cursor;
        it.advance(60_000);
      });

      test('SYN6 nothing changed: nothing told, and the cursor stays as it is', async () => {
        const idle = await round(crm, 'contact', start);
        expect(idle).toMatchObject({ gone: [], cursor: start, pages: 1, full: false });
        expect(idle.items.size).toBe(0);
      });

      test('SYN6 a new, an edited and a deleted record are told once', async () => {
        const bob = await person('Bob');
        await hands.edit(ann, { Title: 'CEO' });
        const changed = await round(crm, 'contact', start);
        expect([...changed.items.keys()].sort()).toEqual([ann, bob].sort());
        expect(changed.items.get(ann)!.item.fields.Title).toBe('CEO');
        it.advance(1000);
        await hands.remove(bob);
        const after = await round(crm, 'contact', changed.cursor);
        expect(after.gone).toEqual([{ id: bob, how: 'deleted' }]);
        expect(after.items.size).toBe(0);
        expect((await round(crm, 'contact', after.cursor)).gone).toEqual([]);
      });

      test('SYN6 a second edit in the same second is told too', async () => {
        await hands.edit(ann, { Title: 'CEO' });
        const first = await round(crm, 'contact', start);
        await hands.edit(ann, { Title: 'CFO' });
        const second = await round(crm, 'contact', first.cursor);
        expect(second.items.get(ann)?.item.fields.Title).toBe('CFO');
        expect(second.items.get(ann)?.version).not.toBe(first.items.get(ann)?.version);
      });

      test('SYN6 many changes of one second come whole, over page borders', async () => {
        const ids = await Promise.all(Array.from({ length: 11 }, (_, n) => person(`P${n}`)));
        it.small(4);
        const changed = await round(crm, 'contact', start);
        expect([...changed.items.keys()].sort()).toEqual([...ids].sort());
      });

      test('SYN3 a record taken out of the recycle bin is back', async () => {
        await hands.remove(ann);
        const without = await round(crm, 'contact', start);
        expect(without.gone).toEqual([{ id: ann, how: 'deleted' }]);
        it.advance(1000);
        await hands.undelete(ann);
        expect([...(await round(crm, 'contact', without.cursor)).items.keys()]).toEqual([ann]);
      });

      test('SYN3 a deleted record tells its mark and its owner, also to a device that has never read it', async () => {
        const made = seenOf(await one(crm, createOf(contact({ LastName: 'Lee' }), 1)));
        it.advance(1000);
        await hands.remove(made.id);
        const { gone, items } = await round(crm, 'contact', start);
        expect(gone).toEqual([{ id: made.id, how: 'deleted', marked: { mark: key(1), ownerId: it.userId } }]);
        expect([...items.keys()]).toEqual([]);
      });

      test('SYN6 of merged contacts the loser says where it went', async () => {
        const loser = await person('Annie');
        const before = await round(crm, 'contact', start);
        it.advance(1000);
        await hands.merge(ann, loser);
        const after = await round(crm, 'contact', before.cursor);
        expect(after.gone).toEqual([{ id: loser, how: 'deleted', into: ann }]);
        expect([...after.items.keys()]).toEqual([ann]);
      });

      test('CFG1 a contact that goes to another owner is told, whoever lists only the own ones', async () => {
        await hands.edit(ann, { OwnerId: it.otherId });
        expect((await round(crm, 'contact', start, mine)).items.get(ann)?.item.fields.OwnerId).toBe(it.otherId);
      });

      test('SYN6 a cursor older than the recycle bin is dead', async () => {
        it.advance(15 * day + 60_000);
        expect(await failureOf(crm.changesSince('contact', start, options))).toEqual({ kind: 'resync', side: 'crm', of: 'contact' });
      });

      test('EVT1 changes of own events come, others do not', async () => {
        const events = (await round(crm, 'event', null)).cursor;
        it.advance(1000);
        const own = await appointment();
        await appointment({}, it.otherId);
        const changed = await round(crm, 'event', events);
        expect([...changed.items.keys()]).toEqual([own]);
        expect(changed.items.get(own)!.item.fields).toMatchObject({ ...meeting, IsChild: false, IsAllDayEvent: false });
      });
    });

    describe('reading by id', () => {
      test('SYN6 there, deleted, merged and unknown', async () => {
        const [here, bin, lost, kept, purged] = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((first) => person(first)));
        await hands.remove(purged!);
        await hands.purge(purged!);
        await hands.remove(bin!);
        await hands.merge(kept!, lost!);
        const found = await crm.read('contact', [here!, bin!, lost!, purged!], options);
        expect(found.items.map((item) => item.id)).toEqual([here]);
        const gone = new Map(found.gone.map((one) => [one.id, one]));
        // The bin shows what it held (SYN3).
        expect(gone.get(bin!)).toMatchObject({ id: bin, how: 'deleted', last: { id: bin, item: { fields: { FirstName: 'B' } } } });
        expect(gone.get(bin!)?.into).toBeUndefined();
        expect(gone.get(lost!)).toMatchObject({ id: lost, how: 'deleted', into: kept });
        // Purged or hidden: nobody can tell, so it is not called deleted.
        expect(gone.get(purged!)).toEqual({ id: purged, how: 'left' });
      });
    });

    describe('creating', () => {
      test('SYN6 a record carries its key, and a repeated create finds it', async () => {
        const write = createOf(contact({ FirstName: 'Ann', LastName: 'Lee', Email: 'ann@acme.org' }), 1);
        const first = seenOf(await one(crm, write));
        expect(first.mark).toBe(key(1));
        expect(first.item.fields).toMatchObject({ FirstName: 'Ann', LastName: 'Lee', OwnerId: it.userId });
        const again = seenOf(await one(crm, write));
        expect(again.id).toBe(first.id);
        expect(await hands.count('contact')).toBe(1);
      });

      test('SYN1 a repeated create leaves what somebody has typed since', async () => {
        const write = createOf(contact({ LastName: 'Lee', Title: 'Manager' }), 1);
        const { id } = seenOf(await one(crm, write));
        await hands.edit(id, { Title: 'Director' });
        const again = await one(crm, write);
        expect(seenOf(again)).toMatchObject({ id, item: { fields: { Title: 'Director' } } });
        expect((await crm.read('contact', [id], options)).items[0]?.item.fields.Title).toBe('Director');
      });

      test('SYN6 an answer that was lost is no second record', async () => {
        it.loseNextAnswer();
        const write = createOf(contact({ LastName: 'Lee' }), 1);
        await crm.write([write]).catch(() => null);
        seenOf(await one(crm, write));
        expect(await hands.count('contact')).toBe(1);
      });

      test('EVT4 two reps who create the same meeting make one event, owned by whoever was first', async () => {
        const first = seenOf(await one(crm, createOf(event(), 1)));
        const second = seenOf(await one(it.other, createOf(event(), 1)));
        expect(second.id).toBe(first.id);
        expect(second.item.fields.OwnerId).toBe(it.userId);
        expect(await hands.count('event')).toBe(1);
      });

      test('SYN8 a bad row fails alone and says which field', async () => {
        const answers = await crm.write([
          createOf(contact({ LastName: 'Good' }), 1),
          createOf(contact({ FirstName: 'No last name' }), 2),
          createOf(contact({ LastName: 'Long', Title: 'x'.repeat(200) }), 3),
          createOf(contact({ LastName: 'Mail', Email: 'nonsense' }), 4),
          createOf(contact({ LastName: 'Good too' }), 5),
        ]);
        expect(answers.map((answer) => answer.kind)).toEqual(['done', 'failed', 'failed', 'failed', 'done']);
        const failures = answers.flatMap((answer) => (answer.kind === 'failed' ? [answer.failure] : []));
        expect(failures).toMatchObject([
          { kind: 'bad row', reason: 'required field missing', fields: ['LastName'] },
          { kind: 'bad row', reason: 'too long', fields: ['Title'] },
          { kind: 'bad row', reason: 'wrong value', fields: ['Email'] },
        ]);
        expect(await hands.count('contact')).toBe(2);
      });

      test('EVT1 an event longer than the org allows says so', async () => {
        it.singleDay();
        const long = event({ EndDateTime: '2026-03-12T10:00:00Z', DurationInMinutes: 2940 });
        const answer = await one(crm, createOf(long, 1));
        expect(answer).toMatchObject({ kind: 'failed', failure: { kind: 'bad row', reason: 'too many minutes' } });
      });

      test('EVT1 an all-day event keeps its days', async () => {
        const days = contactless({
          IsAllDayEvent: true,
          ActivityDate: '2026-03-10',
          StartDateTime: '2026-03-10T00:00:00Z',
          DurationInMinutes: 2880,
        });
        const { item } = seenOf(await one(crm, createOf(days, 1)));
        expect(item.fields).toMatchObject({
          IsAllDayEvent: true,
          ActivityDate: '2026-03-10',
          StartDateTime: '2026-03-10T00:00:00Z',
          EndDateTime: '2026-03-11T00:00:00Z',
          DurationInMinutes: 2880,
        });
      });

      test('SYN8 a locked row is tried again', async () => {
        it.lock(1);
        const answer = await one(crm, createOf(contact({ LastName: 'Lee' }), 1));
        if (it.requests() === null) expect(answer).toEqual({ kind: 'failed', failure: { kind: 'locked' } });
        else expect(done(answer).seen?.item.fields.LastName).toBe('Lee');
      });

      test('SYN6 many at once, each with its own answer', async () => {
        const writes = Array.from({ length: 450 }, (_, n) => createOf(contact({ LastName: `Lee ${n}` }), n));
        const answers = await crm.write(writes);
        expect(answers.map((answer) => seenOf(answer).item.fields.LastName)).toEqual(writes.map((_, n) => `Lee ${n}`));
        expect(new Set(answers.map((answer) => seenOf(answer).id)).size).toBe(450);
        expect(answers.every((answer, n) => seenOf(answer).mark === key(n))).toBe(true);
      });
    });

    describe('changing', () => {
      let ann: Seen<'crm'>;
      beforeEach(async () => {
        ann = seenOf(await one(crm, createOf(contact({ FirstName: 'Ann', LastName: 'Lee', Title: 'CEO' }), 1)));
        ann = await seen('contact', ann.id);
        it.advance(5000);
      });

      test('SYN2 sets what it is told, clears what is empty, leaves the rest', async () => {
        const answer = done(await one(crm, updateOf(ann, { FirstName: 'Anna', Title: '' })));
        expect(answer.overtook).toBeNull();
        expect(answer.seen?.item.fields).toMatchObject({ FirstName: 'Anna', Title: null, LastName: 'Lee' });
        expect(answer.seen?.version).not.toBe(ann.version);
        expect(await hands.field(ann.id, 'FirstName')).toBe('Anna');
      });

      test('SYN1 an update tells what it overtook', async () => {
        await hands.edit(ann.id, { Title: 'CFO', Description: 'by hand' });
        it.advance(1000);
        const answer = done(await one(crm, updateOf(ann, { Title: 'CTO' })));
        expect(answer.overtook?.fields).toMatchObject({ Title: 'CFO', Description: 'by hand' });
        expect(answer.seen?.item.fields).toMatchObject({ Title: 'CTO', Description: 'by hand' });
      });

      test('SYN8 a deleted record is gone, a bad value fails alone', async () => {
        const bob = seenOf(await one(crm, createOf(contact({ LastName: 'Bob' }), 2)));
        await hands.remove(ann.id);
        const answers = await crm.write([updateOf(ann, { Title: 'x' }), updateOf(bob, { Title: 'x'.repeat(200) })]);
        expect(answers[0]).toEqual({ kind: 'gone' });
        expect(answers[1]).toMatchObject({ kind: 'failed', failure: { kind: 'bad row', reason: 'too long', fields: ['Title'] } });
      });

      test('SYN6 a removal only where nobody has edited since', async () => {
        await hands.edit(ann.id, { Title: 'CFO' });
        expect(await one(crm, removeOf(ann))).toEqual({ kind: 'changed meanwhile' });
        const now = await seen('contact', ann.id);
        expect(await one(crm, removeOf(now))).toEqual({ kind: 'done', seen: null, overtook: null });
        expect(await one(crm, removeOf(now))).toEqual({ kind: 'gone' });
        expect(await hands.count('contact')).toBe(0);
      });

      test('CON2 a mark goes on an unmarked record, and never pushes out another', async () => {
        const bob = await person('Bob');
        const marked = await one(crm, markOf(await seen('contact', bob), 2));
        expect(done(marked).seen?.mark).toBe(key(2));
        expect(await one(crm, markOf(await seen('contact', bob), 2))).toMatchObject({ kind: 'done' });
        expect(await one(crm, markOf(await seen('contact', bob), 3))).toEqual({ kind: 'mark taken' });
        const carl = await person('Carl');
        expect(await one(crm, markOf(await seen('contact', carl), 1))).toEqual({ kind: 'mark taken' });
        expect(await hands.field(ann.id, 'Instep_Key__c')).toBe(key(1));
      });

      test('EVT4 invitees are set, changed and taken away as they differ', async () => {
        const lead = await hands.lead('Lena Lead', 'lena@prospect.org');
        const first: Invitee[] = [
          { id: ann.id, status: 'New' },
          { id: it.otherId, status: 'Accepted' },
        ];
        const created = seenOf(await one(crm, createOf(event({}, first), 9)));
        expect(created.item.invitees.map(({ id, status }) => [id, status]).sort()).toEqual(
          first.map(({ id, status }) => [id, status]).sort(),
        );
        it.advance(1000);
        const second: Invitee[] = [
          { id: ann.id, status: 'Declined' },
          { id: lead, status: 'New' },
        ];
        const updated = seenOf(await one(crm, updateOf(created, { Subject: 'Moved' }, second)));
        expect(updated.item.invitees.map(({ id, status }) => [id, status]).sort()).toEqual(
          second.map(({ id, status }) => [id, status]).sort(),
        );
        // An invited user's own copy is no second event.
        expect((await round(crm, 'event', null)).items.size).toBe(1);
        expect((await round(it.other, 'event', null)).items.size).toBe(0);
      });
    });

    describe('finding', () => {
      test('CON2 contacts by mark, address and last name, whoever owns them, however written', async () => {
        const ann = seenOf(await one(crm, createOf(contact({ LastName: "O'Hara", Email: 'ann@acme.org' }), 1)));
        const bob = await person('Bob', { LastName: 'Smith' }, it.otherId);
        const carl = await person('Carl', { LastName: 'Jones' }, it.otherId);
        const find = async (by: Partial<Parameters<Crm['findContacts']>[0]>): Promise<ItemId[]> =>
          (await crm.findContacts({ marks: [], emails: [], lastNames: [], ...by }, options)).map((found) => found.id).sort();
        expect(await find({ marks: [key(1), key(2)] })).toEqual([ann.id]);
        expect(await find({ emails: ['BOB@acme.org', "x' OR Name != '"] })).toEqual([bob]);
        expect(await find({ lastNames: ["o'hara", 'jones'] })).toEqual([ann.id, carl].sort());
        expect(await find({ marks: [key(1)], emails: ['ann@acme.org'] })).toEqual([ann.id]);
        expect(await find({})).toEqual([]);
      });

      test('EVT4 events by mark, whoever owns them', async () => {
        const created = seenOf(await one(it.other, createOf(event(), 1)));
        expect((await crm.findEvents([key(1), key(2)], options)).map((found) => found.id)).toEqual([created.id]);
      });

      test('EVT5 people by address: contacts, leads and users', async () => {
        const bob = await person('Bob');
        const lead = await hands.lead('Lena Lead', 'lena@prospect.org');
        const found = await crm.people(['BOB@acme.org', 'lena@prospect.org', it.userEmail, 'nobody@x.org']);
        expect(found.map(({ id, type }) => [type, id]).sort()).toEqual([
          ['Contact', bob],
          ['Lead', lead],
          ['User', it.userId],
        ]);
        expect(found.find((one) => one.type === 'Lead')).toMatchObject({ name: 'Lena Lead', email: 'lena@prospect.org', syncs: false });
      });

      test('EVT6 people by id: contacts, leads and users, and nobody else', async () => {
        const [bob, lead] = [await person('Bob'), await hands.lead('Lena Lead', 'lena@prospect.org')];
        const found = await crm.peopleById([bob, lead, it.userId, await hands.account('Acme'), '003000000000zzzAAA']);
        expect(Object.fromEntries(found.map(({ id, email }) => [id, email.toLowerCase()]))).toEqual({
          [bob]: 'bob@acme.org',
          [lead]: 'lena@prospect.org',
          [it.userId]: it.userEmail,
        });
        expect(await crm.peopleById([])).toEqual([]);
      });

      test('CON3 accounts by name: exact ones however written, near ones to choose from', async () => {
        const [acme, gmbh, other] = [await hands.account('Acme, Inc.'), await hands.account('ACME GmbH'), await hands.account('Beta')];
        const found = await crm.accounts(['acme, inc.', 'Acme', 'Beta', 'Nothing', "O'Reilly % _"]);
        expect(found['acme, inc.']!.map(({ id, exact }) => [id, exact])).toEqual([
          [acme, true],
          [gmbh, false],
        ]);
        expect(found.Acme!.map(({ id, exact }) => [id, exact]).sort()).toEqual(
          [
            [acme, false],
            [gmbh, false],
          ].sort(),
        );
        expect(found.Beta).toEqual([{ id: other, name: 'Beta', exact: true }]);
        expect(found.Nothing).toEqual([]);
        expect(found["O'Reilly % _"]).toEqual([]);
      });

      test('EVT1 the schema tells lengths and rights', async () => {
        const schema = await crm.schema();
        expect(schema.contact.LastName).toMatchObject({ length: 80, required: true, createable: true });
        expect(schema.contact.Title).toMatchObject({ length: 128, required: false, updateable: true });
        expect(schema.contact.SystemModstamp).toMatchObject({ length: 0, createable: false });
        expect(schema.event.Subject?.length).toBe(255);
        expect(schema.event.ShowAs?.values).toEqual(['Busy', 'OutOfOffice', 'Free']);
      });

      test('who is signed in', async () => {
        expect(await crm.whoAmI()).toMatchObject({ userId: it.userId, email: it.userEmail });
      });
    });
  });
}

const contactless = (fields: Readonly<Record<string, CrmValue>>): CrmRecord => ({
  kind: 'event',
  fields: { Subject: 'Days', ...fields },
  invitees: [],
});
