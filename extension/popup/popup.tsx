/** The popup (SUR4): the rep's state at a glance. What takes longer than a glance opens the options page. */
import type { Device } from '../../shared/device/device';
import type { Shell } from '../../shared/ui/rep/calls';
import { DevicePopup } from '../../shared/ui/rep/devicePopup';
import { openOptions } from '../pages/options';
import { orgIsAllowed } from '../pages/org';
import { begin, copy, device, show } from '../pages/page';

const go = async (place: Parameters<typeof openOptions>[0]): Promise<void> => {
  await openOptions(place);
  window.close();
};

const shell: Shell = {
  openOptions: (section) => void go({ show: 'section', section }),
  openItem: ({ ref }) => void go({ show: 'item', ref }),
  copy,
};

/** A popup closes as soon as the browser asks anything: an org that is not known or allowed yet is connected in the options page. */
const here: Device = {
  ...device,
  connect: async (system) => {
    if (system !== 'salesforce' || (await orgIsAllowed())) return device.connect(system);
    await go({ show: 'section', section: 'connections' });
    return { ok: true, why: '' };
  },
};

await begin();
show(<DevicePopup device={here} shell={shell} provider="google" />);
