/** Who is signed in, as the org says. */
import * as v from 'valibot';
import { type Crm, Failed } from '../../core/ports';
import { longId } from './api';
import type { Asking } from './asking';
import { failureOf } from './composite';

const userinfo = v.object({ user_id: v.string(), organization_id: v.string(), name: v.string(), email: v.string() });

export type Identity = Awaited<ReturnType<Crm['whoAmI']>>;

export async function whoAmI(asking: Pick<Asking, 'http' | 'origin'>): Promise<Identity> {
  const answer = await asking.http.send({ service: 'salesforce', url: `${asking.origin}/services/oauth2/userinfo`, schema: userinfo });
  if (answer.kind !== 'ok') throw new Failed(failureOf(answer.kind));
  const { user_id, organization_id, name, email } = answer.data;
  return { userId: longId(user_id), name, email: email.toLowerCase(), orgId: longId(organization_id) };
}
