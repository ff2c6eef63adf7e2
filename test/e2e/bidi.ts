/** Debian's Firefox over WebDriver BiDi, spoken by hand: its own driver is not packaged, and Playwright drives a Firefox of its own only. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { eventually } from './waiting';

interface Answer {
  readonly id?: number;
  readonly type: 'success' | 'error' | 'event';
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
}

export interface Context {
  readonly context: string;
  readonly url: string;
  readonly children: readonly Context[] | null;
}

/** A value as BiDi writes it. */
interface Remote {
  readonly type: string;
  readonly value?: unknown;
}

export class Firefox {
  #next = 0;
  readonly #waiting = new Map<number, (answer: Answer) => void>();

  private constructor(
    private readonly process: ChildProcess,
    private readonly socket: WebSocket,
    private readonly profile: string,
  ) {
    socket.on('message', (data) => {
      const answer = JSON.parse(String(data)) as Answer;
      if (answer.id === undefined) return;
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
  }

  static async start(preferences: Readonly<Record<string, unknown>>): Promise<Firefox> {
    const profile = await mkdtemp(join(tmpdir(), 'instep-firefox-'));
    const lines = Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
    await writeFile(join(profile, 'user.js'), lines.join('\n'));
    const args = [
      '--headless',
      '--no-remote',
      '--profile',
      profile,
      '--remote-debugging-port',
      '0',
      '-remote-allow-system-access',
      'about:blank',
    ];
    const process = spawn('/usr/bin/firefox-esr', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const address = await listening(process);
    const socket = new WebSocket(`${address}/session`, { maxPayload: 100_000_000 });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const firefox = new Firefox(process, socket, profile);
    await firefox.ask('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
    return firefox;
  }

  async ask<T>(method: string, params: object): Promise<T> {
    const id = ++this.#next;
    const answer = await new Promise<Answer>((resolve) => {
      this.#waiting.set(id, resolve);
      this.socket.send(JSON.stringify({ id, method, params }));
    });
    if (answer.type === 'error') throw new Error(`${method}: ${answer.error}: ${answer.message}`);
    return answer.result as T;
  }

  async contexts(): Promise<readonly Context[]> {
    return (await this.ask<{ contexts: readonly Context[] }>('browsingContext.getTree', {})).contexts;
  }

  /** In a tab of its own. Pages of extensions never say that they are loaded: look for what you want of them. */
  async open(url: string): Promise<string> {
    const { context } = await this.ask<{ context: string }>('browsingContext.create', { type: 'tab' });
    await this.ask('browsingContext.setViewport', { context, viewport: { width: 1100, height: 800 } }).catch(() => undefined);
    const web = url.startsWith('https:');
    const loads = this.ask('browsingContext.navigate', { context, url, wait: web ? 'complete' : 'none' });
    if (web) await loads;
    else {
      void loads.catch(() => undefined);
      await this.#shows(context, url.replace(/#.*/, ''));
    }
    return context;
  }

  async #shows(context: string, url: string): Promise<void> {
    await eventually(async () => {
      const page = (await this.contexts()).find((one) => one.context === context);
      if (!page?.url.startsWith(url) || (await this.evaluate(context, 'document.readyState')) !== 'complete')
        throw new Error(`${url} does not load.`);
    });
  }

  close(context: string): Promise<unknown> {
    return this.ask('browsingContext.close', { context });
  }

  /** An expression, awaited; its value must be plain. The page takes it as something that the person did. */
  async evaluate<T>(context: string, expression: string): Promise<T> {
    const answer = await this.ask<{ type: string; result: Remote; exceptionDetails?: { text: string } }>('script.evaluate', {
      expression: `(async () => JSON.stringify(await (${expression})))()`,
      target: { context },
      awaitPromise: true,
      userActivation: true,
    });
    if (answer.type !== 'success') throw new Error(answer.exceptionDetails?.text ?? 'the script failed');
    return (answer.result.type === 'string' ? JSON.parse(String(answer.result.value)) : undefined) as T;
  }

  /** The document with all shadow trees, closed ones too. */
  async tree(context: string): Promise<unknown> {
    const { result } = await this.ask<{ result: unknown }>('script.evaluate', {
      expression: 'document.documentElement',
      target: { context },
      awaitPromise: false,
      serializationOptions: { maxDomDepth: 30, includeShadowTree: 'all' },
    });
    return result;
  }

  press(context: string, x: number, y: number): Promise<unknown> {
    const at = { x: Math.round(x), y: Math.round(y) };
    const actions = [
      { type: 'pointerMove', ...at },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    return this.ask('input.performActions', { context, actions: [{ type: 'pointer', id: 'mouse', actions }] });
  }

  async shot(context: string, file: string): Promise<void> {
    const { data } = await this.ask<{ data: string }>('browsingContext.captureScreenshot', { context });
    await writeFile(file, Buffer.from(data, 'base64'));
  }

  install(path: string): Promise<unknown> {
    return this.ask('webExtension.install', { extensionData: { type: 'path', path } });
  }

  async end(): Promise<void> {
    const gone = new Promise<void>((resolve) => {
      if (this.process.exitCode !== null || this.process.signalCode !== null) resolve();
      else this.process.once('exit', () => resolve());
    });
    void this.ask('browser.close', {}).catch(() => undefined);
    const late = setTimeout(() => this.process.kill('SIGKILL'), 5000);
    await gone;
    clearTimeout(late);
    this.socket.close();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function listening(process: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    process.stderr?.on('data', (data) => {
      text += String(data);
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(text);
      if (found?.[1]) resolve(found[1]);
    });
    process.once('exit', (code) => reject(new Error(`Firefox ended (${code}): ${text.slice(0, 500)}`)));
  });
}
