/**
 * An Outlook-like host page: mail list, calendar, reading pane, ribbon, and a frame that runs the real, built task pane with the
 * real Office.js against a make-believe host (`officeHost.ts`), over the stand-in services.
 *
 * To mount it in a server of one's own:
 *
 *   const outlook = createOutlookHost({
 *     urls: sandbox.urls,                  // control and graph
 *     addin: 'dist/addin',                 // folder of the built add-in
 *     officeJs: 'node_modules/@microsoft/office-js/dist',
 *     settings: {…},                       // what `settings.json` of the add-in says here
 *   });
 *   server.on('request', async (request) => (await outlook.handle(new Request(url))) ?? notFound);
 *
 * `handle` answers `GET /outlook/` (choose the person with `?user=`), `/outlook/…`, `/addin/…` and `/office/…`, and gives null
 * for everything else. Serve it over https: Office.js trusts no host without (`localhost` with any certificate will do).
 * `offline: false` leaves the pages' references to Office's CDN as they are, for tests that answer those addresses themselves.
 */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { transformWithOxc } from 'vite';
import { microsoftAjax } from './ajax';
import { GraphPlace, mailsFor } from './graph';

export interface OutlookHostOptions {
  readonly urls: { readonly control: string; readonly graph: string };
  readonly addin: string;
  readonly officeJs: string;
  readonly settings?: unknown;
  /** Serve Office.js from here instead of its CDN (default: true). */
  readonly offline?: boolean;
  /** Reaches the stand-ins, where their certificate must be trusted. */
  readonly fetch?: typeof fetch;
  readonly now?: () => number;
}

export interface OutlookHost {
  /** Null for an address that is not of this page. */
  handle(request: Request): Promise<Response | null>;
}

export const officeCdn = 'https://appsforoffice.microsoft.com/lib/1/hosted/';
export const ajaxCdn = /https?:\/\/ajax\.aspnetcdn\.com\/ajax\/3\.5\/MicrosoftAjax\.js/;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
};

const here = import.meta.dirname;
const scripts = ['page', 'officeHost', 'items'];
const answer = (body: string | Uint8Array, type: string): Response =>
  new Response(body as BodyInit, { headers: { 'content-type': types[type] ?? 'application/octet-stream', 'cache-control': 'no-store' } });

export function createOutlookHost(options: OutlookHostOptions): OutlookHost {
  const place = new GraphPlace(options.urls, options.fetch ?? fetch);
  const offline = options.offline !== false;
  const now = options.now ?? Date.now;

  async function handle(request: Request): Promise<Response | null> {
    const { pathname, searchParams, origin } = new URL(request.url);
    const [, area = '', ...rest] = pathname.split('/');
    const path = rest.join('/');
    if (area === 'outlook') return outlook(path, searchParams, request);
    if (area === 'office') return officeFile(options.officeJs, path, origin);
    if (area !== 'addin') return null;
    if (path === 'settings.json' && options.settings !== undefined) return answer(JSON.stringify(options.settings), '.json');
    const file = await fileIn(options.addin, path);
    if (!file) return null;
    const local = offline && extname(path) === '.html';
    return answer(local ? file.toString('utf8').replaceAll(officeCdn, '/office/') : file, extname(path));
  }

  async function outlook(path: string, query: URLSearchParams, request: Request): Promise<Response | null> {
    if (path === 'data') return Response.json(await data(query.get('user')));
    if (path === 'categories' && request.method === 'GET')
      return Response.json(await place.categories(query.get('user') ?? '', query.get('id') ?? ''));
    if (path === 'categories') {
      const { user, id, categories } = (await request.json()) as { user: string; id: string; categories: string[] };
      await place.setCategories(user, id, categories);
      return Response.json({});
    }
    if (path === '' || path === 'page.css')
      return answer(await readFile(join(here, path || 'page.html'), 'utf8'), path === '' ? '.html' : '.css');
    const name = path.replace(/\.js$/, '');
    return scripts.includes(name) ? answer(await script(name), '.js') : null;
  }

  async function data(wanted: string | null) {
    const accounts = (await place.accounts()).filter(({ mailbox }) => mailbox === 'microsoft');
    const user = accounts.find(({ email }) => email === wanted) ?? accounts.find(({ role }) => role === 'rep') ?? accounts[0];
    if (!user) throw new Error('Nobody here has a mailbox at Microsoft.');
    const colleague = accounts.find(({ email }) => email !== user.email) ?? user;
    const [events, contacts, masterCategories] = await Promise.all([
      place.events(user.email, now()),
      place.contacts(user.email),
      place.masterCategories(user.email),
    ]);
    const { name, email } = user;
    return {
      user: { name, email },
      addin: '/addin',
      mails: mailsFor({ name, email }, colleague, contacts, now()),
      events,
      masterCategories,
    };
  }

  return { handle };
}

/** Office.js itself; where it would fetch MicrosoftAjax from another CDN, it is led to our stand-in of it. */
async function officeFile(folder: string, path: string, origin: string): Promise<Response | null> {
  if (path === 'MicrosoftAjax.js') return answer(microsoftAjax, '.js');
  const file = await fileIn(folder, path);
  if (!file) return null;
  if (!/^(office|outlook-web.*)\.js$/.test(path)) return answer(file, extname(path));
  const text = file
    .toString('utf8')
    .replaceAll(/\/\/ajax\.aspnetcdn\.com\/ajax\/3\.5\/MicrosoftAjax\.js/g, `//${new URL(origin).host}/office/MicrosoftAjax.js`);
  return answer(text, '.js');
}

async function fileIn(folder: string, path: string): Promise<Buffer | null> {
  const root = resolve(folder);
  const file = normalize(join(root, path));
  if (!file.startsWith(root + sep)) return null;
  return readFile(file).catch(() => null);
}

async function script(name: string): Promise<string> {
  const file = join(here, `${name}.ts`);
  const { code } = await transformWithOxc(await readFile(file, 'utf8'), file);
  return code.replaceAll(/from "(\.\/\w+)"/g, 'from "$1.js"');
}
