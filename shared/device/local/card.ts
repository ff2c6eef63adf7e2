/** The card of one item: status, both sides' values where they differ, who it could be, and why (STA2). */

import { canonicalEmail } from '../../core/contacts/fields/email';
import { domainOf } from '../../core/domain';
import { relationsOf } from '../../core/events/organizer';
import { fieldsOf } from '../../core/fields';
import type { CrmRecord, Entry, Row } from '../../core/model';
import { compare } from '../../core/sync/compare';
import { statusOf } from '../../core/sync/status';
import type { Context } from '../../core/sync/verdict';
import { outcome, said } from '../../core/sync/verdict';
import { nameRef } from '../../engine/entries';
import { recordName } from '../../engine/names';
import { surveyed } from '../../engine/survey';
import type { Candidate, Card, SideValue, Target } from '../device';
import type { Here } from './here';

export async function card(here: Here, target: Target): Promise<Card | null> {
  const context = await here.context();
  if (!context) return null;
  const ref = await here.find(target);
  const entry = ref && (await here.entry(ref));
  if (!ref || !entry) return strangerCard(here, target);
  const one = surveyed(entry, null, context);
  const connection = await here.connection();
  const item = entry.mailbox?.seen?.item;
  const company = item?.kind === 'contact' ? item.company : '';
  if (one.status.cause === 'account not matched') await here.engine.look.askFor([entry], context).catch(() => {});
  const history = await here.world.ledger.history({ ...(entry.pair ? { pairId: entry.pair.id } : { itemId: ref.id }), limit: 200 });
  const crmId = entry.pair?.crmId ?? entry.crm?.id ?? '';
  const domain = domainOfEntry(entry);
  return {
    target,
    ref: nameRef(entry),
    kind: entry.kind,
    name: one.name,
    status: statusOf(one.verdict, connection, one.status.at),
    connection,
    recordUrl: crmId === '' ? '' : here.world.crm.recordUrl(crmId),
    recordName: entry.crm?.seen ? recordName(entry.crm.seen.item) : '',
    pairedBy: entry.pair?.by ?? '',
    lastChange: Math.max(entry.mailbox?.seen?.modifiedAt ?? 0, entry.crm?.seen?.modifiedAt ?? 0) || null,
    checkedAt: (await here.meta()).lastCycleAt,
    differences: differences(entry, context),
    candidates: await candidates(here, entry, one.status.facts),
    accounts: (here.engine.look.account(company) ?? []).map(
      (match): Candidate => ({
        id: match.id,
        name: match.name,
        detail: '',
        url: here.world.crm.recordUrl(match.id),
        suggested: match.exact,
      }),
    ),
    historyCount: history.length,
    seriesCount: item?.kind === 'event' && item.seriesId !== '' ? (await here.world.ledger.ofSeries(item.seriesId)).length : 0,
    domain,
    domainCount: domain === '' ? 0 : await sameDomain(here, domain),
    related: related(here, entry, context),
    unrelated: item?.kind === 'event' ? relationsOf(item, context.rep, context.look.person).unrelated : [],
    why: one.verdict.looked.map(({ rule, facts, result }) => ({ rule, facts, result })),
  };
}

async function strangerCard(here: Here, target: Target): Promise<Card | null> {
  if (target.by !== 'email') return null;
  const verdict = said(outcome('not in salesforce', 'not in salesforce', {}, ['add']));
  const connection = await here.connection();
  const email = canonicalEmail(target.email);
  // Asked again: a cycle since the badge was drawn has forgotten what Salesforce said.
  if (here.engine.look.person(email) === undefined) await here.engine.look.askPeople([email]).catch(() => {});
  const known = here.engine.look.person(email);
  if (known === undefined || known) return null;
  return {
    target,
    ref: { side: 'mailbox', kind: 'contact', id: '' },
    kind: 'contact',
    name: target.email,
    status: statusOf(verdict, connection, here.now()),
    connection,
    recordUrl: '',
    recordName: '',
    pairedBy: '',
    lastChange: null,
    checkedAt: (await here.meta()).lastCycleAt,
    differences: [],
    candidates: [],
    accounts: [],
    historyCount: 0,
    seriesCount: 0,
    domain: '',
    domainCount: 0,
    related: [],
    unrelated: [],
    why: [{ rule: 'not in salesforce', facts: {}, result: 'decides' }],
  };
}

function differences(entry: Entry, context: Context): readonly SideValue[] {
  const item = entry.mailbox?.seen?.item;
  const record = entry.crm?.seen?.item;
  if (!item || !record || !entry.pair) return [];
  const lenses = fieldsOf(entry.kind, context.configuration, context.rep.provider, context.schema);
  return compare(lenses, { agreed: null }, item, record)
    .filter((field) => field.change !== 'same' && field.mailbox !== field.crm && !field.alike)
    .map(({ name, mailbox, crm }) => ({ field: name, mailbox, crm }));
}

/** Records that could be the twin, as the plan named them. */
async function candidates(here: Here, entry: Entry, facts: Readonly<Record<string, string | number>>): Promise<readonly Candidate[]> {
  const ids = String(facts.candidates ?? facts.candidate ?? facts.matches ?? '')
    .split(',')
    .filter(Boolean);
  if (ids.length === 0) return [];
  const rows = await here.world.ledger.rows(ids.map((id) => ({ side: 'crm', kind: entry.kind, id })));
  return ids.map((id, index) => candidateOf(here, id, rows[index] ?? null, index === 0));
}

function candidateOf(here: Here, id: string, row: Row | null, suggested: boolean): Candidate {
  const record = row?.seen?.item as CrmRecord | undefined;
  const detail = record
    ? [record.fields.Email, record.fields['Account.Name'], record.fields.StartDateTime].filter(Boolean).map(String).join(' · ')
    : '';
  return { id, name: record ? recordName(record) : id, detail, url: here.world.crm.recordUrl(id), suggested };
}

export function domainOfEntry(entry: Entry): string {
  const item = entry.mailbox?.seen?.item;
  if (item?.kind === 'contact') return freeMail(domainOf(item.emails[0] ?? ''));
  if (item?.kind === 'event' && !item.mine) return freeMail(domainOf(item.organizer));
  return '';
}

/** Everybody has an address there: keeping such a domain out would keep out strangers. */
const freeMailDomains = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'yahoo.com',
  'icloud.com',
  'me.com',
  'aol.com',
  'gmx.de',
  'gmx.net',
  'web.de',
  'proton.me',
  'protonmail.com',
  'mail.ru',
  'yandex.ru',
  'qq.com',
]);
const freeMail = (domain: string): string => (freeMailDomains.has(domain) ? '' : domain);

async function sameDomain(here: Here, domain: string): Promise<number> {
  let count = 0;
  for (let after: string | null = null; ; ) {
    const rows: readonly Row[] = await here.world.ledger.scan('mailbox', 'contact', after, 2000);
    if (rows.length === 0) return count;
    after = rows[rows.length - 1]?.id ?? null;
    for (const row of rows) if (hasDomain(row, domain)) count++;
  }
}

export function hasDomain(row: Row, domain: string): boolean {
  const item = row.seen?.item;
  if (!item || 'fields' in item) return false;
  if (item.kind === 'contact') return item.emails.some((email) => domainOf(email) === domain);
  return domainOf(item.organizer) === domain || item.attendees.some((attendee) => domainOf(attendee.email) === domain);
}

function related(here: Here, entry: Entry, context: Context): Card['related'] {
  const item = entry.mailbox?.seen?.item;
  if (item?.kind !== 'event') return [];
  return item.attendees.flatMap((attendee) => {
    const person = context.look.person(attendee.email);
    return person ? [{ name: person.name, type: person.type, url: here.world.crm.recordUrl(person.id) }] : [];
  });
}
