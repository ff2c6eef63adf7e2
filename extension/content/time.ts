/** Time in a host page. */
import { later, now } from '../../shared/adapters/clock';
import type { Timing } from '../../shared/ui/timing';

export const timing: Timing = { now, after: later };
