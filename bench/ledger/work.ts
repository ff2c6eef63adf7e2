/**
 * What a cycle asks of a ledger, without the rest of the engine: the same calls in the same portions as pull, pairing, plan and
 * apply make for a first sync, an idle cycle, a few changes, a badge. Runs in Node and in a page.
 */
import { blankContact } from '../../shared/core/contacts/blank';
import { blankEvent } from '../../shared/core/events/blank';
import { markOfMailboxItem } from '../../shared/core/keys';
import { matchKeysOf } from '../../shared/core/match';
import type { Agreed, CrmValue, HistoryEntry, Kind, Pair, Ref, Rep, Row, Seen } from '../../shared/core/model';
import type { Ledger } from '../../shared/core/ports';

export interface Size {
  readonly contacts: number;
  readonly events: number;
}

export const rep: Rep = {
  userId: '005000000000001AAA',
  name: 'Rep',
  email: 'rep@example.com',
  mailboxAddresses: ['rep@example.com'],
  provider: 'microsoft',
  mailboxId: 'mailbox-1',
  orgId: '00D000000000001AAA',
  ownDomains: ['example.com'],
};

const hex = (n: number): string =>
  Math.imul(n + 1, 2654435761)
    .toString(16)
    .replace('-', '0')
    .padStart(8, '0');
/** As long as Graph's immutable ids, and in no order. */
const graphId = (kind: Kind, n: number): string =>
  `AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0AHKkX6fGZ0k-VQ${hex(n)}AACw${kind[0]}${hex(n * 7)}AAAABBCCDDEEFF00${n}=`;
const crmId = (kind: Kind, n: number): string => `${kind === 'contact' ? '003' : '00U'}5g0000${hex(n)}${String(n % 1000).padStart(3, '0')}`;

const seenBy = <S extends 'mailbox' | 'crm'>(side: S, kind: Kind, id: string, item: Seen<S>['item']): Row => {
  const seen = { side, kind, id, version: `W/"${hex(id.length)}"`, modifiedAt: 1_770_000_000_000, mark: '', item } as unknown as Seen;
  return { side, kind, id, seen, notes: [], trouble: null };
};

function contactAt(n: number): Row {
  const [first, last] = [`Ada${n % 97}`, `Lovelace${n % 911}`];
  const address = { street: `${n} Example Street`, city: 'Lyon', state: 'R01', postalCode: '69001', country: 'Utopia' };
  return seenBy('mailbox', 'contact', graphId('contact', n), {
    ...blankContact,
    first,
    last,
    company: `Acct ${n % 2500} GmbH`,
    title: 'Head of Procurement',
    emails: [`${first}.${last}.${n}@acct${n % 2500}.example`.toLowerCase(), `ada${n}@home.example`],
    phones: [{ type: 'work', number: `+44 20 ${String(n).padStart(7, '0')}` }],
    workAddress: address,
  });
}

function eventAt(n: number): Row {
  const start = new Date(Date.UTC(2026, 2, 1 + (n % 180), 7 + (n % 10))).toISOString().replace('.000Z', 'Z');
  const attendees = Array.from({ length: 3 }, (_, i) => ({
    email: `guest${(n + i) % 4000}@acct${n % 500}.example`,
    name: `Guest ${n + i}`,
    response: 'accepted' as const,
    optional: false,
    resource: false,
  }));
  return seenBy('mailbox', 'event', graphId('event', n), {
    ...blankEvent,
    uid: `040000008200E00074C5B7101A82E008${hex(n)}${hex(n * 3)}`,
    seriesId: n % 10 === 0 ? graphId('event', 1_000_000 + (n % 200)) : '',
    subject: `Review pipeline ${n}`,
    location: 'Room 4',
    description:
      'review pipeline renewal budget kickoff demo contract onboarding quarterly forecast security legal pricing roadmap support',
    start,
    end: start.replace(':00:00Z', ':30:00Z'),
    organizer: 'rep@example.com',
    organizerName: 'Rep',
    attendees,
  });
}

const contactFields =
  'Salutation FirstName MiddleName LastName Suffix Email Phone MobilePhone HomePhone OtherPhone Fax AssistantPhone Title Department Birthdate AssistantName MailingStreet MailingCity MailingState MailingPostalCode MailingCountry OtherStreet OtherCity OtherState OtherPostalCode OtherCountry Description AccountId'.split(
    ' ',
  );
const eventFields =
  'Subject Location Description StartDateTime EndDateTime ActivityDate IsAllDayEvent ShowAs IsPrivate WhoId WhatId IsChild'.split(' ');

function recordAt(kind: Kind, n: number): Row {
  const row = kind === 'contact' ? contactAt(n) : eventAt(n);
  const item = row.seen?.item;
  const fields: Record<string, CrmValue> = {
    Id: crmId(kind, n),
    SystemModstamp: '2026-03-01T00:00:00Z',
    OwnerId: rep.userId,
    CreatedDate: '2026-01-01T00:00:00Z',
  };
  for (const name of kind === 'contact' ? contactFields : eventFields) fields[name] = null;
  if (item && 'emails' in item)
    Object.assign(fields, {
      FirstName: item.first,
      LastName: item.last,
      Email: item.emails[0],
      Title: item.title,
      Phone: item.phones[0]?.number,
      'Account.Name': item.company,
      IsPersonAccount: false,
      MailingStreet: item.workAddress.street,
      MailingCity: 'Lyon',
    });
  if (item && 'subject' in item)
    Object.assign(fields, {
      Subject: item.subject,
      StartDateTime: item.start,
      EndDateTime: item.end,
      Location: item.location,
      Description: item.description,
    });
  return seenBy('crm', kind, crmId(kind, n), { kind, fields, invitees: [] });
}

const fieldNames: Readonly<Record<Kind, readonly string[]>> = {
  contact: 'prefix name email phones mobile fax title department birthday assistant workAddress otherAddress notes company'.split(' '),
  event: 'subject location description time showAs private attendees'.split(' '),
};

function pairAt(kind: Kind, row: Row, n: number): Pair {
  const agreed: Agreed = Object.fromEntries(
    fieldNames[kind].map((name, i) => [name, [(n * 7919 + i) * 49_999_999_937, (n * 104_729 + i) * 49_999_999_937] as const]),
  );
  const id = markOfMailboxItem(rep, row.id, row.seen?.item as never);
  return {
    id,
    kind,
    mailboxId: row.id,
    crmId: crmId(kind, n),
    by: 'created',
    since: 1,
    agreed,
    mailboxVersion: 'W/"1"',
    crmVersion: '2026',
    agreedAt: 1_770_000_000_000,
  };
}

const entryAt = (pair: Pair, n: number): HistoryEntry => ({
  id: `cycle-${n.toString(36)}`,
  cycle: 'cycle',
  at: 1_770_000_000_000,
  kind: pair.kind,
  pairId: pair.id,
  side: 'crm',
  itemId: pair.crmId,
  name: `Ada${n % 97} Lovelace${n % 911}`,
  what: 'created',
  fields: fieldNames[pair.kind].slice(0, 6).map((field) => ({ field, before: '', after: `value ${n}` })),
  removed: null,
  why: 'new on the other side',
  undone: false,
});

const refOf = ({ side, kind, id }: Row): Ref => ({ side, kind, id });
const state = (cursor: string) => ({ cursor, fullRound: 'round', fullAt: null });
const portion = 1000;

function* portions(count: number): Generator<number[]> {
  for (let at = 0; at < count; at += portion) yield Array.from({ length: Math.min(portion, count - at) }, (_, i) => at + i);
}

/** Everything in the mailbox, nothing in Salesforce: read, look for twins, create, settle. */
export async function firstSync(ledger: Ledger, size: Size): Promise<void> {
  await ledger.commit({ meta: { rep } });
  const all = [
    ['contact', size.contacts, contactAt],
    ['event', size.events, eventAt],
  ] as const;
  for (const [kind, count, at] of all) {
    for (const part of portions(count)) {
      const rows = part.map(at);
      const refs = rows.map(refOf);
      await ledger.rows(refs);
      await ledger.commit({
        rows,
        dirty: refs,
        named: { round: 'round', refs },
        pulled: { side: 'mailbox', kind, state: state(String(part[0])) },
      });
    }
    await ledger.notNamed('mailbox', kind, 'round');
  }
  const waiting = await ledger.dirty(Number.POSITIVE_INFINITY);
  let n = 0;
  for (const [kind, count] of all) {
    const mine = waiting.filter((ref) => ref.kind === kind);
    for (let at = 0; at < count; at += portion) {
      const refs = mine.slice(at, at + portion);
      await ledger.pairsOf(refs);
      const rows = (await ledger.rows(refs)).filter((row) => row !== null);
      const keys = rows.flatMap((row) => matchKeysOf(row, rep));
      await ledger.lookup('crm', kind, keys);
      const pairs = rows.map((row, i) => pairAt(kind, row, at + i));
      const records = rows.map((_, i) => recordAt(kind, at + i));
      await ledger.commit({
        rows: records,
        pairs,
        clean: [...refs, ...records.map(refOf)],
        history: pairs.map((pair) => entryAt(pair, n++)),
        tell: pairs.map((pair) => pair.id),
      });
    }
  }
  for (let names = await ledger.toTell(portion); names.length > 0; names = await ledger.toTell(portion))
    await ledger.commit({ told: names });
  await idle(ledger, 1);
}

/** What an idle cycle asks and writes: one delta a collection, nothing in it. */
export async function idle(ledger: Ledger, at: number): Promise<void> {
  for (let i = 0; i < 4; i++) await ledger.meta();
  await Promise.all(
    (['mailbox', 'crm'] as const).flatMap((side) =>
      (['contact', 'event'] as const).map(async (kind) => {
        await ledger.rows([]);
        await ledger.commit({ rows: [], dirty: [], pulled: { side, kind, state: state(`idle-${at}`) } });
      }),
    ),
  );
  await ledger.troubled(1_770_000_000_000 + at);
  await ledger.pairCount('contact');
  await ledger.dirty(Number.POSITIVE_INFINITY);
  await ledger.toTell(portion);
  await ledger.dirtyCount();
  await ledger.commit({ meta: { lastCycleAt: at } });
  await ledger.trimHistory(1_770_000_000_000 - 30 * 86_400_000);
}

/** So many contacts changed in the mailbox: read, planned, written, settled. */
export async function changes(ledger: Ledger, size: Size, count: number, salt: number): Promise<void> {
  const step = Math.max(1, Math.floor(size.contacts / count));
  const rows = Array.from({ length: count }, (_, i) => {
    const row = contactAt((i * step + salt) % size.contacts);
    return { ...row, seen: row.seen && { ...row.seen, version: `changed-${salt}` } } as Row;
  });
  const refs = rows.map(refOf);
  await ledger.rows(refs);
  await ledger.commit({ rows, dirty: refs, pulled: { side: 'mailbox', kind: 'contact', state: state(`changes-${salt}`) } });
  const pairs = (await ledger.pairsOf(await ledger.dirty(Number.POSITIVE_INFINITY))).filter((pair) => pair !== null);
  await ledger.rows(pairs.map((pair) => ({ side: 'mailbox', kind: 'contact', id: pair.mailboxId })));
  const records = (await ledger.rows(pairs.map((pair) => ({ side: 'crm', kind: 'contact', id: pair.crmId })))).filter(
    (row) => row !== null,
  );
  await ledger.commit({
    rows: records,
    pairs: pairs.map((pair) => ({ ...pair, agreedAt: salt })),
    clean: refs,
    tell: pairs.map((pair) => pair.id),
  });
  await ledger.commit({ told: pairs.map((pair) => pair.id), meta: { lastCycleAt: salt } });
}

/** A page shows so many people: by address, with their pairs and twins. */
export async function badges(ledger: Ledger, size: Size, people: number): Promise<number> {
  const keys = Array.from({ length: people }, (_, i) => `e:ada${(i * 7919) % size.contacts}@home.example`);
  const refs = await ledger.lookup('mailbox', 'contact', keys);
  const pairs = await ledger.pairsOf(refs);
  await ledger.rows([...refs, ...pairs.flatMap((pair): Ref[] => (pair ? [{ side: 'crm', kind: 'contact', id: pair.crmId }] : []))]);
  return pairs.filter((pair) => pair !== null).length;
}

/** Every row and its pair once: a changed configuration, a preview, a report. */
export async function walk(ledger: Ledger): Promise<number> {
  let count = 0;
  for (const side of ['mailbox', 'crm'] as const)
    for (const kind of ['contact', 'event'] as const)
      for (let after: string | null = null; ; ) {
        const rows: readonly Row[] = await ledger.scan(side, kind, after, portion);
        if (rows.length === 0) break;
        after = rows.at(-1)?.id ?? null;
        await ledger.pairsOf(rows.map(refOf));
        count += rows.length;
      }
  return count;
}
