/** The extension's two ids, and the addresses that Salesforce and Google must know it by: computed as the browsers do, compared with what is deployed and told. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { chromeId, firefoxId, manifest } from './manifest';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const metadata = 'manifests/salesforce/force-app/main/default';
const callbacks = read(`${metadata}/extlClntAppGlobalOauthSets/Instep_glbloauth.ecaGlblOauth-meta.xml`);
const connect = read('docs/connect.md');

/** Chrome: the first 16 bytes of the key's SHA-256, each half byte a letter from a to p. */
const idOf = (key: string): string =>
  [...createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32)]
    .map((digit) => String.fromCharCode('a'.charCodeAt(0) + Number.parseInt(digit, 16)))
    .join('');

/** Firefox: the SHA-1 of the add-on's id. */
const firefoxName = createHash('sha1').update(firefoxId).digest('hex');

describe('ids', () => {
  test('SEC1 the id of the Chrome package is the one that its key gives', () => {
    const { key } = manifest({ browser: 'chrome', version: '1.0.0' });
    expect(typeof key).toBe('string');
    expect(idOf(String(key))).toBe(chromeId);
  });

  test('SEC1 Salesforce answers scripts of this very extension: its origin, and no other extension’s', () => {
    const folder = `${metadata}/corsWhitelistOrigins`;
    const origins = readdirSync(fileURLToPath(new URL(`../../${folder}`, import.meta.url))).flatMap((name) =>
      [...read(`${folder}/${name}`).matchAll(/<urlPattern>([^<]+)<\/urlPattern>/g)].map(([, pattern]) => pattern),
    );
    expect(origins.filter((origin) => origin?.startsWith('chrome-extension:'))).toEqual([`chrome-extension://${chromeId}`]);
  });

  test('SEC3 sign-ins come back to this extension alone: what the Salesforce app allows, and what docs/connect.md tells to enter', () => {
    const toSalesforce = [`https://${chromeId}.chromiumapp.org/salesforce`, `https://${firefoxName}.extensions.allizom.org/salesforce`];
    const allowed = (/<callbackUrl>([^<]+)<\/callbackUrl>/.exec(callbacks)?.[1] ?? '').split(/\s+/).filter((url) => url !== '');
    expect(allowed.filter((url) => /chromiumapp|allizom/.test(url)).sort()).toEqual(toSalesforce.sort());
    const told = [...connect.matchAll(/https?:\/\/[^`\s|)]+/g)].map(([url]) => url);
    const toGoogle = [`https://${chromeId}.chromiumapp.org/google`, `http://127.0.0.1/mozoauth2/${firefoxName}`];
    expect(told.filter((url) => /chromiumapp|allizom|mozoauth2/.test(url) && !url.includes('<id>')).sort()).toEqual(
      [...toSalesforce, ...toGoogle].sort(),
    );
    expect(connect).toContain(`item id \`${chromeId}\``);
  });
});
