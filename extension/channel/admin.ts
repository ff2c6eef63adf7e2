/** The admin pane's questions as messages: the shape of each call of `Admin`. Who may do what is Salesforce's to say (RST1). */
import * as v from 'valibot';
import type { CauseCode, Configuration } from '../../shared/core/model';
import type { Admin } from '../../shared/device/admin';
import type { Shapes } from './service';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(40));
const ids = v.pipe(v.array(id), v.maxLength(2000));
const text = v.pipe(v.string(), v.maxLength(1000));
const texts = v.pipe(v.array(text), v.maxLength(1000));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000));
const limit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2000));

const direction = v.picklist(['off', 'mailbox to crm', 'crm to mailbox', 'both']);
const winner = v.picklist(['crm', 'mailbox', 'latest']);
const onDelete = v.picklist(['delete', 'unlink']);
const onDeletes = v.strictObject({ mailbox: onDelete, crm: onDelete });
const map = v.pipe(v.array(v.strictObject({ field: text, crm: text })), v.maxLength(500));
const condition = v.strictObject({
  field: text,
  operator: v.picklist(['equals', 'not equals', 'contains', 'starts with', 'in', 'is empty']),
  values: texts,
});

const configuration: v.GenericSchema<unknown, Configuration> = v.strictObject({
  id: v.pipe(v.string(), v.maxLength(40)),
  name: text,
  active: v.boolean(),
  contacts: v.strictObject({
    direction,
    winner,
    onDelete: onDeletes,
    whose: v.picklist(['all', 'mine']),
    conditions: v.pipe(v.array(condition), v.maxLength(100)),
    pick: v.picklist(['most recent activity', 'last updated', 'oldest', 'ask']),
    map,
  }),
  events: v.strictObject({
    direction,
    winner,
    onDelete: onDeletes,
    daysBack: whole,
    daysAhead: whole,
    private: v.picklist(['off', 'time only', 'all']),
    which: v.picklist(['all', 'picked']),
    leaveOut: v.strictObject({ allDay: v.boolean(), declined: v.boolean(), withoutOutsiders: v.boolean() }),
    mayInvite: v.boolean(),
    map,
  }),
  blockedDomains: texts,
  cycleMinutes: v.number(),
  dailyCalls: v.number(),
  userManagedConnection: v.boolean(),
  version: text,
});

const states = v.picklist([
  'not set up',
  'sign in',
  'reconnect',
  'asleep',
  'paused',
  'waiting',
  'stopped',
  'preview',
  'following',
  'running',
  'in step',
  'issues',
]);
const repQuery = v.strictObject({
  search: text,
  states: v.pipe(v.array(states), v.maxLength(20)),
  sort: v.picklist(['name', 'state', 'lastCycle', 'pairs', 'issues', 'version']),
  descending: v.boolean(),
  offset: whole,
  limit,
});
/** A code is looked up in a table and escaped into a query: any short text is harmless. */
const cause = v.custom<CauseCode>((value) => typeof value === 'string' && value.length <= 60);
const issueQuery = v.strictObject({ cause: v.exactOptional(cause), repId: v.exactOptional(id), offset: whole, limit });
const to = v.strictObject({ type: v.picklist(['user', 'profile']), id, name: text });
const tos = v.pipe(v.array(to), v.maxLength(2000));
const scope = v.variant('what', [
  v.strictObject({ what: v.picklist(['all', 'contact', 'event']) }),
  v.strictObject({ what: v.literal('item'), crmId: id }),
]);
const none = v.strictTuple([]);

export const adminShapes: Shapes<Admin> = {
  me: none,
  reps: v.strictTuple([repQuery]),
  rep: v.strictTuple([id]),
  issueGroups: none,
  issues: v.strictTuple([issueQuery]),
  pictures: none,
  configurations: none,
  saveConfiguration: v.strictTuple([configuration]),
  deleteConfiguration: v.strictTuple([id]),
  affected: v.strictTuple([v.pipe(v.string(), v.maxLength(40)), tos]),
  assign: v.strictTuple([id, tos]),
  unassign: v.strictTuple([ids]),
  findAssignees: v.strictTuple([text]),
  requestPreview: v.strictTuple([ids, scope]),
  dryRun: v.strictTuple([id]),
  reset: v.strictTuple([ids, scope, v.pipe(v.string(), v.maxLength(10_000))]),
  cancel: v.strictTuple([id]),
  requests: v.strictTuple([v.union([v.literal('recent'), ids])]),
};
