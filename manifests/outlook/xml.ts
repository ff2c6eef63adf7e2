/** The source as an add-in only manifest (XML), for Outlook on Mac and for companies that deploy by it. */
import {
  at,
  type Command,
  commands,
  description,
  events,
  iconFile,
  mailboxSet,
  name,
  type OutlookManifestOptions,
  pages,
  provider,
  ribbons,
  script,
  website,
} from './source.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Resources are named and referred to by id; the id must not be longer than 32 characters. */
class Resources {
  readonly #images = new Map<string, string>();
  readonly #urls = new Map<string, string>();
  readonly #short = new Map<string, string>();
  readonly #long = new Map<string, string>();

  constructor(private readonly options: OutlookManifestOptions) {}

  icon(size: number): string {
    return this.#keep(this.#images, `Icon.${size}`, at(this.options, iconFile(size)));
  }
  url(id: string, path: string): string {
    return this.#keep(this.#urls, id, at(this.options, path));
  }
  label(id: string, text: string): string {
    return this.#keep(this.#short, id, text);
  }
  tip(id: string, text: string): string {
    return this.#keep(this.#long, id, text);
  }
  #keep(map: Map<string, string>, id: string, value: string): string {
    map.set(id, value);
    return id;
  }

  xml(): string {
    const list = (tag: string, one: string, map: Map<string, string>): string =>
      `<bt:${tag}>${[...map].map(([id, value]) => `<bt:${one} id="${id}" DefaultValue="${escaped(value)}"/>`).join('')}</bt:${tag}>`;
    return `<Resources>${list('Images', 'Image', this.#images)}${list('Urls', 'Url', this.#urls)}${list('ShortStrings', 'String', this.#short)}${list('LongStrings', 'String', this.#long)}</Resources>`;
  }
}

const icons = (resources: Resources): string =>
  `<Icon>${[16, 32, 80].map((size) => `<bt:Image size="${size}" resid="${resources.icon(size)}"/>`).join('')}</Icon>`;

function button(command: Command, place: string, resources: Resources, pinnable: boolean): string {
  const { id, label, tip, does } = command;
  const action =
    does === 'open pane'
      ? `<Action xsi:type="ShowTaskpane"><SourceLocation resid="${resources.url('Pane.Url', pages.taskpane)}"/>${pinnable ? '<SupportsPinning>true</SupportsPinning>' : ''}</Action>`
      : `<Action xsi:type="ExecuteFunction"><FunctionName>${id}</FunctionName></Action>`;
  return `<Control xsi:type="Button" id="${place}.${id}"><Label resid="${resources.label(`${id}.Label`, label)}"/><Supertip><Title resid="${resources.label(`${id}.Label`, label)}"/><Description resid="${resources.tip(`${id}.Tip`, tip)}"/></Supertip>${icons(resources)}${action}</Control>`;
}

/** Pinning is for messages that are read; elsewhere the schema takes it and Outlook ignores it. */
function surfaces(resources: Resources, full: boolean): string {
  return ribbons
    .map(({ place, xml, commands: shown }) => {
      const buttons = shown.map((one) => button(one, place, resources, full && place === 'mailRead')).join('');
      return `<ExtensionPoint xsi:type="${xml}"><OfficeTab id="TabDefault"><Group id="${place}.group"><Label resid="${resources.label('Group.Label', name)}"/>${buttons}</Group></OfficeTab></ExtensionPoint>`;
    })
    .join('');
}

const launch = (resources: Resources): string =>
  `<ExtensionPoint xsi:type="LaunchEvent"><LaunchEvents>${events
    .map(({ xml, action }) => `<LaunchEvent Type="${xml}" FunctionName="${action}"/>`)
    .join('')}</LaunchEvents><SourceLocation resid="${resources.url('Commands.Url', pages.commands)}"/></ExtensionPoint>`;

const requirements = `<Requirements><bt:Sets DefaultMinVersion="${mailboxSet}"><bt:Set Name="Mailbox"/></bt:Sets></Requirements>`;

/** Clients that know VersionOverrides 1.0 only take the outer one: buttons without events. */
function overrides(options: OutlookManifestOptions): string {
  const [inner, outer] = [new Resources(options), new Resources(options)];
  const file = (resources: Resources): string => `<FunctionFile resid="${resources.url('Commands.Url', pages.commands)}"/>`;
  const runtimes = `<Runtimes><Runtime resid="${inner.url('Commands.Url', pages.commands)}"><Override type="javascript" resid="${inner.url('Script.Url', script)}"/></Runtime></Runtimes>`;
  const innerHost = `<Host xsi:type="MailHost">${runtimes}<DesktopFormFactor>${file(inner)}${surfaces(inner, true)}${launch(inner)}</DesktopFormFactor></Host>`;
  const innerXml = `<VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides/1.1" xsi:type="VersionOverridesV1_1">${requirements}<Hosts>${innerHost}</Hosts>${inner.xml()}</VersionOverrides>`;
  const outerHost = `<Host xsi:type="MailHost"><DesktopFormFactor>${file(outer)}${surfaces(outer, false)}</DesktopFormFactor></Host>`;
  return `<VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides" xsi:type="VersionOverridesV1_0">${requirements}<Hosts>${outerHost}</Hosts>${outer.xml()}${innerXml}</VersionOverrides>`;
}

const form = (type: string, url: string): string =>
  `<Form xsi:type="${type}"><DesktopSettings><SourceLocation DefaultValue="${escaped(url)}"/>${type === 'ItemRead' ? '<RequestedHeight>250</RequestedHeight>' : ''}</DesktopSettings></Form>`;

export function xmlManifest(options: OutlookManifestOptions): string {
  const url = at(options, pages.taskpane);
  return `<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" xsi:type="MailApp"><Id>${options.id}</Id><Version>${options.version}.0</Version><ProviderName>${escaped(provider)}</ProviderName><DefaultLocale>en-US</DefaultLocale><DisplayName DefaultValue="${escaped(name)}"/><Description DefaultValue="${escaped(description)}"/><IconUrl DefaultValue="${escaped(at(options, iconFile(64)))}"/><HighResolutionIconUrl DefaultValue="${escaped(at(options, iconFile(128)))}"/><SupportUrl DefaultValue="${website}"/><AppDomains><AppDomain>${new URL(options.url).origin}</AppDomain></AppDomains><Hosts><Host Name="Mailbox"/></Hosts><Requirements><Sets DefaultMinVersion="${mailboxSet}"><Set Name="Mailbox"/></Sets></Requirements><FormSettings>${form('ItemRead', url)}${form('ItemEdit', url)}</FormSettings><Permissions>ReadWriteMailbox</Permissions><Rule xsi:type="RuleCollection" Mode="Or"><Rule xsi:type="ItemIs" ItemType="Message" FormType="ReadOrEdit"/><Rule xsi:type="ItemIs" ItemType="Appointment" FormType="ReadOrEdit"/></Rule><DisableEntityHighlighting>true</DisableEntityHighlighting>${overrides(options)}</OfficeApp>
`;
}

export const actionNames: readonly string[] = [
  ...Object.values(commands)
    .filter(({ does }) => does === 'function')
    .map(({ id }) => id),
  ...events.map(({ action }) => action),
];
