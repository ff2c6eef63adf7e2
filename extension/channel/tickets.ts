/** One ticket per opened card: given to the content script that opens it, taken back from the frame in the same tab, once. */
import type { Opening } from './protocol';
import type { Sender } from './senders';

export interface Opened extends Opening {
  readonly opener: { readonly tabId: number; readonly frameId: number };
}

/** A card loads in a fraction of this. */
const lasts = 20_000;

export function tickets(now: () => number, fresh: () => string) {
  const given = new Map<string, Opened & { readonly until: number }>();
  const tidy = () => {
    for (const [ticket, { until }] of given) if (until < now()) given.delete(ticket);
  };
  return {
    give(opening: Opening, { tab, frameId = 0 }: Sender): string {
      tidy();
      if (tab?.id === undefined) throw new Error('Refused: not in a tab');
      const ticket = fresh();
      given.set(ticket, { ...opening, opener: { tabId: tab.id, frameId }, until: now() + lasts });
      return ticket;
    },
    redeem(ticket: string, { tab }: Sender): Opened {
      tidy();
      const opened = given.get(ticket);
      given.delete(ticket);
      if (!opened || opened.opener.tabId !== tab?.id) throw new Error('Refused: no such ticket');
      const { until, ...rest } = opened;
      return rest;
    },
  };
}
