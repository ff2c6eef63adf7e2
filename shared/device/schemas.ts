/** The shape of every message that a device answers to (SEC3): what does not fit is refused before the device hears of it. */
import * as v from 'valibot';
import type { Act, Target } from './device';
import type { Method } from './messages';
import { mostTargets } from './most';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));
const idOrNone = v.pipe(v.string(), v.maxLength(1024));
const text = v.pipe(v.string(), v.maxLength(1000));
const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const side = v.picklist(['mailbox', 'crm']);
const kind = v.picklist(['contact', 'event']);
const system = v.picklist(['salesforce', 'microsoft', 'google']);
const statusKind = v.picklist([
  'in step',
  'waiting',
  'kept out',
  'not in salesforce',
  'needs you',
  'failed',
  'sign in',
  'not set up',
  'asleep',
]);
const ref = v.strictObject({ side, kind, id });

export const target: v.GenericSchema<unknown, Target> = v.variant('by', [
  v.strictObject({ by: v.literal('email'), email: v.pipe(v.string(), v.minLength(3), v.maxLength(320)) }),
  v.strictObject({ by: v.literal('event'), eventId: id, calendarId: v.exactOptional(id) }),
  v.strictObject({ by: v.literal('person'), personId: id }),
  v.strictObject({ by: v.literal('ref'), ref }),
]);

const reach = v.picklist(['this', 'series', 'domain']);
const act: v.GenericSchema<unknown, Act> = v.variant('do', [
  v.strictObject({ do: v.literal('keep out'), record: v.picklist(['keep', 'delete']), reach }),
  v.strictObject({ do: v.literal('bring back'), reach }),
  v.strictObject({ do: v.literal('pair'), crmId: id }),
  v.strictObject({ do: v.literal('take'), side }),
  v.strictObject({ do: v.literal('account'), accountId: idOrNone }),
  v.strictObject({ do: v.literal('relate'), personId: idOrNone, whatId: idOrNone }),
  v.strictObject({ do: v.picklist(['add', 'pick', 'create', 'same', 'not the same', 'retry', 'restore', 'send update']) }),
]);

const none = v.strictTuple([]);
const limit = count(1000);

/** The arguments of each method. */
export const argumentsOf: Readonly<Record<Method, v.GenericSchema<unknown, readonly unknown[]>>> = {
  badges: v.strictTuple([v.pipe(v.array(target), v.maxLength(mostTargets))]),
  card: v.strictTuple([target]),
  act: v.strictTuple([target, act]),
  history: v.strictTuple([v.strictObject({ target: v.exactOptional(target), cycle: v.exactOptional(id), limit })]),
  undo: v.strictTuple([v.union([v.strictObject({ token: id }), v.strictObject({ entry: id }), v.strictObject({ cycle: id })])]),
  searchRecords: v.strictTuple([text, v.pipe(v.array(v.picklist(['Contact', 'Lead', 'Account'])), v.maxLength(3))]),
  overview: none,
  list: v.strictTuple([
    v.strictObject({
      status: v.pipe(v.array(statusKind), v.maxLength(9)),
      search: text,
      kind: v.picklist(['contact', 'event', 'all']),
      limit,
      offset: count(10_000_000),
    }),
  ]),
  cycles: v.strictTuple([limit]),
  preview: none,
  confirmFirstSync: none,
  syncNow: none,
  pause: none,
  resume: none,
  takeOver: none,
  answerGuard: v.strictTuple([v.picklist(['delete', 'restore'])]),
  connect: v.strictTuple([system]),
  reconnect: none,
  disconnect: none,
  configuration: none,
};

export const question = v.strictObject({ call: v.string(), with: v.array(v.unknown()) });
export const told = v.strictObject({ changed: v.union([v.literal('all'), v.array(ref)]) });
