/** Dialogs that stay in the page closed: each is watched for what opens and closes it, and looked at then. There are a handful. */
import type { Adapter } from '../place';
import { is, within } from './native';

export interface Shells {
  /** Watches the shells in this new part of the page. */
  watch(root: Element): void;
  stop(): void;
}

const nothing: Shells = { watch: () => undefined, stop: () => undefined };

export function shells({ shells: css }: Adapter, onTurned: (shell: Element) => void): Shells {
  if (css === undefined) return nothing;
  const watched = new WeakSet<Element>();
  const observer = new MutationObserver((records) => {
    for (const shell of new Set(records.map(({ target }) => target as Element))) if (shell.isConnected) onTurned(shell);
  });
  const watch = (shell: Element) => {
    if (watched.has(shell)) return;
    watched.add(shell);
    observer.observe(shell, { attributes: true, attributeFilter: ['style', 'class', 'hidden', 'aria-hidden'] });
  };
  return {
    watch(root) {
      if (is(root, css)) watch(root);
      if (root.firstElementChild) for (const shell of within(root, css)) watch(shell);
    },
    stop: () => observer.disconnect(),
  };
}
