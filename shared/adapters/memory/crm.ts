/** The CRM in memory, for the engine's tests and the simulation: one org, several reps, people's hands, and bad weather. */
import type { ItemId, Kind } from '../../core/model';
import { type Crm, Failed, type Gone, type PullOptions } from '../../core/ports';
import { accountsBy, contactsBy, eventsBy, peopleBy, peopleWith, stale } from './org/find';
import { Hands } from './org/hands';
import { goneOf, pull } from './org/pull';
import { Org, type OrgOptions } from './org/store';
import { listed, seenOf } from './org/view';
import { writeAll } from './org/write';

export { Hands, somebody } from './org/hands';
export { Org, type OrgFault, type OrgOptions } from './org/store';

export function createOrg(options: OrgOptions): { readonly org: Org; readonly hands: Hands } {
  const org = new Org(options);
  return { org, hands: new Hands(org) };
}

/** The org in the name of this rep. */
export function crmOf(org: Org, rep: { readonly userId: ItemId }): Crm {
  const { userId } = rep;
  const fields: Record<Kind, readonly string[]> = { contact: [], event: [] };
  const asking = (kind: Kind, options: PullOptions): PullOptions => {
    fields[kind] = options.fields;
    return options;
  };

  return {
    side: 'crm',
    changesSince: (kind, cursor, options) => call(org, () => pull(org, userId, kind, cursor, asking(kind, options))),
    read: (kind, ids, options) =>
      call(org, () => {
        asking(kind, options);
        const records = ids.map((id) => [id, org.records[kind].get(id)] as const);
        return {
          items: records.flatMap(([, record]) =>
            record?.deletedAt === null && org.sees(userId, record) ? [stale(org, record, options.fields)] : [],
          ),
          gone: records.flatMap(([id, record]): Gone[] => {
            // Purged or hidden: nobody can tell which, so it is not called deleted.
            if (!record || !org.sees(userId, record)) return [{ id, how: 'left' }];
            return record.deletedAt === null ? [] : [{ ...goneOf(record), last: seenOf(org, record, options.fields) }];
          }),
        };
      }),
    write: (writes) => (writes.length === 0 ? Promise.resolve([]) : call(org, () => writeAll(org, userId, writes, fields))),
    whoAmI: () =>
      call(org, () => {
        const user = org.users.get(userId);
        if (!user) throw new Failed({ kind: 'signed out', system: 'salesforce' });
        return { userId, name: user.name, email: user.email, orgId: org.id };
      }),
    schema: () => call(org, () => org.schema),
    findContacts: (by, options) => call(org, () => contactsBy(org, userId, by, asking('contact', options))),
    findEvents: (marks, options) => call(org, () => eventsBy(org, userId, marks, asking('event', options))),
    people: (emails) => call(org, () => peopleBy(org, emails)),
    peopleById: (ids) => call(org, () => peopleWith(org, ids)),
    accounts: (names) => call(org, () => accountsBy(org, names)),
    idsOf: (kind, options) =>
      call(org, () =>
        org
          .all(kind)
          .filter((record) => org.sees(userId, record) && listed(record, userId, options))
          .map((record) => record.id),
      ),
    recordUrl: (id) => `https://org.example/${id}`,
  };
}

/** One call over a line that may break, before or after. */
async function call<T>(org: Org, work: () => T): Promise<T> {
  org.calls++;
  org.settle();
  const { faults } = org;
  if (faults.strikes('offline')) throw new Failed({ kind: 'offline' });
  if (faults.strikes('down')) throw new Failed({ kind: 'down', system: 'salesforce', status: 503 });
  if (faults.strikes('throttled')) throw new Failed({ kind: 'throttled', system: 'salesforce', retryAfterMs: 30_000 });
  if (faults.strikes('signed out')) throw new Failed({ kind: 'signed out', system: 'salesforce' });
  const answer = work();
  if (faults.strikes('offline after')) throw new Failed({ kind: 'offline' });
  if (faults.strikes('down after')) throw new Failed({ kind: 'down', system: 'salesforce', status: 500 });
  return answer;
}
