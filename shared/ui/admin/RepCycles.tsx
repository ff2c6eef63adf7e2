/** A rep's last cycles, and what they have cost of the day's calls to Salesforce (ADM1). */
import type { Instant } from '../../core/model';
import type { RepDetail } from '../../device/admin';
import { Say } from '../parts/Say';
import { ScrollTable } from '../parts/ScrollTable';
import { Empty } from '../parts/states';
import { adminSays } from '../texts/admin';
import { moment, number } from '../texts/times';

interface Props {
  readonly rep: Pick<RepDetail, 'cycles' | 'calls'>;
  readonly now: Instant;
}

export const RepCycles = ({ rep, now }: Props) => (
  <>
    <Calls rep={rep} now={now} />
    {rep.cycles.length === 0 ? <Empty>{adminSays('no cycles')}</Empty> : <Cycles rep={rep} now={now} />}
  </>
);

const day = 86_400_000;

/** The pace of the cycles follows from it: half of the calls go as they come, the rest is spread over the day. */
function Calls({ rep: { calls }, now }: Props) {
  const { today: n, allowed } = calls;
  const time = moment((Math.floor(now / day) + 1) * day, now);
  return (
    <p class="is-muted is-pad">
      <Say
        pieces={
          allowed === null
            ? adminSays.pieces('calls today', { n, time })
            : adminSays.pieces('calls today of', { n: number(n), max: number(allowed), time })
        }
      />
      {allowed !== null && n > allowed / 2 && ` ${adminSays(n < allowed ? 'calls spread' : 'calls spent')}`}
    </p>
  );
}

const Cycles = ({ rep, now }: Props) => (
  <ScrollTable label={adminSays('last cycles')}>
    <table class="is-table">
      <thead>
        <tr>
          <th scope="col">{adminSays('started')}</th>
          {(['created', 'changed', 'deleted', 'failed', 'calls'] as const).map((name) => (
            <th scope="col" class="is-end" key={name}>
              {adminSays(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rep.cycles.map((cycle) => (
          <tr key={cycle.at}>
            <td>{moment(cycle.at, now)}</td>
            {[cycle.created, cycle.updated, cycle.removed, cycle.failed, cycle.calls].map((count, at) => (
              <td class="is-end is-num" key={at}>
                {number(count)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollTable>
);
