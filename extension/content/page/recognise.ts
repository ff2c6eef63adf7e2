/** SUR7: a page that should show places and shows none is not recognised. Said once, to the rep's own device; nothing else happens. */
import type { Adapter } from '../place';

export interface Recognition {
  /** Something moved; looked at once it has been quiet for a while. */
  moved(places: number): void;
  stop(): void;
}

/** Slow pages draw for seconds. */
const settled = 8000;

export function recognition(
  adapter: Adapter,
  document: Document,
  address: () => URL,
  after: (ms: number, then: () => void) => () => void,
  report: (recognised: boolean) => void,
): Recognition {
  let told: boolean | null = null;
  let off: (() => void) | null = null;
  let seenAt = '';
  const tell = (recognised: boolean) => {
    if (told === recognised) return;
    told = recognised;
    report(recognised);
  };
  return {
    moved(places) {
      if (places > 0) {
        off?.();
        off = null;
        return tell(true);
      }
      // One look per address: an empty week is no reason to look again and again.
      if (off || seenAt === address().href) return;
      seenAt = address().href;
      off = after(settled, () => {
        off = null;
        if (adapter.expects(document, address())) tell(false);
      });
    },
    stop: () => off?.(),
  };
}
