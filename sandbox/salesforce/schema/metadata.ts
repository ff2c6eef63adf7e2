/**
 * Reads the control plane from the very files that an admin deploys (`manifests/salesforce`), so that a test against the
 * stand-in is a test of those files: objects, fields, validation rules, permission sets, custom permissions.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { XMLParser } from 'fast-xml-parser';
import { type FieldDef, field, type ObjectDef, type Pick, type Rule, type Sharing } from './field';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../../manifests/salesforce/force-app/main/default');
const lists = ['fieldPermissions', 'objectPermissions', 'userPermissions', 'customPermissions', 'value'];
const parser = new XMLParser({ parseTagValue: false, isArray: (name) => lists.includes(name) });

type Xml = { readonly [name: string]: string | Xml | readonly Xml[] | undefined };

function read(path: string): Xml {
  const parsed = parser.parse(readFileSync(join(root, path), 'utf8')) as Record<string, Xml>;
  return Object.entries(parsed).find(([name]) => name !== '?xml')?.[1] ?? {};
}
const names = (path: string, suffix: string): string[] => {
  const entries = (() => {
    try {
      return readdirSync(join(root, path));
    } catch {
      return [];
    }
  })();
  return entries.filter((name) => name.endsWith(suffix)).sort();
};
const text = (xml: Xml, name: string): string | null => (typeof xml[name] === 'string' ? (xml[name] as string) : null);
const many = (xml: Xml | undefined, name: string): readonly Xml[] => (xml?.[name] as readonly Xml[] | undefined) ?? [];
const inner = (xml: Xml, name: string): Xml => (typeof xml[name] === 'object' ? (xml[name] as Xml) : {});
const is = (xml: Xml, name: string) => text(xml, name) === 'true';

const types: Readonly<Record<string, FieldDef['type']>> = {
  Text: 'string',
  AutoNumber: 'string',
  LongTextArea: 'textarea',
  TextArea: 'textarea',
  Number: 'double',
  Summary: 'double',
  Percent: 'percent',
  Checkbox: 'boolean',
  Date: 'date',
  DateTime: 'datetime',
  Email: 'email',
  Phone: 'phone',
  Url: 'url',
  Picklist: 'picklist',
  Lookup: 'reference',
  MasterDetail: 'reference',
};

/** A field file as the stand-in's field. Also for fields that a test adds. */
export function fieldFromXml(xml: Xml): FieldDef {
  const name = text(xml, 'fullName') ?? '';
  const kind = text(xml, 'type') ?? 'Text';
  const type = types[kind] ?? 'string';
  const written = text(xml, 'formula') === null && kind !== 'Summary';
  const isLong = kind === 'LongTextArea';
  const length = Number(text(xml, 'length') ?? (kind === 'TextArea' ? 255 : kind === 'Email' ? 80 : type === 'reference' ? 18 : 0));
  const picks: Pick[] = many(inner(inner(xml, 'valueSet'), 'valueSetDefinition'), 'value').map((each) => ({
    value: text(each, 'fullName') ?? '',
    default: is(each, 'default'),
  }));
  return field(name, type, {
    label: text(xml, 'label') ?? name,
    length: kind === 'Picklist' ? 255 : length,
    precision: Number(text(xml, 'precision') ?? 0),
    scale: Number(text(xml, 'scale') ?? 0),
    createable: written,
    updateable: written && (kind !== 'MasterDetail' || is(xml, 'reparentableMasterDetail')),
    nillable: !is(xml, 'required') && kind !== 'MasterDetail' && kind !== 'Checkbox',
    defaulted: kind === 'Checkbox',
    ...(isLong ? { filterable: false, sortable: false, groupable: false } : {}),
    externalId: is(xml, 'externalId'),
    idLookup: is(xml, 'externalId'),
    unique: is(xml, 'unique'),
    caseSensitive: is(xml, 'caseSensitive'),
    restricted: is(inner(xml, 'valueSet'), 'restricted'),
    picks,
    refs: type === 'reference' ? [text(xml, 'referenceTo') ?? ''] : [],
    relationship: type === 'reference' ? name.replace(/__c$/, '__r') : null,
    children: type === 'reference' ? `${text(xml, 'relationshipName')}__r` : null,
    masterDetail: kind === 'MasterDetail',
    reparentable: is(xml, 'reparentableMasterDetail'),
    readIsEnough: is(xml, 'writeRequiresMasterRead'),
    formula: text(xml, 'formula'),
    countOf: kind === 'Summary' ? text(xml, 'summaryForeignKey') : null,
    defaultValue: text(xml, 'defaultValue'),
    custom: true,
    secured: kind !== 'MasterDetail' && !is(xml, 'required'),
  });
}

function ruleFromXml(xml: Xml): Rule {
  return {
    name: text(xml, 'fullName') ?? '',
    formula: text(xml, 'errorConditionFormula') ?? '',
    field: text(xml, 'errorDisplayField'),
    message: text(xml, 'errorMessage') ?? '',
  };
}

export const fieldsIn = (object: string): FieldDef[] =>
  names(`objects/${object}/fields`, '.field-meta.xml').map((file) => fieldFromXml(read(`objects/${object}/fields/${file}`)));

/** The custom objects, without the fields every object has. */
export function customObjects(): Omit<ObjectDef, 'prefix'>[] {
  return names('objects', '__c').map((name) => {
    const xml = read(`objects/${name}/${name}.object-meta.xml`);
    const nameXml = inner(xml, 'nameField');
    const sharing = (text(xml, 'sharingModel') ?? 'Private') as Sharing;
    const auto = text(nameXml, 'displayFormat');
    const nameField = field('Name', 'string', {
      label: text(nameXml, 'label') ?? 'Name',
      length: 80,
      nameField: true,
      ...(auto ? { autoNumber: auto, createable: false, updateable: false, defaulted: true } : {}),
    });
    const owner = field('OwnerId', 'reference', { refs: ['User'], relationship: 'Owner', defaulted: true, nillable: false });
    const fields = [nameField, ...(sharing === 'ControlledByParent' ? [] : [owner]), ...fieldsIn(name)];
    const rules = names(`objects/${name}/validationRules`, '.validationRule-meta.xml')
      .map((file) => read(`objects/${name}/validationRules/${file}`))
      .filter((rule) => is(rule, 'active'));
    return {
      name,
      label: text(xml, 'label') ?? name,
      plural: text(xml, 'pluralLabel') ?? name,
      custom: true,
      sharing,
      fields: new Map(fields.map((each) => [each.name.toLowerCase(), each])),
      rules: rules.map(ruleFromXml),
      createable: true,
      updateable: true,
      deletable: true,
    };
  });
}

export interface ObjectRights {
  readonly create: boolean;
  readonly read: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
}

export interface PermissionSetFile {
  readonly name: string;
  readonly label: string;
  readonly user: readonly string[];
  readonly custom: readonly string[];
  readonly objects: Readonly<Record<string, ObjectRights>>;
  /** `Object.Field`, in lower case, to whether it may be written. */
  readonly fields: ReadonlyMap<string, boolean>;
}

export function permissionSets(): PermissionSetFile[] {
  return names('permissionsets', '.permissionset-meta.xml').map((file) => {
    const xml = read(`permissionsets/${file}`);
    const on = (list: string) => many(xml, list).flatMap((each) => (is(each, 'enabled') ? [text(each, 'name') ?? ''] : []));
    return {
      name: file.replace('.permissionset-meta.xml', ''),
      label: text(xml, 'label') ?? file,
      user: on('userPermissions'),
      custom: on('customPermissions'),
      objects: Object.fromEntries(many(xml, 'objectPermissions').map((each) => [text(each, 'object') ?? '', rightsOf(each)])),
      fields: new Map(
        many(xml, 'fieldPermissions')
          .filter((each) => is(each, 'readable'))
          .map((each) => [(text(each, 'field') ?? '').toLowerCase(), is(each, 'editable')]),
      ),
    };
  });
}

const rightsOf = (xml: Xml): ObjectRights => ({
  create: is(xml, 'allowCreate'),
  read: is(xml, 'allowRead'),
  edit: is(xml, 'allowEdit'),
  delete: is(xml, 'allowDelete'),
  viewAll: is(xml, 'viewAllRecords'),
  modifyAll: is(xml, 'modifyAllRecords'),
});

export const customPermissions = (): string[] =>
  names('customPermissions', '.customPermission-meta.xml').map((file) => file.replace('.customPermission-meta.xml', ''));
