/**
 * One observer per page. Changes are gathered as they come, in constant time each, and handed on once per frame: never a
 * query, a layout reading or a message while the page is still changing. Where they come by the hundred, nobody listens to the rest of them:
 * what the browser notes down of a change costs more than a look at the page once it is over.
 */
import type { Adapter } from '../place';

/** What changed since the last frame. */
export interface Batch {
  /** Subtrees that are new. */
  readonly added: ReadonlySet<Element>;
  /** Elements whose key may have changed. */
  readonly touched: ReadonlySet<Element>;
  /** Something went: places may have gone with it. */
  readonly removed: boolean;
  /** Too much to list: look at everything once. */
  readonly all: boolean;
}

export interface Watch {
  /** Our own work on the page: what nobody listens to, the browser does not note down. */
  deaf(work: () => void): void;
  stop(): void;
}

/** More changes than this before the next look are not listed; frames rest in hidden tabs, and nothing gathers there. */
const crowd = 200;

/** A page that never comes to rest: so many times what a look at everything took is waited before the next, and a moment (ms) more. */
const rest = 30;
const moment = 100;

const isElement = (node: Node): node is Element => node.nodeType === 1;

interface Needs {
  readonly document: Document;
  readonly adapter: Pick<Adapter, 'attributes' | 'texts'>;
  readonly ours: { has(node: Node): boolean };
  readonly onBatch: (batch: Batch) => void;
  readonly frame: (then: () => void) => void;
  readonly now: () => number;
  readonly after: (ms: number, then: () => void) => void;
}

export function watch({ document, adapter: { attributes, texts }, ours, onBatch, frame, now, after }: Needs): Watch {
  let added = new Set<Element>();
  let touched = new Set<Element>();
  /** Added below something that was added: found with it, so a chain that grows node by node is still looked at once. */
  let covered = new Set<Node>();
  let removed = false;
  let heard = 0;
  let planned = false;
  let stopped = false;
  let restedAt = 0;

  const listen = () =>
    observer.observe(document.documentElement, {
      childList: true,
      subtree: true,
      attributeFilter: [...attributes],
      characterData: texts,
    });
  const flush = () => {
    if (stopped) return;
    const all = heard > crowd;
    const wait = restedAt - now();
    if (all && wait > 0) return after(wait, look);
    const batch = { added, touched, removed, all };
    added = new Set();
    touched = new Set();
    covered = new Set();
    removed = planned = false;
    heard = 0;
    if (all) listen();
    const start = now();
    onBatch(batch);
    if (all) restedAt = now() + moment + rest * (now() - start);
  };
  const look = () => frame(flush);
  /** @returns whether it is of anything but our own badges. */
  const childList = ({ target, addedNodes, removedNodes: [gone] }: MutationRecord): boolean => {
    if (gone) removed = true;
    const known = covered.has(target);
    // A row that loses what named it stands for nobody any more.
    let foreign = gone !== undefined && addedNodes.length === 0 && !ours.has(gone);
    for (const node of addedNodes) {
      if (ours.has(node)) continue;
      foreign = true;
      if (!isElement(node)) continue;
      covered.add(node);
      if (!known) added.add(node);
    }
    if (texts && foreign && !known && isElement(target)) touched.add(target);
    return foreign;
  };
  const hear = (record: MutationRecord): boolean => {
    if (record.type === 'childList') return childList(record);
    const { target } = record;
    const element = record.type === 'attributes' ? target : target.parentElement;
    if (element) touched.add(element as Element);
    return element !== null;
  };
  const take = (records: readonly MutationRecord[]) => {
    for (const record of records) {
      if (hear(record)) heard++;
      if (heard > crowd) {
        observer.disconnect();
        removed = true;
        break;
      }
    }
    if (planned || (heard === 0 && !removed)) return;
    planned = true;
    look();
  };
  const observer = new MutationObserver(take);
  listen();
  return {
    deaf(work) {
      take(observer.takeRecords());
      observer.disconnect();
      try {
        work();
      } finally {
        if (!stopped && heard <= crowd) listen();
      }
    },
    stop() {
      stopped = true;
      observer.disconnect();
    },
  };
}
