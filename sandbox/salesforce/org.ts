/** The stand-in's org: schema, rows, people, clock and switches in one place. Everything else works on it. */
import type { World } from '../world';
import { Access } from './access';
import { People } from './people';
import { type FieldType, field, type ObjectDef } from './schema/field';
import { Schema } from './schema/schema';
import { Store } from './store/store';
import type { Row, Value } from './store/table';

interface CustomField {
  readonly object: string;
  readonly name: string;
  readonly type?: FieldType;
  readonly length?: number;
}

export class Org {
  readonly schema: Schema;
  readonly store = new Store();
  readonly people: People;
  readonly #access = new Map<string, Access>();
  /** What is to happen later, such as the asynchronous delete of a series. */
  readonly later: { readonly at: number; readonly run: () => void }[] = [];

  constructor(readonly world: World) {
    this.schema = new Schema(world.faults.switches);
    this.people = new People(this);
  }

  /** Whole seconds: Salesforce tells no finer time of a change. */
  now(): number {
    return Math.floor(this.world.clock.now() / 1000) * 1000;
  }
  /**
   * The stamp a write gets. With `salesforce.stampLagMs` it is that much older than the moment when it can be seen: a long
   * transaction commits behind the mark of whoever polls (wire-contracts 4.4).
   */
  stamp(prior: Row | null = null): number {
    // A row's own stamps never go back: whoever wrote it before held its lock until then.
    return Math.max(this.now() - Math.floor(this.number('salesforce.stampLagMs', 0) / 1000) * 1000, Number(prior?.SystemModstamp ?? 0));
  }
  number(name: string, otherwise: number): number {
    return this.world.faults.number(name, otherwise);
  }
  on(name: string, otherwise = false): boolean {
    const value = this.world.faults.switches[name];
    return typeof value === 'boolean' ? value : otherwise;
  }
  list(name: string): readonly string[] {
    const value = this.world.faults.switches[name];
    return Array.isArray(value) ? value.map(String) : [];
  }

  access(userId: string): Access {
    let access = this.#access.get(userId);
    if (!access) {
      const { sets, isAdministrator } = this.people.rightsOf(userId);
      const org = this;
      access = new Access(userId, isAdministrator, sets, this.schema, this.store, {
        get privateObjects() {
          return org.list('salesforce.privateObjects');
        },
      });
      this.#access.set(userId, access);
    }
    return access;
  }
  forgetAccess(): void {
    this.#access.clear();
  }

  /** A row as it is put there by the org itself: no rights asked, no rules, every field present. */
  plant(objectName: string, values: Readonly<Record<string, Value>>): Row {
    const object = this.object(objectName);
    const now = this.now();
    const row: Row = {
      ...this.blank(object),
      CreatedDate: now,
      LastModifiedDate: now,
      SystemModstamp: now,
      ...values,
      Id: String(values.Id ?? this.store.newId(object.prefix)),
    };
    this.store.insert(object.name, row);
    return row;
  }
  blank(object: ObjectDef): Record<string, Value> {
    const row: Record<string, Value> = {};
    for (const field of object.fields.values()) row[field.name] = field.type === 'boolean' ? field.defaultValue === 'true' : null;
    return row;
  }
  object(name: string): ObjectDef {
    const object = this.schema.object(name);
    if (!object) throw new Error(`no object ${name}`);
    return object;
  }

  #fieldsAdded: unknown = undefined;
  /** The switch `salesforce.customFields`: a list of `{object, name, type?, length?}`. */
  #addFields(): void {
    const told = this.world.faults.switches['salesforce.customFields'];
    if (told === this.#fieldsAdded) return;
    this.#fieldsAdded = told;
    for (const each of Array.isArray(told) ? (told as CustomField[]) : []) {
      const { object, name, type = 'string', length = 255 } = each;
      this.schema.addField(this.object(object).name, field(name, type, { length, custom: true }));
    }
  }

  #busy: Promise<unknown> | null = null;
  /** Runs a transaction of several parts with nobody in between: parts may be delayed by a fault. */
  async alone<T>(run: () => Promise<T>): Promise<T> {
    await this.quiet();
    const mine = run();
    this.#busy = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      this.#busy = null;
    }
  }
  /** Resolves when no such transaction is under way. */
  async quiet(): Promise<void> {
    while (this.#busy) await this.#busy;
  }

  /** Does what has become due. */
  catchUp(): void {
    this.people.sync();
    this.#addFields();
    const now = this.world.clock.now();
    for (let i = 0; i < this.later.length; ) {
      const each = this.later[i]!;
      if (each.at > now) i++;
      else {
        this.later.splice(i, 1);
        each.run();
      }
    }
  }
}
