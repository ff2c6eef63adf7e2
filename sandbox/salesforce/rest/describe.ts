/** `describe` of an object and the list of all, as this user sees them. */

import type { PartAnswer } from '../../wire';
import type { FieldDef, FieldType, ObjectDef } from '../schema/field';
import { type Call, objectOf, ok } from './call';
import { unchangedSince } from './conditions';

/** Schema changes move it, see {@link schemaModified}. */
const deployed = Date.UTC(2020, 7, 14, 20, 53, 2);

const soapTypes: Partial<Record<FieldType, string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  address: 'urn:address',
};

function describeField(call: Call, object: ObjectDef, field: FieldDef): Record<string, unknown> {
  const writable = call.access.writable(object, field);
  return {
    aggregatable: field.filterable,
    aiPredictionField: false,
    autoNumber: field.autoNumber !== null,
    byteLength: field.length * (field.type === 'id' || field.type === 'reference' ? 1 : 3),
    calculated: field.formula !== null || field.countOf !== null,
    calculatedFormula: field.formula,
    cascadeDelete: field.masterDetail,
    caseSensitive: field.caseSensitive,
    compoundFieldName: field.compound,
    controllerName: null,
    createable: field.createable && writable,
    custom: field.custom,
    defaultValue: field.type === 'boolean' ? field.defaultValue === 'true' : null,
    defaultValueFormula: null,
    defaultedOnCreate: field.defaulted,
    dependentPicklist: false,
    deprecatedAndHidden: false,
    digits: field.type === 'int' ? 9 : 0,
    displayLocationInDecimal: false,
    encrypted: false,
    externalId: field.externalId,
    extraTypeInfo: field.type === 'textarea' ? 'plaintextarea' : null,
    filterable: field.filterable,
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: false,
    groupable: field.groupable,
    highScaleNumber: false,
    htmlFormatted: false,
    idLookup: field.idLookup,
    inlineHelpText: null,
    label: field.label,
    length: field.length,
    mask: null,
    maskType: null,
    name: field.name,
    nameField: field.nameField,
    namePointing: field.refs.length > 1,
    nillable: field.nillable,
    permissionable: field.nillable && field.type !== 'id',
    picklistValues: field.picks.map((pick) => ({
      active: true,
      defaultValue: pick.default,
      label: pick.value,
      validFor: null,
      value: pick.value,
    })),
    polymorphicForeignKey: field.refs.length > 1,
    precision: field.precision,
    queryByDistance: false,
    referenceTargetField: null,
    referenceTo: field.refs,
    relationshipName: field.relationship,
    relationshipOrder: field.masterDetail ? 0 : null,
    restrictedDelete: false,
    restrictedPicklist: field.restricted,
    scale: field.scale,
    searchPrefilterable: false,
    soapType: soapTypes[field.type] ?? 'xsd:string',
    sortable: field.sortable,
    type: field.type,
    unique: field.unique,
    updateable: field.updateable && writable,
    writeRequiresMasterRead: field.readIsEnough,
  };
}

function summary(call: Call, object: ObjectDef): Record<string, unknown> {
  const rights = call.access.rights(object);
  const base = `/services/data/${call.at}/sobjects/${object.name}`;
  return {
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    createable: object.createable && rights.create,
    custom: object.custom,
    customSetting: false,
    deepCloneable: false,
    deletable: object.deletable && rights.delete,
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.prefix,
    label: object.label,
    labelPlural: object.plural,
    layoutable: true,
    mergeable: ['Account', 'Contact', 'Lead'].includes(object.name),
    mruEnabled: true,
    name: object.name,
    queryable: true,
    replicateable: true,
    retrieveable: true,
    searchable: true,
    triggerable: true,
    undeletable: object.deletable,
    updateable: object.updateable && rights.edit,
    urls: { sobject: base, describe: `${base}/describe`, rowTemplate: `${base}/{ID}` },
  };
}

const schemaModified = (call: Call) => deployed + call.org.schema.version * 1000;
const schemaHeaders = (call: Call) => ({
  ETag: `"${schemaModified(call).toString(16)}"`,
  'Last-Modified': new Date(schemaModified(call)).toUTCString(),
});

export function describeAll(call: Call): PartAnswer {
  if (unchangedSince(call, schemaModified(call))) return { status: 304, headers: schemaHeaders(call) };
  const readable = call.org.schema.objects.filter((object) => call.access.rights(object).read);
  const sobjects = readable.map((object) => summary(call, object));
  return ok({ encoding: 'UTF-8', maxBatchSize: 200, sobjects }, schemaHeaders(call));
}

export function describeOne(call: Call, name: string): PartAnswer {
  const object = objectOf(call, name);
  if (unchangedSince(call, schemaModified(call))) return { status: 304, headers: schemaHeaders(call) };
  const { schema } = call.org;
  const fields = schema.fields(object).filter((field) => call.access.readable(object, field));
  const below = schema.childrenOf(object).filter((child) => call.access.rights(child.object).read);
  const childRelationships = below.map((child) => ({
    cascadeDelete: child.field.masterDetail,
    childSObject: child.object.name,
    deprecatedAndHidden: false,
    field: child.field.name,
    junctionIdListNames: [],
    junctionReferenceTo: [],
    relationshipName: child.field.children,
    restrictedDelete: false,
  }));
  const body = {
    ...summary(call, object),
    actionOverrides: [],
    childRelationships,
    compactLayoutable: true,
    defaultImplementation: null,
    extendedBy: null,
    extendsInterfaces: null,
    fields: fields.map((field) => describeField(call, object, field)),
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: [
      {
        active: true,
        available: true,
        defaultRecordTypeMapping: true,
        developerName: 'Master',
        master: true,
        name: 'Master',
        recordTypeId: '012000000000000AAA',
        urls: {},
      },
    ],
    searchLayoutable: true,
    sobjectDescribeOption: 'FULL',
    supportedScopes: [{ label: `All ${object.plural}`, name: 'everything' }],
  };
  return ok(body, schemaHeaders(call));
}

/** `GET /sobjects/X`: the short form. */
export function basics(call: Call, name: string): PartAnswer {
  return ok({ objectDescribe: summary(call, objectOf(call, name)), recentItems: [] });
}
