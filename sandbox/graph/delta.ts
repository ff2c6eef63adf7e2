/**
 * The rules of delta (wire-contracts 1.3), the same for contacts, folders and the calendar view. A token says how far the
 * client has seen; a round goes to the change that was the last one when it began.
 *
 * Switches: `graph.pageSize` (most rows on a page), `graph.emptyPages` (every other page is empty but goes on),
 * `graph.shuffle`, `graph.duplicates` (chance 0..1 that a row comes twice), `graph.repeatPage` (each page once more),
 * `graph.delayMs` (changes show up that much later), `graph.deltaTokensDeadBefore` (instant, or true: all tokens are
 * dead), `graph.deadTokenAs` (410, or 400).
 */
import type { Call } from './call';
import type { Changes, Entry } from './changes';
import { GraphError } from './failure';
import { type Json, seal, unseal } from './json';

export interface Source {
  readonly kind: string;
  readonly context: string;
  readonly changes: Changes;
  /** What the token remembers of the first call, such as the window. */
  readonly baked: Json;
  /** The rows of one change; several for a series, which is never split between pages. */
  rows(entry: Entry, baked: Json, firstRound: boolean): readonly Json[];
  /** Query of a new first call, for a dead token. */
  readonly restart: string;
}

interface Token {
  readonly kind: string;
  readonly epoch: number;
  readonly issued: number;
  /** Seen up to here. */
  readonly at: number;
  /** End of this round; a delta token has none. */
  readonly upTo?: number;
  readonly first?: boolean;
  readonly turn?: number;
  readonly baked: Json;
}

const REFUSED = ['$filter', '$orderby', '$expand', '$search', '$top', '$skip'];

export function deltaPage(call: Call, source: Source, sizeLimit = 200): Json {
  const { world, box, query } = call;
  const text = query.get('$deltatoken') ?? query.get('$skiptoken');
  for (const name of REFUSED) {
    if (query.has(name))
      throw new GraphError(400, 'ErrorInvalidUrlQuery', `The query parameter '${name}' is not supported with change tracking.`);
  }
  const token = text === null ? null : alive(call, source, text);
  const baked = token?.baked ?? source.baked;
  const first = token?.first ?? token === null;
  const upTo = token?.upTo ?? Math.min(source.changes.seq, visible(call, source.changes));
  const size = Math.max(1, Math.min(call.prefer.pageSize ?? sizeLimit, sizeLimit, world.faults.number('graph.pageSize', sizeLimit)));
  const turn = token?.turn ?? 0;

  const empty = world.faults.on('graph.emptyPages') && turn % 2 === 0;
  const { rows, at } = empty ? { rows: [], at: token?.at ?? 0 } : collect(source, token?.at ?? 0, upTo, size, baked, first);
  const again = world.faults.on('graph.repeatPage') && !empty && turn % 4 < 2 && rows.length > 0;
  const done = !empty && !again && at >= upTo;
  const common = { kind: source.kind, epoch: box.epoch, issued: world.clock.now(), baked };
  const link = new URL(call.url.origin + call.url.pathname);
  if (done) link.searchParams.set('$deltatoken', seal({ ...common, at: upTo } satisfies Token));
  else {
    const state: Token = { ...common, at: again ? (token?.at ?? 0) : at, upTo, first, turn: again ? turn + 2 : turn + 1 };
    link.searchParams.set('$skiptoken', seal(state));
  }
  return {
    '@odata.context': `${call.url.origin}/v1.0/$metadata#${source.context}`,
    value: disturbed(call, rows),
    [done ? '@odata.deltaLink' : '@odata.nextLink']: link.href,
  };
}

function collect(source: Source, since: number, upTo: number, size: number, baked: Json, first: boolean) {
  const rows: Json[] = [];
  let at = upTo;
  for (const entry of source.changes.between(since, upTo)) {
    if (rows.length >= size) return { rows, at };
    rows.push(...source.rows(entry, baked, first));
    at = entry.seq;
  }
  return { rows, at: upTo };
}

const visible = (call: Call, changes: Changes): number => {
  const delay = call.world.faults.number('graph.delayMs', 0);
  return delay > 0 ? changes.visibleAt(call.world.clock.now() - delay) : changes.seq;
};

function disturbed(call: Call, rows: readonly Json[]): readonly Json[] {
  const { faults, random } = call.world;
  const chance = faults.number('graph.duplicates', 0);
  const doubled = chance > 0 ? rows.flatMap((row) => (random.next() < chance ? [row, row] : [row])) : rows;
  return faults.on('graph.shuffle') ? random.shuffle(doubled) : doubled;
}

/** @throws 410 with the address to start anew, or 400 `syncStateNotFound` (1.3 rule 10). */
function alive(call: Call, source: Source, text: string): Token {
  const token = unseal(text) as Token | null;
  const before = call.world.faults.switches['graph.deltaTokensDeadBefore'];
  const limit =
    before === true ? Number.POSITIVE_INFINITY : typeof before === 'string' ? Date.parse(before) : typeof before === 'number' ? before : 0;
  if (token?.kind === source.kind && token.epoch === call.box.epoch && token.issued >= limit) return token;
  if (call.world.faults.number('graph.deadTokenAs', 410) === 400) {
    throw new GraphError(400, 'syncStateNotFound', 'The sync state generation is not found; a full synchronization is needed.');
  }
  const location = `${call.url.origin}${call.url.pathname}${source.restart ? `?${source.restart}` : ''}`;
  throw new GraphError(410, 'SyncStateNotFound', 'The sync state generation is not found; a full synchronization is needed.', { location });
}
