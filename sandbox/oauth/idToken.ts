/** Signed id tokens and the key to check them with. Their times are real ones: clients check them against their own clock. */
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

const KID = 'sandbox-1';
let pair: { readonly privateKey: KeyObject; readonly publicKey: KeyObject } | null = null;
const keys = () => (pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 })); // made late: most runs need none

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

export function idToken(claims: Readonly<Record<string, unknown>>): string {
  const now = Math.floor(Date.now() / 1000);
  const text = `${encoded({ alg: 'RS256', typ: 'JWT', kid: KID })}.${encoded({ iat: now, nbf: now, exp: now + 3600, ...claims })}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(keys().privateKey, 'base64url')}`;
}

export const jwks = () => ({ keys: [{ ...keys().publicKey.export({ format: 'jwk' }), kid: KID, use: 'sig', alg: 'RS256' }] });
