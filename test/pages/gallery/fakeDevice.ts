/** A device that answers at once with made-up values, for the gallery and screen tests; it remembers what it was asked. */
import type { Ref } from '../../../shared/core/model';
import type { Act, Card, Device, Overview, Target } from '../../../shared/device/device';
import { cardOf, cards, cycles, history, keptOut, listed, overview, preview, status } from './world';

export interface FakeDevice extends Device {
  readonly asked: { readonly what: string; readonly with: readonly unknown[] }[];
  tell(touched?: readonly Ref[] | 'all'): void;
  setOverview(change: Partial<Overview>): void;
}

export interface Script {
  readonly overview?: Partial<Overview>;
  readonly card?: (target: Target) => Card | null;
  readonly fails?: boolean;
  readonly never?: boolean;
}

export function fakeDevice(script: Script = {}): FakeDevice {
  const asked: { what: string; with: readonly unknown[] }[] = [];
  const listeners = new Set<(touched: readonly Ref[] | 'all') => void>();
  let shown: Overview = { ...overview, ...script.overview };
  const answer = <T>(what: string, value: T, ...given: readonly unknown[]): Promise<T> => {
    asked.push({ what, with: given });
    if (script.never) return new Promise(() => undefined);
    return script.fails ? Promise.reject(new Error('no answer')) : Promise.resolve(value);
  };
  const touchedBy = (act: Act, card: Card | null) =>
    'reach' in act && act.reach === 'series'
      ? (card?.seriesCount ?? 1)
      : 'reach' in act && act.reach === 'domain'
        ? (card?.domainCount ?? 1)
        : 1;
  const cardFor = script.card ?? (() => cards['in step'] ?? null);
  return {
    asked,
    tell: (touched = 'all') => {
      for (const listener of listeners) listener(touched);
    },
    setOverview: (change) => {
      shown = { ...shown, ...change };
    },
    overview: () => answer('overview', shown),
    badges: (targets) =>
      answer(
        'badges',
        targets.map((target) => ({
          target,
          stamp: '1',
          status: status('in step', 'in step'),
          name: 'Jonas Brandt',
          kind: 'contact' as const,
        })),
      ),
    card: (target) => answer('card', cardFor(target), target),
    act: (target, act) =>
      answer('act', { ok: true, undo: 'undo-1', touched: touchedBy(act, cardFor(target)), cause: '' as const, facts: {} }, target, act),
    list: (query) => {
      const all = query.status.includes('kept out') ? keptOut : listed;
      const items = all.filter(
        ({ name, ref }) => name.toLowerCase().includes(query.search.toLowerCase()) && (query.kind === 'all' || ref.kind === query.kind),
      );
      return answer('list', { items: items.slice(query.offset, query.offset + query.limit), total: items.length }, query);
    },
    history: (query) => answer('history', history, query),
    cycles: (limit) => answer('cycles', cycles, limit),
    undo: (what) => answer('undo', { undone: 1, refused: [] }, what),
    searchRecords: (text, types) =>
      answer(
        'searchRecords',
        text.startsWith('zz')
          ? []
          : [
              {
                id: '003X1',
                name: 'Lab Okafor',
                detail: 'Contact, Okafor Cold Storage',
                url: 'https://brightwater.my.salesforce.example/003X1',
                suggested: false,
              },
            ],
        text,
        types,
      ),
    preview: () => answer('preview', preview),
    confirmFirstSync: () => answer('confirmFirstSync', undefined),
    syncNow: () => answer('syncNow', undefined),
    pause: () => answer('pause', undefined),
    resume: () => answer('resume', undefined),
    takeOver: () => answer('takeOver', undefined),
    answerGuard: (given) => answer('answerGuard', undefined, given),
    connect: (system) => answer('connect', { ok: true, why: '' }, system),
    reconnect: () => answer('reconnect', undefined),
    disconnect: () => answer('disconnect', undefined),
    configuration: () => answer('configuration', null),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const plainCard = cardOf({ status: status('in step', 'in step') });
