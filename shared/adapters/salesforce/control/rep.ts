/** The rep's own record: lease, shared version, reconnection. One per user, made by the rep's first device. */
import type { Instant, ItemId, Request } from '../../../core/model';
import { longId } from '../api';
import { inner, innerRows, instantOf, number, type Row, text } from '../query';
import { names, type Soql, soql } from '../soql';

export interface RepRecord {
  readonly id: ItemId;
  readonly profileId: ItemId | '';
  readonly leaseNumber: number;
  readonly lease: { readonly holder: string; readonly name: string; readonly until: Instant } | null;
  readonly sharedVersion: number;
  readonly lastCycleAt: Instant | null;
  readonly reconnect: { readonly at: Instant; readonly by: string } | null;
  readonly requests: readonly Request[];
}

const repFields = [
  'Id',
  'LeaseNumber__c',
  'LeaseHolder__c',
  'LeaseName__c',
  'LeaseUntil__c',
  'SharedVersion__c',
  'LastCycle__c',
  'ReconnectSince__c',
  'ReconnectBy__c',
  'User__r.ProfileId',
];

export const requestFields = [
  'Id',
  'Kind__c',
  'Scope__c',
  'ScopeRecordId__c',
  'State__c',
  'Note__c',
  'Progress__c',
  'PickedUpBy__c',
  'Outcome__c',
  'CreatedDate',
  'CreatedBy.Name',
];

export const openStates = ['requested', 'picked up', 'running'];

export const repQuery = (me: ItemId): Soql =>
  soql`SELECT ${names(repFields)},(SELECT ${names(requestFields)} FROM Requests__r WHERE State__c IN ${openStates} ORDER BY CreatedDate, Id) FROM Instep_Rep__c WHERE UserKey__c = ${me}`;

const kindOf = (row: Row): Request['kind'] => (row.Kind__c === 'preview' ? 'preview' : 'reset');
const states: readonly Request['state'][] = ['requested', 'picked up', 'running', 'done', 'failed', 'cancelled'];

export function readRequest(row: Row, repId: ItemId): Request {
  const what = text(row.Scope__c);
  const scope: Request['scope'] =
    what === 'item' ? { what, crmId: longId(text(row.ScopeRecordId__c)) } : { what: what === 'contact' || what === 'event' ? what : 'all' };
  return {
    id: longId(text(row.Id)),
    kind: kindOf(row),
    repId,
    scope,
    state: states.find((state) => state === row.State__c) ?? 'failed',
    by: text(inner(row.CreatedBy).Name),
    at: instantOf(row.CreatedDate) ?? 0,
    note: text(row.Note__c),
    progress: number(row.Progress__c),
    pickedUpBy: text(row.PickedUpBy__c),
    outcome: text(row.Outcome__c),
  };
}

export function readRep(row: Row, me: ItemId): RepRecord {
  const holder = text(row.LeaseHolder__c);
  const reconnectAt = instantOf(row.ReconnectSince__c);
  return {
    id: longId(text(row.Id)),
    profileId: longId(text(inner(row.User__r).ProfileId)),
    leaseNumber: number(row.LeaseNumber__c),
    lease: holder === '' ? null : { holder, name: text(row.LeaseName__c), until: instantOf(row.LeaseUntil__c) ?? 0 },
    sharedVersion: number(row.SharedVersion__c),
    lastCycleAt: instantOf(row.LastCycle__c),
    reconnect: reconnectAt === null ? null : { at: reconnectAt, by: text(row.ReconnectBy__c) },
    requests: innerRows(row.Requests__r).map((one) => readRequest(one, me)),
  };
}
