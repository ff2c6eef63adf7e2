/** What single objects do around a write: names, times of events, invitees, person accounts, counts on masters. */
import type { Access } from '../access';
import type { Org } from '../org';
import { Refused } from '../refused';
import type { ObjectDef } from '../schema/field';
import type { Row, Value } from '../store/table';
import { eventAccount, eventTimes } from './event';
import { checkInvitee, followParent, invited } from './invitees';
import { accountName, followPerson, fullName, refusePersonContact } from './person';
import { checkRules } from './rules';
import { occurrences, patternOf } from './series';

type Given = Readonly<Record<string, Value>>;

/** @returns further values to store. */
export function beforeWrite(org: Org, object: ObjectDef, given: Given, row: Row, prior: Row | null): Record<string, Value> {
  switch (object.name) {
    case 'Contact':
      if (prior) refusePersonContact(prior);
      checkCountry(org, row);
      return { Name: fullName(row) };
    case 'Lead':
      return { Name: fullName(row) };
    case 'Account':
      return accountName(org, row);
    case 'Event':
      return beforeEvent(org, given, row, prior);
    case 'EventRelation':
      if (!prior) checkInvitee(org, row);
      return prior && 'Status' in given ? { RespondedDate: org.now() } : {};
    default:
      return {};
  }
}

function beforeEvent(org: Org, given: Given, row: Row, prior: Row | null): Record<string, Value> {
  if (prior?.IsChild === true) {
    throw new Refused('INSUFFICIENT_ACCESS_OR_READONLY', 'An invitee cannot change the meeting: change its parent event');
  }
  const times = eventTimes(org, given, prior);
  const all = { ...row, ...times } as Row;
  const edited = prior?.IsRecurrence2 === true ? { IsRecurrence2Exception: true } : {};
  if (prior || typeof row.Recurrence2PatternText !== 'string') return { ...times, ...edited, AccountId: eventAccount(org, all) };
  const zone = String(org.store.get('User', String(row.OwnerId))?.TimeZoneSidKey ?? 'UTC');
  const pattern = patternOf(row.Recurrence2PatternText, Number(all.StartDateTime), zone);
  return { ...times, ...pattern, AccountId: eventAccount(org, all) };
}

/** With `salesforce.countries`, a list, the org uses country picklists: other names are refused. */
function checkCountry(org: Org, row: Row): void {
  const known = org.list('salesforce.countries');
  if (known.length === 0) return;
  for (const name of ['MailingCountry', 'OtherCountry']) {
    const value = row[name];
    if (typeof value === 'string' && !known.includes(value)) {
      const message = `There's a problem with this country, even though it may appear correct. Please select a country/territory from the list of valid countries.: ${name}`;
      throw new Refused('FIELD_INTEGRITY_EXCEPTION', message, [name]);
    }
  }
}

/** A detail needs a right on its master. */
export function refuseForeign(access: Access, object: ObjectDef, row: Row): void {
  if (object.sharing !== 'ControlledByParent' || access.rights(object).modifyAll) return;
  if (!access.mayChangeDetail(object, row)) {
    const message = 'insufficient access rights on cross-reference id';
    throw new Refused('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', message);
  }
}

export function afterWrite(org: Org, userId: string, object: ObjectDef, row: Row, prior: Row | null): void {
  if (object.name === 'Account') followPerson(org, row);
  if (object.name === 'EventRelation' && !prior) invited(org, row);
  if (object.name === 'PermissionSetAssignment') org.forgetAccess();
  if (object.name === 'Event') {
    if (prior) followParent(org, row);
    else if (row.IsRecurrence2 === true) spread(org, row);
  }
  recount(org, userId, object, row);
}

/** Every occurrence after the first is a row of its own. */
function spread(org: Org, first: Row): void {
  const start = Number(first.StartDateTime);
  const starts = occurrences(String(first.Recurrence2PatternText), start);
  for (const at of starts.filter((each) => each !== start)) {
    const given = first.IsAllDayEvent === true ? { ActivityDate: new Date(at).toISOString().slice(0, 10) } : { StartDateTime: at };
    const { Id: _, Instep_Key__c: __, ...rest } = first;
    org.plant('Event', {
      ...rest,
      ...eventTimes(org, given, first),
      CreatedDate: first.CreatedDate ?? null,
      SystemModstamp: first.SystemModstamp ?? null,
    });
  }
}

/** Roll-up counts: the master is saved again, and its rules may refuse what happened to the detail. */
export function recount(org: Org, userId: string, object: ObjectDef, row: Row): void {
  for (const reference of org.schema.fields(object).filter((each) => each.masterDetail)) {
    const master = org.schema.object(reference.refs[0] ?? '');
    const its = master && org.store.get(master.name, String(row[reference.name] ?? ''));
    if (!master || !its || its.IsDeleted === true) continue;
    for (const count of org.schema.fields(master).filter((each) => each.countOf === `${object.name}.${reference.name}`)) {
      const details = org.store.table(object.name).having(reference.name, [its.Id]);
      const number = details.filter((each) => each.IsDeleted !== true).length;
      if (its[count.name] === number) continue;
      checkRules(org, userId, master, { ...its, [count.name]: number }, its);
      org.store.change(master.name, its, { [count.name]: number, SystemModstamp: org.stamp() });
    }
  }
}
