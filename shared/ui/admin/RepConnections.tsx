/** Which of a rep's two connections works, and what stands in the way of one that does not (ADM1, ADM2). */
import type { Instant, StatusKind } from '../../core/model';
import type { IssueRow, RepDetail } from '../../device/admin';
import { StatusIcon } from '../icons/Icon';
import { toneOf } from '../status';
import { adminSays } from '../texts/admin';
import { usualStatus } from '../texts/causes/kinds';
import { systemName } from '../texts/facts';
import { ago, moment } from '../texts/times';
import { titleOf } from './issueWords';

interface Connection {
  readonly system: string;
  readonly kind: StatusKind;
  readonly text: string;
}

/** The service that an issue of the connection is about: the mailbox, where nothing else is said. */
const about = ({ cause, facts }: IssueRow): 'salesforce' | 'mailbox' | null => {
  if (cause === 'mass change guard') return null;
  return cause === 'reconnect after reset' || facts.system === 'salesforce' ? 'salesforce' : 'mailbox';
};

export function connectionsOf(rep: RepDetail, now: Instant): readonly Connection[] {
  const troubles = rep.issues.filter(({ kind }) => kind === 'connection');
  return (['mailbox', 'salesforce'] as const).map((side) => {
    const system = side === 'salesforce' ? systemName('salesforce') : rep.provider === '' ? adminSays('mailbox') : systemName(rep.provider);
    const trouble = troubles.find((issue) => about(issue) === side);
    if (trouble)
      return {
        system,
        kind: usualStatus(trouble.cause),
        text: `${titleOf(trouble.cause)}, ${adminSays('since', { time: moment(trouble.since, now) })}`,
      };
    const { lastCycleAt, state } = rep.row;
    if (lastCycleAt === null) return { system, kind: 'not set up', text: adminSays('never worked') };
    return { system, kind: state === 'asleep' ? 'asleep' : 'in step', text: adminSays('worked', { ago: ago(lastCycleAt, now) }) };
  });
}

export const RepConnections = ({ rep, now }: { rep: RepDetail; now: Instant }) => (
  <ul class="is-stack">
    {connectionsOf(rep, now).map(({ system, kind, text }) => (
      <li key={system} class="is-item">
        <span class={`is-tone is-t-${toneOf(kind)}`}>
          <StatusIcon kind={kind} />
        </span>
        <span>
          <b>{system}</b>
          <br />
          <span class="is-muted">{text}</span>
        </span>
      </li>
    ))}
  </ul>
);
