/** What the org refuses: the row checks of Salesforce, as failures (wire-contracts 4.7). */
import type { CrmValue, Kind } from '../../../core/model';
import type { BadRow, Failure } from '../../../core/ports';
import { timesOf } from './change';
import type { Fields, Org, Stored } from './store';

const bad = (reason: BadRow, fields: readonly string[], detail: string): Failure => ({ kind: 'bad row', reason, fields, detail });

const isEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The first thing that is wrong with these values, or null. */
export function refusal(org: Org, kind: Kind, set: Fields, record: Stored | null): Failure | null {
  const table = kind === 'contact' ? org.schema.contact : org.schema.event;
  for (const [name, value] of Object.entries(set)) {
    const field = table[name];
    if (!field || !(record ? field.updateable : field.createable)) {
      return bad('field not writable', [name], `Unable to create/update fields: ${name}`);
    }
    if (typeof value !== 'string') continue;
    if (field.length > 0 && value.trim().length > field.length)
      return bad('too long', [name], `data value too large (max length=${field.length})`);
    if (field.values.length > 0 && value !== '' && !field.values.includes(value)) {
      return bad('wrong value', [name], `bad value for restricted picklist field: ${value}`);
    }
  }
  const next: Fields = { ...record?.fields, ...set };
  const rule = org.validation(kind, next);
  if (rule !== null) return bad('validation rule', [], rule);
  return kind === 'contact' ? contactRefusal(org, next, record) : eventRefusal(org, next, set);
}

const empty = (value: CrmValue | undefined): boolean => value === undefined || value === null || value === '';

function contactRefusal(org: Org, next: Fields, record: Stored | null): Failure | null {
  if (empty(next.LastName)) return bad('required field missing', ['LastName'], 'Required fields are missing: [LastName]');
  if (typeof next.Email !== 'string' || next.Email === '') return null;
  if (!isEmail.test(next.Email)) return bad('wrong value', ['Email'], `invalid email address: ${next.Email}`);
  if (!org.duplicateRule || record?.fields.Email === next.Email) return null;
  const matches = [...(org.byEmail.get(next.Email.toLowerCase()) ?? [])].filter((id) => id !== record?.id);
  return matches.length > 0 ? { kind: 'duplicate', rule: 'Standard Contact Duplicate Rule', matches } : null;
}

function eventRefusal(org: Org, next: Fields, set: Fields): Failure | null {
  const { start, minutes } = timesOf(next, set);
  if (Number.isNaN(start)) return bad('required field missing', ['StartDateTime'], 'Required fields are missing: [StartDateTime]');
  if (minutes < 0) return bad('wrong value', ['EndDateTime'], 'Event end must be after its start');
  if (minutes > org.schema.maxEventMinutes) {
    return bad('too many minutes', ['DurationInMinutes'], `Event duration must be between 0 and ${org.schema.maxEventMinutes} minutes`);
  }
  // Whom it has related to all along may be gone from the bin: only what is set is looked up.
  if (!empty(set.WhoId) && !org.find(String(set.WhoId)) && !org.leads.has(String(set.WhoId))) {
    return bad('invalid reference', ['WhoId'], 'invalid cross reference id');
  }
  return null;
}
