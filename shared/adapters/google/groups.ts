/** Contact groups: the one that syncs, the one that keeps out, and the names of the others. */
import { groupName, keepOutName } from '../names';
import type { GoogleAccount } from './account';
import { groupsSchema } from './schemas';

export interface Groups {
  /** Resource name of `Salesforce Sync`; '' when it is not there. */
  readonly folder: string;
  readonly keepOut: string;
  /** Of the rep's own groups. */
  readonly names: ReadonlyMap<string, string>;
}

export function groupsOf(named: Iterable<readonly [id: string, name: string]>): Groups {
  const names = new Map(named);
  const idOf = (wanted: string): string => [...names].find(([, name]) => name === wanted)?.[0] ?? '';
  return { folder: idOf(groupName), keepOut: idOf(keepOutName), names };
}

export async function listGroups(account: GoogleAccount): Promise<Groups> {
  const named: [string, string][] = [];
  for (let page: string | undefined = ''; page !== undefined; ) {
    const data: {
      nextPageToken?: string | undefined;
      contactGroups: readonly { resourceName: string; name: string; groupType: string }[];
    } = await account.people(`/contactGroups?pageSize=1000${page === '' ? '' : `&pageToken=${encodeURIComponent(page)}`}`, groupsSchema);
    for (const { resourceName, name, groupType } of data.contactGroups)
      if (groupType === 'USER_CONTACT_GROUP') named.push([resourceName, name]);
    page = data.nextPageToken;
  }
  return groupsOf(named);
}
