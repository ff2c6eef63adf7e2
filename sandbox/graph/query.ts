/** Query options of lists and single items: `$select $expand $filter $orderby $top $skip $count`, and pages with a nextLink. */
import type { Call } from './call';
import { badRequest, GraphError } from './failure';
import { filterOf, type Test } from './filter';
import type { Item } from './items';
import { isObject, type Json } from './json';

export interface Expansion {
  /** Ids of the extended properties that are wanted, as asked. */
  readonly properties: readonly string[] | null;
  readonly extensions: boolean;
  readonly exceptions: boolean;
}

const invalid = (message: string) => new GraphError(400, 'RequestBroker--ParseUri', message);

export const option = (call: Call, name: string): string | undefined => call.query.get(`$${name}`) ?? undefined;

/** Splits at the commas that stand outside of brackets and quotes. */
function splitOuter(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (sign === "'") quoted = !quoted;
    else if (!quoted && sign === '(') depth++;
    else if (!quoted && sign === ')') depth--;
    else if (!quoted && depth === 0 && sign === ',') {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return [...parts, text.slice(from)].map((part) => part.trim()).filter(Boolean);
}

export function expansionOf(text: string | undefined): Expansion {
  let properties: readonly string[] | null = null;
  let extensions = false;
  let exceptions = false;
  for (const part of splitOuter(text ?? '')) {
    const [, name, inside] = /^(\w+)(?:\((.*)\))?$/s.exec(part) ?? [];
    if (name === 'singleValueExtendedProperties') {
      const filter = /^\$filter=(.*)$/s.exec(inside?.trim() ?? '')?.[1];
      const ids = filter?.split(/\s+or\s+/i).map((each) => /^\(?\s*id eq '((?:[^']|'')*)'\s*\)?$/.exec(each.trim())?.[1]);
      if (!ids || ids.some((id) => id === undefined)) {
        throw badRequest('Expanding singleValueExtendedProperties needs a $filter with id eq.', 'ErrorInvalidUrlQuery');
      }
      properties = (ids as string[]).map((id) => id.replaceAll("''", "'"));
    } else if (name === 'extensions') extensions = true;
    else if (name === 'exceptionOccurrences') exceptions = true;
    else throw invalid(`Could not find a property named '${name ?? part}' to expand.`);
  }
  return { properties, extensions, exceptions };
}

/** MAPI types and tags, and GUIDs, are compared without case; a property's name with it (1.7). */
export function sameProperty(a: string, b: string): boolean {
  const [headA, nameA] = a.split(/ Name /i);
  const [headB, nameB] = b.split(/ Name /i);
  return headA?.toLowerCase() === headB?.toLowerCase() && nameA === nameB;
}

/** What `$expand` adds to an item. What the item has not got is left out, as Graph does. */
export function expanded(item: Pick<Item, 'extended' | 'extensions'>, expansion: Expansion): Json {
  const found = (expansion.properties ?? []).flatMap((id) => {
    const property = item.extended.find((each) => sameProperty(each.id, id));
    return property ? [{ id, value: property.value }] : [];
  });
  return {
    ...(found.length ? { singleValueExtendedProperties: found } : {}),
    ...(expansion.extensions ? { extensions: Object.values(item.extensions) } : {}),
  };
}

const ALWAYS = ['id', '@odata.etag', '@odata.type', 'singleValueExtendedProperties', 'extensions', 'exceptionOccurrences'];

/** `id` and the etag always come; unknown names are refused. */
export function selector(select: string | undefined, known: (name: string) => boolean): (json: Json) => Json {
  if (select === undefined || select.trim() === '' || select.trim() === '*') return (json) => json;
  const names = select.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !known(name));
  if (unknown !== undefined) throw invalid(`Parsing OData Select and Expand failed: Could not find a property named '${unknown}'.`);
  const wanted = new Set([...names, ...ALWAYS]);
  return (json) => Object.fromEntries(Object.entries(json).filter(([name]) => wanted.has(name)));
}

function sorter(text: string): (a: Json, b: Json) => number {
  const keys = text.split(',').map((part) => {
    const [path = '', direction = 'asc'] = part.trim().split(/\s+/);
    return { path: path.split('/'), sign: direction.toLowerCase() === 'desc' ? -1 : 1 };
  });
  const read = (json: Json, path: readonly string[]) =>
    path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), json);
  return (a, b) => {
    for (const { path, sign } of keys) {
      const [x, y] = [read(a, path) ?? '', read(b, path) ?? ''];
      if (x !== y) return (x as string) < (y as string) ? -sign : sign;
    }
    return 0;
  };
}

const wholeNumber = (call: Call, name: string, most: number): number | null => {
  const text = option(call, name);
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw invalid(`Invalid value '${text}' for $${name} query option found.`);
  if (value > most)
    throw invalid(`The limit of '${most}' for ${name} query has been exceeded. The value from the incoming request is '${text}'.`);
  return value;
};

export interface Listing<T> {
  /** Names the list; with the mailbox's version it is what may be kept between pages. */
  readonly name: string;
  readonly context: string;
  items(): readonly T[];
  /** With everything that `$filter` and `$orderby` may name. */
  toJson(item: T): Json;
  toFilter?(item: T): Json;
  /** Lets `lastModifiedDateTime ge …` skip most of a large list. */
  modified?(item: T): number;
  readonly defaultSize: number;
}

interface Kept {
  readonly stamp: string;
  readonly list: readonly unknown[];
}
const keeps = new WeakMap<object, Map<string, Kept>>();

/** The filtered and sorted list, made once for all its pages as long as nothing changes. */
function prepared<T>(call: Call, listing: Listing<T>): readonly T[] {
  const filter = option(call, 'filter');
  const orderBy = option(call, 'orderby');
  const name = JSON.stringify([listing.name, filter, orderBy, call.prefer.zone, call.prefer.immutable]);
  const kept = keeps.get(call.box) ?? new Map<string, Kept>();
  keeps.set(call.box, kept);
  const known = kept.get(name);
  if (known?.stamp === call.box.version) return known.list as readonly T[];
  let list = listing.items();
  if (filter !== undefined) {
    const test: Test = filterOf(filter);
    const json = listing.toFilter ?? listing.toJson;
    const since = /^lastModifiedDateTime g[et] (\S+)( and .*|)$/.exec(filter.trim())?.[1];
    const { modified } = listing;
    const from = since === undefined ? Number.NaN : Math.floor(Date.parse(since) / 1000) * 1000;
    list = list.filter((item) => (modified && modified(item) < from ? false : test(json(item))));
  }
  if (orderBy !== undefined) {
    const compare = sorter(orderBy);
    const pairs = list.map((item) => ({ item, json: listing.toJson(item) }));
    list = pairs.sort((a, b) => compare(a.json, b.json)).map(({ item }) => item);
  }
  if (kept.size > 20) kept.clear();
  kept.set(name, { stamp: call.box.version, list });
  return list;
}

/** One page. The nextLink counts rows, so what is deleted between two pages moves the later ones up: as at Graph. */
export function pageOf<T>(call: Call, listing: Listing<T>): Json {
  const list = prepared(call, listing);
  const size = Math.max(
    1,
    Math.min(
      wholeNumber(call, 'top', 1000) ?? call.prefer.pageSize ?? listing.defaultSize,
      call.world.faults.number('graph.pageSize', 1000),
    ),
  );
  const skip = wholeNumber(call, 'skip', Number.MAX_SAFE_INTEGER) ?? 0;
  const rows = list.slice(skip, skip + size).map((item) => listing.toJson(item));
  const next = new URL(call.url);
  next.searchParams.set('$skip', String(skip + size));
  return {
    '@odata.context': `${call.url.origin}/v1.0/$metadata#${listing.context}`,
    ...(option(call, 'count') === 'true' ? { '@odata.count': list.length } : {}),
    value: rows,
    ...(skip + size < list.length ? { '@odata.nextLink': next.href } : {}),
  };
}
