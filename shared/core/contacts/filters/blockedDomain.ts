/** CFG1 blocked domains: any address of the contact counts, not only the one that syncs. */
import { textOf } from '../../crmText';
import { domainAmong } from '../../domain';
import { contactOf, type Filter, recordOf } from '../../filter';

export const blockedDomain: Filter = {
  name: 'blocked domain',
  looksAt: 'either',
  test: (entry, { configuration }) => {
    if (configuration.blockedDomains.length === 0) return null;
    const record = recordOf(entry);
    const emails = [...(contactOf(entry)?.emails ?? []), ...(record ? [textOf(record, 'Email')] : [])];
    const domain = emails.map((email) => domainAmong(email, configuration.blockedDomains)).find((found) => found !== '');
    return domain === undefined ? null : { cause: 'blocked domain', facts: { domain } };
  },
};
