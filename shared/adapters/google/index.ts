/** The rep's Google account: Calendar v3 and People v1. */
import type { Mailbox, Write, Wrote } from '../../core/ports';
import type { Http } from '../http';
import { alone, together, waves } from '../inBulk';
import { GoogleAccount } from './account';
import { contactChanges, readContacts } from './contacts';
import { writeContacts } from './contactWrites';
import { eventChanges, readEvents } from './events';
import { writeEvent } from './eventWrites';
import { intoFolder, mistaken, prepare, whoAmI } from './setting';

export interface GoogleOptions {
  readonly http: Http;
  /** Rows asked for at once; Google gives what it likes. */
  readonly pageSizes?: { readonly contacts: number; readonly events: number };
}

export function createGoogleMailbox({ http, pageSizes = { contacts: 1_000, events: 2_500 } }: GoogleOptions): Mailbox {
  const account = new GoogleAccount(http, pageSizes);
  return {
    side: 'mailbox',
    changesSince: (kind, cursor, { window }) =>
      kind === 'contact' ? contactChanges(account, cursor) : eventChanges(account, cursor, window),
    read: (kind, ids, { window }) => (kind === 'contact' ? readContacts(account, ids) : readEvents(account, ids, window)),
    write: (writes) => writeAll(account, writes),
    whoAmI: () => whoAmI(account),
    prepare: () => prepare(account),
    mistaken: () => mistaken(account),
    intoFolder: (ids) => intoFolder(account, ids),
  };
}

async function writeAll(account: GoogleAccount, writes: readonly Write<'mailbox'>[]): Promise<readonly Wrote<'mailbox'>[]> {
  const answers: Wrote<'mailbox'>[] = new Array(writes.length);
  for (const wave of waves(writes)) {
    const contacts = wave.filter(({ write }) => write.kind === 'contact');
    const events = wave.filter(({ write }) => write.kind === 'event');
    const [bulk] = await Promise.all([
      contactsOf(
        account,
        contacts.map(({ write }) => write),
      ),
      ...events.map(async ({ write, at }) => {
        answers[at] = await alone(() => writeEvent(account, write));
      }),
    ]);
    for (const { write, at } of contacts) answers[at] = bulk(write);
  }
  return together(answers);
}

/** What fails before the bulk begins (the look at what is there) fails for all of it. */
async function contactsOf(
  account: GoogleAccount,
  writes: readonly Write<'mailbox'>[],
): Promise<(write: Write<'mailbox'>) => Wrote<'mailbox'>> {
  let answers = new Map<Write<'mailbox'>, Wrote<'mailbox'>>();
  const failed = await alone(async () => {
    answers = await writeContacts(account, writes);
    return { kind: 'failed', failure: { kind: 'unknown', detail: 'a write has no answer' } };
  });
  return (write) => answers.get(write) ?? failed;
}
