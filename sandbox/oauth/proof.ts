/** Proof Key for Code Exchange, RFC 7636, and the form of a token request. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';

export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** RFC 7636 4.1: 43 to 128 unreserved characters. */
export const fits = (verifier: string | undefined, challenge: string): boolean =>
  verifier !== undefined && /^[\w.~-]{43,128}$/.test(verifier) && challengeOf(verifier) === challenge;

export async function formOf(c: Context): Promise<Readonly<Record<string, string | undefined>>> {
  const form = Object.fromEntries(new URLSearchParams(await c.req.text()));
  const [scheme, credentials] = (c.req.header('authorization') ?? '').split(' ');
  if (scheme !== 'Basic' || !credentials) return form;
  const [id, secret] = Buffer.from(credentials, 'base64').toString().split(':').map(decodeURIComponent);
  return { ...form, client_id: id, client_secret: secret };
}
