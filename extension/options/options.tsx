/** The options page (SUR4): first run as long as there was none, then connections, settings, what Instep did, one item's card. */

import { begin, device, own, show } from '../pages/page';
import { App } from './App';

const [settings, org] = [await begin(), await own.org()];
show(<App device={device} own={own} settings={settings} org={org} />);
