/**
 * The items behind the numbers of a dry run (RST3): what lies in the folder or group and which events will sync, few enough for a record of
 * the control plane. What is kept out is told by its rule alone, and a private event without its name (EXC4).
 */
import type { CauseCode, Kind } from '../core/model';
import type { ResetOutcome } from './requests';
import type { Surveyed } from './survey';

/** A name, and for events when it starts. */
type Line = readonly [name: string, start?: string];

type Listed = Record<Exclude<keyof ResetOutcome, 'keptOut'>, Line[]> & { keptOut: Partial<Record<CauseCode, number>> };

/** All lists together stay well below what the request's text holds. */
const mostLines = 30;
const longest = 60;

const nothing = (): Listed => ({ byMark: [], byMatch: [], doubtful: [], created: [], keptOut: {} });

export class DryRunLists {
  readonly #of: Record<Kind, Listed> = { contact: nothing(), event: nothing() };

  add(one: Surveyed, slot: keyof ResetOutcome): void {
    const lists = this.#of[one.entry.kind];
    if (slot === 'keptOut') {
      const { cause } = one.verdict.outcome;
      lists.keptOut[cause] = (lists.keptOut[cause] ?? 0) + 1;
    } else if (lists[slot].length < mostLines) lists[slot].push(lineOf(one));
  }

  toJSON(): { readonly contacts: Listed; readonly events: Listed } {
    return { contacts: this.#of.contact, events: this.#of.event };
  }
}

function lineOf({ entry, name }: Surveyed): Line {
  const item = entry.mailbox?.seen?.item;
  const record = entry.crm?.seen?.item;
  const silent = item?.keptOut || item?.private || record?.fields.IsPrivate === true;
  const shown = silent ? '' : name.length > longest ? `${name.slice(0, longest - 1).trimEnd()}…` : name;
  if (entry.kind === 'contact') return [shown];
  const start = item?.kind === 'event' ? item.start : String(record?.fields.StartDateTime ?? record?.fields.ActivityDate ?? '');
  return [shown, start];
}
