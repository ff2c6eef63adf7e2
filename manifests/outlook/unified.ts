/** The source as a unified manifest for Microsoft 365 (JSON). */
import {
  at,
  type Command,
  commands,
  description,
  eventSet,
  events,
  iconFile,
  longDescription,
  mailboxSet,
  name,
  type OutlookManifestOptions,
  packageIcons,
  pages,
  provider,
  ribbons,
  script,
  website,
} from './source.ts';

export const schemaVersion = '1.23';

const needs = (minVersion: string) => ({ capabilities: [{ name: 'Mailbox', minVersion }] });

export function unifiedManifest(options: OutlookManifestOptions): Record<string, unknown> {
  const icons = [16, 32, 80].map((size) => ({ size, url: at(options, iconFile(size)) }));
  const control = ({ id, label, tip }: Command, place: string) => ({
    id: `${place}.${id}`,
    type: 'button',
    label,
    icons,
    supertip: { title: label, description: tip },
    actionId: id,
  });
  const functions = [
    ...Object.values(commands)
      .filter(({ does }) => does === 'function')
      .map(({ id }) => id),
    ...events.map(({ action }) => action),
  ];
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${schemaVersion}/MicrosoftTeams.schema.json`,
    manifestVersion: schemaVersion,
    id: options.id,
    version: options.version,
    name: { short: name, full: `${name} for Outlook` },
    description: { short: description, full: longDescription },
    developer: { name: provider, websiteUrl: website, privacyUrl: `${website}/privacy`, termsOfUseUrl: `${website}/terms` },
    icons: { color: packageIcons.color.file, outline: packageIcons.outline.file },
    accentColor: '#17607E',
    localizationInfo: { defaultLanguageTag: 'en-us', additionalLanguages: [] },
    authorization: { permissions: { resourceSpecific: [{ name: 'Mailbox.ReadWrite.User', type: 'Delegated' }] } },
    validDomains: [new URL(options.url).host],
    extensions: [
      {
        requirements: { ...needs(mailboxSet), scopes: ['mail'] },
        runtimes: [
          {
            id: 'pane',
            type: 'general',
            lifetime: 'short',
            code: { page: at(options, pages.taskpane) },
            actions: [{ id: commands.openPane.id, type: 'openPage', view: 'pane', pinnable: true }],
          },
          {
            id: 'commands',
            type: 'general',
            lifetime: 'short',
            code: { page: at(options, pages.commands), script: at(options, script) },
            actions: functions.map((id) => ({ id, type: 'executeFunction' })),
          },
        ],
        ribbons: ribbons.map(({ place, commands: shown }) => ({
          contexts: [place],
          tabs: [
            {
              builtInTabId: 'TabDefault',
              groups: [{ id: `${place}.group`, label: name, icons, controls: shown.map((one) => control(one, place)) }],
            },
          ],
        })),
        autoRunEvents: [
          {
            requirements: { ...needs(eventSet), scopes: ['mail'] },
            events: events.map(({ unified, action }) => ({ type: unified, actionId: action })),
          },
        ],
      },
    ],
  };
}
