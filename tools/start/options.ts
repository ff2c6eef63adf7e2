/** The command line of `npm start`: what may be asked, and one clear sentence for what may not. */
import { accessSync, constants, statSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  readonly once: boolean;
  readonly json: boolean;
  readonly fresh: boolean;
  /** Of the page; the stand-ins take the next ones. 0: any. Null: the usual one. */
  readonly port: number | null;
  readonly provider: 'google' | 'microsoft' | null;
  readonly contacts: readonly string[];
  readonly calendars: readonly string[];
}

/** Said to the person as it stands; nothing has been done yet. */
export class Misuse extends Error {}

const known = '--once --json --fresh --port N --provider google|microsoft --contacts FILE.vcf --calendar FILE.ics';

export function readOptions(args: readonly string[]): Options {
  const values = parsed(args);
  const provider = values.provider ?? null;
  if (provider !== null && provider !== 'google' && provider !== 'microsoft')
    throw new Misuse(`--provider is google or microsoft, not "${provider}".`);
  const contacts = values.contacts ?? [];
  const calendars = values.calendar ?? [];
  for (const file of [...contacts, ...calendars]) mustBeReadable(file);
  if (values.json && !values.once) throw new Misuse('--json goes with --once: add --once, or leave --json out.');
  return {
    once: values.once ?? false,
    json: values.json ?? false,
    fresh: values.fresh ?? false,
    port: portOf(values.port),
    provider,
    contacts,
    calendars,
  };
}

function portOf(given: string | undefined): number | null {
  if (given === undefined) return null;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_000) throw new Misuse(`--port is a number from 0 to 65000, not "${given}".`);
  return port;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        once: { type: 'boolean' },
        json: { type: 'boolean' },
        fresh: { type: 'boolean' },
        port: { type: 'string' },
        provider: { type: 'string' },
        contacts: { type: 'string', multiple: true },
        calendar: { type: 'string', multiple: true },
      },
    }).values;
  } catch (error) {
    const first = error instanceof Error ? (error.message.split('\n')[0] ?? '').replace(/\. To specify.*$/, '') : '';
    throw new Misuse(`${first.replace(/\.$/, '')}. What can be said: ${known}`);
  }
}

function mustBeReadable(file: string): void {
  try {
    if (statSync(file).isDirectory()) throw new Misuse(`${file} is a folder; name a file in it.`);
    accessSync(file, constants.R_OK);
  } catch (error) {
    if (error instanceof Misuse) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new Misuse(`${file} does not exist. Nothing was imported.`);
    throw new Misuse(`${basename(file)} cannot be read (${code ?? 'unknown reason'}). Nothing was imported.`);
  }
}
