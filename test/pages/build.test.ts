/** The packages as they go to the stores: small, closed, and asking for no more than the documentation explains. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, inject, test } from 'vitest';
import { type Browser, manifest } from '../../manifests/extension/manifest';

const docs = readFileSync(fileURLToPath(new URL('../../docs/permissions.md', import.meta.url)), 'utf8');
const built = inject('packages');

const at = (browser: Browser, path: string) => join(built[browser], path);
const gzipped = (browser: Browser, path: string) => gzipSync(readFileSync(at(browser, path)), { level: 9 }).length;
const filesOf = (browser: Browser) => readdirSync(built[browser], { recursive: true }).map(String);

interface Manifest {
  readonly permissions: readonly string[];
  readonly host_permissions: readonly string[];
  readonly optional_host_permissions: readonly string[];
  readonly content_scripts: readonly { readonly matches: readonly string[]; readonly js: readonly string[] }[];
  readonly content_security_policy: { readonly extension_pages: string };
  readonly web_accessible_resources: readonly { readonly resources: readonly string[]; readonly matches: readonly string[] }[];
  readonly icons: Readonly<Record<string, string>>;
  readonly background: { readonly service_worker?: string; readonly scripts?: readonly string[] };
}
const manifestOf = (browser: Browser) => JSON.parse(readFileSync(at(browser, 'manifest.json'), 'utf8')) as Manifest;

for (const browser of ['chrome', 'firefox'] as const) {
  describe(browser, () => {
    test('cost: the script of each host is below 10 kB, with what opens the card below 20 kB', () => {
      const card = gzipped(browser, 'content/card/main.js');
      for (const { js } of manifestOf(browser).content_scripts) {
        const badges = js.reduce((sum, path) => sum + gzipped(browser, path), 0);
        expect(badges, js.join()).toBeLessThan(10_000);
        expect(badges + card, js.join()).toBeLessThan(20_000);
      }
    });

    test('every file that the manifest names is there, icons of the right size', () => {
      const { content_scripts, background, icons, web_accessible_resources } = manifestOf(browser);
      const named = [
        ...content_scripts.flatMap(({ js }) => js),
        ...(background.scripts ?? [background.service_worker ?? '']),
        ...Object.values(icons),
        ...web_accessible_resources.flatMap(({ resources }) => resources),
      ];
      for (const path of named) expect(filesOf(browser), path).toContain(path);
      for (const [size, path] of Object.entries(icons)) {
        // PNG: width and height stand at bytes 16 and 20.
        const png = readFileSync(at(browser, path));
        expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([Number(size), Number(size)]);
      }
    });

    test('SEC1 each permission and host has its reason in docs/permissions.md, and none is named there that is not asked for', () => {
      const { permissions, host_permissions, optional_host_permissions } = manifestOf(browser);
      const asked = [...permissions, ...host_permissions, ...optional_host_permissions].sort();
      expect([...docs.matchAll(/^\| `([^`]+)` \| \S/gm)].map(([, name]) => name).sort()).toEqual(asked);
    });

    test('SEC1 hosts are the three pages, the Google APIs and the org; no package knows a stand-in', () => {
      const { host_permissions, optional_host_permissions, content_security_policy } = manifestOf(browser);
      expect(host_permissions).toEqual([
        'https://mail.google.com/*',
        'https://calendar.google.com/*',
        'https://contacts.google.com/*',
        'https://www.googleapis.com/*',
        'https://people.googleapis.com/*',
      ]);
      expect(optional_host_permissions).toEqual(['https://*.my.salesforce.com/*']);
      expect(content_security_policy.extension_pages).not.toMatch(/localhost|127\.0\.0\.1|unsafe|\*(?!\.my\.salesforce\.com)/);
      expect(content_security_policy.extension_pages).toContain("default-src 'none'; script-src 'self'");
    });

    test('SEC1 SEC4 content scripts neither evaluate text nor write markup, and carry no library of screens or storage', () => {
      for (const path of filesOf(browser).filter((file) => file.startsWith('content/') && file.endsWith('.js'))) {
        const code = readFileSync(at(browser, path), 'utf8');
        expect(code, path).not.toMatch(
          /\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|indexedDB|localStorage|postMessage/,
        );
      }
    });

    test('SEC2 only the card can be reached from a page, and only from the three', () => {
      expect(manifestOf(browser).web_accessible_resources).toEqual([
        {
          resources: ['card/index.html'],
          matches: ['https://mail.google.com/*', 'https://calendar.google.com/*', 'https://contacts.google.com/*'],
        },
      ]);
    });
  });
}

test('stand-ins are in a manifest only where they were asked for', () => {
  const { host_permissions, content_security_policy } = manifest({
    browser: 'chrome',
    version: '1.0.0',
    standIns: ['http://localhost:4401'],
  }) as unknown as Manifest;
  expect(host_permissions).toContain('http://localhost/*');
  expect(content_security_policy.extension_pages).toContain('http://localhost:4401');
});

test('the Firefox package has no finding of the add-on linter but those of its libraries', { timeout: 180_000 }, async () => {
  const linter = fileURLToPath(new URL('../../node_modules/addons-linter/bin/addons-linter', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [linter, '--output', 'json', built.firefox ?? '']).catch(
    (failed) => failed,
  );
  const { errors, warnings } = JSON.parse(stdout) as Readonly<
    Record<'errors' | 'warnings', readonly { code: string; message: string; file: string }[]>
  >;
  expect(errors).toEqual([]);
  const known = [
    // Preact can set innerHTML where a component asks for it; none of ours does.
    /^UNSAFE_VAR_ASSIGNMENT /,
    // Chrome's own way to Google's tokens; the background uses it where it is there.
    /^UNSUPPORTED_API identity\.(?:getAuthToken|removeCachedAuthToken) .* background\/main\.js$/,
  ];
  const said = warnings.map(({ code, message, file }) => `${code} ${message} ${file}`);
  expect(said.filter((warning) => !known.some((one) => one.test(warning)))).toEqual([]);
});
