/** `/updated` and `/deleted`: what changed between two instants, to the minute (wire-contracts 4.4). */

import type { PartAnswer } from '../../wire';
import { Refused } from '../refused';
import { timeText } from '../soql/show';
import type { Row } from '../store/table';
import { binMs, isPurged } from '../write/bin';
import { type Call, objectOf, ok } from './call';

const minute = 60_000;
const dayMs = 86_400_000;

function spanOf(call: Call, days: number): { from: number; to: number } {
  const at = (name: string) => Date.parse((call.query.get(name) ?? '').replace(/ (\d{2}:\d{2})$/, '+$1'));
  const [from, to] = [at('start'), at('end')];
  if (Number.isNaN(from) || Number.isNaN(to)) throw new Refused('INVALID_REPLICATION_DATE', 'start and end are needed, as dates and times');
  if (from >= to) throw new Refused('INVALID_REPLICATION_DATE', 'startDate before endDate, please');
  if (from < call.org.now() - days * dayMs) throw new Refused('INVALID_REPLICATION_DATE', `startDate cannot be more than ${days} days ago`);
  const cut = (instant: number) => Math.floor(instant / minute) * minute;
  return { from: cut(from), to: cut(to) };
}

/** What is still being committed is not covered: the next start lies before it. */
const covered = (call: Call, to: number): string => {
  const safe = Math.floor((call.org.now() - call.org.number('salesforce.stampLagMs', 0)) / minute) * minute;
  return timeText(Math.min(to, safe));
};

const between = (call: Call, object: string, from: number, to: number): Row[] =>
  call.org.store.table(object).between('SystemModstamp', from, to - 1);

export function updated(call: Call, name: string): PartAnswer {
  const object = objectOf(call, name);
  const { from, to } = spanOf(call, 30);
  const rows = between(call, object.name, from, to).filter((row) => row.IsDeleted !== true && call.access.sees(object, row));
  if (rows.length > call.org.number('salesforce.mostUpdated', 600_000))
    throw new Refused('EXCEEDED_ID_LIMIT', 'too many ids between these dates');
  return ok({ ids: rows.map((row) => row.Id), latestDateCovered: covered(call, to) });
}

export function deleted(call: Call, name: string): PartAnswer {
  const object = objectOf(call, name);
  const { from, to } = spanOf(call, binMs(call.org) / dayMs);
  const rows = between(call, object.name, from, to).filter(
    (row) => row.IsDeleted === true && !isPurged(call.org, row) && call.access.sees(object, row),
  );
  const deletedRecords = rows.map((row) => ({ id: row.Id, deletedDate: timeText(Number(row.SystemModstamp)) }));
  const earliestDateAvailable = timeText(call.org.now() - binMs(call.org));
  return ok({ deletedRecords, earliestDateAvailable, latestDateCovered: covered(call, to) });
}
