/** The throw-away certificate that the Graph stand-in is served with: the Graph SDK only follows https links. Kept in `.sandbox/`. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  readonly expiresAt: number;
}

const DAY = 86_400_000;

export async function certificate(folder: string): Promise<Certificate> {
  const file = join(folder, 'certificate.json');
  const kept = await read(file);
  if (kept && kept.expiresAt > Date.now() + DAY) return kept;
  const made = await make();
  try {
    await mkdir(folder, { recursive: true });
    const draft = `${file}.${process.pid}`; // several test workers may do this at once: the last rename wins, whole
    await writeFile(draft, JSON.stringify(made));
    await rename(draft, file);
  } catch {
    // A folder that cannot be written to: made anew at the next start.
  }
  return made;
}

async function read(file: string): Promise<Certificate | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Certificate;
  } catch {
    return null; // not made yet, or unreadable: made anew
  }
}

async function make(): Promise<Certificate> {
  const expiresAt = Date.now() + 300 * DAY;
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - DAY),
    notAfterDate: new Date(expiresAt),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert, expiresAt };
}
