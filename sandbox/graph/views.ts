/**
 * The calendar's lists: events, the view of a window, its delta, the instances of a series (wire-contracts 1.4).
 * Switches: `graph.skeletons: false` (delta tells occurrences in full), `graph.removedOccurrences` (a deleted series
 * also removes each occurrence).
 */
import type { Call } from './call';
import type { Entry } from './changes';
import { deltaPage } from './delta';
import { masterJson, occurrenceJson, skeletonJson } from './eventShape';
import { type Found, find, fullJson, shown } from './events';
import { badRequest, GraphError } from './failure';
import { occurrenceId } from './ids';
import type { EventItem } from './items';
import type { Json } from './json';
import { occurrencesOf, overlaps } from './occurrences';
import { pageOf } from './query';
import { instantParameter } from './times';

interface Window {
  readonly from: number;
  readonly to: number;
}
const MOST_YEARS = 5;

function windowOf(call: Call): Window {
  const from = instantParameter(call.query, 'startDateTime');
  const to = instantParameter(call.query, 'endDateTime');
  if (from === null || to === null) {
    throw badRequest(
      `This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.`,
      'ErrorInvalidParameter',
    );
  }
  if (to <= from) throw badRequest('The end of the window is not after its start.', 'ErrorInvalidParameter');
  if (to - from > MOST_YEARS * 366 * 86_400_000) throw badRequest('The requested time window is too long.', 'ErrorCalendarViewRangeTooBig');
  return { from, to };
}

const filterJson = (call: Call) => (found: Found) => ({
  ...fullJson(call, found),
  singleValueExtendedProperties: found.occurrence?.exception?.extended ?? found.item.extended,
});

export function listEvents(call: Call, calendar: string): Json {
  return pageOf<Found>(call, {
    name: `events ${calendar}`,
    context: `users('${call.account.id}')/events`,
    items: () => [...call.box.events.values()].filter((item) => item.calendar === calendar).map((item) => ({ item, occurrence: null })),
    toJson: shown(call),
    toFilter: filterJson(call),
    modified: ({ item }) => item.modified,
    defaultSize: 10,
  });
}

function inWindow(item: EventItem, { from, to }: Window): readonly Found[] {
  if (!item.series) return overlaps(item.times, from, to) ? [{ item, occurrence: null }] : [];
  return occurrencesOf(item, from, to).map((occurrence) => ({ item, occurrence }));
}

export function calendarView(call: Call, calendar: string): Json {
  const window = windowOf(call);
  const start = ({ item, occurrence }: Found) => (occurrence?.times ?? item.times).start;
  return pageOf<Found>(call, {
    name: `view ${calendar} ${window.from} ${window.to}`,
    context: `users('${call.account.id}')/calendarView`,
    items: () =>
      [...call.box.events.values()]
        .filter((item) => item.calendar === calendar)
        .flatMap((item) => inWindow(item, window))
        .sort((a, b) => start(a) - start(b)),
    toJson: shown(call),
    toFilter: filterJson(call),
    defaultSize: 10,
  });
}

export function instances(call: Call, id: string): Json {
  const { item, occurrence } = find(call, id);
  if (occurrence || !item.series) throw new GraphError(400, 'ErrorInvalidRequest', 'Instances can only be asked of a series master.');
  const window = windowOf(call);
  return pageOf<Found>(call, {
    name: `instances ${item.key} ${window.from} ${window.to}`,
    context: `users('${call.account.id}')/events('${encodeURIComponent(id)}')/instances`,
    items: () => inWindow(item, window),
    toJson: shown(call),
    toFilter: filterJson(call),
    defaultSize: 10,
  });
}

/** No `$select`, no `$filter`, no `$expand`; the window is baked into the token. */
export function viewDelta(call: Call, calendar: string): Json {
  const isFirst = !call.query.has('$deltatoken') && !call.query.has('$skiptoken');
  if (call.query.has('$select'))
    throw new GraphError(
      400,
      'ErrorInvalidUrlQuery',
      "The query parameter '$select' is not supported with change tracking over a calendar view.",
    );
  const window = isFirst ? windowOf(call) : { from: 0, to: 0 };
  const text = (ms: number) => encodeURIComponent(new Date(ms).toISOString());
  return deltaPage(call, {
    kind: `view ${calendar}`,
    context: 'Collection(event)',
    changes: call.box.eventChanges,
    baked: { ...window },
    restart: `startDateTime=${text(window.from)}&endDateTime=${text(window.to)}`,
    rows: (entry, baked, first) => rowsOf(call, calendar, entry, { from: Number(baked.from), to: Number(baked.to) }, first),
  });
}

const removed = (id: string): Json => ({ '@odata.type': '#microsoft.graph.event', id, '@removed': { reason: 'deleted' } });

/**
 * What a change means for a window. `@removed` says "not in this window any more", of what was deleted and of whatever
 * changed outside of it. A lost occurrence gets no row of its own: the series comes again, without it.
 */
function rowsOf(call: Call, calendar: string, entry: Entry, window: Window, first: boolean): readonly Json[] {
  const { box, prefer, world } = call;
  const item = box.events.get(entry.key);
  if (entry.gone || !item) {
    if (first || !entry.gone) return [];
    const id = prefer.immutable ? entry.key : entry.gone.id;
    const was = world.faults.on('graph.removedOccurrences') ? entry.gone.was : undefined;
    const lost = was ? occurrencesOf(was, window.from, window.to) : [];
    return [removed(id), ...lost.map(({ date }) => removed(occurrenceId(id, date)))];
  }
  if (item.calendar !== calendar) return [];
  const found = inWindow(item, window);
  if (found.length === 0) return first ? [] : [removed(prefer.immutable ? item.key : item.id)];
  if (!item.series) return [tagged(masterJson(call, item))];
  const bare = world.faults.switches['graph.skeletons'] !== false;
  const rows = found.map(({ occurrence }) => {
    const each = occurrence!;
    return bare && !each.exception ? skeletonJson(call, item, each) : tagged(occurrenceJson(call, item, each));
  });
  return [tagged(masterJson(call, item)), ...rows];
}

const tagged = (json: Json): Json => ({ '@odata.type': '#microsoft.graph.event', ...json });
