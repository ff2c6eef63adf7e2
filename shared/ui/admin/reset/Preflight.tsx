/** Check first (LS-R5, LS-R6): what lies in the folder and the calendar, what stays out, who must reconnect, who is asleep. */
import type { ComponentChildren } from 'preact';
import type { StatusKind } from '../../../core/model';
import type { RepRow } from '../../../device/admin';
import { StatusIcon } from '../../icons/Icon';
import { Say } from '../../parts/Say';
import { toneOf } from '../../status';
import { adminSays } from '../../texts/admin';
import { keptOutOf } from '../states';

const sum = (reps: readonly RepRow[], of: (row: RepRow) => number): number => reps.reduce((all, row) => all + of(row), 0);

const Line = ({ kind, head, hint }: { kind: StatusKind; head: ComponentChildren; hint: string }) => (
  <li class="is-preflight">
    <span class={`is-tone is-t-${toneOf(kind)}`}>
      <StatusIcon kind={kind} />
    </span>
    <span>
      {head}
      <br />
      <span class="is-muted">{hint}</span>
    </span>
  </li>
);

export function Preflight({ reps, reconnects }: { reps: readonly RepRow[]; reconnects: number }) {
  const contacts = sum(reps, (row) => row.contacts.paired);
  const events = sum(reps, (row) => row.events.paired);
  const asleep = reps.filter(({ state }) => state === 'asleep').length;
  return (
    <>
      <p>{adminSays('reset intro')}</p>
      <ul class="is-stack">
        <Line
          kind="in step"
          head={<Say pieces={adminSays.pieces('pre contacts', { n: contacts })} />}
          hint={adminSays('pre contacts hint')}
        />
        <Line kind="in step" head={<Say pieces={adminSays.pieces('pre events', { n: events })} />} hint={adminSays('pre events hint')} />
        <Line
          kind="kept out"
          head={<Say pieces={adminSays.pieces('pre kept', { n: sum(reps, keptOutOf) })} />}
          hint={adminSays('pre kept hint')}
        />
        {reconnects > 0 && (
          <Line
            kind="sign in"
            head={<Say pieces={adminSays.pieces('pre reconnect', { n: reconnects })} />}
            hint={adminSays('pre reconnect hint')}
          />
        )}
        {asleep > 0 && (
          <Line kind="asleep" head={<Say pieces={adminSays.pieces('pre asleep', { n: asleep })} />} hint={adminSays('pre asleep hint')} />
        )}
      </ul>
    </>
  );
}
