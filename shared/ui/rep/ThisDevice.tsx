/** This device: version, last sync, log; wiping is disconnecting (SEC5). */
import { useState } from 'preact/hooks';
import type { Instant } from '../../core/model';
import type { Overview } from '../../device/device';
import { Button } from '../parts/Button';
import { Name } from '../parts/Say';
import { Facts } from '../parts/states';
import { useDoing } from '../parts/useDoing';
import { repScreenSays } from '../texts/rep';
import { ago } from '../texts/times';
import { Connections } from './Connections';
import type { OrgAsking, RepCalls } from './calls';

interface Props {
  readonly overview: Overview;
  readonly now: Instant;
  readonly calls: Pick<RepCalls, 'connect' | 'disconnect'>;
  readonly onCopyLog: () => Promise<void>;
  readonly org?: OrgAsking | undefined;
}

export function ThisDevice({ overview, now, calls, onCopyLog, org }: Props) {
  const doing = useDoing();
  const [copied, setCopied] = useState(false);
  return (
    <>
      <section class="is-section">
        <h2 class="is-h2">{repScreenSays('this device')}</h2>
        <Facts
          facts={[
            { name: repScreenSays('device'), value: <Name>{overview.device.name}</Name> },
            { name: repScreenSays('version'), value: overview.device.version },
            {
              name: repScreenSays('last sync'),
              value: overview.lastCycleAt === null ? repScreenSays('never') : ago(overview.lastCycleAt, now),
            },
            {
              name: repScreenSays('configuration'),
              value: overview.configuration ? <Name>{overview.configuration.name}</Name> : repScreenSays('no configuration'),
            },
          ]}
        />
        <div class="is-row">
          <Button icon="copy" busy={doing.busy} onPress={() => void doing.run(onCopyLog).then(setCopied)}>
            {repScreenSays('copy log')}
          </Button>
          <span role="status" class="is-hint">
            {copied ? repScreenSays('copied log') : repScreenSays('log hint')}
          </span>
        </div>
      </section>
      <Connections overview={overview} now={now} calls={calls} org={org} />
    </>
  );
}
