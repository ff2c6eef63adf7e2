/** A configuration in the control plane: the whole as JSON in `Body__c`, and beside it the fields that queries look for. */
import * as v from 'valibot';
import { defaults } from '../../core/configuration';
import { hash53 } from '../../core/keys';
import type { Configuration } from '../../core/model';
import { Failed } from '../../core/ports';
import { longId } from './api';
import { type Row, text } from './query';

const direction = v.picklist(['off', 'mailbox to crm', 'crm to mailbox', 'both']);
const winner = v.picklist(['crm', 'mailbox', 'latest']);
const onDelete = v.object({ mailbox: v.picklist(['delete', 'unlink']), crm: v.picklist(['delete', 'unlink']) });
const map = v.array(v.object({ field: v.string(), crm: v.string() }));
const condition = v.object({
  field: v.string(),
  operator: v.picklist(['equals', 'not equals', 'contains', 'starts with', 'in', 'is empty']),
  values: v.array(v.string()),
});

const bodySchema = v.object({
  contacts: v.object({
    direction,
    winner,
    onDelete,
    whose: v.picklist(['all', 'mine']),
    conditions: v.array(condition),
    pick: v.picklist(['most recent activity', 'last updated', 'oldest', 'ask']),
    map,
  }),
  events: v.object({
    direction,
    winner,
    onDelete,
    daysBack: v.number(),
    daysAhead: v.number(),
    private: v.picklist(['off', 'time only', 'all']),
    which: v.picklist(['all', 'picked']),
    leaveOut: v.object({ allDay: v.boolean(), declined: v.boolean(), withoutOutsiders: v.boolean() }),
    mayInvite: v.boolean(),
    map,
  }),
  blockedDomains: v.array(v.string()),
  cycleMinutes: v.number(),
  // Configurations that were saved before there was such a limit.
  dailyCalls: v.optional(v.number(), defaults.dailyCalls),
  userManagedConnection: v.boolean(),
});

/** What has to be asked for. */
export const configurationFields = ['Id', 'Name', 'Active__c', 'Body__c'] as const;

/** @throws Failed when somebody has edited the body by hand and it is none any more. */
export function readConfiguration(row: Row): Configuration {
  const body = text(row.Body__c);
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), bodySchema), body);
  if (!result.success)
    throw new Failed({ kind: 'unexpected answer', system: 'salesforce', detail: 'configuration: its body cannot be read' });
  const [id, name, active] = [longId(text(row.Id)), text(row.Name), row.Active__c === true];
  return { id, name, active, ...result.output, version: hash53(`${id}|${name}|${active}|${body}`).toString(36) };
}

/** The fields to write; the typed ones repeat the body. */
export function configurationRow(configuration: Configuration): Record<string, string | number | boolean> {
  const { id: _id, name, active, version: _version, ...body } = configuration;
  return {
    Name: name,
    Active__c: active,
    Body__c: JSON.stringify(body),
    ContactDirection__c: body.contacts.direction,
    EventDirection__c: body.events.direction,
    CycleMinutes__c: body.cycleMinutes,
    UserManagedConnection__c: body.userManagedConnection,
  };
}
