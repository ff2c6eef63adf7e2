/** CFG1 contact filter "mine" (LS-C8): the record belongs to the rep. A record that does not exist yet will. */
import { textOf } from '../../crmText';
import { type Filter, recordOf } from '../../filter';
import type { CrmRecord, Rep } from '../../model';

export const belongsToOther = (record: CrmRecord, { userId }: Pick<Rep, 'userId'>): boolean => textOf(record, 'OwnerId') !== userId;

export const owner: Filter = {
  name: 'owned by someone else',
  looksAt: 'crm',
  test: (entry, { configuration, rep }) => {
    const record = recordOf(entry);
    if (configuration.contacts.whose === 'all' || !record) return null;
    if (!belongsToOther(record, rep)) return null;
    return { cause: 'owned by someone else', facts: { owner: textOf(record, 'Owner.Name'), ownerId: textOf(record, 'OwnerId') } };
  },
};
