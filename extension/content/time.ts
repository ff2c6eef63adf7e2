/** Time in a host page. */
import { realClock } from '../../shared/adapters/clock';
import type { Timing } from '../../shared/ui/timing';

export const timing: Timing = {
  now: realClock.now,
  after(ms, then) {
    const off = new AbortController();
    void realClock.sleep(ms, off.signal).then(() => {
      if (!off.signal.aborted) then();
    });
    return () => off.abort();
  },
};
