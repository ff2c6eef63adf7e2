/**
 * Events: mark, then subject + start + end (EVT2, LS-E6). By time only among the rep's own records: somebody else's record of
 * the same meeting is found by the mark that all attendees' copies share (EVT4).
 */
import { textOf } from '../crmText';
import {
  byText,
  type Claim,
  createdAt,
  type KeyedRep,
  lastMade,
  markedAsPair,
  markKeys,
  noTwin,
  type Picked,
  type Picking,
  strongest,
} from '../matching';
import type { Seen } from '../model';
import type { MatchKey } from '../ports';
import { fold } from '../text';
import { crmTime, mailboxTime } from './fields/time';

interface Traits {
  readonly subject: string;
  readonly time: string;
}

/** A long subject is cut in the CRM: its beginning is enough beside the times. */
const subjectKey = (subject: string): string => fold(subject).slice(0, 200);

function traitsOf({ item }: Seen): Traits {
  if ('fields' in item) return { subject: subjectKey(textOf(item, 'Subject')), time: crmTime(item) };
  return item.kind === 'event' ? { subject: subjectKey(item.subject), time: mailboxTime(item) } : { subject: '', time: '' };
}

export function eventKeys(seen: Seen, rep: KeyedRep | null): MatchKey[] {
  const { subject, time } = traitsOf(seen);
  return [...markKeys(seen, rep), ...(time === '' ? [] : [`t:${time}|${subject}`])];
}

/** Salesforce makes a child of an event for every invited user: the meeting itself is another record (wire-contracts 4.6). */
function isOwn(seen: Seen, rep: KeyedRep): boolean {
  if (!('fields' in seen.item)) return true;
  return seen.item.fields.OwnerId === rep.userId && seen.item.fields.IsChild !== true;
}

const claims = { mark: 2, time: 1 };

export const eventClaim =
  (rep: KeyedRep): Claim =>
  (one, other) => {
    if (markedAsPair(one, other, rep)) return claims.mark;
    const [a, b] = [traitsOf(one), traitsOf(other)];
    return a.time !== '' && a.time === b.time && a.subject === b.subject && isOwn(one, rep) && isOwn(other, rep) ? claims.time : 0;
  };

export const eventsAlike = (one: Seen, other: Seen): boolean => {
  const [a, b] = [traitsOf(one), traitsOf(other)];
  return a.time === b.time || (a.subject !== '' && a.subject === b.subject);
};

/** Several of the same subject and time are as good as each other: the oldest is taken, and it is shown as picked. */
export function pickEvent(looking: Seen, candidates: readonly Seen[], how: Picking): Picked {
  const { of, claim } = strongest(looking, candidates, how, eventClaim(how.rep), (one, other) => !eventsAlike(one, other));
  const agrees = (one: Seen): boolean => eventsAlike(looking, one);
  const ordered = [...(claim === claims.mark ? lastMade(looking, of, agrees) : of)].sort(byText(createdAt));
  const [first] = ordered;
  if (!first) return noTwin;
  return {
    id: first.id,
    by: claim === claims.mark ? 'mark' : 'time',
    several: ordered.length > 1 ? ordered.map((seen) => seen.id) : [],
    suggestedId: first.id,
    agrees: claim !== claims.mark || agrees(first),
  };
}
