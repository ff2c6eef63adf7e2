/**
 * Takes the background's place in page tests: the built extension with a device that says what the test tells it to. The
 * product's own serving code is around it, so senders and shapes are checked as in the product.
 */

import { answeringChannel } from '../../../extension/channel/answering';
import { serveHostPages } from '../../../extension/channel/hostPages';
import { allow } from '../../../extension/channel/senders';
import { timing } from '../../../extension/content/time';
import type { HistoryEntry } from '../../../shared/core/model';
import type { Act, BadgeState, Card, Device, Target } from '../../../shared/device/device';
import { serveDevice } from '../../../shared/device/serve';
import type { StubControl } from './control';

const control: StubControl = { mode: 'all', name: 'Ana Ruiz', only: {}, asked: [], acts: [], refused: [], pages: [], searches: [] };
const listeners = new Set<(touched: 'all') => void>();
const changed = () => {
  for (const listener of listeners) listener('all');
};
Object.assign(globalThis, { stub: control, tell: changed });

/** Lately, as in life: what was checked long ago is told as a date. */
const checkedAt = timing.now() - 2 * 60_000;

const keyOf = (target: Target): string =>
  target.by === 'email' ? target.email : target.by === 'event' ? target.eventId : target.by === 'person' ? target.personId : target.ref.id;

const statusOf = (target: Target): BadgeState['status'] | null => {
  const kind = control.only[keyOf(target)] ?? (control.mode === 'all' ? 'in step' : null);
  if (kind === null) return null;
  return {
    kind,
    cause: kind === 'kept out' ? 'kept out by you' : 'in step',
    facts: {},
    at: checkedAt,
    until: null,
    remarks: [],
    actions: ['keep out'],
  };
};
const kindOf = (target: Target) => (target.by === 'event' ? 'event' : 'contact');
const badge = (target: Target): BadgeState | null => {
  const status = statusOf(target);
  return status && { target, stamp: `${status.kind} ${control.name}`, status, name: control.name, kind: kindOf(target) };
};
const card = (target: Target): Card | null => {
  const status = statusOf(target);
  return (
    status && {
      target,
      ref: { side: 'mailbox', kind: kindOf(target), id: keyOf(target) },
      kind: kindOf(target),
      name: control.name,
      status,
      connection: { kind: 'running' },
      recordUrl: 'https://org.my.salesforce.com/003000000000001AAA',
      recordName: control.name,
      pairedBy: 'e-mail',
      lastChange: null,
      checkedAt,
      differences: [],
      candidates: [],
      accounts: [],
      historyCount: 0,
      seriesCount: 0,
      domain: '',
      domainCount: 0,
      related: [],
      unrelated: [],
      why: [],
    }
  );
};
const refuse = () => Promise.reject(new Error('Not in this test'));
const nothing = async () => undefined;

const device: Device = {
  badges: async (targets) => {
    control.asked.push(targets.map(keyOf));
    return targets.map(badge);
  },
  card: async (target) => card(target),
  act: async (target: Target, act: Act) => {
    control.acts.push({ target, act });
    control.only[keyOf(target)] = act.do === 'keep out' ? 'kept out' : 'in step';
    changed();
    return { ok: true, undo: 'undo-1', touched: 1, cause: '', facts: {} };
  },
  history: async (): Promise<readonly HistoryEntry[]> => [],
  undo: async () => ({ undone: 1, refused: [] }),
  searchRecords: async (text) => {
    control.searches.push(text);
    return [];
  },
  syncNow: nothing,
  resume: nothing,
  overview: refuse,
  list: refuse,
  cycles: refuse,
  preview: refuse,
  confirmFirstSync: nothing,
  pause: nothing,
  takeOver: nothing,
  answerGuard: nothing,
  connect: refuse,
  reconnect: nothing,
  disconnect: nothing,
  configuration: async () => null,
  onChange: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

serveDevice(device, answeringChannel(timing.after), { allow, onRefused: (why) => control.refused.push(why) });
serveHostPages({ onPage: (report) => control.pages.push(report) });
