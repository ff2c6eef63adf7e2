/** The rep's screens over a device: what the shells mount. Whoever counts kilobytes takes each from its own file. */
export { DeviceOptions } from './deviceOptions';
export { DevicePopup } from './devicePopup';
export { DeviceFirstRun, DeviceStart, useOverview } from './deviceStart';
