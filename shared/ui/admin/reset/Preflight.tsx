/** Check first (LS-R5, LS-R6): what lies in the folder and the calendar, what stays out, who must reconnect, who is asleep. */
import type { ComponentChildren } from 'preact';
import type { Instant, StatusKind } from '../../../core/model';
import type { RepRow } from '../../../device/admin';
import { StatusIcon } from '../../icons/Icon';
import { Say } from '../../parts/Say';
import { toneOf } from '../../status';
import { adminSays } from '../../texts/admin';
import { ago } from '../../texts/times';
import { keptOutOf, standstills, stateKind } from '../states';
import { WhatStaysOut, WhatSyncs } from './ItemLists';
import type { DryRuns } from './useDryRuns';

const sum = (reps: readonly RepRow[], of: (row: RepRow) => number): number => reps.reduce((all, row) => all + of(row), 0);

interface LineProps {
  readonly kind: StatusKind;
  readonly head: ComponentChildren;
  readonly hint: string;
  readonly children?: ComponentChildren;
}

const Line = ({ kind, head, hint, children }: LineProps) => (
  <li class="is-preflight">
    <span class={`is-tone is-t-${toneOf(kind)}`}>
      <StatusIcon kind={kind} />
    </span>
    <span>
      {head}
      <br />
      <span class="is-muted">{hint}</span>
      {children}
    </span>
  </li>
);

interface Props {
  readonly reps: readonly RepRow[];
  readonly reconnects: number;
  readonly runs: DryRuns;
  readonly now: Instant;
}

export function Preflight({ reps, reconnects, runs, now }: Props) {
  const run = reps.length === 1 ? runs.runs.find(({ from }) => from === 'device') : undefined;
  const contacts = sum(reps, (row) => row.contacts.paired);
  const events = sum(reps, (row) => row.events.paired);
  const of = (n: number) => ({ n, who: reps.length === 1 ? (reps[0]?.name ?? '') : adminSays('n reps', { n }) });
  return (
    <>
      <p>{adminSays('reset intro')}</p>
      <ul class="is-stack">
        <Line
          kind="in step"
          head={<Say pieces={adminSays.pieces('pre contacts', { n: contacts })} />}
          hint={adminSays('pre contacts hint')}
        >
          {run && <WhatSyncs run={run} of="contacts" />}
        </Line>
        <Line kind="in step" head={<Say pieces={adminSays.pieces('pre events', { n: events })} />} hint={adminSays('pre events hint')}>
          {run && <WhatSyncs run={run} of="events" />}
        </Line>
        <Line
          kind="kept out"
          head={<Say pieces={adminSays.pieces('pre kept', { n: sum(reps, keptOutOf) })} />}
          hint={adminSays('pre kept hint')}
        >
          {run && <WhatStaysOut run={run} />}
        </Line>
        {reconnects > 0 && (
          <Line
            kind="sign in"
            head={<Say pieces={adminSays.pieces('pre reconnect', of(reconnects))} />}
            hint={adminSays('pre reconnect hint')}
          />
        )}
        {standstills.map((state) => {
          const n = reps.filter((rep) => rep.state === state).length;
          return n === 0 ? null : (
            <Line
              key={state}
              kind={stateKind[state]}
              head={<Say pieces={adminSays.pieces(`pre ${state}`, of(n))} />}
              hint={adminSays(`pre ${state} hint`)}
            />
          );
        })}
      </ul>
      {reps.length === 1 && (
        <p class="is-muted is-small" role="status">
          {run ? adminSays('dry device', { ago: ago(run.at, now) }) : adminSays('pre lists wait')}
        </p>
      )}
    </>
  );
}
