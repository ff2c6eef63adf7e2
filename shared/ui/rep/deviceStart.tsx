/** The first run over a device, for whoever has it in a page or pane of its own. */
import type { Provider } from '../../core/model';
import type { Device, Overview, Preview } from '../../device/device';
import { Loading, NotLoaded } from '../parts/states';
import { type Answer, useAnswer, useDevice } from '../store';
import { useNow } from '../timing';
import type { OrgAsking } from './calls';
import { FirstRun } from './FirstRun';
import { isStuck } from './state';

export const useOverview = (device: Device): Answer<Overview> & { again(): void } =>
  useDevice(device, (asked) => asked.overview(), 'overview');

/** The preview is asked for when it is about to be shown, and not on every change: it reads both sides. */
export function DeviceFirstRun({
  device,
  overview,
  provider,
  onNotNow,
  org,
}: {
  device: Device;
  overview: Overview;
  provider: Provider;
  onNotNow: () => void;
  org?: OrgAsking | undefined;
}) {
  const now = useNow();
  const { connected, firstSync, connection } = overview;
  const ready = connected.mailbox && connected.salesforce && firstSync !== 'running' && firstSync !== 'done' && !isStuck(overview);
  const preview = useAnswer<Preview>(
    () => (ready ? device.preview() : new Promise(() => undefined)),
    ready ? `preview ${connection.kind}` : 'not yet',
  );
  return <FirstRun overview={overview} preview={preview} provider={provider} now={now} calls={device} onNotNow={onNotNow} org={org} />;
}

/** First run in a page or pane of its own. */
interface StartProps {
  readonly device: Device;
  readonly provider: Provider;
  readonly onNotNow: () => void;
  readonly org?: OrgAsking | undefined;
}

export function DeviceStart({ device, provider, onNotNow, org }: StartProps) {
  const { value, state, again } = useOverview(device);
  return (
    <div class="is-root is-pane">
      {!value && (state === 'failed' ? <NotLoaded onAgain={again} /> : <Loading lines={6} />)}
      {value && <DeviceFirstRun device={device} overview={value} provider={provider} onNotNow={onNotNow} org={org} />}
    </div>
  );
}
