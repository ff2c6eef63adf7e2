/** What a seed may leave out of a row that it puts there without rules: names, the other times of an event, who made it. */
import type { Org } from '../org';
import type { ObjectDef } from '../schema/field';
import type { Row, Value } from '../store/table';
import { autoNumber, defaultsOf } from './dml';
import { eventAccount, eventTimes } from './event';
import { fullName } from './person';

export function completed(org: Org, object: ObjectDef, values: Readonly<Record<string, Value>>): Record<string, Value> {
  const owner = values.OwnerId ?? null;
  const by = { CreatedById: owner, LastModifiedById: owner };
  const row: Record<string, Value> = { ...defaultsOf(org, object), ...by, ...(values.Name ? {} : autoNumber(org, object)), ...values };
  if ((object.name === 'Contact' || object.name === 'Lead') && !values.Name) row.Name = fullName(row);
  if (object.name === 'Event' && typeof (values.StartDateTime ?? values.ActivityDate) !== 'undefined' && !values.EndDate) {
    Object.assign(row, eventTimes(org, values, null));
    row.AccountId = eventAccount(org, row as Row);
  }
  return row;
}
