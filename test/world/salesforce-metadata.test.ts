/**
 * The deployable metadata, checked without an org: every element is known to Salesforce's metadata schema as jsforce ships
 * it, and every name that a file uses is there.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { ast, extract } from 'formulon';
import { ApiSchemas } from 'jsforce/lib/api/metadata/schema';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../manifests/salesforce/', import.meta.url));
const source = join(root, 'force-app/main/default');

type Xml = { readonly [name: string]: unknown };
interface File {
  readonly path: string;
  readonly type: string;
  readonly xml: Xml;
}

const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true, ignoreDeclaration: true });
const list = (value: unknown): readonly unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const text = (xml: Xml, name: string) => (typeof xml[name] === 'string' ? (xml[name] as string) : '');

const paths = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const files: readonly File[] = paths.map((path) => {
  const [type = '', xml] = Object.entries(parser.parse(readFileSync(path, 'utf8')) as Record<string, Xml>)[0] ?? [];
  return { path: relative(source, path), type, xml: xml ?? {} };
});
const of = (type: string) => files.filter((file) => file.type === type);
const objectIn = (path: string) => /objects\/([^/]+)\//.exec(path)?.[1] ?? '';
const fieldNames = new Set(of('CustomField').map((file) => `${objectIn(file.path)}.${text(file.xml, 'fullName')}`));
const objectNames = new Set(of('CustomObject').map((file) => objectIn(file.path)));
const fieldXml = (object: string, name: string) =>
  of('CustomField').find((file) => objectIn(file.path) === object && text(file.xml, 'fullName') === name)?.xml;

/** Newer than jsforce's schema; names from Salesforce's metadata guide. */
const newer: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ExternalClientApplication: {
    contactEmail: 'string',
    description: 'string',
    distributionState: 'string',
    isProtected: 'boolean',
    label: 'string',
  },
  ExtlClntAppGlobalOauthSettings: {
    ...{
      callbackUrl: 'string',
      externalClientApplication: 'string',
      isConsumerSecretOptional: 'boolean',
      isIntrospectAllTokens: 'boolean',
    },
    ...{ isPkceRequired: 'boolean', isSecretRequiredForRefreshToken: 'boolean', label: 'string' },
    ...{ shouldRotateConsumerKey: 'boolean', shouldRotateConsumerSecret: 'boolean' },
  },
  ExtlClntAppOauthSettings: { commaSeparatedOauthScopes: 'string', externalClientApplication: 'string', label: 'string' },
  CustomPermission: { isLicensed: 'boolean' },
};

type Schemas = Readonly<Record<string, { readonly props: Readonly<Record<string, unknown>>; readonly extends?: string } | undefined>>;
const schemas = ApiSchemas as unknown as Schemas;

function propsOf(type: string): Readonly<Record<string, unknown>> {
  const schema = schemas[type];
  return { ...(schema?.extends ? propsOf(schema.extends) : {}), ...schema?.props, ...newer[type] };
}

/** Elements that the schema does not know, or that hold what it does not expect. */
function unknownIn(xml: Xml, type: string, at: string): string[] {
  const props = propsOf(type);
  return Object.entries(xml).flatMap(([name, value]) => {
    if (name === '@_xmlns') return [];
    const told = props[name];
    const each = `${at}/${name}`;
    if (told === undefined) return [`${each} is not known`];
    const inner = String(Array.isArray(told) ? told[0] : told).replace('?', '');
    if (!Array.isArray(told) && Array.isArray(value)) return [`${each} stands there twice`];
    return list(value).flatMap((one) => {
      if (typeof one === 'object' && one !== null) return unknownIn(one as Xml, inner, each);
      if (inner === 'boolean') return one === 'true' || one === 'false' ? [] : [`${each} is no boolean`];
      if (inner === 'number') return Number.isFinite(Number(one)) ? [] : [`${each} is no number`];
      return [];
    });
  });
}

describe('Each file', () => {
  test('is well-formed XML in the folder and with the suffix of its type', () => {
    const suffixes: Readonly<Record<string, RegExp>> = {
      CustomObject: /^objects\/(\w+)\/\1\.object-meta\.xml$/,
      CustomField: /^objects\/\w+\/fields\/\w+\.field-meta\.xml$/,
      ValidationRule: /^objects\/\w+\/validationRules\/\w+\.validationRule-meta\.xml$/,
      PermissionSet: /^permissionsets\/\w+\.permissionset-meta\.xml$/,
      CustomPermission: /^customPermissions\/\w+\.customPermission-meta\.xml$/,
      CorsWhitelistOrigin: /^corsWhitelistOrigins\/\w+\.corsWhitelistOrigin-meta\.xml$/,
      ExternalClientApplication: /^externalClientApps\/\w+\.eca-meta\.xml$/,
      ExtlClntAppGlobalOauthSettings: /^extlClntAppGlobalOauthSets\/\w+\.ecaGlblOauth-meta\.xml$/,
      ExtlClntAppOauthSettings: /^extlClntAppOauthSettings\/\w+\.ecaOauth-meta\.xml$/,
    };
    expect(files.length).toBeGreaterThan(100);
    for (const path of paths) expect(XMLValidator.validate(readFileSync(path, 'utf8')), path).toBe(true);
    for (const { path, type } of files) expect(path).toMatch(suffixes[type] ?? /a known type/);
  });

  test('holds only elements that Salesforce knows for its type', () => {
    expect(files.flatMap(({ path, type, xml }) => unknownIn(xml, type, path))).toEqual([]);
  });

  test('the check finds an element that is not known', () => {
    expect(unknownIn({ label: 'x', lable: 'y', unique: 'yes' }, 'CustomField', 'f')).toEqual([
      'f/lable is not known',
      'f/unique is no boolean',
    ]);
  });

  test('is named as its file, and stays within Salesforce’s lengths', () => {
    for (const { path, type, xml } of files) {
      const name = path.split('/').at(-1)?.split('.')[0];
      if (type === 'CustomField' || type === 'ValidationRule') expect(text(xml, 'fullName'), path).toBe(name);
      expect(text(xml, 'label').length, path).toBeLessThanOrEqual(type === 'CustomObject' || type === 'CustomField' ? 40 : 80);
      expect(text(xml, 'description').length, path).toBeLessThanOrEqual(type === 'CustomObject' || type === 'CustomField' ? 1000 : 255);
      expect(text(xml, 'errorMessage').length, path).toBeLessThanOrEqual(255);
    }
  });
});

describe('Every name that is used is there', () => {
  const standard = ['User', 'Contact', 'Event', 'Task'];

  test('objects that fields refer to', () => {
    for (const { path, xml } of of('CustomField')) {
      const to = text(xml, 'referenceTo');
      if (to !== '') expect([...objectNames, ...standard], path).toContain(to);
      const count = text(xml, 'summaryForeignKey');
      if (count !== '') expect(fieldNames, path).toContain(count);
      for (const name of text(xml, 'formula') === '' ? [] : extract(text(xml, 'formula')))
        expect(fieldNames, path).toContain(`${objectIn(path)}.${name}`);
    }
  });

  test('fields and permissions in validation rules, through relationships too', () => {
    expect(of('ValidationRule').length).toBeGreaterThan(15);
    for (const { path, xml } of of('ValidationRule')) {
      const object = objectIn(path);
      const formula = text(xml, 'errorConditionFormula')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"');
      expect(ast(formula), path).toBeDefined();
      for (const name of extract(formula)) {
        if (name === 'OwnerId' || name === '$User.Id') continue;
        const permission = /^\$Permission\.(\w+)$/.exec(name)?.[1];
        if (permission) {
          expect(
            of('CustomPermission').map((file) => file.path),
            path,
          ).toContain(`customPermissions/${permission}.customPermission-meta.xml`);
          continue;
        }
        const [head = '', tail] = name.split('.');
        const to = tail === undefined ? object : text(fieldXml(object, head.replace('__r', '__c')) ?? {}, 'referenceTo');
        expect(fieldNames, `${path}: ${name}`).toContain(`${to}.${tail ?? head}`);
      }
      expect(fieldNames, path).toContain(`${object}.${text(xml, 'errorDisplayField')}`);
    }
  });

  test('objects, fields and permissions in permission sets; required fields and masters must not stand there', () => {
    for (const { path, xml } of of('PermissionSet')) {
      for (const each of list(xml.objectPermissions) as Xml[]) expect(objectNames, path).toContain(text(each, 'object'));
      for (const each of list(xml.fieldPermissions) as Xml[]) {
        const [object = '', name = ''] = text(each, 'field').split('.');
        const held = object === 'Event' || object === 'Task' ? 'Activity' : object;
        const field = fieldXml(held, name);
        expect(field, `${path}: ${object}.${name}`).toBeDefined();
        expect(text(field!, 'type'), `${object}.${name}`).not.toBe('MasterDetail');
        expect(text(field!, 'required'), `${object}.${name}`).not.toBe('true');
        if (text(field!, 'type') === 'Summary' || 'formula' in field!) expect(text(each, 'editable'), name).toBe('false');
      }
    }
  });

  test('what package.xml lists is there, and nothing is left out', () => {
    const { Package } = parser.parse(readFileSync(join(root, 'manifest/package.xml'), 'utf8')) as { Package: Xml };
    const listed = (list(Package.types) as Xml[]).flatMap((each) =>
      list(each.members).map((member) => `${text(each, 'name')} ${String(member)}`),
    );
    const plain = (file: File) => `${file.type} ${file.path.split('/').at(-1)?.split('.')[0]}`;
    const ofStandard = of('CustomField').filter((file) => !objectNames.has(objectIn(file.path)));
    const there = [
      ...files.filter((file) => !['CustomField', 'ValidationRule'].includes(file.type)).map(plain),
      ...ofStandard.map((file) => `CustomField ${objectIn(file.path)}.${text(file.xml, 'fullName')}`),
    ];
    expect([...listed].sort()).toEqual(there.sort());
  });
});

describe('The rules of the house', () => {
  const permissionsOf = (name: string) => of('PermissionSet').find((file) => file.path.includes(name))!.xml;
  const rights = (set: string, object: string) =>
    (list(permissionsOf(set).objectPermissions) as Xml[]).find((each) => each.object === object);

  test('RST1 the admin set has the custom permission together with Manage Users', () => {
    const xml = permissionsOf('Instep_Admin');
    expect(xml.customPermissions).toEqual({ enabled: 'true', name: 'Instep_Admin' });
    expect(list(xml.userPermissions)).toContainEqual({ enabled: 'true', name: 'ManageUsers' });
    expect(permissionsOf('Instep_Rep').customPermissions).toBeUndefined();
  });

  test('SEC1 the rep set opens nobody else’s records and no right on contacts and events', () => {
    for (const each of list(permissionsOf('Instep_Rep').objectPermissions) as Xml[]) {
      expect(each).toMatchObject({ viewAllRecords: 'false', modifyAllRecords: 'false' });
    }
    expect(permissionsOf('Instep_Rep').userPermissions).toEqual({ enabled: 'true', name: 'ApiEnabled' });
  });

  test('RST9 no set may delete requests', () => {
    for (const set of ['Instep_Rep', 'Instep_Admin']) expect(rights(set, 'Instep_Request__c')).toMatchObject({ allowDelete: 'false' });
  });

  test('EXC4 what devices share is in no admin’s set', () => {
    expect(rights('Instep_Admin', 'Instep_Shared__c')).toBeUndefined();
  });

  test('SYN6 keys are external ids, unique, and tell capitals apart', () => {
    const key = { type: 'Text', length: '40', unique: 'true', caseSensitive: 'true', externalId: 'true' };
    for (const object of ['Contact', 'Activity']) expect(fieldXml(object, 'Instep_Key__c')).toMatchObject(key);
    for (const [object, name] of [
      ['Instep_Rep__c', 'UserKey__c'],
      ['Instep_Shared__c', 'SharedKey__c'],
      ['Instep_Issue__c', 'IssueKey__c'],
      ['Instep_Day__c', 'DayKey__c'],
    ] as const) {
      expect(fieldXml(object, name)).toMatchObject({ unique: 'true', caseSensitive: 'true', externalId: 'true' });
    }
  });

  test('SEC1 outside users get nothing', () => {
    for (const { path, xml } of of('CustomObject'))
      expect(['Private', 'ControlledByParent'], path).toContain(text(xml, 'externalSharingModel'));
  });
});
