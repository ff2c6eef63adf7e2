/** The CRM port on Salesforce: each of its questions is a file of this folder. */
import * as v from 'valibot';
import type { ItemId } from '../../core/model';
import { type Crm, Failed } from '../../core/ports';
import { longId } from './api';
import type { Asking } from './asking';
import { failureOf } from './composite';
import { accounts, findContacts, findEvents, idsOf, people, peopleById, readIds } from './find';
import { changesSince } from './pull';
import { schemaOf } from './schema';
import { search } from './search';
import { write } from './write';

const userinfo = v.object({ user_id: v.string(), organization_id: v.string(), name: v.string(), email: v.string() });

export type Identity = Awaited<ReturnType<Crm['whoAmI']>>;

export async function whoAmI(asking: Pick<Asking, 'http' | 'origin'>): Promise<Identity> {
  const answer = await asking.http.send({ service: 'salesforce', url: `${asking.origin}/services/oauth2/userinfo`, schema: userinfo });
  if (answer.kind !== 'ok') throw new Failed(failureOf(answer.kind));
  const { user_id, organization_id, name, email } = answer.data;
  return { userId: longId(user_id), name, email: email.toLowerCase(), orgId: longId(organization_id) };
}

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
