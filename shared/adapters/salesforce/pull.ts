/** Changes of one kind: a full listing page by page, then whatever was stamped since the mark, deletions included. */
import type { Kind, Seen } from '../../core/model';
import { type Cursor, Failed, type Gone, type Page, type PullOptions, type Unreadable, type Window } from '../../core/ports';
import { keyField, longId, objectOf, pageSize, plainTime } from './api';
import { type Asking, asked, meOf } from './asking';
import { queryPart } from './composite';
import { isSettled, keyOf, later, looked, mostReadAgain, type Place, pruned, read, since, start, tallied, within, written } from './cursor';
import { number, type Row, resultOf, text } from './query';
import { readRow, seenOf } from './seen';
import { instant, names, type Soql, soql, where } from './soql';

export async function changesSince(asking: Asking, kind: Kind, cursor: Cursor | null, options: PullOptions): Promise<Page<'crm'>> {
  const now = asking.http.clock.now();
  const place = cursor === null ? start('', now) : read(kind, cursor, now);
  asking.fields.ask(kind, options.fields);
  asking.fields.forget(kind, place.absent);
  return place.list === null ? changes(asking, kind, place) : list(asking, kind, place, options, cursor === null);
}

// ---------------------------------------------------------------- full listing

/** Only what belongs to the rep: the invited reps' copies are children of the organizer's event; old series are read, not synced. */
const ownEvents = (me: string): Soql => soql`OwnerId = ${me} AND IsChild = false AND IsRecurrence = false`;

/** Padded by a day: the window is in days of the rep's, stamps are in UTC. "Adapters may pull more, never less." */
function touching(window: Window): Soql {
  const day = (date: string, days: number): string =>
    `${new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`;
  return soql`StartDateTime < ${instant(day(window.to, 1))} AND EndDateTime >= ${instant(day(window.from, -1))}`;
}

/** What belongs in a full listing. */
export const listed = (kind: Kind, me: string, options: PullOptions): Soql[] =>
  kind === 'event' ? [ownEvents(me), touching(options.window)] : options.whose === 'mine' ? [soql`OwnerId = ${me}`] : [];

async function list(asking: Asking, kind: Kind, place: Place, options: PullOptions, first: boolean): Promise<Page<'crm'>> {
  const me = await meOf(asking);
  const whose = listed(kind, me, options);
  const after = place.list ? [soql`Id > ${place.list}`] : [];
  const object = names([objectOf[kind]]);
  const page = (): Soql =>
    soql`SELECT ${asking.fields.select(kind)} FROM ${object}${where([...whose, ...after])} ORDER BY Id LIMIT ${pageSize}`;
  const newest = soql`SELECT SystemModstamp FROM ${object}${where(kind === 'event' ? [ownEvents(me)] : [])} ORDER BY SystemModstamp DESC LIMIT 1`;
  const answers = await asked(asking, kind, () => [...(first ? [queryPart(newest, true)] : []), queryPart(page())]);

  const mark = first ? plainTime(text(resultOf(answers[0]!).rows[0]?.SystemModstamp)) : place.mark;
  const result = resultOf(answers.at(-1)!);
  const sorted = sort(asking, kind, result.rows);
  const last = text(result.rows.at(-1)?.Id);
  const more = last !== '' && (!result.done || result.rows.length >= pageSize);
  const absent = [...asking.fields.absent(kind)];
  const next: Place = { ...start(mark, place.at), list: more ? longId(last) : null, absent };
  return { ...sorted, cursor: written(next), more, full: true };
}

// ---------------------------------------------------------------- changes

async function changes(asking: Asking, kind: Kind, place: Place): Promise<Page<'crm'>> {
  const own = kind === 'event' ? [ownEvents(await meOf(asking))] : [];
  if (place.after === null && isLarge(asking, kind, place)) {
    const latest = await looksTheSame(asking, kind, place, own);
    if (latest === true) return rested(asking, place);
    return page(asking, kind, place, own, latest);
  }
  return page(asking, kind, place, own, place.after?.latest ?? '');
}

/** Reading the zone again would take pages. */
const isLarge = (asking: Asking, kind: Kind, { zone }: Place): boolean =>
  zone === null || zone > mostReadAgain || asking.fields.wrote(kind) + zone > pageSize - mostReadAgain;

/**
 * The number of rows since the beginning of the zone, and the latest stamp: a row that was changed, was deleted or has come behind
 * the mark changes one of them. @returns true, or the latest stamp.
 */
async function looksTheSame(asking: Asking, kind: Kind, place: Place, own: readonly Soql[]): Promise<true | string> {
  const conditions = where([...own, ...zoneOf(place)]);
  const query = soql`SELECT COUNT(Id) number, MAX(SystemModstamp) latest FROM ${names([objectOf[kind]])}${conditions}`;
  const [row] = resultOf(await asking.composite.one(queryPart(query, true))).rows;
  const latest = plainTime(text(row?.latest));
  return number(row?.number) === place.zone && (place.zone === 0 || latest === place.mark) ? true : latest;
}

/** What is closed is not looked at again; of the second that closed it nothing can come any more. */
function zoneOf(place: Place): Soql[] {
  const from = since(place);
  if (from === '') return [];
  return [from === place.closed ? soql`SystemModstamp > ${instant(from)}` : soql`SystemModstamp >= ${instant(from)}`];
}

function behind({ stamp, id }: NonNullable<Place['after']>): Soql {
  return soql`SystemModstamp > ${instant(stamp)} OR (SystemModstamp = ${instant(stamp)} AND Id > ${id})`;
}

function rested(asking: Asking, place: Place): Page<'crm'> {
  const now = asking.http.clock.now();
  const closed = isSettled(place, now) ? { closed: place.mark, zone: 0, known: [] } : {};
  const next: Place = { ...place, ...closed, at: looked(place.at, now) };
  return { items: [], gone: [], unreadable: [], cursor: written(next), more: false, full: false };
}

/** @param latest the last stamp there was when the round began, '' when nobody has asked. */
async function page(asking: Asking, kind: Kind, place: Place, own: readonly Soql[], latest: string): Promise<Page<'crm'>> {
  const { after } = place;
  asking.fields.lookedAgain(kind);
  const further = after ? [behind(after)] : zoneOf(place);
  const extra = kind === 'contact' ? ['IsDeleted', 'MasterRecordId'] : ['IsDeleted'];
  const query = (): Soql =>
    soql`SELECT ${asking.fields.select(kind, extra)} FROM ${names([objectOf[kind]])}${where([...own, ...further])} ORDER BY SystemModstamp, Id LIMIT ${pageSize}`;
  const [answer] = await asked(asking, kind, () => [queryPart(query(), true)]);
  const result = resultOf(answer!);
  const sorted = sort(asking, kind, result.rows);

  const known = new Set(place.known);
  const stamps = new Map(result.rows.map((row) => [longId(text(row.Id)), plainTime(text(row.SystemModstamp))]));
  const goneKey = ({ id }: Gone): string => keyOf({ id, version: `${stamps.get(id)}.gone` });
  const told = [...sorted.items.map(keyOf), ...sorted.gone.map(goneKey)];
  const fresh = {
    items: sorted.items.filter((seen) => !known.has(keyOf(seen))),
    gone: sorted.gone.filter((gone) => !known.has(goneKey(gone))),
    unreadable: sorted.unreadable,
  };
  const minutes = tallied(after?.minutes ?? {}, [...stamps.values()]);
  return { ...fresh, ...ending(asking, kind, place, result, { told, minutes, latest }), full: false };
}

interface Round {
  readonly told: readonly string[];
  readonly minutes: Readonly<Record<string, number>>;
  readonly latest: string;
}

/** The cursor for the next page of this round, or for the next round. */
function ending(
  asking: Asking,
  kind: Kind,
  place: Place,
  result: { readonly rows: readonly Row[]; readonly done: boolean },
  { told, minutes, latest }: Round,
): Pick<Page, 'cursor' | 'more'> {
  const last = result.rows.at(-1);
  const stamp = plainTime(text(last?.SystemModstamp));
  const now = asking.http.clock.now();
  const absent = [...asking.fields.absent(kind)];
  const next = [...(place.after?.next ?? []), ...told];
  if (last && (!result.done || result.rows.length >= pageSize)) {
    const keys = pruned(next, { mark: stamp, closed: place.closed });
    const after = { stamp, id: longId(text(last.Id)), next: [...keys], latest, minutes: { ...minutes } };
    if (place.after?.stamp === after.stamp && place.after.id === after.id) {
      throw new Failed({ kind: 'unexpected answer', system: 'salesforce', detail: 'query: the same page again' });
    }
    return { cursor: written({ ...place, after, absent }), more: true };
  }
  const mark = later(place.mark, later(stamp, place.after?.stamp ?? ''));
  const markedAt = mark === place.mark ? place.markedAt : now;
  // What was seen long enough ago was looked at by this very page: everything before it is told.
  const closed = place.after === null && isSettled({ mark, markedAt }, now) ? mark : place.closed;
  // In several pages a row may have been told twice, when somebody changed it in between: then its number says nothing.
  const counted = place.after === null || (latest !== '' && mark <= latest);
  const zone = closed === mark ? 0 : counted ? within(minutes, { mark, closed }) : null;
  const known = closed === mark ? [] : [...pruned(next, { mark, closed })];
  return {
    cursor: written({ mark, at: looked(place.at, now), markedAt, closed, zone, known, after: null, list: null, absent }),
    more: false,
  };
}

// ---------------------------------------------------------------- rows

interface Sorted {
  readonly items: readonly Seen<'crm'>[];
  readonly gone: readonly Gone[];
  readonly unreadable: readonly Unreadable[];
}

export function sort(asking: Asking, kind: Kind, rows: readonly Row[]): Sorted {
  const fields = asking.fields.of(kind);
  const sorted = { items: [] as Seen<'crm'>[], gone: [] as Gone[], unreadable: [] as Unreadable[] };
  for (const row of rows) {
    const found = readRow(row);
    if ('why' in found) sorted.unreadable.push({ id: found.id, why: found.why });
    else if (row.IsDeleted === true) sorted.gone.push(goneOf(row));
    else sorted.items.push(seenOf(kind, row, fields));
  }
  return sorted;
}

/** Of a merge the loser is deleted and names the one that stayed (wire-contracts 4.4 f). */
function goneOf(row: Row): Gone {
  const into = text(row.MasterRecordId);
  const mark = text(row[keyField]);
  return {
    id: longId(text(row.Id)),
    how: 'deleted',
    ...(into === '' ? {} : { into: longId(into) }),
    ...(mark === '' ? {} : { marked: { mark, ownerId: longId(text(row.OwnerId)) } }),
  };
}
