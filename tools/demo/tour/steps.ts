/** The six steps of the tour: where each happens, and how the page knows that the visitor has done it. */
import type { HistoryEntry } from '../../../shared/core/model';
import type { Actor, ScreenName } from '../screens/names';
import type { DemoWorld } from '../world/world';

export const stepCount = 6;
export type StepNumber = 1 | 2 | 3 | 4 | 5 | 6;

/** `half`: the first of two things is done. */
export type Reached = { readonly is: 'not yet' } | { readonly is: 'half' } | { readonly is: 'done'; readonly record?: string };

export interface Step {
  readonly screen: ScreenName;
  readonly actor: Actor;
  reached(world: DemoWorld, since: number): Promise<Reached>;
}

const notYet: Reached = { is: 'not yet' };
const done: Reached = { is: 'done' };

const history = async (world: DemoWorld, since: number): Promise<readonly HistoryEntry[]> =>
  (await world.google.device.history({ limit: 300 })).filter(({ at }) => at >= since);

/** What arrived on the other side, and in which record it can be seen. */
async function arrived(world: DemoWorld, since: number, kind: HistoryEntry['kind'], side: HistoryEntry['side']): Promise<Reached> {
  const entry = (await history(world, since)).find((one) => one.kind === kind && one.side === side && one.what === 'updated');
  if (!entry) return notYet;
  const [pair] = entry.pairId === '' ? [] : await world.google.ledger.pairs([entry.pairId]);
  return { is: 'done', record: pair?.crmId ?? '' };
}

export const steps: Readonly<Record<StepNumber, Step>> = {
  1: {
    screen: 'popup',
    actor: 'google',
    reached: async ({ google }) => ((await google.device.overview()).firstSync === 'done' && !google.engine.running ? done : notYet),
  },
  2: { screen: 'calendar', actor: 'google', reached: (world, since) => arrived(world, since, 'event', 'crm') },
  3: { screen: 'salesforce', actor: 'google', reached: (world, since) => arrived(world, since, 'contact', 'mailbox') },
  4: {
    screen: 'gmail',
    actor: 'google',
    async reached(world, since) {
      const choices = (await history(world, since)).filter(({ what }) => what === 'kept out');
      const out = choices.filter(({ fields }) => fields[0]?.after === 'yes');
      const back = choices.filter(({ fields }) => fields[0]?.after === 'no');
      if (out.length === 0) return notYet;
      return back.length > 0 || out.some(({ undone }) => undone) ? done : { is: 'half' };
    },
  },
  5: {
    screen: 'popup',
    actor: 'google',
    async reached(world, since) {
      const { connection } = await world.google.device.overview();
      if (connection.kind === 'sign in') {
        world.broken = true;
        return { is: 'half' };
      }
      return world.broken && since > 0 && connection.kind === 'running' ? done : notYet;
    },
  },
  6: {
    screen: 'admin',
    actor: 'admin',
    async reached({ admin, google }, since) {
      const requests = await admin.calls.requests('recent');
      const mine = requests.find((one) => one.repId === google.account.id && one.kind === 'reset' && one.at >= since - 60_000);
      if (!mine) return notYet;
      return mine.state === 'done' ? done : { is: 'half' };
    },
  },
};
