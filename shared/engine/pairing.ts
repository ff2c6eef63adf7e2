/**
 * Finds twins for items that have none, before anything is decided: first by mark over all of them, then by likeness
 * (CON2, EVT2). Looks in the ledger; asks the CRM only for what its listing does not hold.
 */

import { roleOf } from '../core/events/organizer';
import { markKey, markOfMailboxItem, markOfRecord } from '../core/keys';
import { matchKeysOf, type Picked, pickContact, pickEvent } from '../core/match';
import { type Claimant, claimant, meetingMarks } from '../core/matching';
import type { CalendarEvent, Entry } from '../core/model';
import {
  type ItemId,
  type Kind,
  kinds,
  type Note,
  type Pair,
  type PairedBy,
  type Ref,
  type Row,
  type Seen,
  type Side,
} from '../core/model';
import type { Gone, Ledger, MatchKey, World } from '../core/ports';
import type { Found } from '../core/sync/lone';
import { doublesAmong } from './doubles';
import { load, refName, refOfRow, refsOfPair } from './entries';
import { type Former, formerRecords, rememberContacts, rememberFormer } from './former';
import type { AskedLookups } from './lookups';
import { learn } from './observe';
import type { Readings } from './readings';
import type { Cycle } from './settle';
import { unpaired } from './walk';

/** So many items are in hand at a time. */
const portion = 1000;

const none: Found = { kind: 'none' };

export class Pairing {
  readonly #found = new Map<string, Found>();

  constructor(
    private readonly world: World,
    private readonly cycle: Cycle,
    private readonly look: AskedLookups,
    private readonly options: Readings,
  ) {}

  /** What the search found for an entry without a pair. */
  readonly found = (entry: Entry): Found => {
    const row = entry.mailbox ?? entry.crm;
    return entry.pair || !row ? none : (this.#found.get(refName(refOfRow(row))) ?? none);
  };

  async run(refs: readonly Ref[]): Promise<void> {
    for (const kind of kinds) {
      const near = await this.#nearRecords(kind, refs);
      const own = [
        ...refs.filter((ref) => ref.kind === kind && ref.side === 'mailbox'),
        ...(await this.#leftByRecord(kind, [...refs, ...(await this.#confirmed(kind, refs))])),
      ];
      const mine = unique([...own, ...near]);
      const former = await this.#former(kind, mine);
      await this.#among(kind, mine);
      if (kind === 'contact') await this.#elsewhere(unique(own));
      else await this.#attended(refs.filter((ref) => ref.kind === 'event' && ref.side === 'mailbox'));
      if (kind === 'contact') await this.#formerly(refs);
      if (former.size > 0) {
        const left = await this.#lone(mine.filter((ref) => former.has(refName(ref))));
        await rememberFormer(this.world, left, former, this.cycle.context);
      }
    }
  }

  /** What has become of the records whose mark these items carry, where this device does not know them. */
  async #former(kind: Kind, refs: readonly Ref[]): Promise<Former> {
    const all = new Map<string, Gone>();
    for (let at = 0; at < refs.length; at += portion) {
      const lone = await this.#lone(refs.slice(at, at + portion));
      const some = await formerRecords(this.world, kind, lone, this.cycle.context, this.options);
      for (const [name, gone] of some) all.set(name, gone);
    }
    return all;
  }

  async #formerly(refs: readonly Ref[]): Promise<void> {
    const records = refs.filter((ref) => ref.kind === 'contact' && ref.side === 'crm');
    for (let at = 0; at < records.length; at += portion)
      await rememberContacts(this.world, await this.#lone(records.slice(at, at + portion)), this.cycle.context);
  }

  /** Marks first, over all of them; then those of whom something like them is known, and that have found no twin. */
  async #among(kind: Kind, refs: readonly Ref[]): Promise<void> {
    if ((await this.world.ledger.count('crm', kind)) === 0) return;
    const open: Ref[] = [];
    for (let at = 0; at < refs.length; at += portion) open.push(...(await this.#portion(kind, refs.slice(at, at + portion), 'mark')));
    const twice = kind === 'contact' ? await this.#madeTwice(refs) : new Set<string>();
    const others = open.filter((ref) => !twice.has(refName(ref)));
    for (let at = 0; at < others.length; at += portion) await this.#portion(kind, others.slice(at, at + portion), 'likeness');
  }

  /** They look for no other twin: their record is paired, with the other one that was made from it. */
  async #madeTwice(refs: readonly Ref[]): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    for (let at = 0; at < refs.length; at += portion) {
      const lone = (await this.#lone(refs.slice(at, at + portion))).filter((row) => !outOfFolder(row) && !chose(row, 'create'));
      for (const { row, crmId, surely } of await doublesAmong(this.world.ledger, lone, this.cycle.context)) {
        names.add(refName(row));
        this.#found.set(refName(row), { kind: 'twice', id: crmId, surely });
      }
    }
    return names;
  }

  /** The choice is always the mailbox item's: records that look for a twin make those items look that could be theirs. */
  async #nearRecords(kind: Kind, refs: readonly Ref[]): Promise<readonly Ref[]> {
    const records = refs.filter((ref) => ref.kind === kind && ref.side === 'crm');
    const found: Ref[] = kind === 'contact' ? [...(await this.#successors(refs))] : [];
    for (let at = 0; at < records.length; at += portion) {
      const lone = await this.#lone(records.slice(at, at + portion));
      const keys = lone.flatMap((row) => matchKeysOf(row, this.cycle.context.rep));
      const near = await this.#free('mailbox', kind, keys, 'any');
      // The mark counts outside the folder too: the record would come back beside the contact that was moved out (CON1).
      const marked = kind === 'contact' ? await this.#outside(keys.filter((key) => key.startsWith('m:'))) : [];
      found.push(...near.all.map(refOfRow), ...marked);
    }
    return found;
  }

  /** Of two contacts that were made from one record the paired one is gone: the other one takes its place, and nothing was deleted (SYN6). */
  async #successors(refs: readonly Ref[]): Promise<readonly Ref[]> {
    const { ledger } = this.world;
    const contacts = refs.filter((ref) => ref.kind === 'contact' && ref.side === 'mailbox');
    const gone: Ref[] = [];
    for (let at = 0; at < contacts.length; at += portion) gone.push(...(await goneAmong(ledger, contacts.slice(at, at + portion))));
    const widowed = (await load(ledger, gone)).filter(({ pair, crm }) => pair && crm?.seen);
    const keys = widowed.flatMap(({ crm }) => (crm ? [markKey(markOfRecord(this.cycle.context.rep, crm.id))] : []));
    return keys.length === 0 ? [] : (await this.#free('mailbox', 'contact', keys)).all.map(refOfRow);
  }

  /**
   * A new record that is like one which is known already: that one may have been purged, which leaves no trace until the daily compare. It
   * is asked for before the new one gets a contact of its own (SYN6). @returns what turned out to be gone.
   */
  async #confirmed(kind: Kind, refs: readonly Ref[]): Promise<readonly Ref[]> {
    const { ledger, crm, clock } = this.world;
    const records = kind === 'contact' ? refs.filter((ref) => ref.kind === kind && ref.side === 'crm') : [];
    const gone: Ref[] = [];
    for (let at = 0; at < records.length; at += portion) {
      const fresh = await this.#lone(records.slice(at, at + portion));
      const ids = await this.#likeOthers(fresh);
      if (ids.length === 0) continue;
      const found = await crm.read(kind, ids, this.options[kind]);
      await learn(ledger, 'crm', kind, found, clock.now());
      gone.push(...found.gone.map(({ id }): Ref => ({ side: 'crm', kind, id })));
    }
    return gone;
  }

  /** Those that are like each other or one that is known, and the records of contacts that they are like. */
  async #likeOthers(fresh: readonly Row[]): Promise<readonly ItemId[]> {
    const keys = [...new Set(fresh.flatMap(likeness))];
    if (keys.length === 0) return [];
    const { ledger } = this.world;
    const pairs = await ledger.pairsOf(await ledger.lookup('mailbox', 'contact', keys));
    const inHand = new Set(fresh.map(({ id }) => id));
    const others = await ledger.rows((await ledger.lookup('crm', 'contact', keys)).filter(({ id }) => !inHand.has(id)));
    const by = new Map<MatchKey, ItemId[]>();
    for (const row of [...fresh, ...others]) if (row) for (const key of likeness(row)) by.set(key, [...(by.get(key) ?? []), row.id]);
    return [...new Set([...pairs.flatMap((pair) => pair?.crmId ?? []), ...[...by.values()].filter((ids) => ids.length > 1).flat()])];
  }

  /**
   * Contacts whose record was deleted: another rep, whose edit has outlived the deletion, may have made it anew. It is theirs too, before
   * one of them is deleted, or gets a second record (CON2, SYN6).
   */
  async #leftByRecord(kind: Kind, refs: readonly Ref[]): Promise<readonly Ref[]> {
    const { ledger } = this.world;
    const records = kind === 'contact' ? refs.filter((ref) => ref.kind === kind && ref.side === 'crm') : [];
    const left: Ref[] = [];
    for (let at = 0; at < records.length; at += portion) {
      const gone = await goneAmong(ledger, records.slice(at, at + portion));
      for (const pair of await ledger.pairsOf(gone)) if (pair) left.push({ side: 'mailbox', kind, id: pair.mailboxId });
    }
    return left;
  }

  /**
   * @param widowed also those whose twin is gone: its successor may be there already, made by a restore whose answer was
   * lost, and carries their mark (SYN6); or contacts alone whose record was deleted.
   */
  async #lone(refs: readonly Ref[], widowed: Widowed = 'none'): Promise<Row[]> {
    const { ledger } = this.world;
    const entries = await load(ledger, await (widowed === 'none' ? unpaired(ledger, refs) : withoutTwin(ledger, refs)));
    return entries.flatMap((entry) => {
      const row = entry.mailbox?.seen ? entry.mailbox : entry.crm;
      const alone =
        entry.pair === null || (widowed === 'any' ? !(entry.mailbox?.seen && entry.crm?.seen) : widowed === 'left' && isLeft(entry));
      return alone && row?.seen ? [row] : [];
    });
  }

  /** @returns those that have no twin yet, but something like them is known. */
  async #portion(kind: Kind, refs: readonly Ref[], only: 'mark' | 'likeness'): Promise<readonly Ref[]> {
    const widowed: Widowed = only === 'mark' ? 'any' : 'left';
    const lone = (await this.#lone(refs, widowed)).filter((row) => !chose(row, 'create'));
    if (lone.length === 0) return [];
    const { rep } = this.cycle.context;
    const candidates = await this.#free(
      'crm',
      kind,
      lone.flatMap((row) => matchKeysOf(row, rep)),
      only === 'mark' ? 'any' : 'none',
    );
    if (candidates.size === 0) return [];
    const rivals = await this.#free(
      'mailbox',
      kind,
      [...candidates.all].flatMap((row) => matchKeysOf(row, rep)),
      widowed,
    );
    const taken = new Set<string>();
    const pairs: Pair[] = [];
    const open: Ref[] = [];
    for (const row of lone) {
      if (!chose(row, 'pair') && candidates.near(row, rep).length === 0) continue;
      open.push(refOfRow(row));
      const picked = this.#pick(row, candidates, rivals, taken);
      if (picked.id === null) {
        if (picked.several.length > 0 && only === 'likeness') this.#note(row, picked.several, { kind: 'several', crmIds: picked.several });
        continue;
      }
      if (only === 'mark' && picked.by !== 'mark') continue;
      if (picked.by === 'mark' && !picked.agrees && !chosen(row, picked.id)) {
        this.#found.set(refName(row), { kind: 'doubtful', id: picked.id });
        this.#found.set(refName({ side: 'crm', kind, id: picked.id }), { kind: 'doubtful', id: row.id });
        taken.add(picked.id);
        continue;
      }
      const twin = candidates.byId.get(picked.id);
      if (!twin) continue;
      taken.add(picked.id);
      open.pop();
      pairs.push(this.#pair(row, twin, chosen(row, picked.id) ? 'rep' : (picked.by ?? 'rep'), picked.several.length));
    }
    await this.#keep(pairs);
    return open;
  }

  /** Said on the item and on the records it could belong to: none of them is created a second time meanwhile. */
  #note(row: Row, crmIds: readonly string[], found: Found): void {
    this.#found.set(refName(row), found);
    for (const id of crmIds) this.#found.set(refName({ side: 'crm', kind: row.kind, id }), found);
  }

  #pick(row: Row, candidates: Candidates, rivals: Candidates, taken: ReadonlySet<string>): Picked {
    const seen = claimant(row) as Claimant;
    const of = candidates.near(row, this.cycle.context.rep);
    const wanted = row.notes.find((note) => note.kind === 'choice' && note.choice.take === 'pair');
    const wantedId = wanted?.kind === 'choice' && wanted.choice.take === 'pair' ? wanted.choice.crmId : '';
    if (wantedId !== '' && candidates.byId.has(wantedId))
      return { id: wantedId, by: 'rep', several: [], suggestedId: wantedId, agrees: true };
    const apart = new Set(row.notes.flatMap((note) => (note.kind === 'apart' ? [note.from] : [])));
    const how = {
      rep: this.cycle.context.rep,
      taken,
      apart,
      rivals: (candidate: Seen) => rivals.seenNear(candidate, this.cycle.context.rep),
      yieldsTo: (rival: Seen) => rests(row) && !rests(rivals.byId.get(rival.id) ?? row),
    };
    return row.kind === 'contact' ? pickContact(seen, of, this.cycle.context.configuration.contacts.pick, how) : pickEvent(seen, of, how);
  }

  async #outside(marks: readonly MatchKey[]): Promise<readonly Ref[]> {
    const refs = await this.world.ledger.lookup('mailbox', 'contact', [...new Set(marks)]);
    return (await this.#lone(refs)).filter((row) => row.side === 'mailbox' && outOfFolder(row)).map(refOfRow);
  }

  /** Items of that side with one of these keys that have no twin yet; contacts outside the folder do not take part (CON1). */
  async #free(side: Side, kind: Kind, keys: readonly string[], widowed: Widowed = 'none'): Promise<Candidates> {
    const refs = await this.world.ledger.lookup(side, kind, [...new Set(keys)]);
    const rows = await this.#lone(refs, widowed);
    return new Candidates(
      rows.filter((row) => row.side === side && !outOfFolder(row)),
      this.cycle.context.rep,
    );
  }

  #pair(one: Row, twin: Row, by: PairedBy, of: number): Pair {
    const mailbox = (one.side === 'mailbox' ? one.seen : twin.seen) as Seen<'mailbox'>;
    const crm = (one.side === 'crm' ? one.seen : twin.seen) as Seen<'crm'>;
    return {
      id: markOfMailboxItem(this.cycle.context.rep, mailbox.id, mailbox.item),
      kind: one.kind,
      mailboxId: mailbox.id,
      crmId: crm.id,
      by: one.kind === 'event' && crm.item.fields.OwnerId !== this.cycle.context.rep.userId ? 'organizer' : by,
      since: this.cycle.context.now,
      agreed: null,
      mailboxVersion: '',
      crmVersion: '',
      agreedAt: this.cycle.context.now,
      ...(of > 1 ? { pickedFrom: of } : {}),
      ...beforeOf(one.side === 'mailbox' ? one : twin, crm.id),
    };
  }

  async #keep(made: readonly Pair[]): Promise<void> {
    if (made.length === 0) return;
    const dirty = made.map((pair): Ref => ({ side: 'mailbox', kind: pair.kind, id: pair.mailboxId }));
    const before = await this.world.ledger.pairsOf(made.flatMap(refsOfPair));
    const pairs = made.map((pair, index): Pair => {
      const widowed = before[2 * index];
      if (pair.before || !widowed?.agreed) return pair;
      return { ...pair, before: widowed.agreed, ...(widowed.crmId === pair.crmId ? { again: true } : {}) };
    });
    const dissolve = [...new Set(before.flatMap((pair) => (pair ? [pair.id] : [])))];
    const over = (await this.world.ledger.rows(dirty)).flatMap((row) => (row?.notes.some(isUsedUp) ? [row] : []));
    const rows = over.map((row) => ({ ...row, notes: row.notes.filter((note) => !isUsedUp(note)) }));
    await this.world.ledger.commit({ rows, over, dissolve, pairs, dirty, tell: [...dissolve, ...pairs.map((pair) => pair.id)] });
  }

  /**
   * The listing holds only the rep's own contacts: others' are asked for before a second one is created (CON2). All of it is one question,
   * so that few records are read instead of many asked for; of the items only the keys are held.
   */
  async #elsewhere(refs: readonly Ref[]): Promise<void> {
    if (this.options.contact.whose === 'all') return;
    const wanted = { marks: new Set<string>(), emails: new Set<string>(), lastNames: new Set<string>() };
    const asking: Ref[] = [];
    for (let at = 0; at < refs.length; at += portion) {
      const lone = (await this.#lone(refs.slice(at, at + portion), 'left')).filter((row) => row.kind === 'contact' && !outOfFolder(row));
      for (const row of lone) {
        this.#keysOf(row, wanted);
        asking.push(refOfRow(row));
      }
    }
    if (asking.length === 0) return;
    const by = { marks: [...wanted.marks], emails: [...wanted.emails], lastNames: [...wanted.lastNames] };
    const items = await this.world.crm.findContacts(by, this.options.contact);
    if (items.length === 0) return;
    await learn(this.world.ledger, 'crm', 'contact', { items }, this.cycle.context.now);
    await this.#among('contact', asking);
  }

  #keysOf(row: Row, into: Readonly<Record<'marks' | 'emails' | 'lastNames', Set<string>>>): void {
    const seen = claimant(row);
    for (const mark of seen ? meetingMarks(seen, this.cycle.context.rep) : []) into.marks.add(mark);
    for (const key of matchKeysOf(row)) if (key.startsWith('e:')) into.emails.add(key.slice(2));
    const item = row.seen?.item;
    if (item?.kind === 'contact' && 'last' in item && item.emails.length === 0 && item.last !== '') into.lastNames.add(item.last);
  }

  /** Meetings of others: the organizer's record, or that of the rep who was first, is found by the mark that all copies share (EVT4). */
  async #attended(refs: readonly Ref[]): Promise<void> {
    for (let at = 0; at < refs.length; at += portion) await this.#attendedPortion(refs.slice(at, at + portion));
  }

  async #attendedPortion(refs: readonly Ref[]): Promise<void> {
    const { context } = this.cycle;
    const lone = (await this.#lone(refs)).filter(
      (row) => row.seen?.item.kind === 'event' && 'mine' in row.seen.item && others(row.seen.item) && !row.seen.item.keptOut,
    );
    if (lone.length === 0) return;
    await this.look.askFor(
      lone.map((row): Entry => ({ kind: 'event', pair: null, mailbox: row as Row<'mailbox'>, crm: null })),
      { rep: context.rep, configuration: context.configuration },
    );
    const marks = new Map(lone.map((row) => [markOfMailboxItem(context.rep, row.id, row.seen?.item as never), row]));
    const records = await this.world.crm.findEvents([...marks.keys()], this.options.event);
    const held = await this.world.ledger.pairsOf(records.map((record) => ({ side: 'crm', kind: 'event', id: record.id })));
    await learn(this.world.ledger, 'crm', 'event', { items: records }, context.now);
    const pairs = records.flatMap((record, index) => {
      const row = marks.get(record.mark);
      if (!row || held[index]) return [];
      marks.delete(record.mark);
      const twin: Row = { side: 'crm', kind: 'event', id: record.id, seen: record, notes: [], trouble: null };
      return [this.#pair(row, twin, record.item.fields.OwnerId === context.rep.userId ? 'mark' : 'organizer', 0)];
    });
    await this.#keep(pairs);
    for (const row of marks.values()) this.#awaitOrganizer(row);
  }

  #awaitOrganizer(row: Row): void {
    const { context } = this.cycle;
    const item = row.seen?.item;
    if (item?.kind !== 'event' || !('mine' in item)) return;
    const role = roleOf(item, context.rep, context.look.person);
    if (role.kind === 'follows') this.#found.set(refName(row), { kind: 'waits for organizer', organizer: role.organizer.name });
  }
}

type Widowed = 'none' | 'left' | 'any';

async function goneAmong(ledger: Ledger, refs: readonly Ref[]): Promise<readonly Ref[]> {
  const glances = await ledger.glance(refs);
  return refs.filter((_, index) => glances[index]?.row === 'gone');
}

/** Those that have no pair, or one of whose items is not there. */
async function withoutTwin(ledger: Ledger, refs: readonly Ref[]): Promise<readonly Ref[]> {
  const pairs = await ledger.pairsOf(refs);
  const both = await ledger.glance(pairs.flatMap((pair) => (pair ? refsOfPair(pair) : [])));
  const seen = both.map(({ row }) => row === 'seen');
  let next = 0;
  return refs.filter((_, index) => {
    if (!pairs[index]) return true;
    const [one, other] = [seen[next++], seen[next++]];
    return !(one && other);
  });
}

const isLeft = ({ kind, mailbox, crm }: Entry): boolean => kind === 'contact' && Boolean(mailbox?.seen && crm && !crm.seen);

/** Candidates in hand, findable by their keys without asking the ledger again. */
class Candidates {
  readonly byId = new Map<string, Row>();
  readonly #byKey = new Map<string, Row[]>();

  constructor(
    readonly all: readonly Row[],
    rep: Parameters<typeof matchKeysOf>[1],
  ) {
    for (const row of all) {
      this.byId.set(row.id, row);
      for (const key of matchKeysOf(row, rep)) {
        const held = this.#byKey.get(key);
        if (held) held.push(row);
        else this.#byKey.set(key, [row]);
      }
    }
  }

  get size(): number {
    return this.all.length;
  }

  near(row: Row, rep: Parameters<typeof matchKeysOf>[1]): Seen[] {
    const found = new Set<Row>();
    for (const key of matchKeysOf(row, rep)) for (const one of this.#byKey.get(key) ?? []) found.add(one);
    return [...found].map((one) => claimant(one) as Claimant);
  }

  seenNear(seen: Seen, rep: Parameters<typeof matchKeysOf>[1]): Seen[] {
    return this.near({ side: seen.side, kind: seen.kind, id: seen.id, seen, notes: [], trouble: null }, rep);
  }
}

/** By what a contact would be matched with either of two records (CON2). */
const likeness = (row: Row): readonly MatchKey[] => matchKeysOf(row).filter((key) => !key.startsWith('m:'));

/** Somebody else may have brought it to Salesforce: it is the meeting of another, or another attends. */
const others = (event: CalendarEvent): boolean => !event.mine || event.attendees.length > 0;

const outOfFolder = (row: Row): boolean => row.seen?.item.kind === 'contact' && 'inFolder' in row.seen.item && !row.seen.item.inFolder;

/** It takes no part, by the folder or by what is remembered of it. */
const rests = (row: Row): boolean => outOfFolder(row) || row.notes.some((note) => note.kind === 'deleted' || note.kind === 'unlinked');

const isAgreed = (note: Note): note is Extract<Note, { kind: 'agreed' }> => note.kind === 'agreed';

/** By pairing: what was agreed is with the pair now, and the rep's choice is carried out. */
const isUsedUp = (note: Note): boolean => isAgreed(note) || (note.kind === 'choice' && note.choice.take === 'pair');

/** What the mailbox item had agreed on when it was parted from this record, or from the one before it. */
function beforeOf(mailbox: Row, crmId: ItemId): Pick<Pair, 'before' | 'again'> {
  const note = mailbox.notes.find(isAgreed);
  if (!note) return {};
  return { before: note.agreed, ...(note.twin === crmId ? { again: true } : {}) };
}

const chose = (row: Row, take: string): boolean => row.notes.some((note) => note.kind === 'choice' && note.choice.take === take);

const chosen = (row: Row, id: string): boolean =>
  row.notes.some((note) => note.kind === 'choice' && note.choice.take === 'pair' && note.choice.crmId === id);

const unique = (refs: readonly Ref[]): readonly Ref[] => [...new Map(refs.map((ref) => [refName(ref), ref])).values()];
