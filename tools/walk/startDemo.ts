/** `npm start` as a person starts it: a child in a group of its own, an address on its stdout, Ctrl-C to all of the group. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { scripts } from '../../package.json' with { type: 'json' };

const root = resolve(import.meta.dirname, '../..');

export interface Started {
  readonly url: string;
  readonly output: () => string;
  /** Ctrl-C. @returns the exit code. */
  interrupt(): Promise<number | null>;
  /** Processes of the group that are still there. */
  left(): boolean;
}

interface Ways {
  readonly byNpm?: boolean;
  /** Where the company is kept; absent: for this start alone. */
  readonly folder?: string;
}

export async function startDemo(args: readonly string[] = [], { byNpm = false, folder: given }: Ways = {}): Promise<Started> {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'instep-demo-'));
  // What `npm start` runs, as package.json has it: npm itself ends by the signal that Ctrl-C sends, whatever its script says.
  const [command = '', ...script] = byNpm ? ['npm', 'start', '--'] : scripts.start.split(' ');
  const child = spawn(command, [...script, '--port', '0', ...args], {
    cwd: root,
    detached: true,
    env: { ...process.env, INSTEP_DEMO_FOLDER: folder },
  });
  let text = '';
  child.stdout.on('data', (part: Buffer) => {
    text += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    text += part.toString();
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const url = await address(child, () => text);
  return {
    url,
    output: () => text,
    left: () => alive(child),
    async interrupt() {
      process.kill(-(child.pid ?? 0), 'SIGINT');
      const code = await ended;
      if (given === undefined) rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

const alive = ({ pid = 0 }: ChildProcess): boolean => {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
};

const address = (child: ChildProcess, text: () => string): Promise<string> =>
  new Promise((done, fail) => {
    const look = () => {
      const found = /open (http:\/\/localhost:\d+)/.exec(text())?.[1];
      // All is said, and the company is there.
      if (found && text().includes('Ctrl-C ends everything')) done(found);
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) => fail(new Error(`npm start ended with ${code}: ${text()}`)));
  });
