/**
 * The other end of Office.js: what Outlook on the web says to a frame of an add-in. Shared by tests and the demo, and the only
 * file that knows this protocol, which is internal to Office and undocumented: it is read from @microsoft/office-js 1.1.110
 * (pinned). It proves how an add-in uses Office.js, not how Outlook behaves.
 *
 *   frame ─ request {_actionName, _correlationId} ─→ host ─ response, same ids ─→ frame
 *   frame ─ registers for an event ─────────────────→ host ─ event {_actionName, _data} ─→ frame, whenever it happens
 */
import type { HostItem, Somebody } from './items';

export interface Bar {
  readonly key: string;
  readonly message: string;
  readonly type: number;
  readonly actions?: readonly { readonly actionText: string; readonly commandId: string }[];
}

export interface HostOptions {
  readonly user: Somebody;
  /** Newest set of mailbox requirements that this client knows. */
  readonly mailboxSet?: string;
  /** 0: restricted, 1: read item, 2: read and write mailbox, 3: read and write item. */
  readonly permissionLevel?: number;
  readonly nestedAuth?: boolean;
  readonly locale?: string;
  readonly theme?: Readonly<Record<string, string>>;
  /** The categories as the mailbox holds them now; absent: as the item says. */
  readonly categoriesOf?: (item: HostItem) => Promise<readonly string[]>;
  /** Called when an add-in changed the categories of an item. */
  readonly onCategories?: (item: HostItem, categories: readonly string[]) => Promise<void>;
  readonly onBars?: (item: HostItem, bars: readonly Bar[]) => void;
  /** Office.js gives the focus back: past the last control of the frame, past the first, or by Escape. */
  readonly onLeave?: (element: HTMLIFrameElement, how: Leaving) => void;
}

export type Leaving = 'forward' | 'backward' | 'escape';

export interface Completed {
  readonly commandId: string;
  readonly completed: unknown;
}

type Data = Readonly<Record<string, unknown>>;

interface Request {
  readonly _messageType: number;
  readonly _actionType: number;
  readonly _actionName: string;
  readonly _conversationId: string;
  readonly _correlationId: number;
  readonly _data: Data | null;
}

interface Frame {
  readonly element: HTMLIFrameElement;
  readonly id: string;
  readonly events: Set<string>;
  item: HostItem | null;
}

const registers = 1;
const unregisters = 2;
const done = (data: unknown = null) => ({ wasSuccessful: true, data });
const refused = (errorCode: number) => ({ wasSuccessful: false, error: true, errorCode });
const unknownCategory = 9045;
const notSaved = 5009;
/** `OSF.AgaveHostAction`: TabExit, TabExitShift, EscExit, ExitNoFocusable, ExitNoFocusableShift. */
const leaving: Readonly<Record<number, Leaving>> = { 13: 'forward', 14: 'backward', 15: 'escape', 17: 'forward', 18: 'backward' };

export class OfficeHost {
  readonly #frames = new Map<string, Frame>();
  readonly #bars = new WeakMap<HostItem, Bar[]>();
  readonly #completed: Completed[] = [];
  readonly #waiting = new Map<string, (completed: Completed) => void>();
  readonly masterCategories = new Map<string, string>();
  #count = 0;

  constructor(
    private readonly window: Window,
    private readonly options: HostOptions,
  ) {
    window.addEventListener('message', (event) => void this.#heard(event));
  }

  /** Loads a page of an add-in into the frame. */
  open(element: HTMLIFrameElement, page: string, item: HostItem | null): void {
    const id = `addin-${++this.#count}`;
    for (const [known, frame] of this.#frames) if (frame.element === element) this.#frames.delete(known);
    this.#frames.set(id, { element, id, events: new Set(), item });
    const { origin } = this.window.location;
    const locale = this.options.locale ?? 'en-US';
    // Office.js reads it when it opens a dialog. The attribute would come too late: the frame is there already.
    if (element.contentWindow) element.contentWindow.name = JSON.stringify({ baseFrameName: id });
    // Its own number in the query: a fragment alone would not load the page anew.
    const join = page.includes('?') ? '&' : `?frame=${id}&`;
    element.src = `${page}${join}_host_Info=Outlook$Web$16.01$${locale}$$$$0#&_xdm_Info=${id}|${id}|${origin}`;
  }

  /** The person selects another item; a pinned add-in hears of it. */
  select(element: HTMLIFrameElement, item: HostItem | null): void {
    const frame = this.#of(element);
    if (!frame) return;
    frame.item = item;
    this.#tell(frame, 'olkItemSelectedChanged', item ? this.#initialData(item) : null);
  }

  /** The item has got its id, which nobody is told. */
  saved(element: HTMLIFrameElement, id: string): void {
    const frame = this.#of(element);
    if (frame?.item) frame.item = { ...frame.item, id };
  }

  listens(element: HTMLIFrameElement, event: string): boolean {
    return this.#of(element)?.events.has(event) ?? false;
  }

  /** The frame's script has said which functions it has. */
  async takesCommands(element: HTMLIFrameElement): Promise<void> {
    while (!this.listens(element, 'appCommandInvoked')) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** Presses a ribbon button or fires an event; resolves when the add-in says `event.completed`. */
  run(element: HTMLIFrameElement, functionName: string, event: Data = {}): Promise<Completed> {
    const frame = this.#of(element);
    const commandId = `command-${++this.#count}`;
    const result = new Promise<Completed>((resolve) => this.#waiting.set(commandId, resolve));
    if (frame)
      this.#tell(frame, 'appCommandInvoked', {
        0: commandId,
        1: functionName,
        2: JSON.stringify({ source: { id: functionName }, ...event }),
      });
    return result;
  }

  get completed(): readonly Completed[] {
    return this.#completed;
  }

  barsOf(item: HostItem): readonly Bar[] {
    return this.#bars.get(item) ?? [];
  }

  theme(theme: Readonly<Record<string, string>>): void {
    const asNumbers = Object.fromEntries(Object.entries(theme).map(([name, hex]) => [name, Number.parseInt(hex.slice(1), 16)]));
    for (const frame of this.#frames.values()) this.#tell(frame, 'officeThemeChanged', [JSON.stringify(asNumbers)]);
  }

  #of(element: HTMLIFrameElement): Frame | undefined {
    return [...this.#frames.values()].find((frame) => frame.element === element);
  }

  async #heard(event: MessageEvent): Promise<void> {
    if (event.origin !== this.window.location.origin || typeof event.data !== 'string') return;
    const request = parse(event.data);
    const frame = request && this.#frames.get(request._conversationId);
    if (!request || !frame || request._messageType !== 0 || event.source !== frame.element.contentWindow) return;
    this.#post(frame, {
      _messageType: 1,
      _actionName: request._actionName,
      _conversationId: request._conversationId,
      _correlationId: request._correlationId,
      _errorCode: 0,
      _responseType: 0,
      _data: await this.#answer(frame, request),
    });
  }

  async #answer(frame: Frame, request: Request): Promise<unknown> {
    if (request._actionType === registers) {
      frame.events.add(request._actionName);
      return { Error: 0 };
    }
    if (request._actionType === unregisters) {
      frame.events.delete(request._actionName);
      return { Error: 0 };
    }
    switch (request._actionName) {
      case 'ContextActivationManager_getAppContextAsync':
        return this.#context(frame);
      case 'ContextActivationManager_notifyHost':
        return this.#leave(frame, request._data);
      case 'GetInitialData':
        return frame.item ? this.#initialData(frame.item) : this.#person();
      case 'ExecuteMethod':
        return this.#method(frame, request._data ?? {});
      case 'executeMethod':
        this.#complete(request._data ?? {});
        return { Version: 1, Error: 0 };
      default:
        return { Version: 1, Error: 0 };
    }
  }

  /** `_data` is the frame's id and what is wanted of the host. */
  #leave(frame: Frame, data: unknown): unknown {
    const [, action] = Object.values(data ?? {}) as readonly unknown[];
    const how = leaving[Number(action)];
    if (how) this.options.onLeave?.(frame.element, how);
    return { Version: 1, Error: 0 };
  }

  #context(frame: Frame): Data {
    const sets = { Mailbox: this.options.mailboxSet ?? '1.15', ...(this.options.nestedAuth ? { NestedAppAuth: '1.1' } : {}) };
    const locale = this.options.locale ?? 'en-US';
    return {
      _id: frame.id,
      _appName: 64,
      _appVersion: '16.01',
      _appUILocale: locale,
      _dataLocale: locale,
      _docUrl: this.window.location.origin,
      _clientMode: 0,
      _settings: {},
      _reason: 0,
      _osfControlType: 0,
      _eToken: '',
      _correlationId: '',
      _requirementMatrix: JSON.stringify(sets),
      _dialogRequirementMatrix: JSON.stringify(sets),
      _appDomains: [this.window.location.origin],
      _clientWindowHeight: this.window.innerHeight,
      _clientWindowWidth: this.window.innerWidth,
      _addinName: 'Add-in',
      _hostCustomMessage: '',
      _hostFullVersion: '16.01',
    };
  }

  #person(): Data {
    const { user } = this.options;
    return {
      permissionLevel: this.options.permissionLevel ?? 2,
      userDisplayName: user.name,
      userEmailAddress: user.email,
      userProfileType: 'office365',
      userTimeZone: 'UTC',
      hostVersion: '16.01',
      owaView: 'ThreeColumns',
      isRestIdSupported: true,
      restUrl: 'https://outlook.office.com/api',
    };
  }

  #initialData(item: HostItem): Data {
    const address = ({ name, email }: Somebody) => ({ name, address: email, recipientType: 3, appointmentResponse: 0 });
    const composing = item.mode === 'compose';
    const common = { ...this.#person(), subject: item.subject, normalizedSubject: item.subject, id: item.id };
    if (item.type === 'message')
      return {
        ...common,
        itemType: composing ? 4 : 1,
        itemClass: 'IPM.Note',
        from: address(item.from),
        sender: address(item.from),
        to: item.to.map(address),
        cc: item.cc.map(address),
        dateTimeCreated: Date.parse(item.at),
      };
    return {
      ...common,
      itemType: composing ? 5 : 2,
      itemClass: 'IPM.Appointment',
      seriesId: item.seriesId,
      organizer: address(item.organizer),
      to: item.attendees.map(address),
      cc: [],
      start: Date.parse(item.start),
      end: Date.parse(item.end),
      location: item.location,
    };
  }

  async #method(frame: Frame, data: Data): Promise<unknown> {
    const { DispatchId: id } = data.MethodData as { readonly DispatchId: number };
    const params = (data.ApiParams ?? {}) as Data;
    const { item } = frame;
    if (id >= 160 && id <= 162) return this.#masters(id, params);
    if (!item) return done();
    if (id >= 33 && id <= 36) return this.#barMethod(id, item, params);
    if (id >= 157 && id <= 159) return this.#categories(id, item, params);
    switch (id) {
      case 15:
        return done(recipients(item, Number(params.recipientField)).map(({ name, email }) => ({ name, address: email, recipientType: 3 })));
      case 18:
        return done(item.subject);
      case 25:
        return done(item.type === 'appointment' ? Date.parse(params.TimeProperty === 2 ? item.end : item.start) : 0);
      case 26:
        return done(item.type === 'appointment' ? item.location : '');
      case 107:
        return done({ name: this.options.user.name, address: this.options.user.email });
      case 164:
        return item.id === '' ? refused(notSaved) : done(item.id);
      default:
        return done();
    }
  }

  #barMethod(id: number, item: HostItem, params: Data): unknown {
    const bars = this.#bars.get(item) ?? [];
    const bar = params as unknown as Bar;
    const others = bars.filter(({ key }) => key !== bar.key);
    if (id === 34) return done(bars);
    const next = id === 36 ? others : [...others, bar];
    this.#bars.set(item, next);
    this.options.onBars?.(item, next);
    return done();
  }

  async #categories(id: number, item: HostItem, params: Data): Promise<unknown> {
    const named = (params.categories ?? []) as readonly string[];
    const shown = (names: readonly string[]) =>
      names.map((displayName) => ({ displayName, color: this.masterCategories.get(displayName) ?? 'None' }));
    if (this.options.categoriesOf) item.categories = await this.options.categoriesOf(item);
    if (id === 157) return done(shown(item.categories));
    if (id === 158 && named.some((name) => !this.masterCategories.has(name))) return refused(unknownCategory);
    const others = item.categories.filter((name) => !named.includes(name));
    item.categories = id === 158 ? [...others, ...named] : others;
    await this.options.onCategories?.(item, item.categories);
    return done();
  }

  #masters(id: number, params: Data): unknown {
    if (id === 160) return done([...this.masterCategories].map(([displayName, color]) => ({ displayName, color })));
    for (const one of (params.categoryDetails ?? []) as readonly { displayName: string; color: string }[])
      this.masterCategories.set(one.displayName, one.color);
    return done();
  }

  #complete(data: Data): void {
    const args = data as { readonly MethodData?: unknown; readonly Params?: readonly unknown[] };
    const text = JSON.stringify(args);
    const commandId = /command-\d+/.exec(text)?.[0] ?? '';
    const completed = { commandId, completed: data };
    this.#completed.push(completed);
    this.#waiting.get(commandId)?.(completed);
    this.#waiting.delete(commandId);
  }

  #tell(frame: Frame, name: string, data: unknown): void {
    this.#post(frame, {
      _messageType: 1,
      _actionName: name,
      _conversationId: frame.id,
      _correlationId: 0,
      _errorCode: 0,
      _responseType: 1,
      _data: data,
    });
  }

  #post(frame: Frame, message: Data): void {
    frame.element.contentWindow?.postMessage(JSON.stringify(message), this.window.location.origin);
  }
}

const recipients = (item: HostItem, field: number): readonly Somebody[] =>
  item.type === 'message' ? ([item.to, item.cc, []][field] ?? []) : ([item.attendees, []][field] ?? []);

function parse(text: string): Request | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && '_messageType' in value ? (value as Request) : null;
  } catch {
    return null;
  }
}
