/** The background: serves the rep's device to the extension's screens and to host pages. Nothing is connected yet: no item has a status. */
import type { Device, Overview } from '../../shared/device/device';
import { serveDevice } from '../../shared/device/serve';
import { answeringChannel } from '../channel/answering';
import { serveHostPages } from '../channel/hostPages';
import { allow } from '../channel/senders';
import { timing } from '../content/time';

const pages = new Map<string, boolean>();
const none = { paired: 0, inStep: 0, waiting: 0, keptOut: 0, needsYou: 0, failed: 0, notInSalesforce: 0 };
const overview = (): Overview => ({
  connection: { kind: 'not set up', cause: 'no configuration', facts: {} },
  rep: null,
  connected: { salesforce: false, mailbox: false },
  configuration: null,
  device: { id: '', name: '', version: chrome.runtime.getManifest().version },
  contacts: none,
  events: none,
  needsYou: [],
  needsYouCount: 0,
  progress: null,
  lastCycleAt: null,
  nextCycleAt: null,
  waitingChanges: 0,
  firstSync: 'not started',
  guard: null,
  pages: [...pages].map(([page, recognised]) => ({ page, recognised })),
});

const nothing = async () => undefined;
const device: Device = {
  overview: async () => overview(),
  badges: async (targets) => targets.map(() => null),
  card: async () => null,
  act: async () => ({ ok: false, undo: '', touched: 0, cause: 'no configuration', facts: {} }),
  list: async () => ({ items: [], total: 0 }),
  history: async () => [],
  cycles: async () => [],
  undo: async () => ({ undone: 0, refused: [] }),
  searchRecords: async () => [],
  preview: () => Promise.reject(new Error('Not connected')),
  confirmFirstSync: nothing,
  syncNow: nothing,
  pause: nothing,
  resume: nothing,
  takeOver: nothing,
  answerGuard: nothing,
  connect: async () => ({ ok: false, why: '' }),
  reconnect: nothing,
  disconnect: nothing,
  configuration: async () => null,
  onChange: () => () => undefined,
};

serveDevice(device, answeringChannel(timing.after), { allow });
serveHostPages({ onPage: ({ page, recognised }) => pages.set(page, recognised) });
