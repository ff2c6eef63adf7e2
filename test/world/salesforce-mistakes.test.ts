/**
 * What Salesforce refuses at deployment although each element is known: the usual mistakes, looked for in every file, and each one made
 * on purpose to see that it is found.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../manifests/salesforce/', import.meta.url));
const source = join(root, 'force-app/main/default');
type Files = ReadonlyMap<string, string>;
const files: Files = new Map(
  readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(source, path), readFileSync(path, 'utf8')]),
);

interface Element {
  readonly name: string;
  readonly text: string;
  readonly inner: readonly Element[];
}
const parser = new XMLParser({ preserveOrder: true, parseTagValue: false, ignoreAttributes: true, ignoreDeclaration: true });
type Ordered = Readonly<Record<string, unknown>>;
const elements = (nodes: readonly Ordered[]): readonly Element[] =>
  nodes.flatMap((node): readonly Element[] => {
    const [name, value] = Object.entries(node)[0] ?? ['#text', ''];
    if (name === '#text') return [];
    const within = value as readonly Ordered[];
    return [{ name, text: within.map((one) => String(one['#text'] ?? '')).join(''), inner: elements(within) }];
  });
const rootOf = (xml: string): Element => elements(parser.parse(xml) as readonly Ordered[])[0] ?? { name: '', text: '', inner: [] };
const of = ({ inner }: Element, name: string): string => inner.find((one) => one.name === name)?.text ?? '';
const has = ({ inner }: Element, name: string): boolean => inner.some((one) => one.name === name);
const all = ({ inner }: Element, name: string): readonly Element[] => inner.filter((one) => one.name === name);

/** "Element fieldPermissions is duplicated at this location": those of one name stand together. */
function scattered({ inner }: Element): readonly string[] {
  const names = inner.map(({ name }) => name).filter((name, at, list) => name !== list[at - 1]);
  return [...names.filter((name, at) => names.indexOf(name) !== at).map((name) => `${name} stands apart`), ...inner.flatMap(scattered)];
}

const developerName = /^[A-Za-z](_?[A-Za-z0-9])*$/;
const needs = (element: Element, ...names: readonly string[]): readonly string[] =>
  names.filter((name) => of(element, name) === '').map((name) => `${name} is missing`);
const within = (element: Element, name: string, least: number, most: number): readonly string[] =>
  Number(of(element, name)) >= least && Number(of(element, name)) <= most ? [] : [`${name} is out of bounds`];

function inField(field: Element): readonly string[] {
  const type = of(field, 'type');
  const plain = ['Text', 'Number', 'Email'].includes(type);
  return [
    ...needs(field, 'label', 'type'),
    ...(/^(.{1,40})__c$/.test(of(field, 'fullName')) && developerName.test(of(field, 'fullName').slice(0, -3)) ? [] : ['fullName is none']),
    ...(type === 'Text' && !has(field, 'formula') ? within(field, 'length', 1, 255) : []),
    ...(type === 'LongTextArea' ? [...within(field, 'length', 256, 131_072), ...needs(field, 'visibleLines')] : []),
    ...(type === 'Number' ? [...within(field, 'precision', 1, 18), ...within(field, 'scale', 0, Number(of(field, 'precision')))] : []),
    ...(type === 'Checkbox' ? needs(field, 'defaultValue') : []),
    ...(type === 'Lookup' || type === 'MasterDetail' ? needs(field, 'referenceTo', 'relationshipName') : []),
    ...(type === 'Lookup' && of(field, 'required') === 'true' && of(field, 'deleteConstraint') === 'SetNull'
      ? ['a required lookup cannot be emptied']
      : []),
    ...(type === 'Summary' ? needs(field, 'summaryForeignKey', 'summaryOperation') : []),
    ...(['unique', 'externalId'].some((name) => of(field, name) === 'true') && !plain ? [`${type} cannot be a key`] : []),
    ...(of(field, 'caseSensitive') === 'true' && of(field, 'unique') !== 'true' ? ['caseSensitive without unique'] : []),
    ...(['LongTextArea', 'Checkbox', 'MasterDetail', 'Summary'].includes(type) && of(field, 'required') === 'true'
      ? [`${type} has no required`]
      : []),
    ...(of(field, 'formula').length > 3900 ? ['formula is too long'] : []),
    ...all(field, 'valueSet').flatMap((set) => all(set, 'valueSetDefinition').flatMap(inValues)),
  ];
}

function inValues(definition: Element): readonly string[] {
  const values = all(definition, 'value');
  const names = values.map((value) => of(value, 'fullName'));
  return [
    ...(new Set(names.map((name) => name.toLowerCase())).size === names.length ? [] : ['a value stands there twice']),
    ...(values.filter((value) => of(value, 'default') === 'true').length > 1 ? ['two defaults'] : []),
  ];
}

function inObject(object: Element, fields: readonly Element[]): readonly string[] {
  const masters = fields.filter((field) => of(field, 'type') === 'MasterDetail');
  const isDetail = of(object, 'sharingModel') === 'ControlledByParent';
  const [name] = all(object, 'nameField');
  return [
    ...needs(object, 'label', 'pluralLabel', 'deploymentStatus', 'sharingModel'),
    ...(name && of(name, 'type') === 'AutoNumber' && !/\{0+\}/.test(of(name, 'displayFormat')) ? ['displayFormat has no number'] : []),
    ...(name ? needs(name, 'label', 'type') : ['nameField is missing']),
    ...(masters.length > 2 ? ['more than two masters'] : []),
    ...(masters.length > 0 === isDetail ? [] : ['a detail is controlled by its parent, and nothing else is']),
  ];
}

const implied: Readonly<Record<string, readonly string[]>> = {
  allowCreate: ['allowRead'],
  allowEdit: ['allowRead'],
  allowDelete: ['allowRead', 'allowEdit'],
  viewAllRecords: ['allowRead'],
  modifyAllRecords: ['allowRead', 'allowEdit', 'allowDelete', 'viewAllRecords'],
  editable: ['readable'],
};

function inPermissionSet(set: Element, masterOf: ReadonlyMap<string, string>): readonly string[] {
  const objects = new Map(all(set, 'objectPermissions').map((one) => [of(one, 'object'), one]));
  const fields = all(set, 'fieldPermissions').map((one) => of(one, 'field'));
  const lacking = [...objects.values(), ...all(set, 'fieldPermissions')].flatMap((one) =>
    Object.entries(implied).flatMap(([right, others]) =>
      of(one, right) === 'true' ? others.filter((other) => of(one, other) !== 'true').map((other) => `${right} without ${other}`) : [],
    ),
  );
  const reads = (object: string): boolean => !object.startsWith('Instep_') || of(objects.get(object) ?? set, 'allowRead') === 'true';
  return [
    ...lacking,
    ...(new Set(fields).size === fields.length ? [] : ['a field stands there twice']),
    ...(objects.size === all(set, 'objectPermissions').length ? [] : ['an object stands there twice']),
    ...fields.filter((field) => !reads(field.split('.')[0] ?? '')).map((field) => `${field} of an object that cannot be read`),
    ...[...objects.keys()].filter((object) => !reads(masterOf.get(object) ?? '')).map((object) => `${object} without its master`),
  ];
}

function mistakesIn(given: Files): readonly string[] {
  const roots = new Map([...given].map(([path, xml]) => [path, rootOf(xml)]));
  const inside = (object: string) => [...roots].filter(([path]) => path.startsWith(`objects/${object}/fields/`)).map(([, field]) => field);
  const masters = [...roots].filter(([, field]) => of(field, 'type') === 'MasterDetail');
  const masterOf = new Map(masters.map(([path, field]) => [path.split('/')[1] ?? '', of(field, 'referenceTo')]));
  const children = [...roots.values()]
    .filter((one) => has(one, 'relationshipName'))
    .map((one) => `${of(one, 'referenceTo')}.${of(one, 'relationshipName')}`);
  const found = [...roots].flatMap(([path, xml]) =>
    [
      ...scattered(xml),
      ...(given.get(path)?.includes(`<${xml.name} xmlns="http://soap.sforce.com/2006/04/metadata"`) ? [] : ['the namespace is missing']),
      ...(xml.name === 'CustomField' ? inField(xml) : []),
      ...(xml.name === 'CustomObject' ? inObject(xml, inside(path.split('/')[1] ?? '')) : []),
      ...(xml.name === 'PermissionSet' ? [...needs(xml, 'label'), ...inPermissionSet(xml, masterOf)] : []),
      ...(xml.name === 'ValidationRule' ? needs(xml, 'active', 'errorConditionFormula', 'errorMessage') : []),
      ...(xml.name === 'ValidationRule' && of(xml, 'errorConditionFormula').length > 5000 ? ['the formula is too long'] : []),
    ].map((what) => `${path}: ${what}`),
  );
  return [...found, ...children.filter((name, at) => children.indexOf(name) !== at).map((name) => `${name} is there twice`)];
}

describe('What Salesforce refuses although each element is known', () => {
  test('is in no file', () => expect(mistakesIn(files)).toEqual([]));

  const rep = 'objects/Instep_Rep__c/Instep_Rep__c.object-meta.xml';
  const field = (object: string, name: string) => `objects/${object}/fields/${name}.field-meta.xml`;
  const set = 'permissionsets/Instep_Rep.permissionset-meta.xml';
  test.each([
    [set, '</fieldPermissions>\n', '</fieldPermissions>\n    <label>x</label>\n', 'stands apart'],
    [set, /(<editable>true<\/editable>\s*<field>[^<]*<\/field>\s*<readable>)true/, '$1false', 'editable without readable'],
    [set, /(<allowCreate>true[\s\S]*?<allowRead>)true/, '$1false', 'without allowRead'],
    [set, '<allowRead>true', '<allowRead>false', 'of an object that cannot be read'],
    [set, '<field>Instep_Configuration__c.Active__c', '<field>Instep_Configuration__c.EventDirection__c', 'a field stands there twice'],
    [rep, ' xmlns="http://soap.sforce.com/2006/04/metadata"', '', 'the namespace is missing'],
    [rep, '<sharingModel>Private', '<sharingModel>ControlledByParent', 'a detail is controlled by its parent'],
    [rep, '<pluralLabel>Instep Reps</pluralLabel>', '', 'pluralLabel is missing'],
    [field('Instep_Request__c', 'Outcome__c'), '<visibleLines>5</visibleLines>', '', 'visibleLines is missing'],
    [field('Instep_Request__c', 'Outcome__c'), '<length>32768', '<length>200000', 'length is out of bounds'],
    [field('Instep_Request__c', 'Kind__c'), '<fullName>preview', '<fullName>Reset', 'a value stands there twice'],
    [field('Instep_Request__c', 'Progress__c'), '<scale>4', '<scale>9', 'scale is out of bounds'],
    [field('Instep_Request__c', 'Rep__c'), '<relationshipName>Requests</relationshipName>', '', 'relationshipName is missing'],
    [field('Instep_Rep__c', 'Devices__c'), '</CustomField>', '    <unique>true</unique>\n</CustomField>', 'cannot be a key'],
    [field('Instep_Rep__c', 'State__c'), '<fullName>State__c', '<fullName>Rep__State__c', 'fullName is none'],
  ])('%s: with %s → %s it is refused', (path, from, to, said) => {
    const text = files.get(path) ?? '';
    const wrong = text.replace(from, to);
    expect(wrong).not.toBe(text);
    expect(mistakesIn(new Map([...files, [path, wrong]])).join('\n')).toContain(said);
  });

  test('package.xml and the project name one version of the API', () => {
    const project = JSON.parse(readFileSync(join(root, 'sfdx-project.json'), 'utf8')) as { readonly sourceApiVersion: string };
    expect(of(rootOf(readFileSync(join(root, 'manifest/package.xml'), 'utf8')), 'version')).toBe(project.sourceApiVersion);
  });
});
