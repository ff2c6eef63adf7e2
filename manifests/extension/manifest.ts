/** The browser extension's manifest (MV3) for Chrome, Edge and Firefox. Each permission has its reason in docs/permissions.md. */
import { googleScopes } from '../../extension/environment.ts';

export type Browser = 'chrome' | 'firefox';

export interface ManifestOptions {
  readonly browser: Browser;
  readonly version: string;
  /** Origins of local stand-ins, in development and tests only; a package for the stores has none. */
  readonly standIns?: readonly string[];
  /** Client id of Google's type "Chrome extension"; '' when this build has none (docs/decisions/google-sign-in.md). */
  readonly googleChrome?: string;
}

/** The pages that carry badges. */
export const hostPages = ['https://mail.google.com/*', 'https://calendar.google.com/*', 'https://contacts.google.com/*'] as const;
/** Frames of contacts.google.com inside the other two (and inside Docs), also of a second account: each needs its own content script. */
export const hovercardPages = [
  'https://contacts.google.com/widget/hovercard/*',
  'https://contacts.google.com/u/*/widget/hovercard/*',
] as const;
const googleApis = ['https://www.googleapis.com/*', 'https://people.googleapis.com/*'] as const;
/** Asked for when the rep connects, for the one org only. */
export const orgPages = ['https://*.my.salesforce.com/*'] as const;

/** Sign-in answers come from these, with CORS; no host permission is needed for them. */
const tokenOrigins = ['https://oauth2.googleapis.com', 'https://login.salesforce.com', 'https://test.salesforce.com'];

const iconFile = (size: number) => `icons/${size}.png`;
export const iconSizes = [16, 32, 48, 64, 80, 128] as const;
export const icons = {
  ...Object.fromEntries(iconSizes.map((size) => [iconFile(size), { size }])),
  ...Object.fromEntries([16, 32].map((size) => [`icons/${size}-ask.png`, { size, sign: 'ask' as const }])),
};
const iconSet = (...sizes: number[]) => Object.fromEntries(sizes.map((size) => [size, iconFile(size)]));

const originOf = (pattern: string): string => pattern.replace(/\/\*$/, '');

export const contentPolicy = (standIns: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src ${["'self'", ...[...googleApis, ...orgPages].map(originOf), ...tokenOrigins, ...standIns].join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    // The card's frame, in these pages alone.
    `frame-ancestors ${hostPages.map(originOf).join(' ')}`,
  ].join('; ');

/** The id stays the same on every machine, so that the addresses that Google and Salesforce answer to can be registered. */
const chromeKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAx62ELBBIWdwEH4w4uxDKiLDOXDU+TR7sEaYthwqETS4LIzbzIcGrAWRpy7/hxluambtL7lreBnoQGcbc0ZOf1JPcdsaMnUNuGHkmVXpb3HiYFRJd//LuQQFkyuVlKJAgfPGVKBqLOmC6m6TwgT4q1E9iWxKexTD9NooBwBaVs5XzYyvzzpaSZOuec61axp2fMS+Auros3DDbGh5n0Jpq2QwAahGOrOeI9jyX8tMfercqKA4X56hqSoRvIj4/gsERb9TFsD2haWkQVjuSRR+KZySErnFkjBogV50OvSdNU+Xj4S6r/r2/SzZoTLs60wLqFIjmKD9W7jriVQnQfygGCQIDAQAB';
export const chromeId = 'kajdemdejjhionjgnajhpbiffapapcpg';
export const firefoxId = 'instep@instep.example';

/** Each host its own script: none carries what another one needs. */
const scripts = [
  { matches: [hostPages[0]], js: ['content/gmail/main.ts'] },
  { matches: [hostPages[1]], js: ['content/calendar/main.ts'] },
  { matches: [hostPages[2]], exclude_matches: hovercardPages, js: ['content/contacts/main.ts'] },
  { matches: hovercardPages, js: ['content/hovercard/main.ts'], all_frames: true },
] as const;

/** The built script for a tab that shows this address, or null. */
export const scriptOf = (url: string): string | null => {
  const script = scripts.find(({ matches: [pattern = ''] }) => url.startsWith(pattern.slice(0, -1)));
  return script?.js[0].replace(/\.ts$/, '.js') ?? null;
};

export function manifest({ browser, version, standIns = [], googleChrome = '' }: ManifestOptions): Record<string, unknown> {
  return {
    manifest_version: 3,
    name: 'Instep',
    version,
    description: 'Keeps contacts and calendar events in Google in step with Salesforce, and says why.',
    icons: iconSet(16, 32, 48, 128),
    action: { default_title: 'Instep', default_popup: 'popup/index.html', default_icon: iconSet(16, 32) },
    options_ui: { page: 'options/index.html', open_in_tab: true },
    background:
      browser === 'chrome' ? { service_worker: 'background/main.ts', type: 'module' } : { scripts: ['background/main.ts'], type: 'module' },
    // Before the page's own scripts: what happens on our nodes must not reach them.
    content_scripts: scripts.map((script) => ({ ...script, run_at: 'document_start' })),
    commands: { 'open card': { suggested_key: { default: 'Alt+Shift+I' }, description: 'Open the card of the focused or open item' } },
    // The card's frame, for our scripts in these pages; it shows nothing to anybody without a ticket.
    web_accessible_resources: [{ resources: ['card/index.html'], matches: hostPages }],
    permissions: ['alarms', 'identity', 'scripting', 'storage', 'unlimitedStorage'],
    host_permissions: [...hostPages, ...googleApis, ...standIns.map((origin) => `${origin.replace(/:\d+$/, '')}/*`)],
    optional_host_permissions: orgPages,
    content_security_policy: { extension_pages: contentPolicy(standIns) },
    ...(browser === 'chrome'
      ? {
          key: chromeKey,
          minimum_chrome_version: '123',
          ...(googleChrome === '' ? {} : { oauth2: { client_id: googleChrome, scopes: googleScopes } }),
        }
      : {
          browser_specific_settings: {
            gecko: { id: firefoxId, strict_min_version: '142.0', data_collection_permissions: { required: ['none'] } },
          },
        }),
  };
}
