/** Both Outlook manifests: valid by Microsoft's schemas, and right in what schemas do not see. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { ParseOption, XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { OfficeAddinManifest, validateManifest } from 'office-addin-manifest';
import { describe, expect, test } from 'vitest';
import * as source from './source';
import { schemaVersion, unifiedManifest } from './unified';
import { actionNames, xmlManifest } from './xml';

const options = { id: 'b3a5e5f2-8f0e-4b62-9d7c-1f4a6f9a2c10', version: '1.4.2', url: 'https://instep.acme.example/addin/' };
const xml = xmlManifest(options);
const json = unifiedManifest(options);
const xsd = resolve(import.meta.dirname, '../../../shared/contracts/office/xsd/OfficeAppManifestV1_1.xsd');

const all = <T>(value: unknown, is: (node: Record<string, unknown>) => T | undefined): T[] => {
  if (Array.isArray(value)) return value.flatMap((one) => all(one, is));
  if (typeof value !== 'object' || value === null) return [];
  const node = value as Record<string, unknown>;
  const found = is(node);
  return [...(found === undefined ? [] : [found]), ...Object.values(node).flatMap((one) => all(one, is))];
};
const texts = (name: string) => (node: Record<string, unknown>) => (typeof node[name] === 'string' ? node[name] : undefined);

const tree = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', removeNSPrefix: true }).parse(xml) as Record<
  string,
  unknown
>;
const outer = all(tree, (node) => (node.VersionOverrides ? (node.VersionOverrides as Record<string, unknown>) : undefined));

describe('by the schemas', () => {
  test('the unified manifest is valid by the schema that it names, as Microsoft’s own tool sees it', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'instep-')), 'manifest.json');
    await writeFile(file, JSON.stringify(json));
    const { report } = await validateManifest(file);
    expect(report?.errors ?? []).toEqual([]);
    expect(await OfficeAddinManifest.readManifestFile(file)).toMatchObject({ id: options.id, displayName: source.name });
  });

  test('the tool sees what is wrong: a manifest without its version is not valid', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'instep-')), 'manifest.json');
    const { version: _, ...less } = json;
    await writeFile(file, JSON.stringify(less));
    const told = await validateManifest(file).then(
      ({ report }) => (report?.errors ?? []).length,
      () => 1,
    );
    expect(told).toBeGreaterThan(0);
  });

  // The schemas lie beside the project, where somebody has fetched them.
  test.runIf(existsSync(xsd))('the add-in only manifest is valid by the XSDs', () => {
    xmlRegisterFsInputProviders();
    const problems = (text: string): readonly string[] => {
      const doc = XmlDocument.fromString(text);
      const validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(xsd), { url: xsd, option: ParseOption.XML_PARSE_NONET }));
      try {
        validator.validate(doc);
        return [];
      } catch (error) {
        if (error instanceof XmlValidateError) return error.details.map(({ message }) => message);
        throw error;
      } finally {
        validator.dispose();
        doc.dispose();
      }
    };
    expect(problems(xml)).toEqual([]);
    expect(problems(xml.replace('<Version>1.4.2.0</Version>', ''))).not.toEqual([]);
  });

  test('Microsoft’s tool reads the add-in only manifest', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'instep-')), 'manifest.xml');
    await writeFile(file, xml);
    expect(await OfficeAddinManifest.readManifestFile(file)).toMatchObject({
      id: options.id,
      version: '1.4.2.0',
      displayName: source.name,
    });
  });
});

describe('by what schemas do not see', () => {
  test('every resid of the XML names a resource of its own VersionOverrides, and every resource is used', () => {
    expect(outer.length).toBe(2);
    const [whole, inner] = outer as [Record<string, unknown>, Record<string, unknown>];
    const { VersionOverrides: _, ...outside } = whole;
    for (const part of [outside, inner]) {
      const used = new Set(all(part, texts('@resid')));
      const { Resources } = part as { Resources: unknown };
      const held = all(Resources, texts('@id'));
      expect([...used].filter((id) => !held.includes(id))).toEqual([]);
      expect(held.filter((id) => !used.has(id))).toEqual([]);
      expect(new Set(held).size).toBe(held.length);
      expect(held.every((id) => id.length <= 32)).toBe(true);
    }
  });

  test('every action id of the unified manifest has a runtime that has the action', () => {
    const extension = (json.extensions as readonly Record<string, unknown>[])[0]!;
    const has = all(extension.runtimes, (node) =>
      node.type === 'executeFunction' || node.type === 'openPage' ? String(node.id) : undefined,
    );
    const used = all([extension.ribbons, extension.autoRunEvents], texts('actionId'));
    expect(used.filter((id) => !has.includes(id))).toEqual([]);
    expect(has.filter((id) => !used.includes(id))).toEqual([]);
    const ids = all(extension.ribbons, texts('id'));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => id.length <= 64)).toBe(true);
  });

  test('every function that a manifest names is one that commands.ts has, and the other way round', async () => {
    const text = await readFile(resolve(import.meta.dirname, '../../addin/commands/commands.ts'), 'utf8');
    const block = /export const actions = \{([\s\S]*?)\n\};/.exec(text)?.[1] ?? '';
    const has = [...block.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name);
    const inXml = [...all(tree, texts('FunctionName')), ...all(tree, texts('@FunctionName'))];
    expect(has.sort()).toEqual([...actionNames].sort());
    expect([...new Set(inXml)].sort()).toEqual([...actionNames].sort());
  });

  test('every address is https, and of the one place that was asked for; texts only are otherwise', () => {
    const addresses = (text: string) => [...text.matchAll(/https?:\/\/[^"<\\]+/g)].map(([address]) => address);
    const names = /schemas\.microsoft\.com|www\.w3\.org|json-schemas/;
    for (const text of [xml, JSON.stringify(json)]) {
      const found = addresses(text).filter((address) => !names.test(address));
      expect(found.length).toBeGreaterThan(5);
      expect(found.filter((address) => !address.startsWith('https://'))).toEqual([]);
      expect(found.filter((address) => !address.startsWith('https://instep.acme.example') && !address.startsWith(source.website))).toEqual(
        [],
      );
    }
    expect(all(tree, texts('AppDomain'))).toEqual(['https://instep.acme.example']);
    expect(json.validDomains).toEqual(['instep.acme.example']);
  });

  test('every event is one that Outlook knows, under the same name in both', () => {
    const known: Readonly<Record<string, string>> = {
      newMessageComposeCreated: 'OnNewMessageCompose',
      newAppointmentOrganizerCreated: 'OnNewAppointmentOrganizer',
      messageAttachmentsChanged: 'OnMessageAttachmentsChanged',
      appointmentAttachmentsChanged: 'OnAppointmentAttachmentsChanged',
      messageRecipientsChanged: 'OnMessageRecipientsChanged',
      appointmentAttendeesChanged: 'OnAppointmentAttendeesChanged',
      appointmentTimeChanged: 'OnAppointmentTimeChanged',
      appointmentRecurrenceChanged: 'OnAppointmentRecurrenceChanged',
      infoBarDismissClicked: 'OnInfoBarDismissClicked',
    };
    for (const { unified, xml: name } of source.events) expect(known[unified]).toBe(name);
    const inXml = all(tree, (node) => (node['@FunctionName'] ? [String(node['@Type']), String(node['@FunctionName'])] : undefined));
    const extension = (json.extensions as readonly Record<string, unknown>[])[0]!;
    const inJson = all(extension.autoRunEvents, (node) =>
      typeof node.type === 'string' ? [known[node.type], String(node.actionId)] : undefined,
    );
    expect(inXml).toEqual(inJson);
  });

  test('version, id, name and rights are the same in both', () => {
    const { OfficeApp: app } = tree as { OfficeApp: Record<string, unknown> };
    expect([app.Id, app.Version]).toEqual([json.id, `${String(json.version)}.0`]);
    expect(json.manifestVersion).toBe(schemaVersion);
    expect(app.Permissions).toBe('ReadWriteMailbox');
    expect(JSON.stringify(json.authorization)).toContain('Mailbox.ReadWrite.User');
    expect((app.DisplayName as Record<string, unknown>)['@DefaultValue']).toBe((json.name as { short: string }).short);
  });

  test('icons: the sizes that Outlook asks for, each drawn for its size', () => {
    const sizes = all(tree, (node) => (node['@size'] ? ([Number(node['@size']), String(node['@resid'])] as const) : undefined));
    expect(new Set(sizes.map(([size]) => size))).toEqual(new Set([16, 32, 80]));
    expect(sizes.every(([size, resid]) => resid === `Icon.${size}`)).toBe(true);
    const { OfficeApp: app } = tree as { OfficeApp: Record<string, Record<string, string>> };
    expect(app.IconUrl?.['@DefaultValue']).toContain('/64.png');
    expect(app.HighResolutionIconUrl?.['@DefaultValue']).toContain('/128.png');
    expect(source.iconSizes).toEqual(expect.arrayContaining([16, 32, 64, 80, 128]));
  });

  test('texts fit: short ones within what Outlook shows', () => {
    for (const command of Object.values(source.commands)) {
      expect(command.label.length).toBeLessThanOrEqual(64);
      expect(command.tip.length).toBeLessThanOrEqual(128);
    }
    expect(source.description.length).toBeLessThanOrEqual(80);
  });
});
