/** The stand-in services in a process of their own, as a customer's mail and CRM would be; talks to its parent over IPC. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface StandIns {
  readonly urls: Readonly<Record<'control' | 'salesforce' | 'graph' | 'google', string>>;
  readonly graphCa: string;
  close(): Promise<void>;
}

export interface StandInOptions {
  readonly ports?: Readonly<Record<string, number>>;
  readonly seed: 'company' | 'empty';
  readonly keep?: string;
}

type Told =
  | { readonly ready: { readonly urls: StandIns['urls']; readonly graphCa: string } }
  | { readonly failed: string; readonly port?: number };

export class PortInUse extends Error {
  constructor(readonly port: number) {
    super(`Port ${port} is in use.`);
  }
}

export async function startStandIns(options: StandInOptions): Promise<StandIns> {
  const child = fork(fileURLToPath(new URL('./standInsProcess.ts', import.meta.url)), [JSON.stringify(options)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const told = await new Promise<Told>((resolve) => {
    child.once('message', (message) => resolve(message as Told));
    child.once('exit', (code) => resolve({ failed: `The stand-in services ended at once (code ${code}).` }));
  });
  if ('failed' in told) {
    child.kill();
    throw told.port === undefined ? new Error(told.failed) : new PortInUse(told.port);
  }
  return { ...told.ready, close: () => end(child) };
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.send('end');
  });
}
