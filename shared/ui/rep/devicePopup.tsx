/** The popup over a device: opened many times a day, so that the first run, which is once, comes later. */
import { useState } from 'preact/hooks';
import type { Provider } from '../../core/model';
import type { Device } from '../../device/device';
import { Boundary } from '../parts/Boundary';
import { later } from '../parts/Later';
import { useDevice } from '../store';
import { useNow } from '../timing';
import type { Shell } from './calls';
import { PopupScreen } from './PopupScreen';
import { isFirstRun } from './state';

const DeviceFirstRun = later(async () => (await import('./deviceStart')).DeviceFirstRun);

export function DevicePopup({ device, shell, provider }: { device: Device; shell: Shell; provider: Provider }) {
  const now = useNow();
  const answer = useDevice(device, (asked) => asked.overview(), 'overview');
  const [notNow, setNotNow] = useState(false);
  if (answer.value && isFirstRun(answer.value) && !notNow) {
    return (
      <Boundary>
        <div class="is-root is-popup">
          <DeviceFirstRun device={device} overview={answer.value} provider={provider} onNotNow={() => setNotNow(true)} />
        </div>
      </Boundary>
    );
  }
  return (
    <Boundary>
      <PopupScreen answer={answer} now={now} calls={device} shell={shell} />
    </Boundary>
  );
}
