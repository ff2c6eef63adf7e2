/** Which fields are asked for: the ones that every rule needs, the ones that the configuration maps, minus those that this org lacks. */
import type { CrmValue, Kind } from '../../core/model';
import { isName, names, Soql } from './soql';

const common = ['Id', 'OwnerId', 'SystemModstamp', 'CreatedDate', 'LastModifiedDate', 'LastModifiedById', 'Instep_Key__c'];

export const baseFields: Readonly<Record<Kind, readonly string[]>> = {
  contact: [...common, 'LastActivityDate', 'AccountId', 'Account.Name', 'IsPersonAccount'],
  event: [
    ...common,
    'IsChild',
    'Subject',
    'StartDateTime',
    'EndDateTime',
    'DurationInMinutes',
    'ActivityDate',
    'IsAllDayEvent',
    'WhoId',
    'WhatId',
  ],
};

/** Invitees come with the event; users, contacts and leads alike. `queryAll` would bring those that were taken away, too. */
const invitees = ',(SELECT Id,RelationId,Status FROM EventRelations WHERE IsDeleted = false)';

/** What a device has learnt of this org, by kind. */
export class Fields {
  readonly #absent: Readonly<Record<Kind, Set<string>>> = { contact: new Set(), event: new Set() };
  readonly #wrote: Record<Kind, number> = { contact: 0, event: 0 };
  readonly #asked: Record<Kind, readonly string[]> = { contact: [], event: [] };

  /** Remembers what the engine wants to read: a written record is read back with the same fields. */
  ask(kind: Kind, fields: readonly string[]): void {
    this.#asked[kind] = fields;
  }
  forget(kind: Kind, fields: Iterable<string>): void {
    for (const field of fields) this.#absent[kind].add(field);
  }
  /** A describe knows better than what was learnt before. */
  learn(kind: Kind, existing: readonly string[]): void {
    const there = new Set(existing);
    this.#absent[kind].clear();
    for (const field of [...baseFields[kind], ...this.#asked[kind]]) {
      if (!field.includes('.') && !there.has(field)) this.#absent[kind].add(field);
    }
  }
  /** Records written since the last look at changes: that look will find them all. */
  wrote(kind: Kind): number {
    return this.#wrote[kind];
  }
  addWrites(kind: Kind, records: number): void {
    this.#wrote[kind] += records;
  }
  lookedAgain(kind: Kind): void {
    this.#wrote[kind] = 0;
  }
  absent(kind: Kind): readonly string[] {
    return [...this.#absent[kind]].sort();
  }
  of(kind: Kind): readonly string[] {
    const all = new Set([...baseFields[kind], ...this.#asked[kind]]);
    return [...all].filter((field) => isName(field) && !this.#absent[kind].has(field));
  }
  /** A field that the org lacks would have the whole collection refused. */
  writable(kind: Kind, fields: Readonly<Record<string, CrmValue>>): Readonly<Record<string, CrmValue>> {
    return Object.fromEntries(Object.entries(fields).filter(([name]) => !this.#absent[kind].has(name)));
  }
  /** Those of the names that are not asked for anyway, and can be. */
  besides(kind: Kind, more: readonly string[]): readonly string[] {
    const known = new Set(this.of(kind));
    return [...new Set(more)].filter(
      (field) => isName(field) && !known.has(field) && !this.#absent[kind].has(field) && field !== 'IsDeleted',
    );
  }
  select(kind: Kind, extra: readonly string[] = []): Soql {
    const list = names([...this.of(kind), ...extra.filter((field) => !this.#absent[kind].has(field))]);
    return kind === 'event' ? new Soql(list.text + invitees) : list;
  }
  /** What a refused query says is missing, or null. */
  static missingIn(message: string): string | null {
    const column = /No such column '([A-Za-z0-9_.]+)'/.exec(message)?.[1];
    if (column) return column;
    return /Didn't understand relationship 'Account'/.test(message) ? 'Account.Name' : null;
  }
}
