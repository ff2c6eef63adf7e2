/** A control plane with made-up reps, issues, configurations and requests, for the gallery and the screen tests. */
import { defaults } from '../../../shared/core/configuration';
import type { Configuration, Counts } from '../../../shared/core/model';
import type { Admin, Assignment, DryRun, IssueGroup, IssueRow, ListedRequest, RepDetail, RepRow } from '../../../shared/device/admin';
import { days, minutes, now } from './world';

const counts = (paired: number, more: Partial<Counts> = {}): Counts => ({
  paired,
  inStep: paired,
  waiting: 0,
  keptOut: 9,
  needsYou: 0,
  failed: 0,
  notInSalesforce: 0,
  ...more,
});

const row = (userId: string, name: string, state: RepRow['state'], more: Partial<RepRow> = {}): RepRow => ({
  userId,
  name,
  email: `${name.toLowerCase().replace(' ', '.')}@brightwater.example`,
  state,
  cause: '',
  lastCycleAt: minutes(2),
  device: 'Chrome, NF-LAPTOP',
  version: '1.4.0',
  configuration: 'Sales Europe',
  contacts: counts(812),
  events: counts(392, { keptOut: 28 }),
  issues: 0,
  ...more,
});

export const reps: readonly RepRow[] = [
  row('u1', 'Nora Feld', 'issues', { issues: 3 }),
  row('u2', 'Tomas Reyes', 'in step', { device: 'Outlook, TR-DESK', contacts: counts(1900), events: counts(418) }),
  row('u3', 'Ama Clarke', 'waiting', { device: 'Edge, AC-01', contacts: counts(600, { waiting: 12 }), events: counts(294) }),
  row('u4', 'Gunnar Vik', 'asleep', { lastCycleAt: days(9), version: '1.3.2', device: 'Outlook, GV-HOME', configuration: 'Service North' }),
  row('u5', 'Mirela Pop', 'sign in', { lastCycleAt: days(1), issues: 1, contacts: counts(900, { waiting: 41 }) }),
  row('u6', 'Sanjay Rao', 'issues', { issues: 17, contacts: counts(3000) }),
  row('u7', 'Freya Lund', 'in step', { lastCycleAt: now }),
  row('u8', 'Paul Whitlock', 'asleep', { lastCycleAt: days(23), version: '1.2.9', issues: 0 }),
  row('u9', 'Ines Prado', 'reconnect', { issues: 0 }),
  row('u10', 'Yara Haddad', 'not set up', {
    lastCycleAt: null,
    device: '',
    version: '',
    configuration: '',
    contacts: counts(0, { keptOut: 0 }),
    events: counts(0, { keptOut: 0 }),
  }),
];

const byState = { 'in step': 1083, waiting: 64, issues: 53, 'sign in': 15, reconnect: 4, asleep: 38, 'not set up': 27 };

export const issues: readonly IssueRow[] = [
  {
    id: 'i1',
    repId: 'u6',
    repName: 'Sanjay Rao',
    kind: 'event',
    cause: 'validation rule',
    facts: { field: 'Region__c', message: 'Region is required for partner events' },
    crmId: '00U000000000004KQA',
    name: '',
    since: minutes(240),
  },
  {
    id: 'i2',
    repId: 'u6',
    repName: 'Sanjay Rao',
    kind: 'event',
    cause: 'validation rule',
    facts: { field: 'Region__c', message: 'Region is required for partner events' },
    crmId: '',
    name: 'Partner day',
    since: minutes(240),
  },
  {
    id: 'i3',
    repId: 'u1',
    repName: 'Nora Feld',
    kind: 'contact',
    cause: 'required field missing',
    facts: { field: 'LastName', message: '=HYPERLINK("http://evil.example")' },
    crmId: '',
    name: 'Plumber',
    since: days(1),
  },
];

export const groups: readonly IssueGroup[] = [
  { cause: 'signed out', kind: 'connection', count: 19, reps: 19 },
  { cause: 'permission taken back', kind: 'connection', count: 2, reps: 2 },
  { cause: 'required field missing', kind: 'contact', count: 22, reps: 9 },
  { cause: 'several matches', kind: 'contact', count: 17, reps: 6 },
  { cause: 'account not matched', kind: 'contact', count: 11, reps: 5 },
  { cause: 'validation rule', kind: 'event', count: 7, reps: 2 },
  { cause: 'record locked', kind: 'event', count: 4, reps: 1 },
];

const assignment = (id: string, name: string, type: 'user' | 'profile'): Assignment => ({
  id: `a-${id}`,
  configurationId: 'c1',
  to: { type, id, name },
});

export const sales: Configuration = {
  ...defaults,
  id: 'c1',
  name: 'Sales Europe',
  active: true,
  userManagedConnection: true,
  contacts: { ...defaults.contacts, conditions: [{ field: 'Status__c', operator: 'not equals', values: ['Former'] }] },
};

export const configurations = [
  { ...sales, assignments: [assignment('p1', 'Sales', 'profile'), assignment('u1', 'Nora Feld', 'user')] },
  {
    ...defaults,
    id: 'c2',
    name: 'Service North',
    active: false,
    events: { ...defaults.events, direction: 'off' as const },
    assignments: [],
  },
];

const request = (more: Partial<ListedRequest>): ListedRequest => ({
  id: 'q1',
  kind: 'reset',
  repId: 'u1',
  repName: 'Nora Feld',
  scope: { what: 'all' },
  state: 'requested',
  by: 'Elin Dahl',
  at: minutes(2),
  note: '',
  progress: 0,
  pickedUpBy: '',
  outcome: '',
  ...more,
});

const none = { byMark: 0, byMatch: 0, doubtful: 0, created: 0, keptOut: 0 };
const outcome = JSON.stringify({
  at: minutes(1),
  contacts: { ...none, byMark: 796, byMatch: 12, doubtful: 4 },
  events: { ...none, byMark: 371, byMatch: 20, doubtful: 1 },
});

export const requests: readonly ListedRequest[] = [
  request({ id: 'q1', note: 'Contacts doubled after the move to the new domain' }),
  request({ id: 'q2', repId: 'u6', repName: 'Sanjay Rao', state: 'running', progress: 67, pickedUpBy: 'SR-2, Chrome', at: minutes(8) }),
  request({ id: 'q3', state: 'done', progress: 100, pickedUpBy: 'NF-LAPTOP, Chrome', outcome, at: days(2) }),
  request({ id: 'q4', state: 'cancelled', scope: { what: 'contact' }, by: 'Oskar Lind', at: days(70) }),
];

const dryRun = (repId: string): DryRun => ({
  repId,
  from: repId === 'u1' ? 'device' : 'estimate',
  at: repId === 'u1' ? now : minutes(2),
  contacts:
    repId === 'u6' ? { ...none, byMark: 10, created: 300, doubtful: 20 } : { ...none, byMark: 796, byMatch: 12, doubtful: 4, keptOut: 12 },
  events: { ...none, byMark: 371, byMatch: 20, doubtful: 1, keptOut: 25 },
  ...(repId === 'u1' ? { lists } : {}),
});

const names = (...all: readonly string[]) => all.map((name) => ({ name, start: '' }));

export const lists: NonNullable<DryRun['lists']> = {
  contacts: {
    byMark: names('Mirela Pop', 'Jon Aske'),
    byMatch: names('Ruta Zile'),
    doubtful: names('Dag Moe', 'Ines Prado', 'Uwe Lund', 'Ola Berg'),
    created: [],
    keptOut: [
      { cause: 'kept out by you', count: 9 },
      { cause: 'blocked domain', count: 3 },
    ],
  },
  events: {
    byMark: [
      { name: 'Pilot plan', start: '2026-11-23T09:00:00Z' },
      { name: '', start: '2026-11-24' },
    ],
    byMatch: [],
    doubtful: [{ name: 'Kick-off', start: '2026-11-25T13:00:00Z' }],
    created: [],
    keptOut: [{ cause: 'private', count: 25 }],
  },
};

const detail = (found: RepRow): RepDetail => ({
  row: found,
  provider: 'google',
  devices: [
    { name: 'NF-LAPTOP, Chrome', version: '1.4.0', lastCycleAt: minutes(2), holdsLease: true },
    { name: 'NF-HOME, Firefox', version: '1.4.0', lastCycleAt: days(1), holdsLease: false },
  ],
  cycles: [
    { at: minutes(2), created: 0, updated: 2, removed: 0, failed: 0, calls: 3 },
    { at: minutes(7), created: 0, updated: 0, removed: 0, failed: 0, calls: 1 },
    { at: minutes(12), created: 3, updated: 9, removed: 1, failed: 1, calls: 6 },
  ],
  calls: { today: 37, allowed: 100 },
  issues: issues.slice(1),
  requests: requests.slice(2),
});

export interface FakeAdmin extends Admin {
  readonly asked: { readonly what: string; readonly with: readonly unknown[] }[];
}

export interface AdminScript {
  readonly none?: boolean;
  readonly fails?: boolean;
  readonly never?: boolean;
  readonly noRight?: boolean;
  /** What has become of requests that were sent. */
  readonly sent?: Partial<ListedRequest>;
}

export function fakeAdmin(script: AdminScript = {}): FakeAdmin {
  const asked: { what: string; with: readonly unknown[] }[] = [];
  const answer = <T>(what: string, value: T, ...given: readonly unknown[]): Promise<T> => {
    asked.push({ what, with: given });
    if (what !== 'me' && script.never) return new Promise(() => undefined);
    return what !== 'me' && script.fails ? Promise.reject(new Error('no answer')) : Promise.resolve(value);
  };
  const sent = (ids: readonly string[]) =>
    ids.map((id) =>
      request({ id: `q-${id}`, repId: id, repName: reps.find(({ userId }) => userId === id)?.name ?? '', at: now, ...script.sent }),
    );
  return {
    asked,
    me: () => answer('me', script.noRight ? null : { name: 'Elin Dahl' }),
    reps: (query) => {
      const rows = reps.filter(
        ({ name, state }) =>
          name.toLowerCase().includes(query.search.toLowerCase()) && (query.states.length === 0 || query.states.includes(state)),
      );
      const plain = query.search === '' && query.states.length === 0;
      return answer(
        'reps',
        script.none ? { rows: [], total: 0, byState: {} } : { rows, total: plain ? 1284 : rows.length, byState },
        query,
      );
    },
    rep: (userId) => {
      const found = reps.find((one) => one.userId === userId);
      return answer('rep', found ? detail(found) : null, userId);
    },
    issueGroups: () => answer('issueGroups', script.none ? [] : groups),
    issues: (query) => {
      const found = issues.filter(({ cause }) => !query.cause || cause === query.cause);
      return answer('issues', { rows: found.slice(query.offset, query.offset + query.limit), total: found.length }, query);
    },
    pictures: () =>
      answer('pictures', {
        states: byState,
        issues: groups,
        days: script.none
          ? []
          : [61, 58, 173, 181, 214, 188, 142].map((calls, at) => ({ day: `2026-11-${14 + at}`, cycles: calls * 260, calls: calls * 1000 })),
        allowance: { used: 142_000, max: 400_000 },
      }),
    configurations: () => answer('configurations', script.none ? [] : configurations),
    saveConfiguration: (configuration) => answer('saveConfiguration', { id: configuration.id || 'c9' }, configuration),
    deleteConfiguration: (id) => answer('deleteConfiguration', undefined, id),
    affected: (id, add) => {
      const moved = add.map((to) => ({
        userId: to.id,
        name: to.name,
        before: 'Service North',
        after: 'Sales Europe',
        moved: to.type === 'user',
      }));
      return answer(
        'affected',
        [
          ...moved,
          ...reps.slice(0, 3).map(({ userId, name }) => ({ userId, name, before: 'Sales Europe', after: 'Sales Europe', moved: false })),
        ],
        id,
        add,
      );
    },
    assign: (id, to) => answer('assign', undefined, id, to),
    unassign: (ids) => answer('unassign', undefined, ids),
    findAssignees: (text) =>
      answer(
        'findAssignees',
        text.startsWith('zz')
          ? []
          : [
              { type: 'user' as const, id: 'u4', name: 'Gunnar Vik' },
              { type: 'profile' as const, id: 'p2', name: 'Service' },
            ],
        text,
      ),
    requestPreview: (ids, scope) =>
      answer(
        'requestPreview',
        ids.map((id) => `p-${id}`),
        ids,
        scope,
      ),
    dryRun: (id) => answer('dryRun', script.none ? null : dryRun(id), id),
    reset: (ids, scope, note) => answer('reset', sent(ids), ids, scope, note),
    cancel: (id) => answer('cancel', true, id),
    requests: (ids) =>
      answer('requests', ids === 'recent' ? (script.none ? [] : requests) : sent(ids.map((id) => id.replace('q-', ''))), ids),
  };
}
