/** One act at a time, and its failure said instead of swallowed. */
import { useCallback, useState } from 'preact/hooks';

export interface Doing {
  readonly busy: boolean;
  readonly failed: boolean;
  readonly run: (what: () => Promise<unknown>) => Promise<boolean>;
}

export function useDoing(): Doing {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const run = useCallback(async (what: () => Promise<unknown>) => {
    setState('busy');
    try {
      await what();
      setState('idle');
      return true;
    } catch {
      setState('failed');
      return false;
    }
  }, []);
  return { busy: state === 'busy', failed: state === 'failed', run };
}
