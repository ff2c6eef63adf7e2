/** The way into a vendor's own app without a socket: with a token, as JSON, and outside the faults that somebody has set. */
import type { Vendor, World } from '../world';

export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
export const textIn = (value: unknown, key: string): string => {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : '';
};

/** What a vendor says in an error body, whichever. */
function complaint(body: unknown): string {
  const error = Array.isArray(body) ? body[0] : isObject(body) ? (body['error'] ?? body) : body;
  return textIn(error, 'message') || (typeof error === 'string' ? error : JSON.stringify(error ?? null)).slice(0, 200);
}

export class Door {
  readonly #token: string;
  constructor(
    world: World,
    private readonly vendor: Vendor,
    user: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {
    this.#token = world.tokens.issue(vendor.name, user);
  }

  async ask(method: string, path: string, body?: unknown): Promise<Json> {
    const read = await this.#send(method, path, body);
    return isObject(read) ? read : {};
  }
  /** For calls that answer with a list. */
  async list(method: string, path: string, body?: unknown): Promise<readonly Json[]> {
    return listOf(await this.#send(method, path, body));
  }

  async #send(method: string, path: string, body?: unknown): Promise<unknown> {
    const headers = { Authorization: `Bearer ${this.#token}`, 'Content-Type': 'application/json', ...this.headers };
    const answer = await this.vendor.app.request(`http://localhost${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    let read: unknown = {};
    try {
      read = text === '' ? {} : JSON.parse(text);
    } catch {
      read = { message: text.slice(0, 200) };
    }
    if (!answer.ok) throw new Refused(answer.status, complaint(read));
    return read;
  }
}

/** Filling a mailbox is nobody's mail and meets nobody's faults: both are put aside meanwhile. */
export async function quietly<T>(world: World, work: () => Promise<T>): Promise<T> {
  const { faults, mails } = world;
  const switches = { ...faults.switches };
  const rules = faults.rules.splice(0);
  for (const name of Object.keys(faults.switches)) delete faults.switches[name];
  const sent = mails.length;
  try {
    return await work();
  } finally {
    mails.length = sent;
    faults.rules.push(...rules);
    Object.assign(faults.switches, switches);
  }
}
