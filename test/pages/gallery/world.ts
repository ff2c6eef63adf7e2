/** Made-up values for the gallery and the screen tests: one rep, her items, one moment that never passes. */
import type { CauseCode } from '../../../shared/core/causes';
import type { ConnectionState, Counts, HistoryEntry, Instant, ItemStatus, StatusKind } from '../../../shared/core/model';
import type { Card, CycleSummary, ListedItem, Overview, Preview } from '../../../shared/device/device';

/** Friday, 20 November 2026, 17:00 UTC. */
export const now: Instant = Date.UTC(2026, 10, 20, 17, 0);
export const minutes = (n: number): Instant => now - n * 60_000;
export const days = (n: number): Instant => now - n * 86_400_000;

export const status = (kind: StatusKind, cause: CauseCode, more: Partial<ItemStatus> = {}): ItemStatus => ({
  kind,
  cause,
  facts: {},
  at: minutes(2),
  until: null,
  remarks: [],
  actions: [],
  ...more,
});

export const running: ConnectionState = { kind: 'running' };

export const cardOf = (more: Partial<Card> & { status: ItemStatus }): Card => ({
  target: { by: 'email', email: 'jonas.brandt@haldenmarine.example' },
  ref: { side: 'mailbox', kind: 'contact', id: 'c1' },
  kind: 'contact',
  name: 'Jonas Brandt',
  connection: running,
  recordUrl: '',
  recordName: '',
  pairedBy: '',
  lastChange: null,
  checkedAt: minutes(2),
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
  ...more,
});

export const paired = {
  recordUrl: 'https://brightwater.my.salesforce.example/003000000000001AAA',
  recordName: 'Jonas Brandt, Halden Marine',
  pairedBy: 'e-mail',
  lastChange: minutes(2),
  historyCount: 4,
} as const;

export const event = {
  kind: 'event',
  ref: { side: 'mailbox', kind: 'event', id: 'e1' },
  target: { by: 'event', eventId: 'e1' },
  name: 'Reyes Foods: pilot plan',
} as const;

const allow = 'https://brightwater.my.salesforce.example/';

/** One card for every state that the design names. */
export const cards: Readonly<Record<string, Card>> = {
  'in step': cardOf({
    ...paired,
    status: status('in step', 'in step', { actions: ['keep out'] }),
    domain: 'haldenmarine.example',
    domainCount: 14,
    why: [
      { rule: 'not in the folder', facts: {}, result: 'passes' },
      { rule: 'owned by someone else', facts: {}, result: 'passes' },
      { rule: 'several matches', facts: { by: 'e-mail' }, result: 'passes' },
      { rule: 'in step', facts: {}, result: 'decides' },
    ],
  }),
  'in step with remarks': cardOf({
    ...event,
    ...paired,
    name: 'Okafor Cold Storage: demo',
    recordName: 'Okafor Cold Storage: demo',
    status: status('in step', 'in step', {
      actions: ['keep out', 'relate'],
      remarks: [
        { cause: 'text shortened', facts: { field: 'Description' } },
        { cause: 'changed on both sides', facts: { field: 'Title', winner: 'crm' } },
      ],
    }),
    seriesCount: 6,
    related: [
      { name: 'Ama Okafor', type: 'Contact', url: `${allow}003A` },
      { name: 'Jide Bello', type: 'Lead', url: `${allow}00QA` },
    ],
    unrelated: ['lab@okafor.example'],
  }),
  'organizer syncs': cardOf({
    ...event,
    ...paired,
    status: status('in step', 'organizer syncs instead', { facts: { organizer: 'Tomas Reyes' }, actions: ['keep out'] }),
  }),
  waiting: cardOf({
    ...event,
    name: 'Forecast call',
    historyCount: 6,
    status: status('waiting', 'throttled', { facts: { system: 'salesforce' }, until: now + 20 * 60_000, actions: ['retry', 'keep out'] }),
  }),
  offline: cardOf({ ...paired, status: status('waiting', 'offline', {}) }),
  'kept out by you': cardOf({
    name: 'Hauke Petersen',
    status: status('kept out', 'kept out by you', { facts: { date: days(17) }, actions: ['bring back'] }),
    domain: 'petersen-kran.example',
    domainCount: 5,
    historyCount: 1,
  }),
  'kept out by a filter': cardOf({
    name: 'Lena Adeyemi',
    status: status('kept out', 'owned by someone else', { facts: { owner: 'Tomas Reyes' }, actions: ['copy note'] }),
    why: [
      { rule: 'not in the folder', facts: {}, result: 'passes' },
      { rule: 'blocked domain', facts: {}, result: 'passes' },
      { rule: 'owned by someone else', facts: { owner: 'Tomas Reyes' }, result: 'decides' },
    ],
  }),
  private: cardOf({ ...event, name: 'Dentist', status: status('kept out', 'private', { actions: ['copy note'] }) }),
  'deleted and remembered': cardOf({
    name: 'Old contact',
    status: status('kept out', 'deleted and remembered', { facts: { date: days(40) }, actions: ['restore'] }),
  }),
  'not in salesforce': cardOf({
    name: 'Priya Raman',
    target: { by: 'email', email: 'priya@raman.example' },
    status: status('not in salesforce', 'not in salesforce', { facts: { email: 'priya@raman.example' }, actions: ['add', 'keep out'] }),
  }),
  'not picked': cardOf({ ...event, name: 'Calderon Brewing', status: status('not in salesforce', 'not picked', { actions: ['pick'] }) }),
  'several matches': cardOf({
    name: 'Ingrid Solheim',
    status: status('needs you', 'several matches', {
      facts: { n: 2, email: 'ingrid@solheimcranes.example' },
      actions: ['pair', 'create', 'keep out'],
    }),
    candidates: [
      {
        id: '003S1',
        name: 'Ingrid Solheim, Solheim Cranes',
        detail: 'Owner you. Last activity 12 Nov',
        url: `${allow}003S1`,
        suggested: true,
      },
      {
        id: '003S2',
        name: 'I. Solheim, Bergen Port',
        detail: 'Owner Tomas Reyes. Last activity Mar 2025',
        url: `${allow}003S2`,
        suggested: false,
      },
    ],
  }),
  'account not matched': cardOf({
    ...paired,
    name: 'Ama Okafor',
    recordName: 'Ama Okafor',
    status: status('needs you', 'account not matched', { facts: { company: 'Okafor Cold' }, actions: ['use account', 'leave account'] }),
    accounts: [
      { id: '001A1', name: 'Okafor Cold Storage', detail: 'Lagos. 14 contacts', url: `${allow}001A1`, suggested: false },
      { id: '001A2', name: 'Okafor Cold Chain Ltd', detail: 'Leeds. 2 contacts', url: `${allow}001A2`, suggested: false },
    ],
  }),
  'edited while disconnected': cardOf({
    ...event,
    ...paired,
    recordName: 'Reyes Foods: pilot plan',
    historyCount: 3,
    status: status('needs you', 'edited while disconnected', {
      facts: { date: days(2) },
      actions: ['take mailbox', 'take crm', 'keep out'],
    }),
    differences: [
      { field: 'Start', mailbox: '2026-11-18T12:00:00Z', crm: '2026-11-18T11:00:00Z' },
      { field: 'End', mailbox: '2026-11-18T13:30:00Z', crm: '2026-11-18T12:00:00Z' },
      { field: 'Location', mailbox: '', crm: 'Plant 2' },
    ],
  }),
  doubtful: cardOf({
    ...paired,
    status: status('needs you', 'doubtful', { actions: ['same', 'not the same'] }),
    differences: [
      { field: 'Email', mailbox: 'jonas@brandt.example', crm: 'j.brandt@other.example' },
      { field: 'LastName', mailbox: 'Brandt', crm: 'Brandtner' },
    ],
  }),
  'would mail attendees': cardOf({
    ...event,
    ...paired,
    status: status('needs you', 'would mail attendees', { actions: ['take mailbox', 'send update'] }),
    differences: [{ field: 'Start', mailbox: '2026-11-18T12:00:00Z', crm: '2026-11-18T11:00:00Z' }],
  }),
  'required field missing': cardOf({
    name: 'Plumber',
    historyCount: 2,
    status: status('failed', 'required field missing', { facts: { field: 'LastName' }, actions: ['retry', 'keep out'] }),
  }),
  'validation rule': cardOf({
    ...event,
    name: 'Partner day prep',
    historyCount: 5,
    status: status('failed', 'validation rule', {
      facts: { message: 'Region is required for partner events.', field: 'Region__c' },
      actions: ['retry', 'copy note'],
    }),
  }),
  'sign in': cardOf({
    status: status('in step', 'in step'),
    connection: { kind: 'sign in', to: 'salesforce', since: days(1), cause: 'signed out' },
  }),
  reconnect: cardOf({
    ...event,
    status: status('needs you', 'edited while disconnected'),
    connection: { kind: 'reconnect', since: days(2), by: 'Elin Dahl' },
  }),
  'not set up': cardOf({
    status: status('not set up', 'no configuration', { actions: ['copy note'] }),
    connection: { kind: 'not set up', cause: 'no configuration', facts: {} },
  }),
  asleep: cardOf({
    ...event,
    name: 'Halden Marine: site survey',
    status: status('in step', 'in step'),
    connection: { kind: 'asleep', since: days(4) },
  }),
  hostile: cardOf({
    name: '✓ In step <img src=x onerror=alert(1)> \u202Eevil\u202C supercalifragilisticexpialidociousnameofonecustomer',
    status: status('not in salesforce', 'not in salesforce', {
      facts: { email: 'x@"><script>alert(1)</script>.example' },
      actions: ['add', 'keep out'],
    }),
  }),
};

const entry = (more: Partial<HistoryEntry>): HistoryEntry => ({
  id: 'h1',
  cycle: 'cycle1',
  at: minutes(2),
  kind: 'contact',
  pairId: 'p1',
  side: 'mailbox',
  itemId: 'c1',
  name: 'Jonas Brandt',
  what: 'updated',
  fields: [],
  removed: null,
  why: 'edited on the other side',
  undone: false,
  ...more,
});

export const history: readonly HistoryEntry[] = [
  entry({ id: 'h1', fields: [{ field: 'Phone', before: '+47 55 21 09', after: '+47 55 21 90' }] }),
  entry({
    id: 'h2',
    at: days(1),
    what: 'lost value',
    side: 'mailbox',
    fields: [{ field: 'Title', before: 'Yard lead', after: 'Head of yard' }],
  }),
  entry({
    id: 'h3',
    at: days(2),
    what: 'updated',
    side: 'crm',
    undone: true,
    fields: [{ field: 'MobilePhone', before: '', after: '+47 900 11 222' }],
  }),
  entry({ id: 'h4', at: days(20), what: 'paired', side: 'crm', why: 'matched' }),
];

export const cycles: readonly CycleSummary[] = [
  { id: 'cycle1', at: minutes(2), created: 0, updated: 2, removed: 0, lost: 1, keptOut: 0, broughtBack: 0, undone: false },
  { id: 'act1', at: minutes(12), created: 0, updated: 0, removed: 0, lost: 0, keptOut: 3, broughtBack: 0, undone: false },
  { id: 'cycle2', at: minutes(47), created: 3, updated: 11, removed: 1, lost: 0, keptOut: 0, broughtBack: 0, undone: false },
  { id: 'cycle3', at: days(1), created: 0, updated: 1, removed: 0, lost: 0, keptOut: 0, broughtBack: 0, undone: true },
];

const counts = (more: Partial<Counts>): Counts => ({
  paired: 0,
  inStep: 0,
  waiting: 0,
  keptOut: 0,
  needsYou: 0,
  failed: 0,
  notInSalesforce: 0,
  ...more,
});

export const listed: readonly ListedItem[] = [
  {
    ref: { side: 'mailbox', kind: 'contact', id: 'c9' },
    name: 'Plumber',
    detail: '',
    status: status('failed', 'required field missing', { facts: { field: 'LastName' } }),
  },
  {
    ref: { side: 'mailbox', kind: 'contact', id: 'c2' },
    name: 'Ingrid Solheim',
    detail: 'Solheim Cranes',
    status: status('needs you', 'several matches', { facts: { n: 2 } }),
  },
  {
    ref: { side: 'mailbox', kind: 'event', id: 'e2' },
    name: 'Reyes Foods: pilot plan',
    detail: 'Wed 18 Nov, 12:00',
    status: status('needs you', 'edited while disconnected', { facts: { date: days(2) } }),
  },
];

export const keptOut: readonly ListedItem[] = [
  {
    ref: { side: 'mailbox', kind: 'contact', id: 'k1' },
    name: 'Hauke Petersen',
    detail: 'petersen-kran.example',
    status: status('kept out', 'kept out by you', { facts: { date: days(17) }, actions: ['bring back'] }),
  },
  {
    ref: { side: 'mailbox', kind: 'event', id: 'k2' },
    name: 'Dentist',
    detail: 'Tue 17 Nov, 12:00',
    status: status('kept out', 'private', { actions: ['copy note'] }),
  },
  {
    ref: { side: 'mailbox', kind: 'contact', id: 'k3' },
    name: 'Lena Adeyemi',
    detail: '',
    status: status('kept out', 'owned by someone else', { facts: { owner: 'Tomas Reyes' } }),
  },
];

export const overview: Overview = {
  connection: running,
  rep: { name: 'Nora Feld', email: 'nora.feld@brightwater.example', provider: 'google' },
  connected: { salesforce: true, mailbox: true },
  configuration: { name: 'Sales Europe', cycleMinutes: 5 },
  device: { id: 'd1', name: 'NF-LAPTOP, Chrome', version: '1.4.0' },
  contacts: counts({ paired: 812, inStep: 808, keptOut: 12, needsYou: 2, failed: 1 }),
  events: counts({ paired: 392, inStep: 391, keptOut: 25, needsYou: 1 }),
  needsYou: [],
  needsYouCount: 0,
  progress: null,
  lastCycleAt: minutes(2),
  nextCycleAt: now + 3 * 60_000,
  waitingChanges: 0,
  firstSync: 'done',
  guard: null,
  pages: [
    { page: 'Gmail', recognised: true },
    { page: 'Google Calendar', recognised: true },
  ],
};

export const preview: Preview = {
  at: minutes(1),
  contacts: {
    pairs: 742,
    createInCrm: 44,
    createInMailbox: 22,
    updateInCrm: 12,
    updateInMailbox: 31,
    removeInCrm: 0,
    removeInMailbox: 0,
    doubtful: 4,
    keptOut: 12,
  },
  events: {
    pairs: 201,
    createInCrm: 228,
    createInMailbox: 0,
    updateInCrm: 4,
    updateInMailbox: 0,
    removeInCrm: 0,
    removeInMailbox: 0,
    doubtful: 0,
    keptOut: 25,
  },
  doubtful: listed.slice(1),
  keptOut,
  unreadable: [{ id: 'AAMk1', why: 'the start time is missing' }],
};
