/** The CRM port on Salesforce: each of its questions is a file of this folder. */
import type { ItemId } from '../../core/model';
import type { Crm } from '../../core/ports';
import type { Asking } from './asking';
import { accounts, findContacts, findEvents, idsOf, people, peopleById, readIds } from './find';
import type { Identity } from './identity';
import { changesSince } from './pull';
import { schemaOf } from './schema';
import { search } from './search';
import { write } from './write';

export function crmOn(asking: Asking, identity: () => Promise<Identity>): Crm {
  return {
    side: 'crm',
    changesSince: (kind, cursor, options) => changesSince(asking, kind, cursor, options),
    read: (kind, ids, options) => readIds(asking, kind, ids, options),
    write: (writes) => write(asking, writes),
    whoAmI: identity,
    schema: () => schemaOf(asking),
    findContacts: (by, options) => findContacts(asking, by, options),
    findEvents: (marks, options) => findEvents(asking, marks, options),
    people: (emails) => people(asking, emails),
    peopleById: (ids) => peopleById(asking, ids),
    accounts: (names) => accounts(asking, names),
    search: (text, types) => search(asking, text, types),
    idsOf: (kind, options) => idsOf(asking, kind, options),
    recordUrl: (id: ItemId) => `${asking.origin}/${id}`,
  };
}
