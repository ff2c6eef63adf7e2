/**
 * How large a rep may be (CON6): stand-ins in one process, the rep's device in another, which is killed in the middle and begins again from
 * nothing. Tells what it took: `npx tsx tools/scale.ts --contacts 50000 --events 10000`.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import type { Provider } from '../shared/core/model';

export interface ScaleOptions {
  readonly contacts: number;
  readonly events: number;
  readonly provider: Provider;
  /** Where everything is at first. */
  readonly side: 'mailbox' | 'crm';
  /** Killed once that many records are there; 0 = never. */
  readonly killAt: number;
}

export interface ScaleResult {
  readonly contacts: number;
  readonly events: number;
  /** Of the device's process, the highest of both lives. */
  readonly peakMb: number;
  /** How many records were there when the first life ended; 0 = it was not ended. */
  readonly killedAt: number;
  readonly seconds: number;
  readonly idleWrites: number;
  /** Of the life that came to the end. */
  readonly requests: Readonly<Record<string, number>>;
}

interface Life {
  readonly peakMb: number;
  readonly killedAt: number;
}

/** Flags that a device of this size runs well with: garbage is collected before it piles up. */
export const deviceFlags = ['--max-old-space-size=320', '--max-semi-space-size=8', '--optimize-for-size'] as const;

interface Ready {
  readonly urls: Readonly<Record<string, string>>;
  readonly graphCa: string;
  readonly user: string;
}

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

const child = (file: string, order: unknown, flags: readonly string[]): ChildProcess =>
  fork(file, [JSON.stringify(order)], {
    execArgv: [...flags],
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });

/** Plain JavaScript: what translates TypeScript while it runs would be measured too. */
async function deviceIn(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: here('./scale/device.ts'),
      emptyOutDir: false,
      outDir: folder,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'device.mjs' } },
    },
  });
  return join(folder, 'device.mjs');
}

const told = <T>(process: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`a process of the scale run ended early (${code})`));
    process.once('exit', ended);
    process.once('message', (message) => {
      process.off('exit', ended);
      resolve(message as T);
    });
  });

/** As the kernel counted it, in MB. */
function peakOf({ pid }: ChildProcess): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
}

export async function scale(options: ScaleOptions): Promise<ScaleResult> {
  const folder = await mkdtemp(join(tmpdir(), 'instep-scale-'));
  const standIns = child(here('./scale/standIns.ts'), options, ['--max-old-space-size=12000', '--import', 'tsx']);
  try {
    const [ready, file] = await Promise.all([told<Ready>(standIns), deviceIn(folder)]);
    const begin = (): ChildProcess => child(file, { ...options, ...ready }, deviceFlags);
    const started = Date.now();
    const first = options.killAt > 0 ? await untilKilled(begin(), options, standIns) : { peakMb: 0, killedAt: 0 };
    const device = begin();
    const result = await told<Omit<ScaleResult, 'contacts' | 'events' | 'killedAt' | 'peakMb' | 'seconds'>>(device);
    const peakMb = Math.round(Math.max(first.peakMb, peakOf(device)));
    device.kill();
    const there = await countsOf(standIns, options.side);
    return { ...result, ...there, peakMb, killedAt: first.killedAt, seconds: Math.round((Date.now() - started) / 1000) };
  } finally {
    standIns.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

async function untilKilled(device: ChildProcess, options: ScaleOptions, standIns: ChildProcess): Promise<Life> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { contacts, events } = await countsOf(standIns, options.side);
    if (device.exitCode !== null) throw new Error(`the device ended by itself (${device.exitCode})`);
    if (contacts + events < options.killAt) continue;
    const life = { peakMb: peakOf(device), killedAt: contacts + events };
    device.kill('SIGKILL');
    return life;
  }
}

/** How many there are on the side that was empty. */
function countsOf(standIns: ChildProcess, side: 'mailbox' | 'crm'): Promise<{ readonly contacts: number; readonly events: number }> {
  const answer = told<{ readonly contacts: number; readonly events: number }>(standIns);
  standIns.send(side === 'mailbox' ? 'crm' : 'mailbox');
  return answer;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { contacts: text, events: text, provider: text, side: text, 'kill-at': text } });
  const [contacts, events] = [Number(values.contacts ?? 50_000), Number(values.events ?? 10_000)];
  const provider = values.provider === 'google' ? 'google' : 'microsoft';
  const side = values.side === 'crm' ? 'crm' : 'mailbox';
  const result = await scale({ contacts, events, provider, side, killAt: Number(values['kill-at'] ?? contacts / 2) });
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
