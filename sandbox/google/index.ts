/**
 * The stand-in for Google: Calendar v3 under /calendar/v3, People v1 under /v1, and who is signed in. Rules follow the
 * discovery documents and reference pages; what Google does only sometimes is behind switches `google.*`.
 */
import { Hono } from 'hono';
import type { Account, Vendor, World } from '../world';
import { answer, calendarError, peopleError, Refusal, signInFirst } from './answers';
import { Calendars } from './calendar/calendars';
import { Copies } from './calendar/copies';
import { Listings } from './calendar/list';
import { postman } from './calendar/post';
import { serveCalendar } from './calendar/routes';
import type { Call } from './call';
import { isObject, type JsonObject } from './json';
import { Books, servePeople } from './people/routes';
import { Quotas } from './quotas';

type Service = 'calendar' | 'people';

interface Dump {
  readonly calendars: Parameters<Calendars['load']>[0];
  readonly books: Parameters<Books['load']>[0];
}

/** For tests in the process, which act as the person before the mailbox. */
export interface Google extends Vendor {
  readonly calendars: Calendars;
  readonly copies: Copies;
  readonly books: Books;
  readonly quotas: Quotas;
}

export function createGoogle(world: World): Google {
  const calendars = new Calendars(world);
  const copies = new Copies(world, calendars);
  const calendar = { calendars, copies, listings: new Listings() };
  const books = new Books(world);
  const quotas = new Quotas(world);
  world.postmen.push(postman(world, calendars, copies));

  const open = async (request: Request, service: Service, prefix: string): Promise<Call> => {
    const user = world.tokens.userOf('google', request.headers.get('authorization') ?? undefined);
    const account = user === null ? undefined : world.account(user);
    if (!account) throw signInFirst(service);
    const { pathname, searchParams: query } = new URL(request.url);
    const path = pathname.slice(prefix.length).split('/').filter(Boolean).map(decodeURIComponent);
    const body = await bodyOf(request, service);
    return { world, account, method: methodOf(request), path, query, headers: request.headers, body, now: world.clock.now(), quotas };
  };

  const app = new Hono();
  app.onError((error) => {
    if (error instanceof Refusal) return error.toResponse();
    throw error;
  });
  app.all('/calendar/v3/*', async (context) => serveCalendar(await open(context.req.raw, 'calendar', '/calendar/v3/'), calendar));
  app.all('/v1/*', async (context) => servePeople(await open(context.req.raw, 'people', '/v1/'), books));
  app.get('/oauth2/v2/userinfo', async (context) => answer(userInfo((await open(context.req.raw, 'people', '/oauth2/')).account, 'id')));
  app.get('/oauth2/v3/userinfo', async (context) => answer(userInfo((await open(context.req.raw, 'people', '/oauth2/')).account, 'sub')));
  app.notFound(() => peopleError(404, 'Not Found').toResponse());

  return {
    name: 'google',
    app,
    calendars,
    copies,
    books,
    quotas,
    dump: () => ({ calendars: calendars.dump(), books: books.dump() }),
    load: (dump) => {
      const { calendars: kept, books: people } = dump as Dump;
      calendars.load(kept);
      books.load(people);
      calendar.listings.clear();
    },
    clear: () => {
      calendars.clear();
      books.clear();
      calendar.listings.clear();
      quotas.clear();
    },
  };
}

/** Google takes `X-HTTP-Method-Override` on POST, which its own clients use for long queries. */
const methodOf = (request: Request): string =>
  (request.method === 'POST' && request.headers.get('x-http-method-override')?.toUpperCase()) || request.method;

async function bodyOf(request: Request, service: Service): Promise<JsonObject> {
  if (request.method === 'GET' || request.method === 'HEAD') return {};
  const text = await request.text();
  if (text === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    if (isObject(body)) return body;
  } catch {
    // Falls through to the same answer.
  }
  throw service === 'calendar' ? calendarError(400, 'parseError', 'Parse Error') : peopleError(400, 'Invalid JSON payload received.');
}

function userInfo(account: Account, idName: 'id' | 'sub'): JsonObject {
  const [given = '', ...family] = account.name.split(' ');
  const id = [...account.id].map((char) => char.charCodeAt(0) % 10).join('');
  const verified = idName === 'id' ? 'verified_email' : 'email_verified';
  return { [idName]: id, name: account.name, given_name: given, family_name: family.join(' '), email: account.email, [verified]: true };
}
