/** The configuration of a scenario. */
import { defaults, normalise } from '../../shared/core/configuration';
import type { Configuration } from '../../shared/core/model';
import type { Settings } from './words';

/** A new configuration's values, and what the scenario says of it. */
export function settled(
  settings: Settings,
  before: Configuration = { ...defaults, id: 'cfg', name: 'Standard', active: true },
): Configuration {
  const { contacts, events, ...rest } = settings;
  return normalise({
    ...before,
    ...rest,
    contacts: { ...before.contacts, ...contacts },
    events: { ...before.events, ...events, leaveOut: { ...before.events.leaveOut, ...events?.leaveOut } },
  });
}
