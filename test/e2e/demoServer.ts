/** `npm start` as a person starts it: a child in a group of its own, an address on its stdout, Ctrl-C to all of the group. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export interface Started {
  readonly url: string;
  readonly output: () => string;
  /** Ctrl-C. @returns the exit code. */
  interrupt(): Promise<number | null>;
  /** Processes of the group that are still there. */
  left(): boolean;
}

export async function startDemo(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'instep-demo-'));
  const child = spawn('npm', ['start', '--', '--port', '0', ...args], {
    cwd: root,
    detached: true,
    env: { ...process.env, INSTEP_DEMO_FOLDER: folder, ...env },
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
      rmSync(folder, { recursive: true, force: true });
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
      if (found) done(found);
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) => fail(new Error(`npm start ended with ${code}: ${text()}`)));
  });
