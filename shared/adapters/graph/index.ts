/** The rep's Outlook mailbox through Microsoft Graph v1.0. */
import type { Mailbox } from '../../core/ports';
import type { Http } from '../http';
import { GraphAccount } from './account';
import { contactChanges, readContacts } from './contacts';
import { eventChanges, readEvents } from './events';
import { intoFolder, mistaken, prepare, whoAmI } from './setting';
import { writeAll } from './writes';

export interface GraphOptions {
  readonly http: Http;
  /** Rows asked for at once; Graph gives what it likes. */
  readonly pageSize?: number;
}

export function createGraphMailbox({ http, pageSize = 1_000 }: GraphOptions): Mailbox {
  const account = new GraphAccount(http, pageSize);
  return {
    side: 'mailbox',
    changesSince: (kind, cursor, { window }) =>
      kind === 'contact' ? contactChanges(account, cursor) : eventChanges(account, cursor, window),
    read: async (kind, ids, { window }) =>
      (await (kind === 'contact' ? readContacts(account, ids) : readEvents(account, ids, window))).read(),
    write: (writes) => writeAll(account, writes),
    whoAmI: () => whoAmI(account),
    prepare: () => prepare(account),
    mistaken: () => mistaken(account),
    intoFolder: (ids) => intoFolder(account, ids),
  };
}
