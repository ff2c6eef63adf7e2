/** All objects of the stand-in's org: the standard ones from our tables, the control plane from its metadata. */
import type { Switches } from '../../world';
import { accountFields, contactFields, leadFields, personFields } from './contact';
import { eventFields, eventRelationFields } from './event';
import { type FieldDef, field, labelOf, type ObjectDef, type Sharing, systemFields, table } from './field';
import { customObjects, fieldsIn } from './metadata';
import * as setup from './setup';

interface Standard {
  readonly prefix: string;
  readonly fields: string;
  readonly plural?: string;
  readonly sharing?: Sharing;
  /** Which of create, update, delete the API offers; all when absent. */
  readonly offers?: string;
}

const standard: Readonly<Record<string, Standard>> = {
  Account: { prefix: '001', fields: accountFields },
  Contact: { prefix: '003', fields: contactFields },
  Lead: { prefix: '00Q', fields: leadFields },
  Event: { prefix: '00U', fields: eventFields },
  EventRelation: { prefix: '0RE', fields: eventRelationFields, sharing: 'ControlledByParent' },
  Task: { prefix: '00T', fields: setup.taskFields },
  Opportunity: { prefix: '006', fields: setup.opportunityFields, plural: 'Opportunities' },
  User: { prefix: '005', fields: setup.userFields, sharing: 'Read', offers: 'update' },
  Profile: { prefix: '00e', fields: setup.profileFields, sharing: 'Read', offers: '' },
  PermissionSet: { prefix: '0PS', fields: setup.permissionSetFields, sharing: 'Read', offers: '' },
  PermissionSetAssignment: { prefix: '0Pa', fields: setup.assignmentFields, sharing: 'Read', offers: 'create delete' },
  SetupEntityAccess: { prefix: '0J0', fields: setup.setupAccessFields, sharing: 'Read', offers: '' },
  CustomPermission: { prefix: '0CP', fields: setup.customPermissionFields, sharing: 'Read', offers: '' },
  Organization: { prefix: '00D', fields: setup.organizationFields, sharing: 'Read', offers: '' },
  RecordType: { prefix: '012', fields: setup.recordTypeFields, sharing: 'Read', offers: '' },
};

export interface ChildRelationship {
  readonly object: ObjectDef;
  readonly field: FieldDef;
}

export class Schema {
  readonly #objects = new Map<string, ObjectDef>();
  readonly #byPrefix = new Map<string, ObjectDef>();
  /** Moves with every field that is added: what was compiled before is stale. */
  version = 0;

  constructor(private readonly switches: Switches) {
    for (const [name, each] of Object.entries(standard)) this.#add(standardObject(name, each));
    const marks = fieldsIn('Activity');
    for (const name of ['Event', 'Task']) for (const mark of marks) this.addField(name, mark);
    for (const mark of fieldsIn('Contact')) this.addField('Contact', mark);
    customObjects().forEach((each, i) => {
      for (const one of systemFields()) each.fields.set(one.name.toLowerCase(), one);
      this.#add({ ...each, prefix: `a0${i.toString(36)}` });
    });
  }

  #add(object: ObjectDef): void {
    this.#objects.set(object.name.toLowerCase(), object);
    this.#byPrefix.set(object.prefix, object);
  }

  /** Adds a field at run time, as an admin may. A field of Contact also shows on person accounts, as `…__pc`. */
  addField(objectName: string, added: FieldDef): void {
    this.object(objectName)?.fields.set(added.name.toLowerCase(), added);
    if (objectName === 'Contact' && added.custom) {
      const name = added.name.replace(/__c$/, '__pc');
      const mirrored = { ...added, name, unique: false, when: 'salesforce.personAccounts' };
      this.object('Account')?.fields.set(name.toLowerCase(), mirrored);
    }
    this.version++;
  }

  get objects(): ObjectDef[] {
    return [...this.#objects.values()];
  }
  object(name: string): ObjectDef | null {
    return this.#objects.get(name.toLowerCase()) ?? null;
  }
  objectOfId(id: string): ObjectDef | null {
    return this.#byPrefix.get(id.slice(0, 3)) ?? null;
  }
  /** Null also where a switch keeps the field away. */
  field(object: ObjectDef, name: string): FieldDef | null {
    const found = object.fields.get(name.toLowerCase());
    return found && this.present(found) ? found : null;
  }
  present(each: FieldDef): boolean {
    return each.when === null || this.switches[each.when] === true;
  }
  fields(object: ObjectDef): FieldDef[] {
    return [...object.fields.values()].filter((each) => this.present(each));
  }
  reference(object: ObjectDef, relationship: string): FieldDef | null {
    const wanted = relationship.toLowerCase();
    return this.fields(object).find((each) => each.relationship?.toLowerCase() === wanted) ?? null;
  }
  /** The list of children that a subquery names. */
  children(parent: ObjectDef, relationship: string): ChildRelationship | null {
    const wanted = relationship.toLowerCase();
    return this.childrenOf(parent).find((each) => each.field.children?.toLowerCase() === wanted) ?? null;
  }
  childrenOf(parent: ObjectDef): ChildRelationship[] {
    return this.objects.flatMap((object) =>
      this.fields(object).flatMap((each) => (each.refs.includes(parent.name) ? [{ object, field: each }] : [])),
    );
  }
  get personAccounts(): boolean {
    return this.switches['salesforce.personAccounts'] === true;
  }
  /** Which field of the contact a field of a person account stands for. */
  contactFieldOf(accountField: string): string | null {
    return personFields[accountField] ?? (accountField.endsWith('__pc') ? accountField.replace(/__pc$/, '__c') : null);
  }
}

function standardObject(name: string, each: Standard): ObjectDef {
  const fields = [...systemFields(), ...table(each.fields)];
  const offers = each.offers ?? 'create update delete';
  return {
    name,
    label: labelOf(name),
    plural: each.plural ?? `${labelOf(name)}s`,
    prefix: each.prefix,
    custom: false,
    sharing: each.sharing ?? 'ReadWrite',
    fields: new Map(fields.map((one) => [one.name.toLowerCase(), one])),
    rules: [],
    createable: offers.includes('create'),
    updateable: offers.includes('update'),
    deletable: offers.includes('delete'),
  };
}

/** A text field as a test would add it. */
export const customTextField = (name: string, length = 255, more: Partial<FieldDef> = {}): FieldDef =>
  field(name, 'string', { length, custom: true, ...more });
