/** The admin's half of a Reset (RST1 to RST4, RST9): asked for, looked after, withdrawn; and what a dry run found. */
import * as v from 'valibot';
import type { ItemId, Request, Scope } from '../../../core/model';
import { Failed } from '../../../core/ports';
import type { DryRun, ListedItem, ListedRequest, ResetCounts, ResetLists } from '../../../device/admin';
import { chunks, collectionSize, idsPerQuery, longId } from '../api';
import { type Composite, collection, isOk, plainPart, queryPart } from '../composite';
import { readRequest, requestFields } from '../control/rep';
import { inner, instantOf, number, type Row, resultOf, rowsOf, text } from '../query';
import { names, soql } from '../soql';
import { rowAnswers } from '../write/rows';
import { causeOf } from './causes';

const listedFields = [...requestFields, 'Rep__r.UserKey__c', 'Rep__r.Name'];

function listed(row: Row): ListedRequest {
  const rep = inner(row.Rep__r);
  return { ...readRequest(row, longId(text(rep.UserKey__c))), repName: text(rep.Name) };
}

/** A rep whose device has never reported has nothing that could be reset, and no record to ask through: left out. */
async function place(
  composite: Composite,
  kind: Request['kind'],
  userIds: readonly ItemId[],
  scope: Scope,
  note: string,
): Promise<readonly string[]> {
  const answers = await Promise.all(
    chunks(userIds, collectionSize).map(async (some) => {
      const rows = some.map((userId) => ({
        attributes: { type: 'Instep_Request__c' },
        Rep__r: { attributes: { type: 'Instep_Rep__c' }, UserKey__c: userId },
        Kind__c: kind,
        Scope__c: scope.what,
        ScopeRecordId__c: scope.what === 'item' ? scope.crmId : null,
        State__c: 'requested',
        Note__c: note.trim() === '' ? null : note.trim().slice(0, 255),
      }));
      const [answer] = await composite.once([collection('POST', '', rows)]);
      return rowAnswers(answer!, rows.length);
    }),
  );
  const done = answers.flat().flatMap((row) => (row.kind === 'ok' ? [row.id] : []));
  const refused = answers.flat().find((row) => row.kind === 'failed');
  // Nobody could be asked: whoever pressed the button must hear why (RST1).
  if (done.length === 0 && refused?.kind === 'failed') throw new Failed(refused.failure);
  return done;
}

export const requestPreview = (composite: Composite, userIds: readonly ItemId[], scope: Scope): Promise<readonly string[]> =>
  place(composite, 'preview', userIds, scope, '');

export async function reset(composite: Composite, userIds: readonly ItemId[], scope: Scope, note: string): Promise<readonly Request[]> {
  return requests(composite, await place(composite, 'reset', userIds, scope, note));
}

/** Only as long as no device has picked it up: the org's own rule refuses later. */
export async function cancel(composite: Composite, requestId: string, now: number): Promise<boolean> {
  const values = { State__c: 'cancelled', FinishedAt__c: `${new Date(now).toISOString().slice(0, 19)}Z` };
  return isOk(await composite.one(plainPart('PATCH', `/sobjects/Instep_Request__c/${requestId}`, values)));
}

const mostRecent = 100;

export async function requests(composite: Composite, ids: readonly string[] | 'recent'): Promise<readonly ListedRequest[]> {
  const order = soql`ORDER BY CreatedDate DESC, Id DESC`;
  const queries =
    ids === 'recent'
      ? [soql`SELECT ${names(listedFields)} FROM Instep_Request__c ${order} LIMIT ${mostRecent}`]
      : chunks(ids, idsPerQuery).map((some) => soql`SELECT ${names(listedFields)} FROM Instep_Request__c WHERE Id IN ${some} ${order}`);
  return (await Promise.all(queries.map((query) => rowsOf(composite, query)))).flat().map(listed);
}

// ---------------------------------------------------------------- dry run

const countsSchema = v.object({ byMark: v.number(), byMatch: v.number(), doubtful: v.number(), created: v.number(), keptOut: v.number() });
const lines = v.pipe(
  v.array(v.pipe(v.array(v.string()), v.minLength(1))),
  v.transform((all) => all.map(([name = '', start = '']): ListedItem => ({ name, start }))),
);
const listsSchema = v.object({
  byMark: lines,
  byMatch: lines,
  doubtful: lines,
  created: lines,
  keptOut: v.pipe(v.record(v.string(), v.number()), v.transform(byCause)),
});
/** A device of an older version tells no lists. */
const outcomeSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    at: v.number(),
    contacts: countsSchema,
    events: countsSchema,
    lists: v.fallback(v.optional(v.object({ contacts: listsSchema, events: listsSchema })), undefined),
  }),
);

function byCause(counts: Readonly<Record<string, number>>): ResetLists['keptOut'] {
  return Object.entries(counts)
    .flatMap(([name, count]) => {
      const cause = causeOf(name);
      return cause === '' ? [] : [{ cause, count }];
    })
    .sort((a, b) => b.count - a.count);
}

const estimated = (row: Row, prefix: 'Contacts' | 'Events'): ResetCounts => ({
  byMark: number(row[`${prefix}Paired__c`]),
  byMatch: 0,
  doubtful: number(row[`${prefix}NeedsYou__c`]),
  created: 0,
  keptOut: number(row[`${prefix}KeptOut__c`]),
});

const estimateFields = [
  'LastReport__c',
  ...['Contacts', 'Events'].flatMap((prefix) => ['Paired', 'NeedsYou', 'KeptOut'].map((name) => `${prefix}${name}__c`)),
];

/** What the rep's device has found; until it has, an estimate from its last report. */
export async function dryRun(composite: Composite, userId: ItemId): Promise<DryRun | null> {
  const answers = await composite.send([
    queryPart(
      soql`SELECT Id,State__c,Outcome__c FROM Instep_Request__c WHERE Rep__r.UserKey__c = ${userId} AND Kind__c = 'preview' ORDER BY CreatedDate DESC, Id DESC LIMIT 1`,
    ),
    queryPart(soql`SELECT ${names(estimateFields)} FROM Instep_Rep__c WHERE UserKey__c = ${userId}`),
  ]);
  const [preview, rep] = answers.map((answer) => resultOf(answer).rows[0]);
  const outcome = preview?.State__c === 'done' ? v.safeParse(outcomeSchema, preview.Outcome__c) : null;
  if (outcome?.success) {
    const { lists, ...counted } = outcome.output;
    return { repId: userId, from: 'device', ...counted, ...(lists ? { lists } : {}) };
  }
  if (!rep) return null;
  const at = instantOf(rep.LastReport__c);
  if (at === null) return null;
  return { repId: userId, from: 'estimate', at, contacts: estimated(rep, 'Contacts'), events: estimated(rep, 'Events') };
}
