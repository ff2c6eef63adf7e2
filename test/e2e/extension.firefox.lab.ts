/** Debian's Firefox with the built, unchanged extension, over the sandbox: what a rep does, over WebDriver BiDi. */
import { firefoxId } from '../../manifests/extension/manifest';
import type { Sandbox } from '../../sandbox/server';
import type { SeenBadge } from './badges';
import { Firefox } from './bidi';
import { type Net, openNet, org } from './net';
import { eventually } from './waiting';

const uuid = '6d0a1f52-6f5c-4a0e-9a46-0f2f1c2b7a11';

/** Firefox's own services and its plugins', whatever is installed in it; and the name that sign-in answers come back to, which is no host. */
const browsersOwn = /(^|\.)(mozilla\.(com|net|org)|firefox\.com|extensions\.allizom\.org)$|^update\.googleapis\.com$/;

export interface FirefoxLab {
  readonly firefox: Firefox;
  readonly net: Net;
  strangers(): readonly string[];
  open(page: 'options' | 'popup' | 'admin', hash?: string): Promise<string>;
  host(url: string, body: string): Promise<string>;
  /** Presses the first control of that name: its label, or its text. */
  press(context: string, name: string): Promise<void>;
  fill(context: string, label: string, text: string): Promise<void>;
  /** Waits until the page says so. */
  says(context: string, text: string): Promise<void>;
  signIn(context: string, button: string, person: string): Promise<void>;
  badges(context: string): Promise<readonly SeenBadge[]>;
  card(context: string, css: string): Promise<string>;
  /** How many cards are open. */
  cards(context: string): Promise<number>;
  /** Brings a page to the front: Firefox lets the others rest. */
  front(context: string): Promise<unknown>;
  /** The event page is ended, as the browser does when it likes. */
  endBackground(): Promise<void>;
  close(): Promise<void>;
}

const quiet: Readonly<Record<string, unknown>> = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.newtabpage.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.enabled': false,
  'intl.accept_languages': 'en-GB, en',
};

/** What stands in an open dialog comes first: nothing else can be pressed then. The very name goes before one that begins so. */
const byName = (name: string): string => `(() => {
  const all = [...(document.querySelector('dialog[open]') ?? document).querySelectorAll('button,a,[role=button],input,label')];
  const can = all.filter((one) => one.checkVisibility() && one.getAttribute('aria-disabled') !== 'true');
  const nameOf = (one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim();
  return can.find((one) => nameOf(one) === ${JSON.stringify(name)}) ?? can.find((one) => nameOf(one).startsWith(${JSON.stringify(name)}));
})()`;

/** Where to press, and an ear for the press. */
const aim = (name: string): string => `(() => {
  const one = ${byName(name)};
  if (!one) return null;
  one.scrollIntoView({ block: 'center' });
  window.pressArrives = new Promise((resolve) => {
    document.addEventListener('click', ({ target }) => resolve(one.contains(target) || one.control === target), { capture: true, once: true });
    setTimeout(() => resolve(false), 1000);
  });
  const { x, y, width, height } = one.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
})()`;
const arrived = 'window.pressArrives ?? true';

export async function startFirefox(sandbox: Sandbox, extension: string): Promise<FirefoxLab> {
  const net = await openNet(sandbox);
  const firefox = await Firefox.start({
    ...quiet,
    'extensions.webextensions.uuids': JSON.stringify({ [firefoxId]: uuid }),
    // The question about the org's address cannot be pressed without a screen; the product asks as ever.
    'extensions.webextOptionalPermissionPrompts': false,
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': net.port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': net.port,
  });
  await firefox.install(extension);
  const cardsOf = async (context: string) => {
    const page = (await firefox.contexts()).find((one) => one.context === context);
    return page?.children?.filter(({ url }) => url.includes('/card/index.html')) ?? [];
  };
  const says = (context: string, text: string) =>
    eventually(async () => {
      const shown = await firefox.evaluate<string>(context, "(document.querySelector('dialog[open]') ?? document.body).innerText");
      if (!shown.includes(text)) throw new Error(`The page does not say “${text}”: ${shown.slice(0, 900)}`);
    }, 30_000);
  const press = (context: string, name: string) =>
    eventually(async () => {
      // A real press of the mouse: some things Firefox grants to nothing less.
      const at = await firefox.evaluate<{ x: number; y: number } | null>(context, aim(name));
      if (!at) throw new Error(`There is nothing called “${name}”.`);
      await firefox.press(context, at.x, at.y);
      // A page that has moved meanwhile was hit elsewhere; one that is gone was hit.
      const hit = await firefox.evaluate<boolean>(context, arrived).catch(() => true);
      if (!hit) throw new Error(`The press on “${name}” went elsewhere.`);
    });
  return {
    firefox,
    net,
    strangers: () => [...net.refused].filter((host) => !browsersOwn.test(host)),
    open: (page, hash = '') => firefox.open(`moz-extension://${uuid}/${page}/index.html${hash}`),
    async host(url, body) {
      net.pages.set(new URL(url).origin, body);
      return firefox.open(url);
    },
    press,
    fill: (context, label, text) =>
      firefox.evaluate(
        context,
        `(() => {
          const input = document.getElementById([...document.querySelectorAll('label')].find((one) => one.textContent.includes(${JSON.stringify(label)})).htmlFor);
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, ${JSON.stringify(text)});
          input.dispatchEvent(new Event('input', { bubbles: true }));
          return true;
        })()`,
      ),
    says,
    async signIn(context, button, person) {
      await press(context, button);
      await eventually(async () => {
        const window = (await firefox.contexts()).find(({ url }) => /accounts\.google\.com|services\/oauth2\/authorize/.test(url));
        if (!window) throw new Error('No window for the sign-in has opened.');
        const done = await firefox.evaluate<boolean>(
          window.context,
          `(() => { const one = [...document.querySelectorAll('button')].find((one) => one.textContent.includes(${JSON.stringify(person)})); one?.click(); return one !== undefined; })()`,
        );
        if (!done) throw new Error(`${person} is not on the page.`);
      });
    },
    badges: async (context) => badgesIn(await firefox.tree(context)),
    cards: async (context) => (await cardsOf(context)).length,
    async card(context, css) {
      const at = await firefox.evaluate<{ x: number; y: number }>(
        context,
        `(() => { const { x, y, width, height } = document.querySelector(${JSON.stringify(css)}).getBoundingClientRect(); return { x: x + width / 2, y: y + height / 2 }; })()`,
      );
      await firefox.press(context, at.x, at.y);
      let card = '';
      await eventually(async () => {
        card = (await cardsOf(context))[0]?.context ?? '';
        if (card === '') throw new Error('No card has opened.');
        if (!(await firefox.evaluate<string>(card, 'document.body.innerText')).includes('Why?'))
          throw new Error('The card shows nothing yet.');
      });
      return card;
    },
    front: (context) => firefox.ask('browsingContext.activate', { context }),
    async endBackground() {
      const { contexts } = await firefox.ask<{ contexts: readonly { context: string }[] }>('browsingContext.getTree', {
        'moz:scope': 'chrome',
      });
      const ended = `(async () => { await WebExtensionPolicy.getByID(${JSON.stringify(firefoxId)}).extension.terminateBackground({ ignoreDevToolsAttached: true }); return true; })()`;
      await firefox.evaluate(contexts[0]?.context ?? '', ended);
    },
    async close() {
      await firefox.end();
      await net.close();
    },
  };
}

interface Shown {
  readonly value?: {
    readonly localName?: string;
    readonly attributes?: Readonly<Record<string, string>>;
    readonly children?: readonly Shown[];
    readonly shadowRoot?: Shown | null;
  };
}

function* within(node: Shown): Generator<Shown> {
  yield node;
  const { children = [], shadowRoot } = node.value ?? {};
  for (const child of [...(shadowRoot ? [shadowRoot] : []), ...children]) yield* within(child);
}

const badgesIn = (tree: unknown): readonly SeenBadge[] =>
  [...within(tree as Shown)]
    .filter(({ value }) => value?.localName === 'instep-badge' && value.attributes?.hidden === undefined)
    .map((node) => ({
      for: node.value?.attributes?.for ?? '',
      place: node.value?.attributes?.class ?? '',
      tip: [...within(node)].map(({ value }) => (value?.localName === 'button' ? (value.attributes?.title ?? '') : '')).join(''),
    }));

export { org };
