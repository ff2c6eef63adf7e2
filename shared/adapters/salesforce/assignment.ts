/** Whose configuration counts (CFG2, CFG3): the user's own assignment before the profile's, and only active configurations. */
import type { ItemId } from '../../core/model';
import { longId } from './api';
import { inner, type Row, text } from './query';

export interface AssignmentRow {
  readonly id: ItemId;
  readonly userId: ItemId | '';
  readonly profileId: ItemId | '';
  /** The configuration's fields, as far as they were asked for. */
  readonly configuration: Row;
}

export const readAssignment = (row: Row): AssignmentRow => ({
  id: longId(text(row.Id)),
  userId: longId(text(row.User__c)),
  profileId: longId(text(row.ProfileId__c)),
  configuration: inner(row.Configuration__r),
});

export interface Assigned {
  readonly row: Row | null;
  readonly assignment: AssignmentRow | null;
  readonly missing: 'no configuration' | 'configuration inactive' | null;
}

export function configurationFor(assignments: readonly AssignmentRow[], userId: ItemId, profileId: ItemId): Assigned {
  const own = assignments.filter((one) => one.userId !== '' && one.userId === userId);
  const profile = assignments.filter((one) => one.userId === '' && one.profileId !== '' && one.profileId === profileId);
  const mine = [...own, ...profile];
  const active = mine.find((one) => one.configuration.Active__c === true);
  if (active) return { row: active.configuration, assignment: active, missing: null };
  return { row: null, assignment: null, missing: mine.length > 0 ? 'configuration inactive' : 'no configuration' };
}
