/** Microsoft Graph v1.0, as far as contacts and calendars go. All its switches are listed in `docs/sandbox.md`. */
import type { Vendor, World } from '../world';
import { batchRoutes } from './batch';
import { calendarRoutes } from './calendars';
import { contactRoutes } from './contacts';
import { extensionRoutes } from './extensions';
import { Mailbox, type MailboxDump } from './mailbox';
import { Meetings } from './meetings';
import { personRoutes } from './person';
import { createRoutes } from './routes';
import { Throttle } from './throttle';

/** For tests in the process, which act as the person before the mailbox. */
export interface Graph extends Vendor {
  mailboxOf(user: string): Mailbox;
  readonly meetings: Meetings;
}

export function createGraph(world: World): Graph {
  const boxes = new Map<string, Mailbox>();
  let epoch = 1;
  const mailboxOf = (user: string): Mailbox => {
    const box = boxes.get(user) ?? new Mailbox(world, user, epoch);
    boxes.set(user, box);
    return box;
  };
  const routes = createRoutes(world, mailboxOf, new Throttle(world));
  personRoutes(routes);
  contactRoutes(routes);
  const meetings = new Meetings(world, mailboxOf);
  calendarRoutes(routes, meetings);
  extensionRoutes(routes);
  batchRoutes(world, routes);

  return {
    name: 'graph',
    app: routes.app,
    mailboxOf,
    meetings,
    dump: () => ({ epoch, mailboxes: [...boxes.values()].map((box) => box.dump()) }),
    load: (dump) => {
      const kept = dump as { readonly epoch: number; readonly mailboxes: readonly MailboxDump[] };
      boxes.clear();
      epoch = kept.epoch;
      for (const each of kept.mailboxes) boxes.set(each.user, Mailbox.from(world, each));
    },
    clear: () => {
      boxes.clear();
      epoch++;
    },
  };
}
