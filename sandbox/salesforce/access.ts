/** What a user may do: profile and permission sets together, field by field, and which records are shared. */
import type { FieldDef, ObjectDef } from './schema/field';
import { type ObjectRights, type PermissionSetFile, permissionSets } from './schema/metadata';
import type { Schema } from './schema/schema';
import type { Store } from './store/store';
import type { Row } from './store/table';

const none: ObjectRights = { create: false, read: false, edit: false, delete: false, viewAll: false, modifyAll: false };
const all: ObjectRights = { create: true, read: true, edit: true, delete: true, viewAll: true, modifyAll: true };
const ordinary: ObjectRights = { ...all, viewAll: false, modifyAll: false };
const setupObjects = [
  'User',
  'Profile',
  'PermissionSet',
  'PermissionSetAssignment',
  'SetupEntityAccess',
  'CustomPermission',
  'Organization',
  'RecordType',
];

/** What the stand-in's System Administrator has besides all data; other profiles only use the API. */
export const adminPermissions = ['ApiEnabled', 'ManageUsers', 'AssignPermissionSets', 'ViewSetup', 'ViewAllData', 'ModifyAllData'];

/** The part of the org that decides about sharing by switch. */
export interface Openness {
  /** Salesforce's own objects that are private in this org. */
  readonly privateObjects: readonly string[];
}

export class Access {
  readonly user: ReadonlySet<string>;
  readonly custom: ReadonlySet<string>;
  readonly #sets: readonly PermissionSetFile[];
  readonly #rights = new Map<string, ObjectRights>();

  constructor(
    readonly userId: string,
    readonly isAdministrator: boolean,
    setNames: readonly string[],
    private readonly schema: Schema,
    private readonly store: Store,
    private readonly openness: Openness,
  ) {
    this.#sets = files().filter((each) => setNames.includes(each.name));
    this.user = new Set([...(isAdministrator ? adminPermissions : ['ApiEnabled']), ...this.#sets.flatMap((each) => each.user)]);
    this.custom = new Set(this.#sets.flatMap((each) => each.custom));
  }

  rights(object: ObjectDef): ObjectRights {
    let rights = this.#rights.get(object.name);
    if (!rights) {
      rights = this.#work(object);
      this.#rights.set(object.name, rights);
    }
    return rights;
  }
  #work(object: ObjectDef): ObjectRights {
    if (setupObjects.includes(object.name)) {
      const assigns = object.name === 'PermissionSetAssignment' && this.user.has('AssignPermissionSets');
      return { ...none, read: true, viewAll: true, create: assigns, delete: assigns };
    }
    if (this.isAdministrator) return all;
    if (!object.custom) return ordinary;
    const given = this.#sets.flatMap((each) => each.objects[object.name] ?? []);
    const any = (which: keyof ObjectRights) => given.some((each) => each[which]);
    return {
      create: any('create'),
      read: any('read'),
      edit: any('edit'),
      delete: any('delete'),
      viewAll: any('viewAll'),
      modifyAll: any('modifyAll'),
    };
  }

  /** Metadata that is deployed opens its fields to nobody, the administrator included: permission sets do. */
  readable(object: ObjectDef, field: FieldDef): boolean {
    return this.rights(object).read && (!field.custom || !field.secured || this.#field(object, field) !== undefined);
  }
  writable(object: ObjectDef, field: FieldDef): boolean {
    return !field.custom || !field.secured || this.#field(object, field) === true;
  }
  #field(object: ObjectDef, field: FieldDef): boolean | undefined {
    if (field.when === null && !field.secured) return true;
    const mirrored = field.name.endsWith('__pc');
    const key = (mirrored ? `Contact.${field.name.replace(/__pc$/, '__c')}` : `${object.name}.${field.name}`).toLowerCase();
    let found: boolean | undefined;
    for (const each of this.#sets) {
      const editable = each.fields.get(key);
      if (editable !== undefined) found = found === true || editable;
    }
    return found;
  }

  sees(object: ObjectDef, row: Row): boolean {
    if (object.name === 'PermissionSetAssignment' && !this.user.has('ViewSetup')) return row.AssigneeId === this.userId;
    const rights = this.rights(object);
    if (!rights.read) return false;
    if (rights.viewAll || rights.modifyAll || row.OwnerId === this.userId) return true;
    if (object.name === 'Event' && row.IsPrivate === true) return false;
    if (this.openness.privateObjects.includes(object.name)) return false;
    if (object.sharing === 'ControlledByParent') return this.#byParent(object, row, (parent, its) => this.sees(parent, its));
    return object.sharing !== 'Private';
  }
  /** Only sharing, without the right on the object. */
  mayChange(object: ObjectDef, row: Row): boolean {
    const rights = this.rights(object);
    if (rights.modifyAll || row.OwnerId === this.userId) return true;
    if (this.openness.privateObjects.includes(object.name)) return false;
    if (object.sharing === 'ControlledByParent') return this.mayChangeDetail(object, row);
    return object.sharing === 'ReadWrite';
  }
  /** A detail is written by who may read its master, or write it, as the relationship says. */
  mayChangeDetail(object: ObjectDef, row: Row): boolean {
    const readIsEnough = this.#master(object)?.readIsEnough === true;
    return this.#byParent(object, row, (parent, its) => (readIsEnough ? this.sees(parent, its) : this.mayChange(parent, its)));
  }
  #master(object: ObjectDef): FieldDef | null {
    const fields = this.schema.fields(object);
    return fields.find((each) => each.masterDetail) ?? fields.find((each) => each.name === 'EventId') ?? null;
  }
  #byParent(object: ObjectDef, row: Row, ask: (parent: ObjectDef, row: Row) => boolean): boolean {
    const field = this.#master(object);
    const parent = field ? this.schema.object(field.refs[0] ?? '') : null;
    const its = parent && field ? this.store.get(parent.name, String(row[field.name] ?? '')) : null;
    return parent !== null && its !== null && ask(parent, its);
  }
}

let cached: readonly PermissionSetFile[] | null = null;
export const files = (): readonly PermissionSetFile[] => {
  cached ??= permissionSets();
  return cached;
};
